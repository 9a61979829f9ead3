"""A report in the wire format: the same input and policy give the same bytes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from json import JSONEncoder
from typing import Any, Final

from couth.model import Decision, Evidence, Fix, Report, Unknown, Violation
from couth.regexes import regex_of

_LONE: Final = regex_of("[\ud800-\udfff]")

encoded: Final = JSONEncoder(ensure_ascii=False).encode
"""Plain data as one line of JSON."""


def strict_json(value: object) -> str:
    """Plain data as one line of JSON that every parser takes: half a surrogate pair becomes U+FFFD."""
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", encoded(value))


def report_dict(report: Report) -> dict[str, Any]:
    """The report as plain data, keys in their fixed order; `errors` only where a rule broke off."""
    data: dict[str, Any] = {
        "id": report.id,
        "verdict": report.verdict,
        "score": report.score,
        "decision": _decision(report.decision),
        "violations": [_violation(violation) for violation in report.violations],
        "unknown": [{"rule": unknown.rule, "needs": list(unknown.needs)} for unknown in report.unknown],
    }
    if report.faults:
        data["errors"] = [{"rule": fault.rule, "message": fault.message} for fault in report.faults]
    data["policy"] = {"name": report.policy, "fingerprint": report.fingerprint}
    return data


def report_json(report: Report) -> str:
    """The report as one line of JSON, without a line ending.

    The same text as encoding `report_dict`; put together from parts, as most of them are the same
    for thousands of drafts.
    """
    decision = _SEND if report.decision == _PLAIN else encoded(_decision(report.decision))
    violations = encoded([_violation(violation) for violation in report.violations]) if report.violations else "[]"
    errors = f'"errors": {encoded(report_dict(report)["errors"])}, ' if report.faults else ""
    policy = _policy_json(report.policy, report.fingerprint)
    head = f'"id": {encoded(report.id)}, "verdict": "{report.verdict}", "score": {report.score}, "decision": {decision}'
    unknown = _unknown_json(report.unknown)
    return f'{{{head}, "violations": {violations}, "unknown": {unknown}, {errors}"policy": {policy}}}'


def moment(at: datetime) -> str:
    """ISO 8601 with offset; UTC as Z."""
    text = at.isoformat()
    return text.removesuffix("+00:00") + "Z" if at.utcoffset() == timedelta(0) else text


def _decision(decision: Decision) -> dict[str, Any]:
    not_before = None if decision.not_before is None else moment(decision.not_before)
    return {"action": decision.action, "not_before": not_before, "reason": decision.reason}


def _violation(violation: Violation) -> dict[str, Any]:
    return {
        "rule": violation.rule,
        "severity": violation.severity,
        "basis": violation.basis,
        "points": violation.points,
        "message": violation.message,
        "span": list(violation.span),
        "excerpt": violation.excerpt,
        "evidence": [_evidence(evidence) for evidence in violation.evidence],
        "suggestion": violation.suggestion,
        "fix": None if violation.fix is None else _fix(violation.fix),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"message": evidence.message, "span": list(evidence.span), "excerpt": evidence.excerpt}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"safe": fix.safe, "edits": [{"span": list(edit.span), "text": edit.text} for edit in fix.edits]}


_PLAIN: Final = Decision("send")
_SEND: Final = encoded(_decision(_PLAIN))


@lru_cache(maxsize=1024)
def _unknown_json(unknown: tuple[Unknown, ...]) -> str:
    return encoded([{"rule": u.rule, "needs": list(u.needs)} for u in unknown])


@lru_cache(maxsize=64)
def _policy_json(name: str, fingerprint: str) -> str:
    return encoded({"name": name, "fingerprint": fingerprint})
