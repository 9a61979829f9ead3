"""Whose turn it is and since when: bursts, unanswered messages, answers that are due, what was sent uninvited."""

from __future__ import annotations

from bisect import insort
from datetime import datetime
from typing import Final, NamedTuple

from couth.facts.knowledge import performs
from couth.facts.openings import only_holds
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

KEPT: Final = 1024
"""So many of the last messages of a sort are counted; no cap may allow more."""

Moment = tuple[int, "float | None"]
"""A message's index and its time, in seconds since the epoch."""


class Pending(NamedTuple):
    """A customer's message that waits for an answer; `asked` where it asks or requests, not only tells of something."""

    message: int
    at: float | None
    asked: bool


class Sendings:
    """Messages of one sort in order of their times, each with its index; `unsure` counts those that may belong here."""

    __slots__ = ("times", "unsure")

    def __init__(self) -> None:
        self.times: list[tuple[float, int]] = []
        self.unsure = 0

    def add(self, at: float | None, index: int) -> None:
        """Count a message; one without a time may have been sent at any."""
        if at is None:
            self.unsure += 1
        else:
            insort(self.times, (at, index))
            if len(self.times) > KEPT:
                del self.times[0]


class Turns:
    """Tracker of who wrote when."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.last_role: str | None = None
        self.last_customer: Moment | None = None
        self.last_business: Moment | None = None
        self.customer_messages = 0
        self.customer_calls = False
        """Whether the customer's last message asks if anyone is there."""
        self.pending: Pending | None = None
        """The customer's oldest message that wants an answer and has none."""
        self.awaited = False
        """Whether all that the business said to it was to wait, or that it will come back."""
        self.bursts = (0, 0)
        """Messages of the business since the customer last wrote, those of one burst as one: at least, at most."""
        self.run = Sendings()
        """The same messages, each by itself."""
        self.sent = Sendings()
        self.proactive = Sendings()
        self.promotions = Sendings()
        self.questioned = False
        """Whether the last business message asks something."""
        self.told = False
        """Whether the customer has asked to be told, or the business has promised to tell."""
        self.told_at_once = False
        """Whether the customer has asked to be told at once, at any hour."""

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        at = stamp(message.at)
        if message.role == "customer":
            self._customer(index, at, reading)
        elif message.role == "business":
            self._business(index, at, reading)
        if message.role != "system":
            self.last_role = message.role

    def uninvited(self, at: float | None) -> bool | None:
        """Whether a business message at this time answers nothing the customer said; None where the times would tell."""
        if self.pending or self.awaited:
            return False
        if self.last_customer is None:
            return True
        if self.last_role == "customer":
            since = elapsed(self.last_customer[1], at)
            return since is not None and since > SETTLED
        return self._apart(at)

    def _customer(self, index: int, at: float | None, reading: Reading) -> None:
        self.customer_messages += 1
        self.last_customer = (index, at)
        self.customer_calls = calls(reading)
        self.bursts, self.run = (0, 0), Sendings()
        self._open(index, at, reading)
        if reading.has("words.tell-me"):
            self.told = True
            self.told_at_once = self.told_at_once or reading.has("words.at-once")

    def _open(self, index: int, at: float | None, reading: Reading) -> None:
        """What the message leaves to be answered: thanks settle what was only told, and nothing that was asked."""
        settles = reading.has("words.settled")
        if settles:
            self.pending, self.awaited = None, False
        asked = seeks(reading)
        if asked or (not settles and tells(reading, to_question=self.questioned)):
            self.pending = self.pending or Pending(index, at, asked)
        elif self.pending and not self.pending.asked and is_closing(reading):
            self.pending = None

    def _business(self, index: int, at: float | None, reading: Reading) -> None:
        self._count_uninvited(index, at, reading)
        self._count(index, at)
        comes_back = reading.has("words.promise")
        self.told = self.told or comes_back
        self.awaited = bool(self.pending or self.awaited) and (comes_back or only_holds(reading))
        self.questioned = any(asks(reading, span) for span in reading.sentences)
        self.last_business = (index, at)
        self.pending = None

    def _count_uninvited(self, index: int, at: float | None, reading: Reading) -> None:
        """Count the message where it answers nothing, a part of a burst with the first of it; what was asked to be told is none."""
        uninvited = self.uninvited(at)
        promotes = self.pending is None and bool(performs(self.state.knowledge, "promotion", reading))
        if promotes:
            self.promotions.add(at, index)
        if uninvited is False and not (promotes and self.awaited):
            return
        if self._apart(at) is not False and not (self.told and reports(reading)):
            self.proactive.add(None if uninvited is None else at, index)

    def _count(self, index: int, at: float | None) -> None:
        """Count the message among the bursts of the business; a gap that is not known may part two or not."""
        least, most = self.bursts
        apart = self._apart(at) if most else True
        self.bursts = (least + (apart is True), most + (apart is not False))
        self.run.add(at, index)
        self.sent.add(at, index)

    def _apart(self, at: float | None) -> bool | None:
        """Whether a burst of the business's messages is over at a moment; None where the times would tell."""
        if self.last_business is None:
            return True
        gap = elapsed(self.last_business[1], at)
        return None if gap is None else abs(gap) > BURST


def seeks(reading: Reading) -> bool:
    """Whether a message asks or requests something, other than time to look, ask or think."""
    if any(asks(reading, span) for span in reading.sentences):
        return True
    if reading.has("words.holds-off"):
        return False
    return reading.has("words.please") or any(requests(reading, span) for span in reading.sentences)


def tells(reading: Reading, *, to_question: bool = False) -> bool:
    """Whether a message states a matter, or answers a question, so that something is to be said to it."""
    if is_closing(reading) or reading.has("words.goodbye") or reading.has("words.holds-off"):
        return False
    return len(reading.stems) > 1 or (to_question and bool(reading.stems) and not reading.has("words.no"))


def reports(reading: Reading) -> bool:
    """Whether a message carries news, or says what is being done: what somebody who asked to be told waits for."""
    return reading.has("words.news") or reading.has("words.progress")


def calls(reading: Reading) -> bool:
    """Whether a message asks if anyone is there, in words or by a greeting with a question mark and no more."""
    if reading.has("words.presence"):
        return True
    greets = [asks(reading, span) for span in reading.sentences if reading.has("words.greeting", span)]
    return any(greets) and len(greets) == len(reading.sentences) and len(reading.words) <= _CALL


_CALL: Final = 4


def elapsed(since: float | None, at: float | None) -> float | None:
    """Seconds between two moments; None where one is unknown."""
    return None if since is None or at is None else at - since


def stamp(at: datetime | None) -> float | None:
    """Seconds since the epoch."""
    return None if at is None else at.timestamp()
