"""A report for people: the draft with its places marked, what is wrong, why, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from couth.engine import not_applicable
from couth.model import Decision, Draft, Evidence, Fix, Report, Thread, Unknown, Violation
from couth.model.finding import Finding
from couth.reporters.cells import visible, width
from couth.reporters.snippet import position, quoted, snippet
from couth.reporters.styled import Line, Piece, Style, paragraph
from couth.reporters.tally import Tally, counted

_VERDICT_STYLE: Final[Mapping[str, Style]] = {
    "pass": "good",
    "warn": "warning",
    "block": "error",
    "needs_context": "hint",
}
_MOST_FREQUENT: Final = 5
_BLANK: Final[Line] = ()


class TextReporter:
    """Lays out reports for a screen of some `cells`; `reasons` holds the why of every rule."""

    def __init__(self, reasons: Mapping[str, str], cells: int = 100, verbose: bool = False) -> None:
        self._reasons = reasons
        self._cells = cells
        self._verbose = verbose

    def report(
        self,
        report: Report,
        draft: Draft,
        thread: Thread,
        place: str,
        findings: Sequence[Finding] = (),
        template: str | None = None,
    ) -> list[Line]:
        """The block for one draft; nothing for one that passes, unless verbose.

        `findings` are those of the report's violations, where they are known to have places in a file; `template` is
        the name of one.
        """
        said = report.violations or report.faults or report.verdict != "pass"
        if not (said or self._verbose):
            return []
        places = [_place(finding) for finding in findings] or [None] * len(report.violations)
        unknown = [one for one in report.unknown if template is None or not not_applicable(one)]
        header = _header(report, template or report.id, draft.channel or thread.channel, place)
        return [header, *self._block(replace(report, unknown=tuple(unknown)), draft, thread, places)]

    def _block(self, report: Report, draft: Draft, thread: Thread, places: Sequence[str | None]) -> Iterator[Line]:
        yield from _indented(snippet(draft.text, report.violations, max(20, self._cells - 8)))
        yield _BLANK
        explained: set[str] = set()
        for violation, at in zip(report.violations, places, strict=True):
            yield from self._violation(violation, draft, thread, at)
            if violation.rule not in explained:
                yield from self._labelled("why: ", self._reasons.get(violation.rule, ""), "dim")
            explained.add(violation.rule)
            yield from self._help(violation, draft)
        for fault in report.faults:
            yield from self._labelled(f"{fault.rule} broke off: ", fault.message, "error")
        yield from self._unknown(report.unknown)
        if self._verbose and report.deductions:
            sums = " ".join(f"- {points} {group}" for group, points in report.deductions)
            yield from self._labelled("score: ", f"{report.score} = 100 {sums}", "dim")
        yield from self._decision(report, thread)
        yield _BLANK

    def _violation(self, violation: Violation, draft: Draft, thread: Thread, at: str | None) -> Iterator[Line]:
        head = (
            Piece("  "),
            Piece(violation.severity, violation.severity),
            Piece(f"[{violation.rule}]", "rule"),
            Piece(f" {at or '{}:{}'.format(*position(draft.text, violation.span[0]))} ", "dim"),
        )
        yield from paragraph(head, violation.message, self._cells, hang=4)
        for evidence in violation.evidence:
            yield from self._evidence(evidence, thread)

    def _help(self, violation: Violation, draft: Draft) -> Iterator[Line]:
        yield from self._labelled("try: ", violation.suggestion or "", "hint")
        if violation.fix:
            yield from self._labelled("fix: ", _fix(violation.fix, draft), "hint")

    def _evidence(self, evidence: Evidence, thread: Thread) -> Iterator[Line]:
        message = thread[evidence.message]
        at = f" {_clock(message.at, thread)}" if message.at else ""
        head = Piece(f"    message {evidence.message}, {message.role}{at}: ", "dim")
        row, marks = quoted(message.text, evidence.span, self._cells - width(head.text))
        yield head, Piece(row)
        yield Piece(" " * width(head.text)), Piece(marks, "info")

    def _unknown(self, unknown: Sequence[Unknown]) -> Iterator[Line]:
        """Rules that could not judge, grouped by what they need."""
        by_needs: dict[tuple[str, ...], list[str]] = {}
        for one in unknown:
            by_needs.setdefault(one.needs, []).append(one.rule)
        groups = [f"{', '.join(rules)} (needs {', '.join(needs)})" for needs, rules in by_needs.items()]
        yield from self._labelled("not judged: ", "; ".join(groups), "dim", indent=2)

    def _decision(self, report: Report, thread: Thread) -> Iterator[Line]:
        decision = report.decision
        words = f"{decision.action.replace('_', ' ')}{_until(decision, thread)}"
        reason = f": {decision.reason}" if decision.reason else ""
        head = Piece("  => "), Piece(visible(words), _VERDICT_STYLE[report.verdict])
        yield from paragraph(head, reason, self._cells, hang=5)

    def _labelled(self, label: str, text: str, style: Style, indent: int = 4) -> list[Line]:
        return paragraph((Piece(" " * indent + label, style),), text, self._cells, style) if text else []


def _header(report: Report, name: str | None, channel: str | None, place: str) -> Line:
    verdict = report.verdict.replace("_", " ")
    known = [visible(part) for part in (name if name != place else None, channel) if part]
    return (
        Piece(verdict, _VERDICT_STYLE[report.verdict]),
        Piece(f" {visible(place)}", "title"),
        Piece("".join(f" · {part}" for part in (*known, f"score {report.score}")), "dim"),
    )


def _place(finding: Finding) -> str | None:
    """Where a finding stands in its file; None where only the draft's own lines can be told."""
    return f"{visible(finding.path)}:{finding.region.line}:{finding.region.column}" if finding.region else None


def _indented(lines: Sequence[Line]) -> Iterator[Line]:
    return ((Piece("  "), *line) for line in lines)


def _fix(fix: Fix, draft: Draft) -> str:
    edits = (_edit(draft.text[slice(*edit.span)], edit.text) for edit in fix.edits)
    return "; ".join(edits) + ("" if fix.safe else " (look it over: it may change what is meant)")


def _edit(old: str, new: str) -> str:
    if not new:
        return f"delete “{old}”"
    return f"“{old}” → “{new}”" if old else f"insert “{new}”"


def _until(decision: Decision, thread: Thread) -> str:
    if decision.not_before is None:
        return ""
    utc = decision.not_before.astimezone(UTC)
    shown = f"{utc:%Y-%m-%d %H:%M} UTC"
    zone = thread.customer.timezone
    return f", not before {_clock(decision.not_before, thread)} {zone} ({shown})" if zone else f", not before {shown}"


def _clock(at: datetime, thread: Thread) -> str:
    """A moment on the customer's own clock where that is known, else in UTC."""
    zone = thread.customer.timezone
    local = at.astimezone(ZoneInfo(zone) if zone else UTC)
    return f"{local:%Y-%m-%d %H:%M}"


def summary(tally: Tally, cells: int = 100) -> list[Line]:
    """The last lines of a run."""
    verdicts = [f"{tally.verdicts[v]} {v.replace('_', ' ')}" for v in _VERDICT_STYLE if tally.verdicts[v]]
    lines: list[Line] = [
        (Piece(counted(tally.drafts, "draft"), "title"), Piece(": " + ", ".join(verdicts) if verdicts else ""))
    ]
    found = [counted(tally.severities[s], s) for s in ("error", "warning", "info") if tally.severities[s]]
    if found:
        frequent = ", ".join(f"{rule} {count}" for rule, count in _most(tally.rules))
        lines += paragraph((Piece(", ".join(found)),), f"; most often {frequent}", cells, hang=2)
    set_aside = tally.set_aside()
    if set_aside:
        lines += paragraph((Piece("does not count: ", "dim"),), ", ".join(set_aside), cells, "dim", hang=2)
    if tally.unknown:
        rules = ", ".join(f"{rule} {count}" for rule, count in _most(tally.unknown))
        lines += paragraph((Piece("not judged for want of context: ", "dim"),), rules, cells, "dim", hang=2)
    if tally.not_applicable:
        rules = ", ".join(sorted(tally.not_applicable))
        head = "not applicable to templates, which have no thread, customer or moment of sending: "
        lines += paragraph((Piece(head, "dim"),), rules, cells, "dim", hang=2)
    if tally.skipped:
        lines += paragraph((Piece(f"{counted(tally.skipped, 'file')} without messages passed over", "dim"),), "", cells)
    return lines


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FREQUENT]
