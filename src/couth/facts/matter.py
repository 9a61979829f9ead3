"""What the customer writes about: the words that an answer takes up and an advertisement does not."""

from __future__ import annotations

from collections import deque
from typing import Final

from couth.facts.state import ThreadState
from couth.model import Message

KEPT: Final = 8
"""The matter is what so many of the customer's last messages speak of."""


NUMBER: Final = 4
"""A number of so many digits names something: an order, a booking, a year."""


def is_content(stem: str) -> bool:
    """Whether a stem tells what is spoken of: a word, or a number that names something."""
    return not stem.isdigit() or len(stem) >= NUMBER


class Matter:
    """Tracker of the content words of the customer's latest messages; `stems` are cut down, and of numbers only long ones count."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.stems: frozenset[str] = frozenset()
        self._recent: deque[frozenset[str]] = deque(maxlen=KEPT)

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self._recent.append(frozenset(filter(is_content, self.state.reading(index).stems)))
            self.stems = frozenset().union(*self._recent)
