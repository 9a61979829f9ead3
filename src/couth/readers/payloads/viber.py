"""Viber: the bodies of a chatbot's send_message and its webhooks, and those of Viber Business Messages."""

from __future__ import annotations

from typing import Final, Iterator, Mapping

from couth.model import Attachment, Button, Card, Customer, Sender
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.markup import from_html
from couth.readers.payloads.parts import Part
from couth.readers.phone import caller

CHANNEL: Final = "viber"
BUSINESS: Final = "viber-business"
_MEDIA: Final = {
    "picture": "image", "video": "video", "file": "document", "sticker": "sticker", "location": "location",
    "contact": "contact", "url": "document",
}  # fmt: skip
_ACTIONS: Final = {"reply": "reply", "open-url": "url", "location-picker": "location", "share-phone": "share"}
_EVENTS: Final = {"subscribed": "follow", "unsubscribed": "unfollow", "conversation_started": "open"}
_RECEIPTS: Final = frozenset({"delivered", "seen", "failed", "webhook", "client_status", "action"})


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is the body of send_message, or of broadcast_message."""
    return isinstance(body.get("type"), str) and ("receiver" in body or "broadcast_list" in body)


def is_callback(body: Mapping[str, object]) -> bool:
    """Whether this is a callback of a chatbot."""
    return isinstance(body.get("event"), str) and "timestamp" in body and "message_token" in body


def is_business(body: Mapping[str, object]) -> bool:
    """Whether this is a Viber Business Message, as partners hand it on: a numbered type and a phone number."""
    kind = body.get("type")
    numbered = isinstance(kind, int) and not isinstance(kind, bool) and 100 <= kind < 400
    return numbered and any(key in body for key in ("to", "msisdn", "dest"))


def read(body: Part, sink: Sink) -> None:
    """Drafts of a request, messages of a callback."""
    if "event" in body:
        _callback(body, sink)
        return
    kind = body.text("type")
    content = _content(body, kind, sink)
    listed = [part.name() for part in body.items("broadcast_list")]
    draft = content.draft(
        CHANNEL, sender=_sender(body.part("sender")), route="broadcast" if listed else None,
        recipients=len(listed) or None,
    )  # fmt: skip
    sink.send(body, draft, body.name("receiver") or (listed[0] if len(listed) == 1 else None))


def _sender(part: Part) -> Sender | None:
    return Sender(name=part.string("name")) if part else None


def _content(part: Part, kind: str, sink: Sink) -> Content:
    content = Content(part.text("text"))
    if kind in _MEDIA:
        content.attachments = (_attachment(part, kind),)
    elif kind == "rich_media":
        _rich(part, content)
    elif kind != "text":
        content = unknown(part, kind, sink)
    content.buttons += tuple(_buttons(part.part("keyboard"), "keyboard"))
    return content


def _attachment(part: Part, kind: str) -> Attachment:
    caption = part.string("text") if kind in ("picture", "video") else part.string("contact", "name")
    return Attachment(
        _MEDIA[kind], caption, part.whole("size"), name=part.string("file_name"), url=part.string("media"),
        seconds=part.whole("duration"), label=kind,
    )  # fmt: skip


def _rich(part: Part, content: Content) -> None:
    """Cards drawn as a grid of buttons: those without an action are words."""
    rich = part.part("rich_media")
    words = list(_buttons(rich, "buttons"))
    content.buttons = tuple(b for b in words if b.kind is not None)
    content.text = joined(content.text, *(b.text for b in words if b.kind is None))
    content.cards = (Card(text=content.text, buttons=content.buttons),)


def _buttons(board: Part, shown: str) -> Iterator[Button]:
    for part in board.items("Buttons"):
        action = part.string("ActionType") or "reply"
        body = part.string("ActionBody")
        yield Button(
            from_html(part.text("Text")), None if action == "none" else _ACTIONS.get(action, action),
            url=body if action == "open-url" else None, payload=body, shown=shown,
        )  # fmt: skip


def _callback(body: Part, sink: Sink) -> None:
    event = body.text("event")
    if event in _RECEIPTS:
        sink.note(body, "a receipt: no message")
        return
    person = body.part("sender") if "sender" in body else body.part("user")
    peer = person.name("id") or body.name("user_id")
    at = body.moment("timestamp", per_second=1000)
    content = Content(event=_EVENTS.get(event))
    if event == "message":
        said = body.need("message")
        content = _content(said, said.text("type"), sink)
    elif content.event is None:
        content = unknown(body, event, sink)
    customer = Customer(
        language=person.string("language"), country=person.string("country"),
        opted_out=True if event == "unsubscribed" else None,
    )  # fmt: skip
    sink.hear(body, content.message("customer", at, id=body.name("message_token")), CHANNEL, peer, customer)


def read_business(body: Part, sink: Sink) -> None:
    """The draft of a Viber Business Message. There is no public specification; partners agree on these names."""
    to = next((body.name(key) for key in ("to", "msisdn", "dest") if key in body), None)
    content = Content(body.text("text"))
    image = body.string("image")
    if image or "video" in body or "file" in body:
        kind = "image" if image else "video" if "video" in body else "document"
        content.attachments = (Attachment(kind, body.string("text"), url=image),)
    button = body.part("button")
    if button:
        content.buttons = (Button(button.text("caption"), "url", url=button.string("action"), shown="buttons"),)
    draft = content.draft(BUSINESS, category=body.string("label") or body.string("category"))
    sink.send(body, draft, to, caller(to))
