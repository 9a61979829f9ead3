"""SARIF 2.1.0, for code scanning: every rule with its own identity, every finding with its place and fingerprint.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from typing import Any, Final, Mapping
from urllib.parse import quote

from couth.errors import Problem
from couth.model.finding import Finding, Region, Replacement
from couth.model.report import Severity
from couth.reporters.judged import Judged, Outcome, RuleText, Settings
from couth.reporters.wire import strict_json

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_PRECISION: Final = {"fact": "very-high", "heuristic": "medium"}


class Sarif:
    """One run; findings that were let be are in it, marked as suppressed."""

    late = False
    between = ",\n"
    most = None

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def begin(self, _: Outcome | None) -> str:
        """The tool and its rules."""
        driver = {
            "name": "couth",
            "semanticVersion": self._settings.version,
            "rules": [_rule(rule) for rule in self._settings.rules.values()],
        }
        head = f'{{"$schema": {strict_json(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {strict_json({"driver": driver})}'
        return f'{head}, "columnKind": "unicodeCodePoints", "results": [\n'

    def entries(self, judged: Judged) -> list[str]:
        """A result for each finding."""
        return [strict_json(_result(finding)) for finding in judged.findings if finding.standing != "untouched"]

    def complaints(self, _: Problem) -> list[str]:
        """Nothing among the results: they are told at the end."""
        return []

    def end(self, outcome: Outcome) -> str:
        """Whether the run was whole, and what kept it from being so."""
        invocation = {
            "executionSuccessful": not outcome.problems,
            "toolExecutionNotifications": [_notification(problem) for problem in outcome.problems],
        }
        return f'\n], "invocations": [{strict_json(invocation)}]}}]}}\n'


def _rule(rule: RuleText) -> dict[str, Any]:
    group = rule.id.split(".", 1)[0]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.replace(".", "-").split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": _help(rule), "markdown": _help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [group, rule.basis],
            "precision": _PRECISION[rule.basis],
            "problem.severity": _LEVELS[rule.severity].replace("note", "recommendation"),
        },
    }


def _help(rule: RuleText) -> str:
    source = f"Source: {'; '.join(rule.source)}" if rule.source else ""
    return "\n\n".join(part for part in (rule.why or rule.summary, rule.suggest or "", source) if part)


def _result(finding: Finding) -> dict[str, Any]:
    violation = finding.violation
    result: dict[str, Any] = {
        "ruleId": violation.rule,
        "level": _LEVELS[violation.severity],
        "message": {"text": violation.message + (f". {violation.suggestion}" if violation.suggestion else "")},
        "locations": [_location(finding)],
        "partialFingerprints": {"couth/v1": finding.fingerprint, "primaryLocationLineHash": finding.fingerprint},
        "properties": {"basis": violation.basis, "points": violation.points},
    }
    if finding.replacements:
        result["fixes"] = [_fix(finding, finding.replacements)]
    if finding.standing != "new":
        result["suppressions"] = [{"kind": "external", "justification": finding.why or finding.standing}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.region:
        snippet = finding.violation.excerpt
        place["region"] = {**_region(finding.region), **({"snippet": {"text": snippet}} if snippet else {})}
    elif finding.line:
        place["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.name:
        location["logicalLocations"] = [{"name": finding.name, "kind": "resource"}]
    return location


def _artifact(path: str) -> dict[str, str]:
    """A path below the working folder counts from the top of the sources; `<stdin>` is a name like any other."""
    if path.startswith("/"):
        return {"uri": "file://" + quote(path)}
    return {"uri": quote(path.replace("\\", "/")), "uriBaseId": "%SRCROOT%"}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _fix(finding: Finding, replacements: tuple[Replacement, ...]) -> dict[str, Any]:
    changes = [{"deletedRegion": _region(r.region), "insertedContent": {"text": r.text}} for r in replacements]
    safe = finding.violation.fix is not None and finding.violation.fix.safe
    return {
        "description": {"text": "mend it" if safe else "mend it (look it over: it may change what is meant)"},
        "artifactChanges": [{"artifactLocation": _artifact(finding.path), "replacements": changes}],
    }


def _notification(problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
    if problem.line:
        place["region"] = {"startLine": problem.line, **({"startColumn": problem.column} if problem.column else {})}
    return {"level": "error", "message": {"text": problem.message}, "locations": [{"physicalLocation": place}]}
