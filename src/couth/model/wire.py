"""The wire format: cases and conversations as they come in, checked by pydantic, turned into values.

Every key but `draft.text` may be left out; what is left out is unknown. Any key that is not named
here is an error. `source`, `meta` and the labels are carried along and judged by nobody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Iterator, Literal, Mapping, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from couth.errors import InputError
from couth.model.thread import Thread
from couth.model.values import Attachment, Author, Button, Customer, Draft, Message, Template

Channel = Literal[
    "whatsapp", "whatsapp-app", "apple", "telegram", "viber", "viber-business", "wechat", "messenger",
    "instagram", "sms", "mms", "rcs", "line", "email", "webchat", "voice",
]  # fmt: skip
AttachmentKind = Literal[
    "image", "gif", "video", "audio", "sticker", "document", "location", "contact", "payment", "product", "call",
]  # fmt: skip


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
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("not a time in ISO 8601, such as 2026-03-02T14:05:00Z") from None


Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Wire(BaseModel):
    """The base of what comes in: strict types, no key that is not declared."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AttachmentIn(Wire):
    kind: AttachmentKind
    caption: str | None = None
    size: int | None = None
    mime_type: str | None = None

    def value(self) -> Attachment:
        return Attachment(self.kind, self.caption, self.size, self.mime_type)


class ButtonIn(Wire):
    text: str = ""
    kind: str | None = None
    url: str | None = None
    payload: str | None = None

    def value(self) -> Button:
        return Button(self.text, self.kind, self.url, self.payload)


class AuthorIn(Wire):
    name: str | None = None
    kind: Literal["person", "bot"] | None = None

    def value(self) -> Author:
        return Author(self.name, self.kind)


class TemplateIn(Wire):
    name: str | None = None
    category: str | None = None
    language: str | None = None

    def value(self) -> Template:
        return Template(self.name, self.category, self.language)


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _labelled(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


T = TypeVar("T")
Named = Annotated[T | None, BeforeValidator(_named)]
"""An object that may be written as its name alone."""

Labelled = Annotated[ButtonIn, BeforeValidator(_labelled)]
"""A button that may be written as its label alone."""


class MessageIn(Wire):
    role: Literal["customer", "business", "system"]
    text: str | None = None
    at: Moment = None
    attachments: list[AttachmentIn] | None = None
    author: Named[AuthorIn] = None
    id: str | None = None

    def value(self) -> Message:
        attachments = tuple(a.value() for a in self.attachments or ())
        return Message(
            self.role, self.text or "", self.at, attachments, self.author.value() if self.author else None, self.id
        )


class CustomerIn(Wire):
    timezone: str | None = None
    language: str | None = None
    country: str | None = None
    marketing_consent: bool | None = None
    opted_out: bool | None = None

    def value(self) -> Customer:
        return Customer(self.timezone, self.language, self.country, self.marketing_consent, self.opted_out)


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
        )


class Carried(Wire):
    """What is carried along and judged by nobody."""

    id: str | None = None
    channel: Channel | None = None
    lang: str | None = None
    customer: CustomerIn | None = None
    source: Any = None
    meta: Any = None
    expect: Any = None
    allow: Any = None
    spans: Any = None


class CaseIn(Carried):
    """One draft with the thread before it; a missing thread is unknown, an empty one is empty."""

    draft: DraftIn
    thread: list[MessageIn] | None = None

    def values(self) -> tuple[Draft, Thread]:
        customer = self.customer.value() if self.customer else None
        messages = None if self.thread is None else [m.value() for m in self.thread]
        return self.draft.value(self.channel, self.lang, self.id), Thread(messages, customer, self.channel)


class ConversationIn(Carried):
    """A conversation to be replayed: each business message becomes a draft at its own time."""

    messages: list[MessageIn]

    def replay(self) -> Iterator[tuple[Draft, Thread]]:
        """Each draft with the thread before it; the thread is one and grows, so judge before the next."""
        thread = Thread((), self.customer.value() if self.customer else None, self.channel)
        for index, incoming in enumerate(self.messages):
            message = incoming.value()
            if message.role == "business":
                yield self._draft(message, index), thread
            thread.append(message)

    def _draft(self, message: Message, index: int) -> Draft:
        return Draft(
            text=message.text,
            at=message.at,
            attachments=message.attachments,
            author=message.author,
            channel=self.channel,
            lang=self.lang,
            id=None if self.id is None else f"{self.id}#{index}",
        )


def message_from(data: Mapping[str, object]) -> Message:
    """A message from a mapping in the wire format; raises InputError."""
    try:
        return MessageIn.model_validate(dict(data)).value()
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
