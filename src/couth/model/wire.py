"""The wire format: cases and conversations as they come in, checked by pydantic, turned into values.

Every key but `draft.text` may be left out; what is left out is unknown. Any key that is not named
here is an error. `source`, `meta` and the labels are carried along and judged by nobody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal, Mapping

from pydantic import BeforeValidator, ValidationError

from couth.errors import InputError
from couth.model.moments import moment_of
from couth.model.values import Customer, Draft, Message
from couth.model.wire_parts import (
    AttachmentIn,
    AuthorIn,
    CardIn,
    ComponentIn,
    Labelled,
    Named,
    SenderIn,
    TemplateIn,
    Wire,
)

Channel = Literal[
    "whatsapp", "whatsapp-app", "apple", "telegram", "viber", "viber-business", "wechat", "messenger",
    "instagram", "sms", "mms", "rcs", "line", "email", "webchat", "voice",
]  # fmt: skip
Event = Literal[
    "follow", "unfollow", "close", "stop", "resume", "open", "menu", "scan", "call", "ad", "comment", "tap",
]  # fmt: skip
Route = Literal["reply", "push", "broadcast", "service", "template", "subscription", "business", "comment"]


def _moment(value: object) -> object:
    if isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError(f"a time needs an offset from UTC, such as {value.isoformat()}Z")
    if value is not None and not isinstance(value, datetime):
        raise ValueError("a time must be a string in ISO 8601")
    return value


def _parsed(value: str) -> datetime:
    try:
        return moment_of(value)
    except ValueError:
        raise ValueError("not a time in ISO 8601, such as 2026-03-02T14:05:00Z") from None


Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class MessageIn(Wire):
    role: Literal["customer", "business", "system"]
    text: str | None = None
    at: Moment = None
    attachments: list[AttachmentIn] | None = None
    author: Named[AuthorIn] = None
    id: str | None = None
    event: Event | None = None
    reply_to: str | None = None
    reply_token: str | None = None
    automatic: bool | None = None
    template: str | None = None
    buttons: list[Labelled] | None = None

    def value(self) -> Message:
        return Message(
            role=self.role,
            text=self.text or "",
            at=self.at,
            attachments=tuple(a.value() for a in self.attachments or ()),
            author=self.author.value() if self.author else None,
            id=self.id,
            event=self.event,
            reply_to=self.reply_to,
            reply_token=self.reply_token,
            automatic=self.automatic,
            template=self.template,
            buttons=tuple(b.value() for b in self.buttons or ()),
        )


class CustomerIn(Wire):
    timezone: str | None = None
    language: str | None = None
    country: str | None = None
    marketing_consent: bool | None = None
    opted_out: bool | None = None
    phone: str | None = None
    region: str | None = None
    subscriptions: list[str] | None = None

    def value(self) -> Customer:
        """The record; raises InputError for a time zone that there is not."""
        subscriptions = None if self.subscriptions is None else tuple(self.subscriptions)
        return Customer(**{**dict(self), "subscriptions": subscriptions})


class DraftIn(Wire):
    text: str
    at: Moment = None
    purpose: Literal["reply", "notification", "promotion"] | None = None
    attachments: list[AttachmentIn] | None = None
    buttons: list[Labelled] | None = None
    template: Named[TemplateIn] = None
    author: Named[AuthorIn] = None
    channel: Channel | None = None
    lang: str | None = None
    id: str | None = None
    components: list[ComponentIn] | None = None
    cards: list[CardIn] | None = None
    sender: Named[SenderIn] = None
    category: str | None = None
    route: Route | None = None
    tag: str | None = None
    subject: str | None = None
    headers: dict[str, str] | None = None
    reply_to: str | None = None
    reply_token: str | None = None
    automatic: bool | None = None
    silent: bool | None = None
    batch: int | None = None
    recipients: int | None = None

    def value(self, channel: str | None = None, lang: str | None = None, id: str | None = None) -> Draft:
        """The draft, with what its case says of channel, language and id where it says nothing itself."""
        return Draft(
            text=self.text,
            at=self.at,
            purpose=self.purpose,
            attachments=tuple(a.value() for a in self.attachments or ()),
            buttons=tuple(b.value() for b in self.buttons or ()),
            template=self.template.value() if self.template else None,
            author=self.author.value() if self.author else None,
            channel=self.channel or channel,
            lang=self.lang or lang,
            id=self.id or id,
            components=tuple(c.value() for c in self.components or ()),
            cards=tuple(c.value() for c in self.cards or ()),
            sender=self.sender.value() if self.sender else None,
            headers=tuple((self.headers or {}).items()),
            **{name: getattr(self, name) for name in _PLAIN},
        )


_PLAIN: Final = (
    "category", "route", "tag", "subject", "reply_to", "reply_token", "automatic", "silent", "batch", "recipients",
)  # fmt: skip
"""Keys of a draft that are its values as they stand."""


def message_from(data: Mapping[str, object]) -> Message:
    """A message from a mapping in the wire format; raises InputError."""
    try:
        return MessageIn.model_validate(dict(data)).value()
    except ValidationError as error:
        raise InputError("; ".join(mistakes(error))) from None


def draft_from(data: Mapping[str, object]) -> Draft:
    """A draft from a mapping in the wire format; raises InputError."""
    try:
        return DraftIn.model_validate(dict(data)).value()
    except ValidationError as error:
        raise InputError("; ".join(mistakes(error))) from None


def mistakes(error: ValidationError) -> list[str]:
    """Each mistake of a wire object in a line, with the path inside it and without its contents."""
    return [_mistake(e["loc"], e["msg"], e["type"]) for e in error.errors(include_input=False, include_url=False)]


def _mistake(loc: tuple[int | str, ...], message: str, kind: str) -> str:
    where = ".".join(str(part) for part in loc) or "object"
    if kind == "extra_forbidden":
        return f"unknown key {where!r}"
    plain = message.removeprefix("Value error, ").replace("Input should be a valid ", "must be a ")
    return f"{where}: {plain.replace('Input should be ', 'must be one of ' if kind == 'literal_error' else 'must be ')}"
