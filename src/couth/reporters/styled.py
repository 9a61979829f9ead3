"""Lines of styled pieces: what a report says and how it is meant, without a terminal in sight."""

from __future__ import annotations

from typing import Literal, NamedTuple

from couth.reporters.cells import visible, wrapped

Style = Literal["text", "dim", "title", "rule", "error", "warning", "info", "good", "hint"]


class Piece(NamedTuple):
    """Some text in one style; already safe to be shown."""

    text: str
    style: Style = "text"


Line = tuple[Piece, ...]


def paragraph(head: Line, text: str, cells: int, style: Style = "text") -> list[Line]:
    """A head and after it a text, wrapped, its further rows in line with its first."""
    shown = visible(text)
    indent = sum(len(piece.text) for piece in head)
    rows = wrapped(shown, max(20, cells - indent))
    first, *rest = (shown[start:end].rstrip() for start, end in rows)
    return [(*head, Piece(first, style)), *((Piece(" " * indent), Piece(row, style)) for row in rest)]
