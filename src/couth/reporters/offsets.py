"""Offsets in other units than code points: as UTF-16 has them (JavaScript, Java, C#), or as bytes of UTF-8."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Final, Literal, Mapping, get_args

from couth.model import Draft, Fix, Report, Span, Thread, Violation

Unit = Literal["code-point", "utf-16", "utf-8"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)

_SIZE: Final[Mapping[Unit, Callable[[str], int]]] = {
    "code-point": len,
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
}


def counted_in(unit: Unit, report: Report, draft: Draft, thread: Thread) -> Report:
    """The report on a draft with all its spans in a unit: those of the draft, of evidence in the thread, and of fixes."""
    if unit == "code-point" or not report.violations:
        return report
    return replace(report, violations=tuple(violation_in(unit, v, draft, thread) for v in report.violations))


def violation_in(unit: Unit, violation: Violation, draft: Draft, thread: Thread) -> Violation:
    """The same for one violation."""
    return replace(
        violation,
        span=span_in(unit, violation.span, draft.text),
        evidence=tuple(replace(e, span=span_in(unit, e.span, thread[e.message].text)) for e in violation.evidence),
        fix=violation.fix and _fix(unit, violation.fix, draft),
    )


def _fix(unit: Unit, fix: Fix, draft: Draft) -> Fix:
    return replace(fix, edits=tuple(replace(edit, span=span_in(unit, edit.span, draft.text)) for edit in fix.edits))


def span_in(unit: Unit, span: Span, text: str) -> Span:
    """A span of code points of a text, in a unit."""
    if unit == "code-point" or text.isascii():
        return span
    start = _SIZE[unit](text[: span[0]])
    return start, start + _SIZE[unit](text[span[0] : span[1]])
