"""What one message of any platform is made of, before it becomes a draft or a message that was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from couth.model import Attachment, Author, Button, Card, Component, Draft, Message, Template
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part


@dataclass(slots=True)
class Content:
    """Everything that a customer reads, sees and can tap; `event` is what a customer did without saying it."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    buttons: tuple[Button, ...] = ()
    cards: tuple[Card, ...] = ()
    components: tuple[Component, ...] = ()
    template: Template | None = None
    event: str | None = None

    def draft(self, channel: str, **rest: Any) -> Draft:
        """The content as a message about to be sent."""
        return Draft(
            text=self.text, attachments=self.attachments, buttons=self.buttons, cards=self.cards,
            components=self.components, template=self.template, channel=channel, **rest,
        )  # fmt: skip

    def message(self, role: Any, at: datetime | None, author: Author | None = None, **rest: Any) -> Message:
        """The content as a message that was said."""
        return Message(
            role, self.text, at, self.attachments, author, event=self.event, buttons=self.buttons,
            template=self.template.name if self.template else None, **rest,
        )  # fmt: skip


def joined(*texts: str | None, between: str = "\n\n") -> str:
    """The texts that say something, set apart."""
    return between.join(text for text in texts if text)


def unknown(part: Part, kind: str, sink: Sink) -> Content:
    """Something of a kind that couth does not know: kept, and told of."""
    shown = kind[:40] if kind.isascii() and kind.isprintable() else "?"
    sink.note(part, f"unknown type {shown!r}, taken as an attachment of unknown kind")
    return Content(attachments=(Attachment("unknown", label=shown),))
