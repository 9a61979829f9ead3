"""A thread of which the last messages are in memory; older ones come from the store, where they are asked for at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Callable, Final, Iterable

from couth.model import Customer, Message, Thread

MOST: Final = 256
"""More than so many messages are not in memory for long."""

FEW: Final = 8
"""Of older messages so many are fetched at once, where one is looked at."""

PORTION: Final = 256
"""And so many, where they are read one after another."""

NOBODYS: Final = Message("system")
"""Stands for a message that cannot be read."""

Fetch = Callable[[int, int], list[Message]]
"""Messages by index, from the store."""


class StoredThread(Thread):
    """A thread of which the last messages are in memory; older ones are fetched in portions."""

    __slots__ = ("_fetched", "_start", "fetch")

    def __init__(
        self, start: int, tail: Iterable[Message], customer: Customer, channel: str, fetch: Fetch | None
    ) -> None:
        super().__init__(tail, customer, channel)
        self._start = start
        self._fetched: tuple[int, list[Message]] = (0, [])
        self.fetch = fetch

    def __len__(self) -> int:
        return self._start + super().__len__()

    def __getitem__(self, index: int) -> Message:
        at = index if index >= 0 else len(self) + index
        return super().__getitem__(at - self._start) if at >= self._start else self._older(at)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message, read from the store where it is not in memory."""
        return tuple(self[index] for index in range(len(self)))

    @property
    def tail(self) -> tuple[Message, ...]:
        """The messages in memory."""
        return super().messages

    @property
    def start(self) -> int:
        """The index of the first message in memory."""
        return self._start

    def trim(self) -> None:
        """Forget messages that nobody looks at any more."""
        assert self._messages is not None  # noqa: S101  (a stored thread is known)
        if len(self._messages) > MOST:
            surplus = len(self._messages) - MOST // 2
            self._start += surplus
            del self._messages[:surplus]

    def _older(self, index: int) -> Message:
        start, portion = self._fetched
        if not start <= index < start + len(portion):
            if self.fetch is None:  # the store is away, and what is known has to do
                return NOBODYS
            count = PORTION if index == start + len(portion) else FEW
            portion = self.fetch(index, min(index + count, self._start))
            self._fetched = index, portion
        return portion[index - self._fetched[0]]


SKEW: Final = timedelta(minutes=5)
"""So far may the clocks of two machines be apart."""


def after(thread: StoredThread, now: datetime) -> datetime:
    """Now, or the time of the last messages where the clock of another machine is ahead: what was sent is no future."""
    last = thread.tail[-_LATEST:] if len(thread) else ()
    return max((m.at for m in last if m.at and now < m.at <= now + SKEW), default=now)


_LATEST: Final = 16
