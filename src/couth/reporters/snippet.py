"""A draft with the places marked that a report speaks of; the one place that knows lines and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Iterable, Iterator, NamedTuple, Sequence

from couth.model import Span, Violation
from couth.reporters.cells import clusters, visible, width, wrapped
from couth.reporters.styled import Line, Piece, Style

MOST_ROWS: Final = 4
"""Rows of one span that are shown; of a longer one the first two and the last."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: its span of the text, and the number of its line, None where it goes on."""

    start: int
    end: int
    number: int | None


class Mark(NamedTuple):
    """A span to be underlined, in the style of its gravest finding, and the rules to name beside it."""

    span: Span
    style: Style
    label: str


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def snippet(text: str, violations: Sequence[Violation], cells: int) -> list[Line]:
    """The rows that violations touch, one before and one after, each span underlined and named."""
    rows = _rows(text, cells)
    marks: list[Mark] = []
    whole: list[Mark] = []
    for mark in _marks(violations):
        (marks if _has_place(mark.span, text, rows) else whole).append(mark)
    keep = _kept(rows, [mark.span for mark in marks])
    gutter = len(str(text.count("\n") + 1))
    lines: list[Line] = []
    for index, row in enumerate(rows):
        if index not in keep:
            continue
        if index - 1 not in keep and index > 0:
            lines.append((Piece(" " * (gutter + 1) + "⋮", "dim"),))
        lines.append(_text_line(text, row, gutter))
        lines += _mark_lines(text, row, marks, gutter, cells)
    if max(keep) < len(rows) - 1:
        lines.append((Piece(" " * (gutter + 1) + "⋮", "dim"),))
    lines += [(Piece(" " * gutter + " = ", "dim"), Piece(f"as a whole: {m.label}", m.style)) for m in whole]
    return lines


def _has_place(span: Span, text: str, rows: Sequence[Row]) -> bool:
    """Whether a span is worth underlining: not all of a draft of several rows, nor the blank at its end."""
    is_whole = not text[: span[0]].strip() and not text[span[1] :].strip()
    return any(_touches(row, span) for row in rows) and not (is_whole and len(rows) > 1)


def _rows(text: str, cells: int) -> list[Row]:
    rows, start = [], 0
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        for index, (begin, end) in enumerate(wrapped(line, cells)):
            rows.append(Row(start + begin, start + end, None if index else number))
        start += len(line) + 1
    return rows


_RANK: Final[Sequence[Style]] = ("error", "warning", "info")


def _marks(violations: Iterable[Violation]) -> list[Mark]:
    """Each span once, in order, with its gravest severity and the rules that found it."""
    by_span: dict[Span, list[Violation]] = {}
    for violation in violations:
        by_span.setdefault(violation.span, []).append(violation)
    return [
        Mark(span, min((v.severity for v in found), key=_RANK.index), ", ".join(dict.fromkeys(v.rule for v in found)))
        for span, found in sorted(by_span.items())
    ]


def _touches(row: Row, span: Span) -> bool:
    start, end = span
    if start == end:
        return row.start <= start <= row.end
    return max(start, row.start) < min(end, row.end)


def _kept(rows: Sequence[Row], spans: Iterable[Span]) -> set[int]:
    keep: set[int] = set()
    for span in spans:
        touched = [index for index, row in enumerate(rows) if _touches(row, span)]
        if len(touched) > MOST_ROWS:
            touched = [*touched[:2], touched[-1]]
        keep.update(near for index in touched for near in (index - 1, index, index + 1))
    return keep.intersection(range(len(rows))) or set(range(min(len(rows), MOST_ROWS)))


def _text_line(text: str, row: Row, gutter: int) -> Line:
    number = "" if row.number is None else str(row.number)
    return Piece(f"{number:>{gutter}} | ", "dim"), Piece(visible(text[row.start : row.end].rstrip("\r")))


def _mark_lines(text: str, row: Row, marks: Sequence[Mark], gutter: int, cells: int) -> Iterator[Line]:
    """Each mark on the row, named beside it where it begins, or below where there is no room."""
    margin = Piece(" " * gutter + " | ", "dim")
    for span, style, label in marks:
        if not _touches(row, span):
            continue
        signs = underline(text[row.start : row.end], (span[0] - row.start, span[1] - row.start), "^")
        begins, fits = span[0] >= row.start, len(signs) + 1 + len(label) <= cells
        yield margin, Piece(f"{signs} {label}" if begins and fits else signs, style)
        if begins and not fits:
            indent = min(len(signs) - len(signs.lstrip()), max(0, cells - len(label)))
            yield margin, Piece(" " * indent + label, style)


def underline(row: str, span: Span, sign: str) -> str:
    """Signs under the span of a row, cell for cell; at least one."""
    before = sum(c.width for c in clusters(row) if c.end <= span[0])
    under = sum(c.width for c in clusters(row) if c.end > span[0] and c.start < span[1])
    return " " * before + sign * max(1, under)


def quoted(text: str, span: Span, cells: int) -> tuple[str, str]:
    """One row of a text around a span, cut at both ends where it must be, and the marks under it."""
    line_start = text.rfind("\n", 0, span[0]) + 1
    line_end = text.find("\n", span[0])
    line = text[line_start : len(text) if line_end < 0 else line_end].rstrip("\r")
    start, end = span[0] - line_start, min(span[1] - line_start, len(line))
    room = max(10, cells - 2)
    before = _tail(line[:start], max(0, room - width(line[start:end])) // 2)
    after = line[end:]
    kept = _cut(before + line[start:end] + after, room)
    lead = "…" if len(before) < start else ""
    trail = "…" if len(kept) < len(before) + (end - start) + len(after) else ""
    at = len(lead) + len(before)
    shown = lead + kept + trail
    return visible(shown), underline(shown, (at, min(at + end - start, len(shown))), "~")


def _cut(text: str, cells: int) -> str:
    """As much of the beginning as fits."""
    used = 0
    for cluster in clusters(text):
        used += cluster.width
        if used > cells:
            return text[: cluster.start]
    return text


def _tail(text: str, cells: int) -> str:
    """As much of the end as fits."""
    kept, used = len(text), 0
    for cluster in reversed(list(clusters(text))):
        used += cluster.width
        if used > cells:
            return text[kept:]
        kept = cluster.start
    return text
