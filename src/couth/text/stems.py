"""What a text is about and how it says it: content words cut down so that forms of one word meet, words made plain."""

from __future__ import annotations

from typing import Final

from couth.regexes import regex_of
from couth.text.phrases import MARKS, UNSPACED

_TOKEN = regex_of(r"[^\W_]+(?:['.:-][^\W_]+)*")
_WORD = regex_of(rf"(?:[^\W_]|[{MARKS}])+(?:'[^\W_]+)?")
_ASCII_TOKEN = regex_of(r"[a-zA-Z0-9]+(?:['.:-][a-zA-Z0-9]+)*")
_ASCII_WORD = regex_of(r"[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)?")
"""The same of a text that is ASCII: classes written out are told twice as fast."""
_UNSPACED_RUN = regex_of(f"[{UNSPACED}]+")
_ENDINGS: Final = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
    "al",
)
_SHORTEST: Final = 3


def stem(word: str) -> str:
    """A folded word without its common endings, two at most; the same for `deliver`, `delivery` and `delivered`."""
    return _cut(_cut(word)) if word.isascii() else _cut(_cut(_ARTICLE.sub("", word)))


_ARTICLE: Final = regex_of("^(?:[وفبك]?ال|لل)(?=[\u0620-\u064a]{3})")
"""`The`, with what is written before it, in Arabic."""


_BEGINNINGS: Final = frozenset(("ar", "hi", "id", "tr"))
"""Languages in which much is hung on the ends of words, so that forms of a word have their beginning in common."""
_BEGINNING: Final = 5
"""So many letters of it; the first five do as well as a dictionary in Turkish (Can et al. 2008, doi:10.1002/asi.20750)."""


class Stems(dict[str, str]):
    """The stems of words of a language, worked out when first met; the commonest are kept.

    A word that says nothing has an empty one.
    """

    def __init__(self, stopwords: frozenset[str] = frozenset(), lang: str | None = None) -> None:
        super().__init__()
        self.stopwords = stopwords
        self._longest = _BEGINNING if lang in _BEGINNINGS else _LONG

    def __missing__(self, word: str) -> str:
        found = stem(word.removesuffix("'s")) if self._says_something(word) else ""
        if word.isalpha():
            found = found[: self._longest]
        if len(self) < _REMEMBERED and len(word) < _LONG:
            self[word] = found
        return found

    def _says_something(self, word: str) -> bool:
        bare = word.removesuffix("'s")
        return (len(bare) > 1 or bare.isdigit()) and word not in self.stopwords and bare not in self.stopwords


_REMEMBERED: Final = 20_000
_LONG: Final = 32


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            cut = word[: -len(ending)]
            return cut[:-1] if len(cut) > _SHORTEST and cut[-1] == cut[-2] else cut
    return word


def stems(folded: str, known: Stems) -> frozenset[str]:
    """The stems of the content words of a folded text; pairs of characters in scripts without spaces."""
    plain = folded.isascii()
    found = set(map(known.__getitem__, (_ASCII_WORD if plain else _WORD).findall(folded)))
    found.discard("")
    if not plain:
        found = {word for word in found if not _UNSPACED_RUN.search(word)}
        for run in _UNSPACED_RUN.findall(folded):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def plain_words(folded: str) -> tuple[str, ...]:
    """The words of a folded text, so that two ways to write the same are the same: `I've two` is `i have 2`."""
    words: list[str] = []
    for token in (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded):
        if token.isalpha() and token.isascii() and token not in _SHORT:
            words.append(_NUMBERS.get(token, token))
        else:
            words.extend(token if _UNSPACED_RUN.search(token) else _spelled_out(token))
    return tuple(words)


def _spelled_out(token: str) -> list[str]:
    if token in _SHORT:
        return _SHORT[token].split()
    head, mark, tail = token.partition("'")
    if mark and tail in _TAILS:
        return [head, _TAILS[tail]]
    if mark and tail == "t" and head.endswith("n"):
        return [head[:-1], "not"]
    return [_NUMBERS.get(token, token)]


_TAILS: Final = {"ve": "have", "ll": "will", "re": "are", "m": "am", "d": "would"}
_SHORT: Final = {
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
}
_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    if number != 1  # `one` is no number more often than it is one
}
