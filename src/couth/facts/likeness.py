"""How like a sentence is to what was said before: word by word in their order, by content, and what makes it news all the same."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import groupby
from typing import AbstractSet as Set
from typing import Final, Iterator, NamedTuple

from couth.facts.sayings import LONGEST, Saying
from couth.model import Span
from couth.text import Reading, fold
from couth.text.stems import plain_words


class Sentence(NamedTuple):
    """A sentence of a draft, and how like it an earlier one has to be."""

    words: tuple[str, ...]
    stems: frozenset[str]
    news: News
    enough: float


def likeness(sentence: Sentence, said: list[Saying]) -> float:
    """How much of the words, in their order, is the same; 0 where a number, a name or a turn is new, or it cannot be enough."""
    words, stems, news, enough = sentence
    earlier = tuple(word for one in said for word in one.words)[:LONGEST]
    new, both = set(words).difference(earlier), len(words) + len(earlier)
    if 2 * min(len(words) - len(new), len(earlier)) / both + _BY_ALL_CONTENT < enough:
        return 0.0
    if new and news.is_news(new, set(earlier).difference(words)):
        return 0.0
    if "pm" in earlier and "pm" not in words and "am" in words:
        return 0.0
    in_order = 2 * _in_common(words, earlier) / both
    content = frozenset[str]().union(*(one.stems for one in said))
    alike = 2 * len(stems & content) / (len(stems) + len(content))
    if alike < _SAME_CONTENT or len(stems & content) < _SO_MUCH_CONTENT:
        return max(in_order, min(in_order + _BY_CONTENT, alike))
    in_any_order = 2 * (Counter(words) & Counter(earlier)).total() / both
    return max(in_order, min(max(in_order + _BY_ALL_CONTENT, in_any_order), alike))


_BY_CONTENT: Final = 0.15
"""So much likeness can the content words add to that of all words in their order."""
_SAME_CONTENT: Final = 0.8
_SO_MUCH_CONTENT: Final = 5
_BY_ALL_CONTENT: Final = 0.3
"""So much can they add where nearly all of them are the same, and they are no few: their order is then another turn of phrase."""

_NOT: Final = "not"
"""What is left of `isn't` and its like in words made plain."""


def words_of(reading: Reading, span: Span) -> tuple[str, ...]:
    """The words of a sentence that count, made plain."""
    return plain_words(reading.folded_in(span))[:LONGEST]


class News:
    """The words that make a sentence news though the rest of it was said before; looked for when a word is in doubt."""

    def __init__(self, reading: Reading, span: Span) -> None:
        self._reading = reading
        self._span = span

    @cached_property
    def _turns(self) -> frozenset[str]:
        return names_in(self._reading, self._span).union(self._of("words.turns"))

    @cached_property
    def _contraries(self) -> frozenset[str]:
        return frozenset(self._of("words.contraries"))

    def _of(self, name: str) -> Iterator[str]:
        hits = self._reading.hits_in(name, self._span)
        return (word for hit in hits for word in plain_words(self._reading.folded_in(hit.span)))

    def is_news(self, new: Set[str], gone: Set[str]) -> bool:
        """Whether words that were not said make it news, where some others went: a number, a name, a turn, a contrary in their place."""
        if any(word == _NOT or not word.isalpha() or word in self._turns for word in new):
            return True
        return bool(gone) and not self._contraries.isdisjoint(new)


def names_in(reading: Reading, span: Span) -> frozenset[str]:
    """The words in capitals within a sentence, folded: names, days, codes."""
    return frozenset(word for name in whole_names_in(reading, span) for word in name)


def whole_names_in(reading: Reading, span: Span) -> Iterator[tuple[str, ...]]:
    """The same, words that stand together as one name: `Republic Day`, `Update Card`."""
    begin, end = span
    inside = [reading.text[a:b] for a, b in reading.words if begin <= a < end][1:]
    for capital, words in groupby(inside, lambda word: word[0].isupper()):
        if capital:
            yield tuple(fold(word).text for word in words)


def _in_common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Length of the longest run of words, gaps allowed, that both have in the same order.

    A row of the usual table as the bits of one number (Hyyrö, 2004): a 0 stands where the length grows.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << at
    row = every = (1 << len(other)) - 1
    for word in one:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & every
    return len(other) - row.bit_count()
