"""The wire format as a whole document: all reports in one array, or one a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from couth.errors import Problem
from couth.model.finding import Finding
from couth.reporters.judged import Judged, Outcome, Settings
from couth.reporters.offsets import Unit, counted_in, violation_in
from couth.reporters.wire import encoded, report_dict, report_json


class Jsonl:
    """One report a line, in the order of the input."""

    late = False
    between = ""
    most = None

    def __init__(self, settings: Settings) -> None:
        self._unit = settings.offsets

    def begin(self, _: Outcome | None) -> str:
        """Nothing stands before the reports."""
        return ""

    def entries(self, judged: Judged) -> list[str]:
        """The report's line."""
        return [wire(in_unit(self._unit, judged)) + "\n"]

    def complaints(self, _: Problem) -> list[str]:
        """Nothing: what could not be read has no report."""
        return []

    def end(self, _: Outcome) -> str:
        """Nothing stands after them."""
        return ""


class Json(Jsonl):
    """All reports as one array, a report a line."""

    between = ",\n"

    def begin(self, _: Outcome | None) -> str:
        """Open the array."""
        return "[\n"

    def entries(self, judged: Judged) -> list[str]:
        """The report as an element."""
        return [wire(in_unit(self._unit, judged))]

    def end(self, _: Outcome) -> str:
        """Close the array."""
        return "\n]\n"


def in_unit(unit: Unit, judged: Judged) -> Judged:
    """A draft with its spans in a unit; those of its findings as well."""
    if unit == "code-point":
        return judged
    draft, thread = judged.original or (judged.draft, judged.thread)
    findings = (replace(f, violation=violation_in(unit, f.violation, draft, thread)) for f in judged.findings)
    return replace(judged, report=counted_in(unit, judged.report, draft, thread), findings=tuple(findings))


def wire(judged: Judged) -> str:
    """A report as it is written: violations of a file with their places, and apart from them what does not count."""
    counting = judged.counting
    aside = [f for f in judged.findings if f.standing in ("suppressed", "recorded")]
    if not aside and not any(finding.region for finding in counting):
        return report_json(judged.report)
    data = report_dict(judged.report)
    told = zip(data["violations"], counting, strict=True)
    data["violations"] = [{**violation, **_known_by(finding)} for violation, finding in told]
    if aside:
        data["suppressed"] = [{**_aside(finding), **_known_by(finding)} for finding in aside]
    return encoded(data)


def _aside(finding: Finding) -> dict[str, Any]:
    violation = finding.violation
    return {
        "rule": violation.rule,
        "severity": violation.severity,
        "span": list(violation.span),
        "by": "baseline" if finding.standing == "recorded" else "configuration",
        "reason": finding.why,
    }


def _known_by(finding: Finding) -> dict[str, Any]:
    region = finding.region
    place = None
    if region:
        place = {
            "path": finding.path,
            "line": region.line,
            "column": region.column,
            "end_line": region.end_line,
            "end_column": region.end_column,
        }
    return {"place": place, "fingerprint": finding.fingerprint}
