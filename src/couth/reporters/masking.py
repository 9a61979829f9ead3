"""Reports without a word of what was said: for logs and pages that more people see than may read messages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Mapping

from couth.model import Evidence, Report, Thread, Violation
from couth.model.finding import Finding
from couth.reporters.judged import Judged, RuleText

HIDDEN: Final = "***"
"""What stands in the place of an excerpt."""

_SHOWN: Final = re.compile(r"\S")


def masked(judged: Judged, rules: Mapping[str, RuleText]) -> Judged:
    """The same draft with every text hidden: dots for its letters, the rule's summary for what is said of it.

    Places, rules and verdicts stay. A fix goes, as what it writes is made of what was written.
    """
    return replace(
        judged,
        draft=replace(judged.draft, text=dots(judged.draft.text)),
        thread=_thread(judged),
        report=_report(judged.report, rules),
        findings=tuple(_finding(finding, rules) for finding in judged.findings),
        original=(judged.draft, judged.thread),
    )


def dots(text: str) -> str:
    """The shape of a text."""
    return _SHOWN.sub("•", text)


def _thread(judged: Judged) -> Thread:
    """Only what is quoted as evidence is ever shown of a thread."""
    thread = judged.thread
    if not (thread.known and any(v.evidence for v in judged.report.violations)):
        return thread
    messages = [replace(message, text=dots(message.text)) for message in thread.messages]
    return Thread(messages, thread.customer, thread.channel)


def _report(report: Report, rules: Mapping[str, RuleText]) -> Report:
    return replace(report, violations=tuple(_violation(violation, rules) for violation in report.violations))


def _finding(finding: Finding, rules: Mapping[str, RuleText]) -> Finding:
    return replace(finding, violation=_violation(finding.violation, rules), replacements=None)


def _violation(violation: Violation, rules: Mapping[str, RuleText]) -> Violation:
    rule = rules.get(violation.rule)
    return replace(
        violation,
        message=rule.summary if rule else violation.rule,
        excerpt=HIDDEN,
        evidence=tuple(Evidence(one.message, one.span, HIDDEN) for one in violation.evidence),
        suggestion=rule.suggest if rule else None,
        fix=None,
    )
