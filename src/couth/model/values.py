"""What is said, to whom, and what is about to be said: plain values, checked once when they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from couth.errors import InputError

Span = tuple[int, int]
"""Code-point offsets into the original text, end exclusive."""

ROLES: Final = ("customer", "business", "system")
CHANNELS: Final = (
    "whatsapp", "whatsapp-app", "apple", "telegram", "viber", "viber-business", "wechat", "messenger",
    "instagram", "sms", "mms", "rcs", "line", "email", "webchat", "voice",
)  # fmt: skip
PURPOSES: Final = ("reply", "notification", "promotion")
ATTACHMENTS: Final = (
    "image", "gif", "video", "audio", "sticker", "document", "location", "contact", "payment", "product", "call",
)  # fmt: skip
AUTHORS: Final = ("person", "bot")

Role = Literal["customer", "business", "system"]
Purpose = Literal["reply", "notification", "promotion"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A thing sent beside the words: its kind, caption, size in bytes and mime type."""

    kind: str
    caption: str | None = None
    size: int | None = None
    mime_type: str | None = None

    def __post_init__(self) -> None:
        _one_of("attachment kind", self.kind, ATTACHMENTS)


@dataclass(frozen=True, slots=True)
class Button:
    """Something the customer can tap: its label, and where it leads or what it sends back."""

    text: str
    kind: str | None = None
    url: str | None = None
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes for the business: a name, and whether it is a person or a bot; None is unknown."""

    name: str | None = None
    kind: str | None = None

    def __post_init__(self) -> None:
        if self.kind is not None:
            _one_of("author kind", self.kind, AUTHORS)


@dataclass(frozen=True, slots=True)
class Template:
    """The approved template that a draft is an instance of."""

    name: str | None = None
    category: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `at` carries an offset, or is None where the time is not known."""

    role: Role
    text: str = ""
    at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    author: Author | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        _one_of("role", self.role, ROLES)
        _text(self.text)
        _with_offset(self.at)
        object.__setattr__(self, "attachments", tuple(self.attachments))


@dataclass(frozen=True, slots=True)
class Customer:
    """What is on record of a customer; None means unknown, which is never False."""

    timezone: str | None = None
    language: str | None = None
    country: str | None = None
    marketing_consent: bool | None = None
    opted_out: bool | None = None

    def __post_init__(self) -> None:
        if self.timezone is not None:
            _zone(self.timezone)


@dataclass(frozen=True, slots=True)
class Draft:
    """The message that is about to be sent; the moment of sending is `at`, data like the rest."""

    text: str
    at: datetime | None = None
    purpose: Purpose | None = None
    attachments: tuple[Attachment, ...] = ()
    buttons: tuple[Button, ...] = ()
    template: Template | None = None
    author: Author | None = None
    channel: str | None = None
    lang: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        _text(self.text)
        _with_offset(self.at)
        if self.purpose is not None:
            _one_of("purpose", self.purpose, PURPOSES)
        if self.channel is not None:
            _one_of("channel", self.channel, CHANNELS)
        object.__setattr__(self, "attachments", tuple(self.attachments))
        object.__setattr__(self, "buttons", tuple(self.buttons))


def _one_of(what: str, value: object, legal: tuple[str, ...]) -> None:
    if value not in legal:
        raise InputError(f"unknown {what} {value!r}: one of {', '.join(legal)}")


def _text(value: object) -> None:
    if not isinstance(value, str):
        raise InputError(f"text must be a string, not {type(value).__name__}")


def _with_offset(at: object) -> None:
    if at is None:
        return
    if not isinstance(at, datetime):
        raise InputError(f"at must be a datetime, not {type(at).__name__}")
    if at.utcoffset() is None:
        raise InputError(f"a time needs an offset from UTC: {at.isoformat()}")


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(f"unknown time zone {name!r}") from error
