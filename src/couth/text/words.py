"""Words: where they stand in the original text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from couth.model import Span
from couth.regexes import regex_of

if TYPE_CHECKING:
    import regex

_ASCII_WORD = regex_of(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+|(?<=[0-9])[.,:](?=[0-9])[A-Za-z0-9]+)*", re.ASCII)


def words(text: str) -> tuple[Span, ...]:
    """Spans of words and numbers; apostrophes, hyphens and decimal points inside them belong to them.

    Every Han or kana character is a word of its own; an emoji is none.
    """
    pattern = _ASCII_WORD if text.isascii() else _word()
    return tuple([match.span() for match in pattern.finditer(text)])


@cache
def _word() -> regex.Pattern[Any]:
    import regex

    single = r"\p{Han}\p{Hiragana}\p{Katakana}"
    letter = rf"[[\p{{L}}\p{{Nd}}\p{{No}}\p{{Nl}}]--[{single}\p{{Emoji_Presentation}}]]"
    rest = rf"(?:{letter}|[\p{{M}}\p{{Cf}}--[{single}]](?<![\uFE0F\u20E3]))"
    return regex.compile(
        rf"[[{single}]&&[\p{{L}}\p{{N}}]][\p{{M}}ー]*+"
        rf"|{letter}{rest}*+(?:['’‘‐‑-]{letter}{rest}*+|(?<=\p{{Nd}})[.,:](?=\p{{Nd}}){letter}{rest}*+)*+",
        regex.VERSION1,
    )
