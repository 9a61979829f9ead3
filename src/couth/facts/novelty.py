"""Whether a draft says anything that nobody has said before: what comes unasked and adds nothing asks for an answer."""

from __future__ import annotations

from typing import Final, Iterator

from couth.facts.state import ThreadState
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

SPOKEN: Final = 8
"""What so many of the last messages say is known to both sides."""

_NAME: Final = regex_of(r"(?<=[\w,;:.] )[A-Z][\w'’-]+|^[A-Z]\w+(?: [A-Z]\w+)?(?=[?!,])")
"""A capital within a sentence, or a name alone with a sign: who is meant, which is no news."""


def added(reading: Reading, state: ThreadState) -> int:
    """How many content words stand neither in the last messages nor among the words about writing and answering."""
    new = reading.stems - state.once(_spoken)
    for span in _told(reading) if new else ():
        new -= reading.stems_of(span)
    return len(new)


def _told(reading: Reading) -> Iterator[Span]:
    """Places in which words say nothing new: of the talk itself, and names."""
    yield from (hit.span for hit in reading.hits("words.talk"))
    yield from (match.span() for match in _NAME.finditer(reading.text))


def _spoken(state: ThreadState) -> frozenset[str]:
    """The content words of the last messages of either side."""
    last = range(max(0, len(state.messages) - SPOKEN), len(state.messages))
    return frozenset[str]().union(*(state.reading(index).stems for index in last))
