"""What users hand to a guard, as values; raises InputError that names what would be right."""

from __future__ import annotations

from typing import Mapping

from couth.errors import InputError
from couth.integrations.written import named
from couth.model import Draft, Message
from couth.model.values import CHANNELS
from couth.model.wire import draft_from, message_from

AnyDraft = Draft | Mapping[str, object] | str
AnyMessage = Message | Mapping[str, object] | str


def one_of(what: str, value: str, legal: tuple[str, ...]) -> str:
    """The value, where it is legal."""
    if value not in legal:
        raise InputError(f"unknown {what} {value!r}: one of {', '.join(legal)}")
    return value


def address(channel: str, customer: str) -> tuple[str, str]:
    """A channel and a customer's address there."""
    return one_of("channel", channel, CHANNELS), named("a customer", customer)


def as_draft(draft: AnyDraft) -> Draft:
    """A draft from its text, or from a mapping in the wire format."""
    if isinstance(draft, Draft):
        return draft
    if isinstance(draft, str):
        return Draft(draft)
    if isinstance(draft, Mapping):
        return draft_from(draft)
    raise InputError(f"a draft must be a Draft, a mapping or a string, not {type(draft).__name__}")


def as_received(message: AnyMessage) -> Message:
    """A message from its text, or from a mapping in the wire format; the customer's where it does not say whose."""
    if isinstance(message, Message):
        return message
    if isinstance(message, str):
        return Message("customer", message)
    if isinstance(message, Mapping):
        return message_from({"role": "customer", **message})
    raise InputError(f"a message must be a Message, a mapping or a string, not {type(message).__name__}")
