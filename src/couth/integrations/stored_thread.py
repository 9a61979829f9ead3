"""A thread of which the last messages are in memory; older ones come from the store, where they are asked for at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Callable, Final, Iterable, Iterator

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


class StoredLog:
    """The last messages in memory; older ones are fetched in portions."""

    __slots__ = ("_fetched", "fetch", "start", "tail")

    def __init__(self, start: int, tail: Iterable[Message], fetch: Fetch | None) -> None:
        self.start = start
        self.tail = list(tail)
        self.fetch = fetch
        self._fetched: tuple[int, list[Message]] = (0, [])

    def __len__(self) -> int:
        return self.start + len(self.tail)

    def __getitem__(self, index: int) -> Message:
        at = index if index >= 0 else len(self) + index
        return self.tail[at - self.start] if at >= self.start else self._older(at)

    def __iter__(self) -> Iterator[Message]:
        return (self[index] for index in range(len(self)))

    def append(self, message: Message) -> None:
        """Keep the next one."""
        self.tail.append(message)

    def trim(self) -> None:
        """Forget messages that nobody looks at any more."""
        if len(self.tail) > MOST:
            surplus = len(self.tail) - MOST // 2
            self.start += surplus
            del self.tail[:surplus]

    def _older(self, index: int) -> Message:
        start, portion = self._fetched
        if not start <= index < start + len(portion):
            if self.fetch is None:  # the store is away, and what is known has to do
                return NOBODYS
            count = PORTION if index == start + len(portion) else FEW
            portion = self.fetch(index, min(index + count, self.start))
            self._fetched = index, portion
        return portion[index - self._fetched[0]]


class StoredThread(Thread):
    """A thread of which the last messages are in memory."""

    __slots__ = ("_stored",)

    def __init__(
        self, start: int, tail: Iterable[Message], customer: Customer, channel: str, fetch: Fetch | None
    ) -> None:
        super().__init__((), customer, channel)
        self.log = self._stored = StoredLog(start, tail, fetch)

    @property
    def tail(self) -> tuple[Message, ...]:
        """The messages in memory."""
        return tuple(self._stored.tail)

    @property
    def start(self) -> int:
        """The index of the first message in memory."""
        return self._stored.start

    @property
    def fetch(self) -> Fetch | None:
        """How older messages are got; None while the store is away."""
        return self._stored.fetch

    @fetch.setter
    def fetch(self, fetch: Fetch | None) -> None:
        self._stored.fetch = fetch

    def trim(self) -> None:
        """Forget messages that nobody looks at any more."""
        self._stored.trim()


SKEW: Final = timedelta(minutes=5)
"""So far may the clocks of two machines be apart."""


def after(thread: StoredThread, now: datetime) -> datetime:
    """Now, or the time of the last messages where the clock of another machine is ahead: what was sent is no future."""
    last = thread.tail[-_LATEST:] if len(thread) else ()
    return max((m.at for m in last if m.at and now < m.at <= now + SKEW), default=now)


_LATEST: Final = 16
