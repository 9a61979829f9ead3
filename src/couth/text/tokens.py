"""The words and signs of a folded text, as phrase templates are matched on them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from couth.regexes import regex_of
from couth.text.phrases import UNSPACED

BREAKS: Final = frozenset(".!?…\n。！？｡;")
"""Signs that no phrase runs across, unless its template holds them."""

_SIGN = r"[^\w\s,:\"'()/*~-]|\n|;"
_PLACEHOLDER = r"\{[^{}\n]{0,40}\}"
_ASCII = regex_of(rf"[^\W_]+(?:'[^\W_]+)*|{_PLACEHOLDER}|{_SIGN}")
_ANY = regex_of(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:'(?:(?![{UNSPACED}])[^\W_])+)*|{_PLACEHOLDER}|{_SIGN}")


Token = re.Match[str]
"""A word or sign of a folded text, as it was matched. Commas, hyphens, quotes and the like are none."""


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, in order; each letter of a script without spaces is one."""
    return list((_ASCII if folded.isascii() else _ANY).finditer(folded))


def words_and_signs(folded: str) -> list[str]:
    """What the tokens of a folded text say; cheaper than the tokens, where nobody asks where they stand."""
    return (_ASCII if folded.isascii() else _ANY).findall(folded)


@lru_cache(maxsize=16384)
def words_of(template_word: str, exact: bool = False) -> tuple[tuple[str, ...], ...]:
    """The token sequences that a word of a template stands for: apostrophes may be left out unless `exact`, and hyphens."""
    if template_word.isascii() and template_word.isalnum():
        return ((template_word,),)
    pieces = tuple(words_and_signs(template_word))
    if exact:
        return (pieces,)
    bare = tuple(piece.replace("'", "") for piece in pieces)
    joined = ("".join(bare),) if len(pieces) > 1 and "-" in template_word else bare
    return tuple(dict.fromkeys((pieces, bare, joined)))
