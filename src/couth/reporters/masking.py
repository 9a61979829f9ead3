"""Reports without a word of what was said: for logs and pages that more people see than may read messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Mapping

from couth.model import Evidence, Report, Thread, Violation
from couth.model.finding import Finding
from couth.regexes import regex_of
from couth.reporters.judged import Judged, RuleText

HIDDEN: Final = "***"
"""What stands in the place of an excerpt."""

_SHOWN: Final = regex_of(r"\S")
_IDENTIFIER: Final = regex_of(r"[!-~]+")


def masked(judged: Judged, rules: Mapping[str, RuleText]) -> Judged:
    """The same draft with every text hidden: dots for its letters, the rule's summary for what is said of it.

    Places, rules and verdicts stay. A fix goes, as what it writes is made of what was written; and so does a name that
    is words, as catalogues know a text by its original.
    """
    name = _name(judged.name)
    return replace(
        judged,
        draft=replace(judged.draft, text=dots(judged.draft.text)),
        thread=_thread(judged),
        report=_report(judged, name, rules),
        name=name,
        findings=tuple(replace(_finding(finding, rules), name=_name(finding.name)) for finding in judged.findings),
        original=(judged.draft, judged.thread),
    )


def _name(name: str | None) -> str | None:
    """A name as it may be shown: what is no identifier is hidden."""
    return name if name is None or _IDENTIFIER.fullmatch(name) else dots(name)


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


def _report(judged: Judged, name: str | None, rules: Mapping[str, RuleText]) -> Report:
    """The report of a template has its name in its id."""
    report, known = judged.report, judged.report.id
    if judged.name and name and known and known.endswith(judged.name):
        known = known.removesuffix(judged.name) + name
    return replace(report, id=known, violations=tuple(_violation(violation, rules) for violation in report.violations))


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
