"""Folding: the form of a text on which phrases are matched, with exact ways back to the original.

Case, accents, widths, quotes, dashes, spaces, invisible characters, look-alike letters and HTML
entities are undone. Nothing else is: text in other scripts comes through as it is written.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from typing import Final, Iterable, Iterator, Sequence

from couth.model import Span
from couth.regexes import regex_of
from couth.text.confusables import LETTERLIKE, latinised

Edit = tuple[int, int, str]
"""What replaces folded[start:end]."""


class Folded:
    """A folded text and where each of its characters stands in the original. Immutable."""

    __slots__ = ("_starts", "original", "text")

    def __init__(self, text: str, original: str, starts: Sequence[int] | None = None) -> None:
        self.text = text
        self.original = original
        self._starts = starts  # None where every character stands where it stood

    def span(self, start: int, end: int) -> Span:
        """The original span of text[start:end], with what was dropped from it; not empty unless the slice is."""
        starts = self._starts
        if starts is None:
            return start, end
        length = len(starts)
        if start >= end:
            here = starts[start] if start < length else len(self.original)
            return here, here
        last = starts[end - 1]
        while end < length and starts[end] == last:  # several characters stand for one of the original
            end += 1
        return starts[start], starts[end] if end < length else len(self.original)

    def at(self, offset: int) -> int:
        """The offset of the first folded character that stands at or after an offset of the original."""
        if self._starts is not None:
            return bisect_left(self._starts, offset)
        length = len(self.text)
        return offset if offset < length else length  # noqa: FURB136  (half the time of min)

    def edited(self, edits: Iterable[Edit]) -> Folded:
        """Another reading of the same original, with edits (in order, apart) made to the folded text."""
        pieces: list[str] = []
        kept = array("I")
        position = 0
        for start, end, replacement in edits:
            pieces += (self.text[position:start], replacement)
            kept.extend(range(position, start))
            kept.extend([start] * len(replacement))
            position = end
        if not pieces:
            return self
        pieces.append(self.text[position:])
        kept.extend(range(position, len(self.text)))
        return Folded("".join(pieces), self.original, self._through(kept))

    def _through(self, kept: array[int]) -> array[int]:
        starts = self._starts
        return kept if starts is None else array("I", map(starts.__getitem__, kept))

    def mapped(self) -> Folded:
        """Every character replaced by what the folding table has for it."""
        parts = list(map(_TABLE.__getitem__, self.text))
        text = "".join(parts)
        if len(text) == len(parts) and "" not in parts:
            return Folded(text, self.original, self._starts)
        kept = array("I", (i for i, part in enumerate(parts) for _ in part))
        return Folded(text, self.original, self._through(kept))


_NOT_PLAIN = regex_of(r"[\x00-\x09\x0b-\x1f\x7f&`]|\s\s")
_NEEDS_TABLE = regex_of(r"[^\n\x20-\x5f\x61-\x7e]")
_SPACES = regex_of(r"[ \n]{2,}")
_COMPOSING = regex_of("[\u0306\u0308\u1161-\u1175\u3099\u309a\uff9e\uff9f]")
_COMPOSED = regex_of(
    "[иИіІуУ]\u0306|[іІ]\u0308"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
    "|[\u3041-\u30ff\uff66-\uff9d][\u3099\u309a\uff9e\uff9f]"
)
"""Letters written as several code points that are letters of their own: Cyrillic, Hangul, kana."""


def fold(text: str) -> Folded:
    """The text as phrases are matched on it."""
    if text.isascii() and _is_plain(text):
        return Folded(text.lower(), text)
    folded = Folded(text, text)
    if "&" in text:
        folded = folded.edited(_entities(text))
    if not folded.text.isascii():
        if _COMPOSING.search(folded.text):
            folded = folded.edited(_compositions(folded.text))
        folded = Folded(latinised(folded.text), text, folded._starts)
    folded = folded.mapped() if _NEEDS_TABLE.search(folded.text) else Folded(folded.text.lower(), text, folded._starts)
    if not _SPACES.search(folded.text):
        return folded
    return folded.edited((*match.span(), _space(match.group())) for match in _SPACES.finditer(folded.text))


def _is_plain(text: str) -> bool:
    """Whether an ASCII text needs its case folded and nothing else."""
    if text.isprintable():
        return "  " not in text and "&" not in text and "`" not in text
    return not _NOT_PLAIN.search(text)


def _compositions(text: str) -> Iterator[Edit]:
    return ((*match.span(), unicodedata.normalize("NFKC", match.group())) for match in _COMPOSED.finditer(text))


def _space(run: str) -> str:
    return "\n" if "\n" in run else " "


_ENTITY = regex_of(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _entities(text: str) -> Iterator[Edit]:
    import html.entities

    for match in _ENTITY.finditer(text):
        name = match.group(1)
        decoded = html.unescape(match.group()) if name[0] == "#" else html.entities.html5.get(name + ";")
        if decoded is not None:
            yield *match.span(), decoded


_KEPT: Final = "™℠©®№℗"  # spelled out, they would glue letters to a word or make one
_LETTERS_WITH_MARKS: Final = frozenset("йїў")  # people do not leave these marks out
_LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
_UNSEEN: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_SIGNS: Final = {
    **dict.fromkeys("`´‘’‚‛′‵ʹʻʼʽˈˊˋ‹›＇｀", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞〟❝❞＂ˮ", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    **dict.fromkeys("∕⁄", "/"),
    **dict.fromkeys("أإآٱ", "ا"),  # people leave these marks out, and write the two ends of a word for each other
    "ى": "ي",
    "ة": "ه",
    "\u2800": " ",  # the empty Braille pattern
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_UNSEEN, ""),
    **{sign: sign for sign in _KEPT},
    **LETTERLIKE,
}
# Marks that are added to letters, not letters themselves: general ones, Cyrillic titles, Hebrew points, Arabic vowels.
_DROPPED_MARK = regex_of(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
_UNTOUCHED = regex_of("[\u0e00-\u0eff\u3131-\u318e\ud800-\udfff]")
"""Thai and Lao vowels and Korean letters written alone, which would fall apart; lone surrogates."""


def _folded(char: str) -> str:
    """What one character folds to, whatever stands around it."""
    sign = _SIGNS.get(char)
    if sign is not None:
        return sign
    if char.isspace():
        return " "
    if _UNTOUCHED.match(char):
        return char
    if _DROPPED_MARK.match(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return ""
    plain = _plain(unicodedata.normalize("NFKC", char).casefold())
    return char if plain.isspace() else plain  # an accent standing alone is no blank


def _plain(text: str) -> str:
    """Letters without their accents, signs in their plain form."""
    if text in _LETTERS_WITH_MARKS:
        return text
    bare = _DROPPED_MARK.sub("", unicodedata.normalize("NFD", text))
    return "".join(_SIGNS.get(c, c) for c in unicodedata.normalize("NFC", bare)) or text


class _Table(dict[str, str]):
    """What each character folds to, worked out when first met; the commonest are kept."""

    def __missing__(self, char: str) -> str:
        folded = _folded(char)
        if len(self) < _REMEMBERED:
            self[char] = folded
        return folded


_REMEMBERED: Final = 20_000
_TABLE = _Table()
