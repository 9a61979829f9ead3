"""The parts of messages and drafts as they come in: attachments, buttons, cards, templates and what fills them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from couth.model.parts import Attachment, Author, Button, Card, Component, Parameter, Sender, Template

AttachmentKind = Literal[
    "image", "gif", "video", "audio", "sticker", "document", "location", "contact", "payment", "product", "call",
    "unknown",
]  # fmt: skip


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
