"""Apple Messages for Business: the messages that pass between a business and Apple's gateway, either way.

A body carries no time. Which way it goes is told by the addresses, in the headers or in the body: a customer's is
opaque and begins with `urn:mbid:`.
"""

from __future__ import annotations

from typing import Final, Mapping

from couth.model import Attachment, Author, Button, Component, Customer
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part, ShapeError

CHANNEL: Final = "apple"
_CUSTOMER: Final = "urn:mbid:"
_TYPES: Final = ("text", "richLink", "interactive", "typing_start", "typing_end", "close", "handover")
_KINDS: Final = {"image": "image", "video": "video", "audio": "audio"}


def is_message(body: Mapping[str, object]) -> bool:
    """Whether this is a message of the gateway."""
    if body.get("type") not in _TYPES:
        return False
    own = ("sourceId", "destinationId", "interactiveData", "interactiveDataRef", "richLinkData")
    return any(key in body for key in own) or ("v" in body and "id" in body)


def read(body: Part, sink: Sink) -> None:
    """The draft, or the message, and to whom or from whom."""
    source = sink.headers.get("source-id") or body.string("sourceId") or ""
    target = sink.headers.get("destination-id") or body.string("destinationId") or ""
    kind = body.text("type")
    if kind.startswith("typing"):
        sink.note(body, "a typing indicator: no message")
    elif target.startswith(_CUSTOMER):
        _outgoing(body, kind, target, sink)
    elif source.startswith(_CUSTOMER) or kind == "close":
        _incoming(body, kind, source or None, sink)
    else:
        raise ShapeError(body, f"neither sourceId nor destinationId begins with {_CUSTOMER}: who is the customer?")


def _outgoing(body: Part, kind: str, target: str, sink: Sink) -> None:
    automatic = {"true": True, "false": False}.get(sink.headers.get("auto-reply", ""))
    author = None if automatic is None else Author(kind="bot" if automatic else "person")
    sink.send(body, _content(body, kind, sink).draft(CHANNEL, author=author, automatic=automatic), target)


def _incoming(body: Part, kind: str, source: str | None, sink: Sink) -> None:
    if kind == "close":
        content = Content(event="close")
    elif kind == "interactive":
        content = _answered(body.part("interactiveData", "data"))
    else:
        content = _content(body, kind, sink)
    customer = Customer(language=_language(body), opted_out=True if kind == "close" else None)
    sink.hear(body, content.message("customer", None, id=body.string("id")), CHANNEL, source, customer)


def _language(body: Part) -> str | None:
    locale = body.string("locale")
    return locale.replace("-", "_").partition("_")[0].lower() if locale else None


def _content(body: Part, kind: str, sink: Sink) -> Content:
    text = body.text("body").replace("\N{OBJECT REPLACEMENT CHARACTER}", "").strip()
    things = tuple(_attachment(part) for part in body.items("attachments"))
    if kind == "text":
        return Content(text, things)
    if kind == "richLink":
        link = body.part("richLinkData")
        card = Attachment("document", link.string("title"), url=link.string("url"), label="richLink")
        return Content(joined(text, link.text("title")), (*things, card))
    if kind == "interactive":
        return _asked(body.part("interactiveData"), text, sink)
    return unknown(body.part("type"), kind, sink)


def _attachment(part: Part) -> Attachment:
    mime = part.string("mimeType")
    kind = _KINDS.get((mime or "").partition("/")[0], "document")
    return Attachment(kind, size=part.whole("size"), mime_type=mime, name=part.string("name"))


def _asked(part: Part, text: str, sink: Sink) -> Content:
    """Quick replies, a list to pick from, times, a form, a payment: what the customer reads, and what can be tapped."""
    data = part.part("data")
    seen = part.part("receivedMessage")
    components = tuple(
        Component(kind=name, text=said)
        for name, said in (("header", seen.text("title")), ("body", seen.text("subtitle"))) if said
    )  # fmt: skip
    content = Content(joined(text, seen.text("title"), seen.text("subtitle")), components=components)
    if "quick-reply" in data:
        quick = data.part("quick-reply")
        content.text = joined(content.text, quick.text("summaryText"))
        content.buttons = tuple(_item(item, "quick-replies") for item in quick.items("items"))
    elif "listPicker" in data:
        for section in data.items("listPicker", "sections"):
            content.buttons += tuple(_item(item, "list", section.string("title")) for item in section.items("items"))
    elif "event" in data:
        content.text = joined(content.text, data.text("event", "title"))
        content.buttons = tuple(_item(slot, "list") for slot in data.items("event", "timeslots"))
    elif "payment" in data:
        content.attachments = (Attachment("payment"),)
    elif "interactiveDataRef" not in part and not content.text:
        content.attachments = unknown(part, "interactive", sink).attachments
    return content


def _item(item: Part, shown: str, section: str | None = None) -> Button:
    return Button(
        item.string("title") or item.string("startTime") or "", "reply", payload=item.name("identifier"), shown=shown,
        section=section, description=item.string("subtitle"),
    )  # fmt: skip


def _answered(data: Part) -> Content:
    """What the customer picked: the title of the answer, or of what was selected."""
    quick = data.part("quick-reply")
    chosen = quick.name("selectedIdentifier")
    labels = [item.text("title") for item in quick.items("items") if item.name("identifier") == chosen]
    picked = [item.text("title") for section in data.items("listPicker", "sections") for item in section.items("items")]
    said = data.text("replyMessage", "title") or joined(*(labels or picked), between=", ")
    return Content(said, event="tap")
