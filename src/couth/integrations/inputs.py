"""What users hand to a guard, as values; raises InputError that names what would be right."""

from __future__ import annotations

import re
from typing import Final, Mapping, NamedTuple

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


class Address(NamedTuple):
    """A channel, and a customer's address there."""

    channel: str
    customer: str


PHONES: Final = ("whatsapp", "whatsapp-app", "sms", "mms", "rcs", "viber-business", "voice")
"""Channels on which a customer is a phone number."""


def address(channel: str, customer: str) -> Address:
    """Where a message goes; a phone number is the same in any writing: `+44 7700 900123` and `447700900123`."""
    channel, customer = one_of("channel", channel, CHANNELS), named("a customer", customer)
    is_number = channel in PHONES and _NUMBER.fullmatch(customer)
    return Address(channel, _BETWEEN.sub("", customer) if is_number else customer)


_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ().-]*")
_BETWEEN: Final = re.compile(r"[^0-9]")


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
