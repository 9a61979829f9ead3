"""What the customer did, and what the business sent since: what reply windows, quotas and tokens are counted from."""

from __future__ import annotations

from typing import Final, NamedTuple

from couth.facts.state import ThreadState
from couth.model import Message

MESSAGE: Final = "message"
"""What a customer does who writes; the others are the events of the model."""

KEPT: Final = 64
"""So many of the last tokens are remembered."""

LEAVING: Final = ("unfollow", "close", "stop")
"""Events by which a customer ends it."""


class Contact(NamedTuple):
    """The latest time that the customer did something: the message's index, its time, and what was sent before it."""

    message: int
    at: float | None
    sent: int


class Token(NamedTuple):
    """A token to answer with: the message that brought it, its time, and whether it was used."""

    message: int
    at: float | None
    used: bool


class Contacts:
    """Tracker of what customers do, told apart by the event."""

    def __init__(self, state: ThreadState) -> None:
        self.latest: dict[str, Contact] = {}
        """By event (`message` for words), the last one."""
        self.first_since: dict[str, Contact] = {}
        """By event, the customer's first message after the last one of it."""
        self.sent = 0
        """Messages of the business so far."""
        self.tokens: dict[str, Token] = {}
        self.ended: tuple[int, str] | None = None
        """Where the customer unfollowed, closed or stopped marketing, and has not come back since."""
        self.automatic = False
        """Whether the customer's last message was written by a machine."""
        self.by: str | None = None
        """Who wrote last for the business: `person` or `bot`."""

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self._customer(index, message)
        elif message.role == "business":
            self.sent += 1
            self.by = _writer(message) or self.by
            if message.reply_token in self.tokens:
                token = self.tokens[message.reply_token]
                self.tokens[message.reply_token] = token._replace(used=True)

    def _customer(self, index: int, message: Message) -> None:
        at = None if message.at is None else message.at.timestamp()
        event = message.event or MESSAGE
        contact = Contact(index, at, self.sent)
        self.latest[event] = contact
        self.first_since.pop(event, None)
        if event == MESSAGE:
            self.automatic = message.automatic is True
            for earlier in self.latest.keys() - {MESSAGE}:
                self.first_since.setdefault(earlier, contact)
        if message.reply_token:
            self.tokens[message.reply_token] = Token(index, at, used=False)
            if len(self.tokens) > KEPT:
                del self.tokens[next(iter(self.tokens))]
        self._ending(index, event)

    def _ending(self, index: int, event: str) -> None:
        if event in LEAVING:
            self.ended = (index, event)
        elif self.ended is not None and (self.ended[1] != "stop" or event == "resume"):
            self.ended = None


def _writer(message: Message) -> str | None:
    if message.author is not None and message.author.kind is not None:
        return message.author.kind
    return "bot" if message.automatic else None
