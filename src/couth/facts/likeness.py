"""How like a sentence is to what was said before: word by word in their order, by content, and what makes it news all the same."""

from __future__ import annotations

from typing import Final, NamedTuple

from couth.facts.sayings import LONGEST, Saying
from couth.model import Span
from couth.text import Reading, fold
from couth.text.stems import plain_words


class Sentence(NamedTuple):
    """A sentence of a draft, and how like it an earlier one has to be."""

    words: tuple[str, ...]
    stems: frozenset[str]
    names: Names
    enough: float


def likeness(sentence: Sentence, said: list[Saying]) -> float:
    """How much of the words, in their order, is the same; 0 where a number, a name or a `not` is new, or it cannot be enough."""
    words, stems, names, enough = sentence
    earlier = tuple(word for one in said for word in one.words)[:LONGEST]
    new, both = set(words).difference(earlier), len(words) + len(earlier)
    if 2 * min(len(words) - len(new), len(earlier)) / both + _BY_CONTENT < enough:
        return 0.0
    if any(word in _TURNS or not word.isalpha() or word in names for word in new):
        return 0.0
    if "pm" in earlier and "pm" not in words and "am" in words:
        return 0.0
    in_order = 2 * _in_common(words, earlier) / both
    content = frozenset[str]().union(*(one.stems for one in said))
    return max(in_order, min(in_order + _BY_CONTENT, 2 * len(stems & content) / (len(stems) + len(content))))


_BY_CONTENT: Final = 0.15
"""So much likeness can the content words add to that of all words in their order."""
_TURNS: Final = frozenset(
    "not no now never only instead however but been still yet same pm purchased bought booked reserved ordered cancelled canceled confirmed"
    " paid sent dispatched shipped delivered completed done".split()
)
"""Words that make a sentence news though the rest of it is the same: a turn, what has been done since; `am` in place of `pm` is one."""


def words_of(reading: Reading, span: Span) -> tuple[str, ...]:
    """The words of a sentence that count, made plain."""
    return plain_words(reading.folded_in(span))[:LONGEST]


class Names:
    """The words in capitals within a sentence, folded: names, days, codes; looked for when a word is in doubt."""

    def __init__(self, reading: Reading, span: Span) -> None:
        self._reading = reading
        self._span = span
        self._found: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        return word in self.all()

    def all(self) -> frozenset[str]:
        """Every one of them."""
        if self._found is None:
            text, (begin, end) = self._reading.text, self._span
            inside = [text[a:b] for a, b in self._reading.words if begin <= a < end][1:]
            self._found = frozenset(fold(word).text for word in inside if word[0].isupper())
        return self._found


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
