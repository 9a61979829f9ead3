"""What the business has said before, for finding the same said again."""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from couth.facts.state import ThreadState
from couth.model import Message
from couth.text import Reading

KEPT: Final = 32
"""Near-copies are looked for among so many of the last business messages; exact ones among all."""

ENOUGH: Final = 5
"""With fewer content words than this, the words alone say too little about likeness."""


class Echo(NamedTuple):
    """An earlier business message and how alike it is, from 0 to 1."""

    message: int
    likeness: float


class _Saying(NamedTuple):
    message: int
    shingles: frozenset[str]
    stems: frozenset[str]


class Said:
    """Tracker of the business's earlier words."""

    def __init__(self, state: ThreadState) -> None:
        self._recent: deque[_Saying] = deque(maxlen=KEPT)
        self._exact: dict[int, int] = {}

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        if message.role == "business" and reading.shingles:
            self._recent.append(_Saying(index, reading.shingles, reading.stems))
            self._exact[hash(reading.shingles)] = index

    def echo(self, reading: Reading) -> Echo | None:
        """The earlier message most like this one, the latest of equals; None where nothing was said or is to be said."""
        exact = self._exact.get(hash(reading.shingles)) if reading.shingles else None
        if exact is not None:
            return Echo(exact, 1.0)
        return max((Echo(s.message, _likeness(s, reading)) for s in self._recent), key=lambda e: (e.likeness, e.message), default=None)


def _likeness(saying: _Saying, reading: Reading) -> float:
    """The share of runs of words in common, or of content words where there are enough, whichever is greater."""
    by_runs = _dice(saying.shingles, reading.shingles)
    few = min(len(saying.stems), len(reading.stems)) < ENOUGH
    return by_runs if few else max(by_runs, _dice(saying.stems, reading.stems))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
