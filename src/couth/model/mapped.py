"""A text of which every stretch knows where in its source it stands: what readers unescape and templates fill in."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import Final, Iterable, Iterator, Literal, NamedTuple

from couth.model.values import Span

Kind = Literal["as-is", "escape", "value", "break"]
"""How a piece stands in its source: letter by letter; written otherwise (`\\n`, `&amp;`); as a placeholder whose
value this is; or not at all (a line break that markup stands for)."""


class Piece(NamedTuple):
    """Some text, and the stretch of the source that it stands for (code points, end exclusive)."""

    text: str
    start: int
    end: int
    kind: Kind = "as-is"


class MappedText:
    """A text made of pieces of a source. Immutable; offsets are in code points, ends exclusive."""

    __slots__ = ("_offsets", "_pieces", "text")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces: Final = tuple(_joined(pieces))
        self._offsets: Final = tuple(accumulate((len(piece.text) for piece in self._pieces), initial=0))
        self.text: Final = "".join(piece.text for piece in self._pieces)

    @classmethod
    def as_is(cls, text: str, start: int = 0) -> MappedText:
        """A text that stands in its source as it is, from `start` on."""
        return cls((Piece(text, start, start + len(text)),))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MappedText) and self._pieces == other._pieces

    def __hash__(self) -> int:
        return hash(self._pieces)

    def __repr__(self) -> str:
        return f"MappedText({len(self.text)} characters, {len(self._pieces)} pieces)"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it is made of, in order."""
        return self._pieces

    def slice(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of text[start:end]; one that is no text as it is stands for its whole source even where it is cut."""
        number = self._number(start)
        while number < len(self._pieces) and self._offsets[number] < end:
            piece, offset = self._pieces[number], self._offsets[number]
            cut = max(start - offset, 0), min(end - offset, len(piece.text))
            if cut[0] < cut[1]:
                yield _cut(piece, *cut)
            number += 1

    def span(self, span: Span) -> Span:
        """The stretch of the source that a span of the text comes from; an empty span has its place.

        Where the text goes back in its source (to a text that was kept for later), the stretch ends.
        """
        start, end = span
        if start >= end:
            place = self._place(start)
            return place, place
        first, *rest = self.slice(start, end)
        last = first
        for part in rest:
            if part.start < last.end:
                break
            last = part
        return first.start, last.end

    def exact(self, span: Span) -> Span | None:
        """The stretch of the source that can be rewritten for a span; None where it is not just this text.

        A placeholder's value, a part of an escape, and text that markup or quotation marks interrupt cannot.
        """
        start, end = span
        if start >= end:
            place = self._place(start)
            return (place, place) if self._may_insert(start) else None
        if not (self._whole_to(start) and self._whole_to(end)):
            return None
        parts = list(self.slice(start, end))
        if any(part.kind in ("value", "break") for part in parts):
            return None
        if any(before.end != after.start for before, after in pairwise(parts)):
            return None
        return parts[0].start, parts[-1].end

    def only_values(self, span: Span) -> bool:
        """Whether a span holds nothing but placeholders' values."""
        parts = list(self.slice(*span))
        return bool(parts) and all(part.kind == "value" for part in parts)

    def _number(self, offset: int) -> int:
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def _place(self, offset: int) -> int:
        """The place in the source of an offset, which may be the end of the text."""
        if not self._pieces:
            return 0
        number = self._number(offset)
        if number >= len(self._pieces):
            return self._pieces[-1].end
        piece = self._pieces[number]
        return piece.start + offset - self._offsets[number] if piece.kind == "as-is" else piece.start

    def _whole_to(self, offset: int) -> bool:
        """Whether an offset stands between pieces, or inside one that stands as it is."""
        number = self._number(offset)
        if number >= len(self._pieces) or self._offsets[number] == offset:
            return True
        return self._pieces[number].kind == "as-is"

    def _may_insert(self, offset: int) -> bool:
        number = self._number(offset)
        return number < len(self._pieces) and self._pieces[number].kind == "as-is"


def _cut(piece: Piece, start: int, end: int) -> Piece:
    if piece.kind != "as-is":
        return piece._replace(text=piece.text[start:end])
    return Piece(piece.text[start:end], piece.start + start, piece.start + end)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones, those that follow on each other as they are put together."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last and last.kind == piece.kind == "as-is" and last.end == piece.start:
            last = Piece(last.text + piece.text, last.start, piece.end)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
