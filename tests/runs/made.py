"""Findings by hand, and a folder with a configuration."""

from __future__ import annotations

from couth.model import Violation
from couth.model.finding import Finding, Region


def finding(rule: str = "tone.slang", path: str = "a.txt", line: int = 1, **more: object) -> Finding:
    """A finding of one word, on one line."""
    violation = Violation(rule, "warning", "heuristic", 10, "“lol” is slang", (0, 3), "lol")
    region = Region(line, 1, line, 4, 1, 4)
    values = {"region": region, "name": None, "fingerprint": "f" * 16, **more}
    return Finding(violation, path, line, **values)  # type: ignore[arg-type]  # fields of a Finding
