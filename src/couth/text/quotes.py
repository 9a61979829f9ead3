"""Quotations: where a text repeats somebody's words, or the words on a button."""

from __future__ import annotations

import re
from typing import Final

from couth.model import Span
from couth.regexes import regex_of

_LONGEST: Final = 600
_PAIRS: Final = ("“”", "„“", "„”", "«»", "»«", "‹›", "「」", "『』", "＂＂")


def _pair(opening: str, closing: str) -> str:
    # Neither mark may stand inside, so that no text is looked through twice.
    return rf"{opening}[^{opening}{closing}\n]{{1,{_LONGEST}}}+{closing}"


# A plain ' after an s and before another word may be the possessive of a plural: no clear quotation.
_SINGLE: Final = (
    r"(?<![\w'])'(?!(?:tis|twas|em|cause|cuz|til|till|n|bout|round|\d0s)\b)(?=[^\s'])"
    rf"(?:[^'\n]|(?<=\w)'(?=\w)){{1,{_LONGEST}}}+(?<!\s)'(?!\w)(?!(?<=[sS]')\s\w)"
)
_QUOTATION = regex_of(
    "|".join(
        (
            r"^[ \t]*+>[^\n]*",
            *(_pair(*pair) for pair in _PAIRS),
            rf'(?<![\w"])"(?=[^\s"])[^"\n]{{1,{_LONGEST}}}+"(?!\w)',
            rf"(?<!\w)‘(?:[^‘’\n]|’(?=\w)){{1,{_LONGEST}}}+’(?!\w)",
            _SINGLE,
        )
    ),
    re.MULTILINE | re.IGNORECASE,
)
_MAYBE = regex_of("[\"'>“”„«»‹‘「『＂]")
_BEGINS = regex_of("[\">“”„«»‹‘「『＂]|(?<![\\w'])'")
"""The same without apostrophes."""


def quotes(text: str) -> tuple[Span, ...]:
    """Spans of quoted text with its marks, and of lines quoted with >; in order, apart; the outer of nested ones."""
    if not _MAYBE.search(text) or not _BEGINS.search(text):
        return ()
    return tuple([match.span() for match in _QUOTATION.finditer(text)])
