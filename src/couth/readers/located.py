"""Where a text stands in its file: lines, columns and offsets, and how it is rewritten there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Callable

from couth.model import Edit, Fix, MappedText, Place, Span


class SourceText:
    """The whole text of a file; lines end in LF, alone or after CR."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def place(self, span: Span) -> Place:
        """A span with its lines and columns."""
        return Place(*span, *self.position(span[0]), *self.position(span[1]))


Encoder = Callable[[str, str], "str | None"]
"""How a replacement is written in its host: takes it and what stands there now; None where it cannot be."""


def as_is(text: str, _: str) -> str | None:
    """A replacement for a host without any quoting."""
    return text


@dataclass(frozen=True, slots=True)
class Located:
    """A text with its place in a file, and the way to write into it."""

    source: SourceText
    text: MappedText
    encode: Encoder = as_is

    def place(self, span: Span) -> Place:
        """Where a span of the text stands in the file."""
        return self.source.place(self.text.span(span))

    def edits(self, fix: Fix) -> tuple[Edit, ...] | None:
        """The fix as edits of the file; None where one would touch more than the words it is about."""
        edits = [self._edit(edit) for edit in fix.edits]
        done = tuple(edit for edit in edits if edit)
        return done if len(done) == len(edits) else None

    def _edit(self, edit: Edit) -> Edit | None:
        span = self.text.exact(edit.span)
        written = None if span is None else self.encode(edit.text, self.source.text[span[0] : span[1]])
        return None if span is None or written is None else Edit(span, written)
