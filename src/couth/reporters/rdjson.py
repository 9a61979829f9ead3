"""The diagnostic format of reviewdog, as one JSON object.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import Any, Final, Mapping

from couth.errors import Problem
from couth.model.finding import Finding, Region
from couth.model.report import Severity
from couth.reporters.judged import Judged, Outcome, Settings
from couth.reporters.wire import strict_json

_SEVERITIES: Final[Mapping[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class Rdjson:
    """A diagnostic for each finding that counts, and for each input that could not be read."""

    late = False
    between = ",\n"
    most = None

    def __init__(self, _: Settings) -> None:
        pass

    def begin(self, _: Outcome | None) -> str:
        """Who speaks."""
        return '{"source": {"name": "couth"}, "diagnostics": [\n'

    def entries(self, judged: Judged) -> list[str]:
        """A diagnostic for each finding."""
        return [strict_json(_diagnostic(finding)) for finding in judged.counting]

    def complaints(self, problem: Problem) -> list[str]:
        """The input that could not be read."""
        location: dict[str, Any] = {"path": problem.path}
        if problem.line:
            location["range"] = {"start": {"line": problem.line}}  # its column is not in bytes, and so left out
        diagnostic = {"message": problem.message, "location": location, "severity": "ERROR", "code": {"value": "input"}}
        return [strict_json(diagnostic)]

    def end(self, _: Outcome) -> str:
        """Close it."""
        return "\n]}\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    violation = finding.violation
    location: dict[str, Any] = {"path": finding.path}
    if finding.region:
        location["range"] = _range(finding.region)
    elif finding.line:
        location["range"] = {"start": {"line": finding.line}}
    diagnostic: dict[str, Any] = {
        "message": violation.message + (f"\n{violation.suggestion}" if violation.suggestion else ""),
        "location": location,
        "severity": _SEVERITIES[violation.severity],
        "code": {"value": violation.rule},
    }
    if finding.replacements:
        diagnostic["suggestions"] = [{"range": _range(one.region), "text": one.text} for one in finding.replacements]
    return diagnostic


def _range(region: Region) -> dict[str, Any]:
    """Columns are bytes of UTF-8, from 1."""
    return {
        "start": {"line": region.line, "column": region.byte_column},
        "end": {"line": region.end_line, "column": region.end_byte_column},
    }
