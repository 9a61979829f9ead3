"""What the customer writes about: the words that an answer takes up and an advertisement does not."""

from __future__ import annotations

from collections import deque
from typing import Final

from couth.facts.state import ThreadState
from couth.model import Message

KEPT: Final = 8
"""The matter is what so many of the customer's last messages speak of."""


class Matter:
    """Tracker of the content words of the customer's latest messages; `stems` are cut down, and none is a number."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.stems: frozenset[str] = frozenset()
        self._recent: deque[frozenset[str]] = deque(maxlen=KEPT)

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self._recent.append(frozenset(stem for stem in self.state.reading(index).stems if not stem.isdigit()))
            self.stems = frozenset().union(*self._recent)
