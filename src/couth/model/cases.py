"""Cases and conversations as they come in from outside: one draft with its thread, or a conversation to be replayed."""

from __future__ import annotations

from typing import Any, Iterator

from couth.model.parts import Template
from couth.model.thread import Thread
from couth.model.values import Draft, Message
from couth.model.wire import Channel, CustomerIn, DraftIn, MessageIn
from couth.model.wire_parts import Wire


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
        """The draft, with what the case says where it says nothing itself, and the thread."""
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
            buttons=message.buttons,
            template=None if message.template is None else Template(message.template),
            reply_to=message.reply_to,
            reply_token=message.reply_token,
            automatic=message.automatic,
            channel=self.channel,
            lang=self.lang,
            id=None if self.id is None else f"{self.id}#{index}",
        )
