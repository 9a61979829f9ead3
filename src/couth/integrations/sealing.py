"""Tokens in place of words, where no words are kept: what they tell is whether two words are the same."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final, Iterable, Iterator

from pydantic import TypeAdapter

from couth.integrations.written import written
from couth.model import Draft
from couth.regexes import regex_of
from couth.text import fold
from couth.text.stems import Stems, plain_words, stems

_DRAFT: Final = TypeAdapter(Draft)


class Sealer:
    """Makes tokens of words, the same for the same word in one store, and remembers the words it has met lately.

    Without the store's secret a token does not tell its word; with it, only words that somebody tries.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()[:64]
        self._tokens: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def seal(self, word: str) -> str:
        """The token of a word; a token stays as it is."""
        found = self._tokens.get(word)
        if found is None:
            found = word if not word or _TOKEN.fullmatch(word) else self._sealed(word)
        return found

    def _sealed(self, word: str) -> str:
        if len(self._words) >= _MET:
            self._tokens, self._words = {}, {}
        token = self._tokens[word] = f"{_MARK}{len(word)}:{urlsafe_b64encode(self._hash(word)).decode()}"
        self._words[token] = word
        return token

    def unseal(self, token: str) -> str:
        """The word of a token where it was met lately, else the token."""
        return self._words.get(token, token)

    def digest(self, draft: Draft) -> str:
        """What tells whether two drafts are the same, whenever they are sent."""
        return self._hash(written(_DRAFT, replace(draft, at=None)), 24).hex()

    def _hash(self, text: str, size: int = 9) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size, key=self._secret).digest()

    def learn(self, text: str, sealed: frozenset[str]) -> bool:
        """Meet the words of a text; whether some of these tokens stand for any of them."""
        lengths = {int(token[1:].partition(":")[0]) for token in sealed}
        return not sealed.isdisjoint(map(self.seal, _words(text, lengths)))


_MET: Final = 1 << 16
"""So many words are remembered."""
_MARK: Final = "\ue000"
_TOKEN: Final = regex_of(rf"{_MARK}\d+:[\w-]{{12}}", re.ASCII)
_WORD: Final = regex_of(r"\w+")


def _words(text: str, lengths: set[int]) -> Iterator[str]:
    """What a token may stand for in a text: its words and their stems, and what begins at a word and is so long."""
    folded = fold(text).text
    yield from plain_words(folded)
    yield from stems(folded, Stems())
    for match in _WORD.finditer(text):
        yield match.group().casefold()
        yield from (text[match.start() : match.start() + length] for length in lengths)


def tokens(states: Iterable[str]) -> frozenset[str]:
    """The tokens in kept states."""
    return frozenset(token for state in states for token in _tokens(json.loads(state)))


def _tokens(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if _TOKEN.fullmatch(data):
            yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _tokens(value)
    elif isinstance(data, list):
        for value in data:
            yield from _tokens(value)
