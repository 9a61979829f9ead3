"""The words and signs of a folded text, as phrase templates are matched on them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Iterable

from couth.regexes import regex_of
from couth.text.phrases import MARKS, UNSPACED

BREAKS: Final = frozenset(".!?…\n。！？｡;")
"""Signs that no phrase runs across, unless its template holds them."""

_SIGN = rf"[^\w\s{MARKS},:\"'()/*~-]|\n|;"
_PLACEHOLDER = r"\{[^{}\n]{0,40}\}"
_SIGN_OF_ASCII = r"[^a-zA-Z0-9_\t\x0b-\r\x1c-\x1f ,:\"'()/*~{-]"
_ASCII = regex_of(rf"[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)*|{_SIGN_OF_ASCII}|{_PLACEHOLDER}|\{{")
"""The same as below of a text that is ASCII: classes written out are told twice as fast."""
_WORD = rf"(?:(?![{UNSPACED}])[^\W_]|[{MARKS}])+"
_ANY = regex_of(rf"[{UNSPACED}]|{_WORD}(?:'{_WORD})*|{_PLACEHOLDER}|{_SIGN}")


def words_and_signs(folded: str) -> list[str]:
    """The tokens of a folded text, in order; each letter of a script without spaces is one, commas, quotes and the like are none."""
    return (_ASCII if folded.isascii() else _ANY).findall(folded)


def tokens(folded: str) -> list[re.Match[str]]:
    """The same as they were matched; dearer, and enough where speed is no matter."""
    return list((_ASCII if folded.isascii() else _ANY).finditer(folded))


def starts_of(tokens: Iterable[str], folded: str) -> tuple[int, ...]:
    """Where the tokens of a folded text start: each at the next place where it stands, for what lies between begins none."""
    starts, end = list[int](), 0
    for token in tokens:
        starts.append(folded.index(token, end))
        end = starts[-1] + len(token)
    return tuple(starts)


def alone(token: str) -> str:
    """The word without what clings to it: what follows an apostrophe, and the Arabic `and` before it."""
    return token[1:] if token.startswith("و") else token.partition("'")[0]


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
