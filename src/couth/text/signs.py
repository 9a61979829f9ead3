"""Signs of a text that are quickly looked for, and without which whole kinds of findings cannot be in it."""

from __future__ import annotations

from typing import Callable, Final, Mapping

from couth.regexes import regex_of
from couth.text.links import may_link

PREFIX: Final = "sign:"
"""Names of signs stand with this before them where they stand among ids of word lists."""

_MARKS: Final = "!?！？؟⁇⁈⁉‼"
_MARK: Final = regex_of(f"[{_MARKS}]").search
_MARKS_TOGETHER: Final = regex_of(f"[{_MARKS}]{{2}}|[⁇⁈⁉‼]").search
_EXCLAMATION: Final = regex_of("[!！⁉‼]").search
_BLANKS: Final = ("{", "[", "<", "%", "*|", "undefined", "NaN", "null", "None", "nil")
_CAPITALS: Final = regex_of(r"[^\W\d_a-z][^\W\d_a-z]").search
_CAPITALS_OF_ASCII: Final = regex_of("[A-Z][A-Z]").search
_FIGURE: Final = regex_of(r"\d").search
_THRICE: Final = regex_of(r"([a-z])\1\1").search


def _repeats(text: str) -> object:
    return not text.isascii() or _THRICE(text.lower())


def _capitals(text: str) -> object:
    return _CAPITALS_OF_ASCII(text) if text.isascii() else _CAPITALS(text)


def _marks(text: str) -> object:
    return "!" in text or "?" in text or (not text.isascii() and _MARK(text))


def _marks_together(text: str) -> object:
    return _marks(text) and _MARKS_TOGETHER(text)


def _exclamation(text: str) -> object:
    return "!" in text or (not text.isascii() and _EXCLAMATION(text))


def _three_exclamations(text: str) -> object:
    return text.count("!") + (0 if text.isascii() else text.count("！") + text.count("⁉") + text.count("‼")) >= _THREE


_THREE: Final = 3


SIGNS: Final[Mapping[str, Callable[[str], object]]] = {
    "blanks": lambda text: any(map(text.__contains__, _BLANKS)),
    "capitals": _capitals,
    "digits": _FIGURE,
    "dots": may_link,
    "exclamation": _exclamation,
    "exclamations": _three_exclamations,
    "marks": _marks,
    "marks-together": _marks_together,
    "pictures": lambda text: not text.isascii(),
    "repeats": _repeats,
}
"""What blanks of templates that were never filled look like; two letters together that are not small; a digit; a dot or
slashes as in a link; an exclamation mark; three of them; a question or exclamation mark; two of these side by side, or
a sign that shows two; anything that may be an emoji; a letter three times in a row, or letters that may be read as
others."""


def sign(*names: str) -> frozenset[str]:
    """The gate of some signs: one of them at least."""
    return frozenset(PREFIX + name for name in names)


def signs(text: str) -> frozenset[str]:
    """The signs that a text shows, as they stand in gates."""
    return frozenset([name for name, shows in _SHOWN if shows(text)])


_SHOWN: Final = tuple((PREFIX + name, shows) for name, shows in SIGNS.items())
