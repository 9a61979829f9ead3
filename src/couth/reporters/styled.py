"""Lines of styled pieces: what a report says and how it is meant, without a terminal in sight."""

from __future__ import annotations

from typing import Literal, NamedTuple

from couth.reporters.cells import visible, width, wrapped

Style = Literal["text", "dim", "title", "rule", "error", "warning", "info", "good", "hint"]


class Piece(NamedTuple):
    """Some text in one style; already safe to be shown."""

    text: str
    style: Style = "text"


Line = tuple[Piece, ...]


def paragraph(head: Line, text: str, cells: int, style: Style = "text", hang: int | None = None) -> list[Line]:
    """A head and after it a text, wrapped; further rows begin at `hang`, or in line with the first."""
    before = sum(width(piece.text) for piece in head)
    indent = before if hang is None else hang
    shown = visible(text)
    room = max(20, cells - indent)
    first_room = max(1, room - max(0, before - indent))
    end = wrapped(shown, first_room)[0][1]
    rows = [shown[end:][start:stop].rstrip() for start, stop in wrapped(shown[end:], room)] if shown[end:] else []
    return [(*head, Piece(shown[:end].rstrip(), style)), *((Piece(" " * indent), Piece(row, style)) for row in rows)]
