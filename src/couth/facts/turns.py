"""Whose turn it is and since when: bursts, unanswered messages, pending answers, what was sent uninvited."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from couth.facts.acts import performs
from couth.facts.sentences import asks, is_closing, requests
from couth.facts.state import ThreadState
from couth.model import Message
from couth.text import Reading

BURST: Final = 5 * 60.0
"""Messages of one side within so many seconds of each other are one."""
LIVE: Final = 10 * 60.0
"""The customer is live for so many seconds after writing."""
SETTLED: Final = 24 * 3600.0
"""A message so many seconds after a customer who had asked nothing answers nothing."""


class Turns:
    """Tracker of who wrote when. Times are seconds since the epoch; `untimed` counts what has none."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.last_role: str | None = None
        self.last_customer: tuple[int, float | None] | None = None
        self.last_business: tuple[int, float | None] | None = None
        self.pending: tuple[int, float | None] | None = None
        """The customer's oldest message that wants an answer and has none."""
        self.streak: list[tuple[int, float | None]] = []
        """Business messages since the customer last wrote, the first of each burst."""
        self.sent: list[tuple[float, int]] = []
        self.proactive: list[tuple[float, int]] = []
        self.promotions: list[tuple[float, int]] = []
        self.untimed_business = 0
        self.customer_messages = 0
        self.told = False
        """Whether the customer has asked to be told, or the business has promised to tell."""

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        at = None if message.at is None else message.at.timestamp()
        if message.role == "customer":
            self._customer(index, at, reading)
        elif message.role == "business":
            self._business(index, at, reading)
        if message.role != "system":
            self.last_role = message.role

    def _customer(self, index: int, at: float | None, reading: Reading) -> None:
        self.customer_messages += 1
        self.last_customer = (index, at)
        self.streak = []
        if wants_answer(reading):
            self.pending = self.pending or (index, at)
        elif is_closing(reading):
            self.pending = None
        self.told = self.told or reading.has("words.tell-me")

    def _business(self, index: int, at: float | None, reading: Reading) -> None:
        uninvited = self._uninvited(at)
        if not self.streak or not within(BURST, self._last_at(), at):
            self.streak.append((index, at))
        if at is None:
            self.untimed_business += 1
        else:
            self.sent.append((at, index))
            if uninvited and not self.told:
                self.proactive.append((at, index))
            if (uninvited or self.pending is None) and performs(self.state.knowledge, "promotion", reading):
                self.promotions.append((at, index))
        self.told = self.told or reading.has("words.promise")
        self.last_business = (index, at)
        self.pending = None

    def _last_at(self) -> float | None:
        return self.last_business[1] if self.last_business else None

    def _uninvited(self, at: float | None) -> bool:
        """Whether a business message at this time answers nothing the customer said."""
        if self.pending is not None:
            return False
        if self.last_customer is None:
            return True
        if self.last_role == "customer":
            since = elapsed(self.last_customer[1], at)
            return since is not None and since > SETTLED
        return not within(BURST, self._last_at(), at)


def wants_answer(reading: Reading) -> bool:
    """Whether a customer's message waits for something: asks, requests, or states a matter."""
    if any(asks(reading, s) or requests(reading, s) for s in reading.sentences):
        return True
    return not is_closing(reading) and len(reading.stems) > 1 and not reading.has("words.goodbye")


def elapsed(since: float | None, at: float | None) -> float | None:
    """Seconds between two moments; None where one is unknown."""
    return None if since is None or at is None else at - since


def within(seconds: float, since: float | None, at: float | None) -> bool:
    """Whether at most so many seconds lie between; moments that are not known count as together."""
    between = elapsed(since, at)
    return between is None or between <= seconds


def stamp(at: datetime | None) -> float | None:
    """Seconds since the epoch."""
    return None if at is None else at.timestamp()
