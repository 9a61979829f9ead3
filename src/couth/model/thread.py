"""The messages before the draft: append-only, so that whatever was read of them stays read."""

from __future__ import annotations

from threading import RLock
from typing import Any, Callable, Final, Hashable, Iterable, Mapping

from couth.errors import InputError
from couth.model.values import CHANNELS, Customer, Message


class Thread:
    """Messages in order, with the customer and channel they belong to.

    `messages=None` says that what came before is unknown (a template); an empty list says that
    nothing came before. A thread grows at its end alone, by `append`.
    """

    __slots__ = ("_channel", "_customer", "_messages", "known", "lock", "readings", "resume")

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
        self._messages = None if messages is None else [_message(m) for m in _iterable(messages)]
        self.known: Final = self._messages is not None
        """Whether it is known what came before."""
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
        return tuple(self._messages or ())

    def __len__(self) -> int:
        return len(self._messages or ())

    def __getitem__(self, index: int) -> Message:
        return (self._messages or [])[index]

    def append(self, message: Message | Mapping[str, object]) -> None:
        """Add the next thing said; raises InputError where the thread before it is unknown."""
        if self._messages is None:
            raise InputError("cannot append to a thread whose earlier messages are unknown")
        self._messages.append(_message(message))


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
