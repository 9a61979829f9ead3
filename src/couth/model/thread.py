"""The messages before the draft: append-only, so that whatever was read of them stays read."""

from __future__ import annotations

from threading import RLock
from typing import Any, Callable, Final, Hashable, Iterable, Iterator, Mapping, Protocol

from couth.errors import InputError
from couth.model.values import CHANNELS, Customer, Message


class Log(Protocol):
    """Where the messages of a thread are kept."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Message: ...

    def __iter__(self) -> Iterator[Message]: ...

    def append(self, message: Message, /) -> None:
        """Keep the next one."""


class Thread:
    """Messages in order, with the customer and channel they belong to.

    `messages=None` says that what came before is unknown (a template); an empty list says that
    nothing came before. A thread grows at its end alone, by `append`.
    """

    __slots__ = ("__weakref__", "_channel", "_customer", "known", "lock", "log", "readings", "resume")

    def __init__(
        self,
        messages: Iterable[Message | Mapping[str, object]] | None = (),
        customer: Customer | None = None,
        channel: str | None = None,
    ) -> None:
        if channel is not None and channel not in CHANNELS:
            raise InputError(f"unknown channel {channel!r}: one of {', '.join(CHANNELS)}")
        if customer is not None and not isinstance(customer, Customer):
            raise InputError(f"customer must be a Customer, not {type(customer).__name__}")
        self.known: Final = messages is not None
        """Whether it is known what came before."""
        self.log: Log = [_message(m) for m in _iterable(() if messages is None else messages)]
        """The messages as they are kept, which grow with the thread: for who reads along, and would not keep the thread."""
        self._customer = customer or Customer()
        self._channel = channel
        self.readings: dict[Hashable, object] = {}
        """What the layers above have read of the messages so far; theirs to fill, under `lock`."""
        self.resume: Callable[[Any], None] | None = None
        """Gives a new reading of the thread what is known of its earlier messages, so that they need not be read again."""
        self.lock = RLock()

    @property
    def customer(self) -> Customer:
        """What is on record of the customer; another record makes another thread."""
        return self._customer

    @property
    def channel(self) -> str | None:
        """The channel that the thread is on."""
        return self._channel

    @property
    def messages(self) -> tuple[Message, ...]:
        """A snapshot of the messages; empty where they are unknown."""
        return tuple(self.log)

    def __len__(self) -> int:
        return len(self.log)

    def __getitem__(self, index: int) -> Message:
        return self.log[index]

    def append(self, message: Message | Mapping[str, object]) -> None:
        """Add the next thing said; raises InputError where the thread before it is unknown."""
        if not self.known:
            raise InputError("cannot append to a thread whose earlier messages are unknown")
        self.log.append(_message(message))


def _iterable(messages: Iterable[Message | Mapping[str, object]]) -> Iterable[Message | Mapping[str, object]]:
    if isinstance(messages, (str, bytes, Mapping)) or not isinstance(messages, Iterable):
        raise InputError(f"messages must be a list, not {type(messages).__name__}")
    return messages


def _message(value: Message | Mapping[str, object]) -> Message:
    if isinstance(value, Message):
        return value
    if isinstance(value, Mapping):
        from couth.model.wire import message_from

        return message_from(value)
    raise InputError(f"a message must be a Message or a mapping, not {type(value).__name__}")
