"""What is said, to whom, and what is about to be said: plain values, checked once when they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Iterable, Literal, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from couth.errors import InputError
from couth.model.fields import settle
from couth.model.parts import Attachment, Author, Button, Card, Component, Sender, Template, one_of
from couth.regexes import regex_of

Span = tuple[int, int]
"""Code-point offsets into the original text, end exclusive."""

ROLES: Final = ("customer", "business", "system")
CHANNELS: Final = (
    "whatsapp", "whatsapp-app", "apple", "telegram", "viber", "viber-business", "wechat", "messenger",
    "instagram", "sms", "mms", "rcs", "line", "email", "webchat", "voice",
)  # fmt: skip
PURPOSES: Final = ("reply", "notification", "promotion")
LANGUAGE: Final = regex_of(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
"""A language as its code, perhaps with script and region: `en`, `pt-BR`, `zh_Hant_TW`."""
EVENTS: Final = (
    "follow", "unfollow", "close", "stop", "resume", "open", "menu", "scan", "call", "ad", "comment", "tap",
)  # fmt: skip
"""What a customer can do in place of writing; see `Message.event`."""
ROUTES: Final = ("reply", "push", "broadcast", "service", "template", "subscription", "business", "comment")

Role = Literal["customer", "business", "system"]
Purpose = Literal["reply", "notification", "promotion"]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `at` carries an offset, or is None where the time is not known.

    `event` is what a customer did in place of writing: `follow` or `unfollow` (block), `close` the conversation,
    `stop` or `resume` marketing in the app, `open` the chat, tap the `menu`, `scan` a code, `call`, come from an `ad`,
    `comment` on a post, `tap` a button. `reply_token` is what the platform gave to answer it with. `automatic` says
    that no person wrote it: an out-of-office note, an auto-reply. `template` is the name of the one it was made from.
    """

    role: Role
    text: str = ""
    at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    author: Author | None = None
    id: str | None = None
    event: str | None = None
    reply_to: str | None = None
    reply_token: str | None = None
    automatic: bool | None = None
    template: str | None = None
    buttons: tuple[Button, ...] = ()

    def __post_init__(self) -> None:
        settle(self)
        one_of("role", self.role, ROLES)
        if self.event is not None:
            one_of("event", self.event, EVENTS)
        _with_offset(self.at)


@dataclass(frozen=True, slots=True)
class Customer:
    """What is on record of a customer; None means unknown, which is never False.

    `phone` is in international form (`+14155550100`). `region` is the part of the country whose law counts, after ISO
    3166-2 (`US-FL`). `subscriptions` name what the customer signed up for: channels (`sms`) or kinds of messages of the
    business's own naming; None is unknown, and empty is nothing.
    """

    timezone: str | None = None
    language: str | None = None
    country: str | None = None
    marketing_consent: bool | None = None
    opted_out: bool | None = None
    phone: str | None = None
    region: str | None = None
    subscriptions: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.timezone is not None:
            _zone(self.timezone)


@dataclass(frozen=True, slots=True)
class Draft:
    """The message that is about to be sent; the moment of sending is `at`, data like the rest.

    `text` is what the customer reads: header, body and footer, or the cards, each on lines of its own; `components`
    and `cards` are the same by their parts. `category` is what the sender declares the message to be in its platform's
    own word, where no template says it (`TRANSACTION`, `promotional`). `route` is how it goes out where a channel has
    several ways: `reply` (with a token, or to a webhook), `push`, `broadcast`, `service` (a customer-service message),
    `template`, `subscription`, `business` (a business connection), `comment` (a private reply to a comment). `headers`
    are those of an e-mail, in order. `batch` is the number of messages in the same request, `recipients` of those that
    it goes to. `automatic` says that no person sends it, `silent` that the customer's device makes no sound.
    """

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
    components: tuple[Component, ...] = ()
    cards: tuple[Card, ...] = ()
    sender: Sender | None = None
    category: str | None = None
    route: str | None = None
    tag: str | None = None
    subject: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    reply_to: str | None = None
    reply_token: str | None = None
    automatic: bool | None = None
    silent: bool | None = None
    batch: int | None = None
    recipients: int | None = None

    def __post_init__(self) -> None:
        if self.headers.__class__ is not tuple or self.headers:
            object.__setattr__(self, "headers", _pairs(self.headers))
        settle(self)
        _with_offset(self.at)
        if self.lang is not None and not LANGUAGE.fullmatch(self.lang):
            raise InputError(f"unknown language {self.lang!r}: a code such as en, es, zh or pt-BR")
        if self.purpose is not None:
            one_of("purpose", self.purpose, PURPOSES)
        if self.channel is not None:
            one_of("channel", self.channel, CHANNELS)
        if self.route is not None:
            one_of("route", self.route, ROUTES)

    def header(self, name: str) -> str | None:
        """The first e-mail header of a name, whatever its case; None where there is none."""
        wanted = name.casefold()
        return next((value for key, value in self.headers if key.casefold() == wanted), None)


def _pairs(headers: object) -> tuple[tuple[str, str], ...]:
    """Headers as pairs, from a mapping or from pairs."""
    items = tuple(headers.items() if isinstance(headers, Mapping) else headers if isinstance(headers, Iterable) else ())
    if (headers and not items) or not all(map(_is_pair, items)):
        raise InputError("headers must be a mapping of strings, or pairs of strings")
    return tuple((name, value) for name, value in items)


def _is_pair(item: object) -> bool:
    return isinstance(item, (tuple, list)) and len(item) == 2 and all(isinstance(part, str) for part in item)


def _with_offset(at: datetime | None) -> None:
    if at is not None and at.utcoffset() is None:
        raise InputError(f"a time needs an offset from UTC: {at.isoformat()}")


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(f"unknown time zone {name!r}") from error
