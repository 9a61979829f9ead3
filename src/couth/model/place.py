"""Where something stands in a file."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a file: offsets in code points from 0, lines and columns (in code points) from 1, ends exclusive.

    A byte-order mark is no part of the text and counts for nothing.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
