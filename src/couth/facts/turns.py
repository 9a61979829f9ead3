"""Whose turn it is and since when, by roles and times alone: bursts, unanswered messages, what was sent."""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import insort
from datetime import datetime
from struct import Struct
from typing import Final

from couth.facts.state import ThreadState
from couth.model import Message

BURST: Final = 5 * 60.0
"""Messages of one side within so many seconds of each other are one."""
LIVE: Final = 10 * 60.0
"""The customer is live for so many seconds after writing."""
SETTLED: Final = 3600.0
"""A message so many seconds after a customer who had asked nothing answers nothing."""

KEPT: Final = 1024
"""So many of the last messages of a sort are counted; no cap may allow more."""

Moment = tuple[int, "float | None"]
"""A message's index and its time, in seconds since the epoch."""


class Sendings:
    """Messages of one sort in order of their times, each with its index; `unsure` counts those that may belong here.

    There may be a thousand of them, most of which nobody asks for: what was `packed` is unpacked at the first look.
    """

    __slots__ = ("_packed", "_times", "unsure")

    def __init__(self, unsure: int = 0, packed: str = "") -> None:
        self._packed = packed
        self._times: list[tuple[float, int]] = []
        self.unsure = unsure

    @property
    def times(self) -> list[tuple[float, int]]:
        """The times, in seconds since the epoch, with the messages' indexes."""
        if self._packed:
            self._times, self._packed = list(_TIME.iter_unpack(b64decode(self._packed))), ""
        return self._times

    def packed(self) -> str:
        """The times and indexes as one string; as many numbers in JSON take long to parse."""
        return self._packed or b64encode(b"".join(_TIME.pack(*time) for time in self._times)).decode("ascii")

    def add(self, at: float | None, index: int) -> None:
        """Count a message; one without a time may have been sent at any."""
        if at is None:
            self.unsure += 1
        else:
            times = self.times
            insort(times, (at, index))
            if len(times) > KEPT:
                del times[0]


_TIME: Final = Struct("<dI")


class Turns:
    """Tracker of who wrote when."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.last_role: str | None = None
        self.last_customer: Moment | None = None
        self.last_business: Moment | None = None
        self.customer_messages = 0
        self.heard = Sendings()
        """The customer's messages since the business last wrote."""
        self.bursts = (0, 0)
        """Messages of the business since the customer last wrote, those of one burst as one: at least, at most."""
        self.run = Sendings()
        """The same messages, each by itself."""
        self.sent = Sendings()

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        at = stamp(message.at)
        if message.role == "customer":
            self._customer(index, at)
        elif message.role == "business":
            self._business(index, at)
        if message.role != "system":
            self.last_role = message.role

    def uninvited(self, at: float | None) -> bool | None:
        """Whether a business message at this time answers nothing, if nothing is due; None where the times would tell."""
        if self.last_customer is None:
            return True
        if self.last_role == "customer":
            since = elapsed(self.last_customer[1], at)
            return since is not None and since > SETTLED
        return self._apart(at)

    def _customer(self, index: int, at: float | None) -> None:
        self.customer_messages += 1
        self.last_customer = (index, at)
        self.heard.add(at, index)
        self.bursts, self.run = (0, 0), Sendings()

    def _business(self, index: int, at: float | None) -> None:
        """Count the message among the bursts of the business; a gap that is not known may part two or not."""
        least, most = self.bursts
        apart = self._apart(at) if most else True
        self.bursts = (least + (apart is True), most + (apart is not False))
        self.run.add(at, index)
        self.sent.add(at, index)
        self.heard = Sendings()
        self.last_business = (index, at)

    def _apart(self, at: float | None) -> bool | None:
        """Whether a burst of the business's messages is over at a moment; None where the times would tell."""
        if self.last_business is None:
            return True
        gap = elapsed(self.last_business[1], at)
        return None if gap is None else abs(gap) > BURST


def elapsed(since: float | None, at: float | None) -> float | None:
    """Seconds between two moments; None where one is unknown."""
    return None if since is None or at is None else at - since


def stamp(at: datetime | None) -> float | None:
    """Seconds since the epoch."""
    return None if at is None else at.timestamp()
