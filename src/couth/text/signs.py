"""Signs of a text that are quickly looked for, and without which whole kinds of findings cannot be in it."""

from __future__ import annotations

import re
from typing import Callable, Final, Mapping

from couth.text.links import may_link

PREFIX: Final = "sign:"
"""Names of signs stand with this before them where they stand among ids of word lists."""

_MARKS: Final = re.compile("[!?！？؟⁇⁈⁉‼]")

_THRICE: Final = re.compile(r"([a-z])\1\1", re.IGNORECASE)


def _repeats(text: str) -> object:
    return not text.isascii() or _THRICE.search(text)


SIGNS: Final[Mapping[str, Callable[[str], object]]] = {
    "blanks": re.compile(r"[{\[<%]|\*\||undefined|NaN|\bnull\b|\bNone\b|\bnil\b").search,
    "capitals": re.compile(r"[^\W\d_a-z][^\W\d_a-z]").search,
    "digits": re.compile(r"\d").search,
    "dots": may_link,
    "marks": _MARKS.search,
    "pictures": lambda text: not text.isascii(),
    "repeats": _repeats,
}
"""What blanks of templates that were never filled look like; two letters together that are not small; a digit; a dot or
slashes as in a link; a question or exclamation mark; anything that may be an emoji; a letter three times in a row, or
letters that may be read as others."""


def sign(*names: str) -> frozenset[str]:
    """The gate of some signs: one of them at least."""
    return frozenset(PREFIX + name for name in names)
