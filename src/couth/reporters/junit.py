"""JUnit XML, as build servers read it: every draft is a test case, every file a class of them.

No standard describes it; this keeps to what Jenkins' schema and common readers share.
"""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from couth.errors import Problem
from couth.model.finding import Finding
from couth.model.report import SEVERITIES
from couth.regexes import regex_of
from couth.reporters.judged import Judged, Outcome, Settings

_ILLEGAL: Final = regex_of("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold."""


class Junit:
    """A test case for each draft; it fails where something is found as grave as what makes the run fail."""

    late = True
    between = ""
    most = None

    def __init__(self, settings: Settings) -> None:
        level = settings.fail_on
        self._failing = frozenset(SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ())

    def begin(self, outcome: Outcome | None) -> str:
        """The counts."""
        assert outcome  # noqa: S101  (a late format is begun when all is done)
        tally, errors = outcome.tally, len(outcome.problems) + outcome.tally.verdicts["needs_context"]
        tests = tally.drafts + len(outcome.problems)
        counts = f'tests="{tests}" failures="{self._failures(outcome)}" errors="{errors}"'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name="couth" {counts}>\n'

    def _failures(self, outcome: Outcome) -> int:
        return sum(count for severity, count in outcome.tally.worst.items() if severity in self._failing)

    def entries(self, judged: Judged) -> list[str]:
        """The test case of a draft."""
        head = f"<testcase classname={_attribute(judged.path)} name={_attribute(_name(judged))}"
        inside = self._inside(judged)
        return [f"{head}>\n{inside}</testcase>\n" if inside else f"{head}/>\n"]

    def _inside(self, judged: Judged) -> str:
        blocked = judged.report.verdict == "block" and bool(self._failing)
        failing = [f for f in judged.counting if f.violation.severity in self._failing]
        if blocked and not failing:  # by its score, to which all of them add
            failing = list(judged.counting)
        others = [f for f in judged.counting if f not in failing]
        parts = ""
        if failing:
            message = _attribute(failing[0].violation.message)
            kind = _attribute(failing[0].violation.rule)
            parts += f"<failure message={message} type={kind}>{_text(failing)}</failure>\n"
        if judged.report.verdict == "needs_context":
            parts += f'<error message={_attribute(judged.report.decision.reason)} type="unknown"/>\n'
        return parts + (f"<system-out>{_text(others)}</system-out>\n" if others else "")

    def complaints(self, problem: Problem) -> list[str]:
        """An input that could not be read is a test case that could not run."""
        place = ":".join(str(n) for n in (problem.line, problem.column) if n is not None)
        case = f"<testcase classname={_attribute(problem.path)} name={_attribute(place or 'input')}>"
        return [f'{case}\n<error message={_attribute(problem.message)} type="input"/>\n</testcase>\n']

    def end(self, _: Outcome) -> str:
        """Close it."""
        return "</testsuite>\n</testsuites>\n"


def _name(judged: Judged) -> str:
    return judged.name or judged.report.id or f"line {judged.line}"


def _text(findings: list[Finding]) -> str:
    return escape(_legal("\n".join(_line(finding) for finding in findings)))


def _line(finding: Finding) -> str:
    violation, region = finding.violation, finding.region
    place = f"{finding.path}:{region.line}:{region.column}" if region else f"{finding.path}:{finding.line}"
    suggestion = f"\n    {violation.suggestion}" if violation.suggestion else ""
    return f"{place}: {violation.severity}[{violation.rule}] {violation.message}{suggestion}"


def _attribute(text: str) -> str:
    return quoteattr(_legal(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
