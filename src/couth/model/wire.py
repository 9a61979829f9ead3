"""The wire format: cases and conversations as they come in, checked by pydantic, turned into values.

Every key but `draft.text` may be left out; what is left out is unknown. Any key that is not named
here is an error. `source`, `meta` and the labels are carried along and judged by nobody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal, Mapping, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from couth.errors import InputError
from couth.model.moments import moment_of
from couth.model.parts import Attachment, Author, Button, Card, Component, Parameter, Sender, Template
from couth.model.values import Customer, Draft, Message

Channel = Literal[
    "whatsapp", "whatsapp-app", "apple", "telegram", "viber", "viber-business", "wechat", "messenger",
    "instagram", "sms", "mms", "rcs", "line", "email", "webchat", "voice",
]  # fmt: skip
AttachmentKind = Literal[
    "image", "gif", "video", "audio", "sticker", "document", "location", "contact", "payment", "product", "call",
    "unknown",
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


class Wire(BaseModel):
    """The base of what comes in: strict types, no key that is not declared."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class AttachmentIn(Wire):
    kind: AttachmentKind
    caption: str | None = None
    size: int | None = None
    mime_type: str | None = None
    name: str | None = None
    url: str | None = None
    seconds: float | None = None
    label: str | None = None

    def value(self) -> Attachment:
        return Attachment(**dict(self))


class ButtonIn(Wire):
    text: str = ""
    kind: str | None = None
    url: str | None = None
    payload: str | None = None
    shown: Literal["buttons", "quick-replies", "list", "keyboard"] | None = None
    section: str | None = None
    description: str | None = None

    def value(self) -> Button:
        return Button(**dict(self))


class AuthorIn(Wire):
    name: str | None = None
    kind: Literal["person", "bot"] | None = None

    def value(self) -> Author:
        return Author(self.name, self.kind)


class TemplateIn(Wire):
    name: str | None = None
    category: str | None = None
    language: str | None = None
    format: Literal["positional", "named"] | None = None
    definition: bool | None = None

    def value(self) -> Template:
        return Template(**dict(self))


class SenderIn(Wire):
    id: str | None = None
    name: str | None = None
    use_case: Literal["otp", "transactional", "promotional", "multi-use"] | None = None

    def value(self) -> Sender:
        return Sender(**dict(self))


class ParameterIn(Wire):
    text: str
    name: str | None = None

    def value(self) -> Parameter:
        return Parameter(self.text, self.name)


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _labelled(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


T = TypeVar("T")
Named = Annotated[T | None, BeforeValidator(_named, json_schema_input_type=T | str | None)]
"""An object that may be written as its name alone."""

Labelled = Annotated[ButtonIn, BeforeValidator(_labelled, json_schema_input_type=ButtonIn | str)]
"""A button that may be written as its label alone."""


Filled = Annotated[ParameterIn, BeforeValidator(_labelled, json_schema_input_type=ParameterIn | str)]
"""A parameter that may be written as its text alone."""


class ComponentIn(Wire):
    kind: Literal["header", "body", "footer", "button", "offer"]
    text: str | None = None
    format: str | None = None
    parameters: list[Filled] | None = None
    examples: list[Filled] | None = None
    index: int | None = None

    def value(self) -> Component:
        parameters = tuple(p.value() for p in self.parameters or ())
        examples = tuple(p.value() for p in self.examples or ())
        return Component(self.kind, self.text, self.format, parameters, examples, self.index)


class CardIn(Wire):
    title: str | None = None
    text: str | None = None
    attachment: AttachmentIn | None = None
    buttons: list[Labelled] | None = None

    def value(self) -> Card:
        attachment = self.attachment.value() if self.attachment else None
        return Card(self.title, self.text, attachment, tuple(b.value() for b in self.buttons or ()))


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
