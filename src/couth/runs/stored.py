"""Judged drafts of a file as plain data, and back: what the cache keeps.

A draft that was judged with its thread is not kept: those are a customer's words, and couth makes no copies of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, Iterator, Mapping

from couth.errors import Note, Problem
from couth.model import Customer, Decision, Draft, Edit, Fix, Report, Thread, Unknown, Violation
from couth.model.finding import Finding, Region, Replacement
from couth.readers import Skipped
from couth.reporters import Judged

Row = dict[str, Any]
Item = Judged | Problem | Skipped
"""What comes of one thing that was read."""

_THREAD: Final = Thread(None)


class Stored:
    """What was read of one file, in order; `kept` tells whether it may be kept at all."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.kept = True

    def add(self, item: Item) -> None:
        """Take in the next."""
        if isinstance(item, Judged):
            self.kept = self.kept and not (item.thread.known or item.report.faults)
            if self.kept:
                self.rows.append(_row(item))
        elif isinstance(item, Skipped):
            self.rows.append({"skipped": item.reason})
        else:
            note = isinstance(item, Note)
            self.rows.append({"problem": [item.line, item.column, item.message, note]})

    def items(self, path: str) -> Iterator[Item]:
        """What was taken in, as it was."""
        for row in self.rows:
            if "skipped" in row:
                yield Skipped(path, row["skipped"])
            elif "problem" in row:
                line, column, message, note = row["problem"]
                yield (Note if note else Problem)(path, line, column, message)
            else:
                yield _judged(row, path)


def _row(judged: Judged) -> Row:
    draft, thread, report = judged.draft, judged.thread, judged.report
    return {
        "line": judged.line,
        "name": judged.name,
        "draft": [draft.text, draft.channel or thread.channel, draft.id],
        "zone": thread.customer.timezone,
        "report": [report.verdict, report.score, report.policy, report.fingerprint, report.id],
        "decision": [report.decision.action, report.decision.reason],
        "unknown": [[one.rule, *one.needs] for one in report.unknown],
        "deductions": [list(pair) for pair in report.deductions],
        "findings": [_finding_row(finding) for finding in judged.findings],
    }


def _finding_row(finding: Finding) -> list[Any]:
    v = finding.violation
    fix = None if v.fix is None else [v.fix.safe, [[*edit.span, edit.text] for edit in v.fix.edits]]
    return [
        [v.rule, v.severity, v.basis, v.points, v.message, *v.span, v.excerpt, v.suggestion],
        fix,
        _region_row(finding.region),
        finding.name,
        finding.fingerprint,
        None if finding.replacements is None else [[_region_row(r.region), r.text] for r in finding.replacements],
    ]


def _region_row(region: Region | None) -> list[int] | None:
    if region is None:
        return None
    return [region.line, region.column, region.end_line, region.end_column, region.byte_column, region.end_byte_column]


def _judged(row: Mapping[str, Any], path: str) -> Judged:
    text, channel, draft_id = row["draft"]
    findings = tuple(_finding(one, path, row["line"]) for one in row["findings"])
    verdict, score, policy, fingerprint, report_id = row["report"]
    action, reason = row["decision"]
    report = Report(
        verdict=verdict,
        score=score,
        decision=Decision(action, None, reason),
        violations=tuple(finding.violation for finding in findings),
        unknown=_unknown(tuple(map(tuple, row["unknown"]))),
        policy=policy,
        fingerprint=fingerprint,
        id=report_id,
        deductions=tuple((group, points) for group, points in row["deductions"]),
    )
    thread = Thread(None, Customer(timezone=row["zone"])) if row["zone"] else _THREAD
    return Judged(Draft(text, channel=channel, id=draft_id), thread, report, path, row["line"], row["name"], findings)


@lru_cache(maxsize=1024)
def _unknown(rows: tuple[tuple[str, ...], ...]) -> tuple[Unknown, ...]:
    """Rules that could not judge; mostly the same ones for every template."""
    return tuple(Unknown(rule, tuple(needs)) for rule, *needs in rows)


def _finding(row: list[Any], path: str, line: int) -> Finding:
    (rule, severity, basis, points, message, start, end, excerpt, suggestion), fix, region, name, known_by, edits = row
    violation = Violation(
        rule, severity, basis, points, message, (start, end), excerpt, suggestion=suggestion, fix=_fix(fix)
    )
    replacements = None if edits is None else tuple(Replacement(Region(*where), text) for where, text in edits)
    place = None if region is None else Region(*region)
    return Finding(violation, path, line, place, name, known_by, replacements=replacements)


def _fix(row: list[Any] | None) -> Fix | None:
    if row is None:
        return None
    safe, edits = row
    return Fix(tuple(Edit((start, end), text) for start, end, text in edits), safe)
