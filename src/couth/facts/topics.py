"""The topics that a thread has touched, by the names of the topic lists."""

from __future__ import annotations

from collections import Counter, deque
from typing import Final

from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.text import Reading
from couth.text.lexicon import TOPIC

KEPT: Final = 24
"""A topic is remembered for so many messages."""


class Topics:
    """Tracker of the topics of the latest messages, of either side."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self._recent: deque[frozenset[str]] = deque()
        self._counts: Counter[str] = Counter()

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        topics = topics_of(self.state.reading(index))
        self._recent.append(topics)
        self._counts.update(topics)
        if len(self._recent) > KEPT:
            self._counts.subtract(self._recent.popleft())

    @property
    def touched(self) -> frozenset[str]:
        """Topics that some message touches."""
        return frozenset(+self._counts)


def topics_of(reading: Reading, within: Span | None = None) -> frozenset[str]:
    """The topics that a text, or a part of it, touches."""
    lists = reading.lexicon.topics(reading.lang).lists(
        reading.folded.text if within is None else reading.folded_in(within)
    )
    return frozenset(name.removeprefix(TOPIC) for name in lists)


def new_topics(reading: Reading, within: Span, touched: frozenset[str]) -> frozenset[str]:
    """The topics of those words of a part that have nothing to do with the topics touched before."""
    known = frozenset(TOPIC + name for name in touched)
    words = reading.lexicon.topics(reading.lang).each(reading.folded_in(within))
    lists = frozenset[str]().union(*(of for of in words if of.isdisjoint(known)))
    return frozenset(name.removeprefix(TOPIC) for name in lists)
