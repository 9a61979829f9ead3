"""Annotations of GitHub Actions: one command of the workflow a line.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import Final, Mapping

from couth.errors import Problem
from couth.model.finding import Finding
from couth.model.report import Severity
from couth.reporters.judged import Judged, Outcome, Settings

_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


class Github:
    """An annotation for each finding that counts, and for each input that could not be read."""

    late = False
    between = ""
    most = None

    def __init__(self, _: Settings) -> None:
        pass

    def begin(self, _: Outcome | None) -> str:
        """Nothing stands before the annotations."""
        return ""

    def entries(self, judged: Judged) -> list[str]:
        """An annotation for each finding, and one for a draft that must be judged and could not be."""
        report = judged.report
        lines = [_annotation(finding) for finding in judged.counting]
        if report.verdict == "needs_context":
            title = {"file": judged.path, "line": judged.line, "title": "couth"}
            lines.append(command("error", title, f"could not be judged: {report.decision.reason}"))
        return lines

    def complaints(self, problem: Problem) -> list[str]:
        """The input that could not be read."""
        place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": "couth: input"}
        return [command("error", place, problem.message)]

    def end(self, _: Outcome) -> str:
        """Nothing stands after them."""
        return ""


def _annotation(finding: Finding) -> str:
    violation, region = finding.violation, finding.region
    place: dict[str, object] = {"file": finding.path, "line": finding.line or None}
    if region:
        place |= {"line": region.line, "endLine": region.end_line}
        if region.line == region.end_line:  # columns of different lines are refused
            place |= {"col": region.column, "endColumn": region.end_column}
    place["title"] = f"couth: {violation.rule}"
    text = violation.message + (f"\n{violation.suggestion}" if violation.suggestion else "")
    return command(_COMMANDS[violation.severity], place, text)


def command(name: str, properties: Mapping[str, object], message: str) -> str:
    """A workflow command; what would end it or begin another is escaped."""
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {told}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
