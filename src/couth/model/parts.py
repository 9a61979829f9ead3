"""What a message is made of beside its words: attachments, buttons, cards, components, templates; and who sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from couth.errors import InputError
from couth.model.fields import settle

ATTACHMENTS: Final = (
    "image", "gif", "video", "audio", "sticker", "document", "location", "contact", "payment", "product", "call",
    "unknown",
)  # fmt: skip
AUTHORS: Final = ("person", "bot")
COMPONENTS: Final = ("header", "body", "footer", "button", "offer")
SETS: Final = ("buttons", "quick-replies", "list", "keyboard")
"""How buttons are shown: under the message, as chips that vanish, as rows of a list, in place of the keyboard."""
USE_CASES: Final = ("otp", "transactional", "promotional", "multi-use")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A thing sent beside the words: its kind, caption, size in bytes, mime type, file name and address.

    What is none of the kinds is `unknown`, and `label` keeps what its platform calls it. `seconds` is how long a
    recording or film plays.
    """

    kind: str
    caption: str | None = None
    size: int | None = None
    mime_type: str | None = None
    name: str | None = None
    url: str | None = None
    seconds: float | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        settle(self)
        one_of("attachment kind", self.kind, ATTACHMENTS)


@dataclass(frozen=True, slots=True)
class Button:
    """Something the customer can tap: its label, and where it leads or what it sends back.

    `kind` says what it does: `reply`, `url`, `phone`, `copy-code`, `otp`, `location`, `calendar`, `flow`, `share`,
    or what its platform calls it. `shown` is one of `SETS`; None where its channel has one way only. `section` and
    `description` are those of a row in a list.
    """

    text: str
    kind: str | None = None
    url: str | None = None
    payload: str | None = None
    shown: str | None = None
    section: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.shown is not None:
            one_of("way to show a button", self.shown, SETS)


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a message, alone or in a carousel: title, text, picture and buttons of its own."""

    title: str | None = None
    text: str | None = None
    attachment: Attachment | None = None
    buttons: tuple[Button, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes for the business: a name, and whether it is a person or a bot; None is unknown."""

    name: str | None = None
    kind: str | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.kind is not None:
            one_of("author kind", self.kind, AUTHORS)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that fills a placeholder, or a sample of one: by its name, or by its place where it has none."""

    text: str
    name: str | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a message: header, body, footer, what fills a button, or a limited-time offer.

    Of a template's definition `text` holds placeholders and `examples` their samples; of a template that is sent
    `parameters` hold the values, and `text` is None where the definition is not at hand. `format` is what a header
    consists of (`text`, `image`, `video`, `document`, `location`). `index` is that of the button, counted from 0.
    """

    kind: str
    text: str | None = None
    format: str | None = None
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[Parameter, ...] = ()
    index: int | None = None

    def __post_init__(self) -> None:
        settle(self)
        one_of("component kind", self.kind, COMPONENTS)


@dataclass(frozen=True, slots=True)
class Template:
    """The approved template that a draft is an instance of, or defines (`definition`); None is unknown.

    `category` is its platform's own word, in any case (`UTILITY`). `format` is that of its placeholders, `positional`
    or `named`.
    """

    name: str | None = None
    category: str | None = None
    language: str | None = None
    format: str | None = None
    definition: bool | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the message comes from: number, page or agent `id`, the name shown, and the use case of an RCS agent."""

    id: str | None = None
    name: str | None = None
    use_case: str | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.use_case is not None:
            one_of("use case", self.use_case, USE_CASES)


def one_of(what: str, value: object, legal: tuple[str, ...]) -> None:
    """Refuse a value that is none of the legal ones, with InputError."""
    if value not in legal:
        raise InputError(f"unknown {what} {value!r}: one of {', '.join(legal)}")
