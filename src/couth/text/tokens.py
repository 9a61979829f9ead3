"""The words and signs of a folded text, as phrase templates are matched on them."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.text.phrases import UNSPACED

BREAKS: Final = frozenset(".!?…\n。！？｡;")
"""Signs that no phrase runs across, unless its template holds them."""

_SIGN = r"[^\w\s,:\"'()/*~-]|\n|;"
_PLACEHOLDER = r"\{[^{}\n]{0,40}\}"
_ASCII = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|{_PLACEHOLDER}|{_SIGN}")
_ANY = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:'(?:(?![{UNSPACED}])[^\W_])+)*|{_PLACEHOLDER}|{_SIGN}")


Token = re.Match[str]
"""A word or sign of a folded text, as it was matched. Commas, hyphens, quotes and the like are none."""


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, in order; each letter of a script without spaces is one."""
    return list((_ASCII if folded.isascii() else _ANY).finditer(folded))


def words_of(template_word: str) -> Iterator[tuple[str, ...]]:
    """The token sequences that a word of a template stands for: apostrophes may be left out, and hyphens."""
    pieces = tuple(token[0] for token in tokens(template_word))
    yield pieces
    bare = tuple(piece.replace("'", "") for piece in pieces)
    if bare != pieces:
        yield bare
    if len(pieces) > 1 and "-" in template_word:
        yield ("".join(bare),)
