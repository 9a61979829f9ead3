"""Text as a terminal shows it: what takes how many cells, and what must not reach a terminal raw.

Clusters follow terminals of today: a joined family, a flag or a keycap is one picture of two cells.
"""

from __future__ import annotations

import unicodedata
from typing import Final, Iterator, NamedTuple

TAB: Final = "    "
_JOINER: Final = "\u200d"
_PICTURE: Final = "\ufe0f"
_KEYCAP: Final = "\u20e3"
_FLAG_BASE: Final = "\U0001f3f4"
_SHOWN_FORMATS: Final = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Format characters that scripts need to be written right, or that are signs of their own."""


class Cluster(NamedTuple):
    """Characters that share their cells: offsets in the text, what is shown, how wide that is."""

    start: int
    end: int
    shown: str
    width: int


def clusters(text: str) -> Iterator[Cluster]:
    """The text in pieces that may not be torn apart."""
    start = 0
    while start < len(text):
        end = _end(text, start)
        shown = "".join(_shown(char, text[start]) for char in text[start:end])
        yield Cluster(start, end, shown, _width(text[start:end], shown))
        start = end


def visible(text: str) -> str:
    """The text with control characters, bidi overrides and hidden characters spelled out, in one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cluster.shown for cluster in clusters(text))


def width(text: str) -> int:
    """Cells that the visible text takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cluster.width for cluster in clusters(text))


def wrapped(text: str, cells: int) -> list[tuple[int, int]]:
    """Offsets of the rows that one line takes at a width, broken after spaces where there are any."""
    if text.isascii() and len(text) <= cells and text.isprintable():
        return [(0, len(text))]
    rows, start, used, breakable = [], 0, 0, None
    for cluster in clusters(text):
        while used + cluster.width > cells and cluster.start > start and not cluster.shown.isspace():
            end = breakable if breakable is not None and breakable > start else cluster.start
            rows.append((start, end))
            start, breakable, used = end, None, width(text[end : cluster.start])
        used += cluster.width
        if cluster.shown.isspace():
            breakable = cluster.end
    return [*rows, (start, len(text))]


def _end(text: str, start: int) -> int:
    """Where the cluster that begins at `start` ends."""
    end = start + 1
    if _is_regional(text[start]):
        return end + (end < len(text) and _is_regional(text[end]))
    while end < len(text) and _extends(text, start, end):
        end += 1
    return end


def _extends(text: str, start: int, at: int) -> bool:
    """Whether the character at an offset belongs to the cluster that began before it."""
    char = text[at]
    if unicodedata.category(text[start])[0] in "CZ":
        return False
    if text[at - 1] == _JOINER:
        return ord(char) >= 0x2190 and ord(text[start]) >= 0x2190  # a further picture; letters are not joined
    return unicodedata.category(char) in ("Mn", "Me") or char == _JOINER or _is_tone(char) or _is_tag(char, text[start])


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_tag(char: str, base: str) -> bool:
    """Tags spell the name of a flag after the black flag; anywhere else they hide text."""
    return base == _FLAG_BASE and "\U000e0020" <= char <= "\U000e007f"


def _shown(char: str, base: str) -> str:
    if char == "\t":
        return TAB
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return f"<U+{ord(char):04X}>"
    if category == "Cf" and char not in _SHOWN_FORMATS and not _is_tag(char, base):
        return f"<U+{ord(char):04X}>"
    return char


def _width(cluster: str, shown: str) -> int:
    if shown != cluster:
        return len(shown)
    if _PICTURE in cluster or _KEYCAP in cluster or (len(cluster) > 1 and _is_regional(cluster[0])):
        return 2
    if unicodedata.category(cluster[0]) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(cluster[0]) in "WF" else 1
