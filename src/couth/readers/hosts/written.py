"""Strings that know where in their file they are written, and how."""

from __future__ import annotations

from typing import Literal

Style = Literal["json", "plain", "single", "double", "literal", "folded", "po", "csv", "quoted-csv"]
"""How a string is written: in JSON; in one of the styles of YAML; in a catalogue; in a table."""


class Written(str):
    """A string of a document; `start` and `end` (exclusive) hold what it is written as, quotation marks and all."""

    __slots__ = ("end", "indent", "start", "style")

    start: int
    end: int
    style: Style
    indent: int
    """Of a block of YAML: the column of what the block belongs to."""

    @classmethod
    def at(cls, value: str, start: int, end: int, style: Style, indent: int = 0) -> Written:
        """A string with its place."""
        made = cls(value)
        made.start, made.end, made.style, made.indent = start, end, style, indent
        return made
