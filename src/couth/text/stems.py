"""What a text is about: its content words, cut down so that forms of one word meet."""

from __future__ import annotations

import re
from typing import Final

from couth.text.phrases import UNSPACED

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_ENDINGS: Final = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y", "al")
_SHORTEST: Final = 3


def stem(word: str) -> str:
    """A folded word without its common endings; the same for `deliver`, `delivery` and `delivered`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            cut = word[: -len(ending)]
            return cut[:-1] if len(cut) > _SHORTEST and cut[-1] == cut[-2] else cut
    return word


def stems(folded: str, stopwords: frozenset[str]) -> frozenset[str]:
    """The stems of the content words of a folded text; pairs of characters in scripts without spaces."""
    found = {stem(word.replace("'s", "")) for word in _TOKEN.findall(folded) if word not in stopwords and len(word) > 1}
    if not folded.isascii():
        found = {word for word in found if not _UNSPACED_RUN.search(word)}
        for run in _UNSPACED_RUN.findall(folded):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def shingles(folded: str, size: int = 3) -> frozenset[str]:
    """Runs of `size` words (of characters, in scripts without spaces) by which near-copies are found."""
    tokens: list[str] = []
    for token in _TOKEN.findall(folded):
        tokens.extend(token if _UNSPACED_RUN.search(token) else (token,))
    return frozenset(" ".join(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))) if tokens else frozenset()
