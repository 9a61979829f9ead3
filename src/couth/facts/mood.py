"""How the customer is: calm, upset, or writing of something grave."""

from __future__ import annotations

from typing import Final

from couth.facts.consent import Place
from couth.facts.state import ThreadState
from couth.model import Message

MOODS: Final = ("calm", "upset", "grave")
LASTS: Final = 6
"""A mood holds for so many of the customer's messages after the one that showed it, a grave matter for all."""


class Mood:
    """Tracker of the customer's mood and where it shows."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.mood = "calm"
        self.place: Place | None = None
        self._since = 0

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role != "customer":
            return
        self._since += 1
        reading = self.state.reading(index)
        for mood in ("grave", "upset"):
            hits = reading.hits(f"words.{mood}")
            if hits and not (mood == "upset" and self.mood == "grave"):
                self.mood, self.place, self._since = mood, (index, hits[0].span), 0
                return
        if self.mood == "upset" and self._since > LASTS:
            self.mood, self.place = "calm", None
