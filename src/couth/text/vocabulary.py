"""Lists of single words that are looked up word by word in the few texts that are asked about, and never searched for."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, Iterable, Iterator, Mapping

from couth.regexes import regex_of
from couth.text.phrases import UNSPACED, Choice, Phrase, Word

_WORDS: Final = regex_of(r"[^\W_]+(?:-[^\W_]+)*")
_UNSPACED_RUN: Final = regex_of(f"[{UNSPACED}]+")
_SHORTEST: Final = 3
"""A word with any ending has so many letters before it."""


def is_of_single_words(phrase: Phrase) -> bool:
    """Whether a template is a word, or one of several words."""
    parts = phrase.parts
    if len(parts) == 1 and isinstance(parts[0], Choice):
        return all(len(option) == 1 and isinstance(option[0], Word) for option in parts[0].options)
    return len(parts) == 1 and isinstance(parts[0], Word)


class Vocabulary:
    """Which lists a word stands in, by itself, as the plural of a listed one, or as one with any ending."""

    def __init__(self, lists: Mapping[str, Iterable[Word]]) -> None:
        self._whole: defaultdict[str, set[str]] = defaultdict(set)
        self._begun: defaultdict[str, set[str]] = defaultdict(set)
        self._known: dict[str, frozenset[str]] = {}
        for name, words in lists.items():
            for word in words:
                (self._begun if word.open else self._whole)[word.text].add(name)
        self._unspaced = [word for word in self._whole if _UNSPACED_RUN.match(word)]

    def lists(self, folded: str) -> frozenset[str]:
        """The lists of which some word stands in a folded text."""
        return frozenset[str]().union(*self.each(folded))

    def each(self, folded: str) -> Iterator[frozenset[str]]:
        """For every word of a folded text, the lists that it stands in."""
        yield from map(self._of, _WORDS.findall(folded))
        if self._unspaced and not folded.isascii():
            yield from (frozenset(self._whole[word]) for word in self._unspaced if word in folded)

    def _of(self, word: str) -> frozenset[str]:
        found = self._known.get(word)
        if found is None:
            found = self._looked_up(word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = found
        return found

    def _looked_up(self, word: str) -> frozenset[str]:
        forms = {word, word.removesuffix("s"), *(word.split("-") if "-" in word else ())}
        begun = (self._begun.get(word[:end], ()) for end in range(_SHORTEST, len(word) + 1))
        return frozenset[str]().union(*(self._whole.get(form, ()) for form in forms), *begun)


_REMEMBERED: Final = 20_000
