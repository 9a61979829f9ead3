"""What a body holds: drafts about to be sent, messages that were said, and whatever is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterable

from couth.errors import InputError
from couth.model import Customer, Draft, Message
from couth.readers.payloads.parts import Part, ShapeError
from couth.readers.phone import placed

NOBODY = Customer()


class _InBody:
    """What stands somewhere in a body."""

    __slots__ = ()
    part: Part

    @property
    def where(self) -> str:
        """The way to the message inside the body."""
        return self.part.where


@dataclass(frozen=True, slots=True)
class Outgoing(_InBody):
    """A message that a body asks a platform to send: to whom, what is known of them, and where it stands in the body."""

    draft: Draft
    to: str | None = None
    customer: Customer = NOBODY
    part: Part = field(default=Part(None), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Arrived(_InBody):
    """A message that a platform tells of, in the conversation with `peer`, the customer's address there."""

    message: Message
    channel: str | None
    peer: str | None = None
    customer: Customer = NOBODY
    part: Part = field(default=Part(None), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be told of a place in a body; never a word of what a customer wrote."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything that one body of a platform holds, in its order.

    `problems` say what could not be read, and `notes` what was read without being understood wholly; the rest
    stands in `drafts` and `messages` all the same.
    """

    platform: str | None
    drafts: tuple[Outgoing, ...] = ()
    messages: tuple[Arrived, ...] = ()
    problems: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Sink:
    """Where a reader puts what it finds; one bad message is told, and the others are still read."""

    business: frozenset[str] = frozenset()
    """Names and addresses of the business, as the user gave them; addresses in lower case."""
    headers: dict[str, str] = field(default_factory=dict)
    """The HTTP headers of the request, by their names in lower case."""
    drafts: list[Outgoing] = field(default_factory=list)
    messages: list[Arrived] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def note(self, part: Part, message: str) -> None:
        """Tell of a part without refusing it."""
        self.notes.append(Remark(part.where, message))

    def send(self, part: Part, draft: Draft, to: str | None = None, customer: Customer = NOBODY) -> None:
        """Put down a draft; where the customer's phone number is known, their place is told by it."""
        self.drafts.append(Outgoing(draft, to, placed(customer), part))

    def hear(
        self, part: Part, message: Message, channel: str | None, peer: str | None, customer: Customer = NOBODY
    ) -> None:
        """Put down a message of the conversation with `peer`."""
        self.messages.append(Arrived(message, channel, peer, customer, part))

    def attempt(self, part: Part, read: Callable[[Part], None]) -> None:
        """Read one part; what is wrong with it is told, with its place."""
        try:
            read(part)
        except ShapeError as error:
            self.problems.append(Remark(error.where, error.message))
        except InputError as error:  # what only the values themselves know: a time zone, say
            self.problems.append(Remark(part.where, str(error)))

    def each(self, parts: Iterable[Part], read: Callable[[Part], None]) -> None:
        """Read each part by itself."""
        for part in parts:
            self.attempt(part, read)

    def payload(self, platform: str | None) -> Payload:
        """What was found."""
        return Payload(platform, tuple(self.drafts), tuple(self.messages), tuple(self.problems), tuple(self.notes))
