"""Whether a draft gives away what identifies the customer or unlocks something of theirs, by many small signs that add up.

A value is a number or a code, be it a password (`exposable`). The words of its sentence, in which it is written
`<it>`, and what it looks like (`<four digits>`, `<letters and digits>`) have weights in `words.sounds-exposing`; what the customer wrote has
some in `words.sounds-locked-out`. They add up as those of a sentence do (`text/weighed`).
"""

from __future__ import annotations

from typing import Callable, Final, Iterable

from couth.facts.exposable import MOST_PIECES, SHAPES, Value, values
from couth.model import Span
from couth.text import Reading
from couth.text.lexicon import GIVEN_AWAY, Lexicon
from couth.text.weighed import LONGEST, VALUE, counted, ngrams

_HEARD: Final = 0
_SAID: Final = 1
"""Places of the lists among those that are added up together."""
EXPOSING: Final = GIVEN_AWAY[_SAID]
"""The list in which what a value looks like has weights."""


def sums(reading: Reading, begun: Callable[[], float]) -> list[tuple[Value, float]]:
    """The values in a draft, and what tells of each adds up to, from what the customer's words `begun` with.

    Those in sentences that are too long are left out, and all of them in a language of which that is not told.
    """
    weighed = reading.lexicon.weighed_apart(GIVEN_AWAY, reading.lang)
    found = list(values(reading)) if weighed else []
    if weighed is None or not found:
        return []
    short = {number for number, span in enumerate(reading.sentences) if _may_be_told(reading, span)}
    told = [(v, told_in(reading, v, len(found))) for v in found if reading.sentence_of(v.span[0]) in short]
    said = [(value, weighed.added(signs)[_SAID]) for value, signs in told if signs]
    return [(value, begun() + sum_) for value, sum_ in said]


def begun_by(heard: Iterable[Reading], lexicon: Lexicon, lang: str) -> float:
    """What a customer's messages add up to towards something of theirs being given away; 0 in a language of which that is not told."""
    weighed = lexicon.weighed_apart(GIVEN_AWAY, lang)
    return weighed.added(told_of(heard))[_HEARD] if weighed else 0.0


def _may_be_told(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence is short enough to be told of any value in it: in a long one, each would cost as much as all words."""
    return len(counted(reading.folded_in(sentence))) <= LONGEST + MOST_PIECES


def told_of(heard: Iterable[Reading]) -> set[str]:
    """What tells in the customer's messages."""
    return set[str]().union(*(ngrams(counted(one.folded.text)) for one in heard))


def told_in(reading: Reading, value: Value, count: int) -> set[str]:
    """What tells of one of so many values in its sentence; nothing where that is too long to be told."""
    start, end = reading.sentences[reading.sentence_of(value.span[0])]
    before = counted(reading.folded_in((start, value.span[0])))
    words = [*before, VALUE, *counted(reading.folded_in((value.span[1], max(end, value.span[1]))))]
    if len(words) > LONGEST:
        return set()
    looks = (*value.looks, _MANY[min(count, len(_MANY)) - 1])
    return ngrams(words).union(f"<{look}>" for look in looks)


_MANY: Final = ("one value", "two values", "three values", "four values", "more values")
LOOKS: Final = SHAPES.union(_MANY)
"""The names of all signs."""
