"""The code quality report of GitLab: a list of issues.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
from typing import Any, Final, Mapping

from couth.errors import Problem
from couth.model.finding import Finding
from couth.model.report import Severity
from couth.reporters.judged import Judged, Outcome, Settings
from couth.reporters.wire import strict_json

_SEVERITIES: Final[Mapping[Severity, str]] = {"error": "critical", "warning": "minor", "info": "info"}


class Gitlab:
    """An issue for each finding that counts; an input that could not be read is a blocker."""

    late = False
    between = ",\n"
    most = None

    def __init__(self, _: Settings) -> None:
        pass

    def begin(self, _: Outcome | None) -> str:
        """Open the list."""
        return "[\n"

    def entries(self, judged: Judged) -> list[str]:
        """An issue for each finding."""
        return [strict_json(_issue(finding)) for finding in judged.counting]

    def complaints(self, problem: Problem) -> list[str]:
        """The input that could not be read, known by its place and what is wrong."""
        known = hashlib.sha256(str(problem).encode("utf-8", "backslashreplace")).hexdigest()[:16]
        issue = _as_issue("couth.input", problem.message, "blocker", known, problem.path, problem.line or 1)
        return [strict_json(issue)]

    def end(self, _: Outcome) -> str:
        """Close it."""
        return "\n]\n"


def _issue(finding: Finding) -> dict[str, Any]:
    violation, region = finding.violation, finding.region
    issue = _as_issue(
        violation.rule,
        f"{violation.rule}: {violation.message}",
        _SEVERITIES[violation.severity],
        finding.fingerprint,
        finding.path,
        region.line if region else finding.line or 1,
    )
    if region:
        issue["location"]["lines"]["end"] = region.end_line
    return issue


def _as_issue(check: str, description: str, severity: str, fingerprint: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path.removeprefix("./"), "lines": {"begin": line}},
    }
