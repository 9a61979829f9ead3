"""RCS for Business: agent messages, and what users send and do, bare or wrapped by Pub/Sub."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final, Mapping

from couth.model import Attachment, Button, Card, Customer
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part, ShapeError
from couth.readers.phone import caller, e164

CHANNEL: Final = "rcs"
_ACTIONS: Final = {
    "dialAction": "phone", "openUrlAction": "url", "viewLocationAction": "location",
    "shareLocationAction": "location", "createCalendarEventAction": "calendar", "composeAction": "share",
}  # fmt: skip
_TOLD: Final = frozenset({"text", "suggestionResponse", "location", "userFile", "eventType"})


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is an agent message."""
    return isinstance(body.get("contentMessage"), dict)


def is_event(body: Mapping[str, object]) -> bool:
    """Whether this is something that a user sent or did, or a Pub/Sub envelope."""
    message = body.get("message")
    wrapped = isinstance(message, dict) and "data" in message and "subscription" in body
    return wrapped or ("senderPhoneNumber" in body and any(key in body for key in _TOLD))


def read(body: Part, sink: Sink) -> None:
    """The draft of an agent message, the message of a user."""
    if "contentMessage" in body:
        _outgoing(body, sink)
    elif "data" in body.part("message"):
        read(_unwrapped(body.part("message", "data")), sink)
    elif "senderPhoneNumber" in body:
        _incoming(body, sink)
    else:
        raise ShapeError(body, "neither an agent message nor one of a user")


def _unwrapped(data: Part) -> Part:
    try:
        return Part(json.loads(base64.b64decode(data.text(), validate=True)), data, "decoded")
    except (ValueError, binascii.Error, RecursionError):
        raise ShapeError(data, "must be JSON in base64") from None


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(body: Part, sink: Sink) -> None:
    to = body.name("phoneNumber") or body.name("msisdn")
    content = content_message(body.part("contentMessage"), sink)
    draft = content.draft(CHANNEL, category=body.string("messageTrafficType"))
    sink.send(body, draft, to, caller(to))


def content_message(part: Part, sink: Sink) -> Content:
    """Words, cards, files and suggestions of an agent message."""
    content = Content(part.text("text"))
    rich = part.part("richCard")
    cards = [rich.part("standaloneCard", "cardContent")] if "standaloneCard" in rich else []
    cards += rich.items("carouselCard", "cardContents")
    content.cards = tuple(_card(card) for card in cards)
    content.text = joined(content.text, *(joined(card.title, card.text) for card in content.cards))
    url = part.string("contentInfo", "fileUrl") or part.string("fileUrl")
    if url or "uploadedRbmFile" in part or "fileName" in part:
        content.attachments = (Attachment("document", url=url, name=part.string("fileName")),)
    content.buttons = tuple(_suggestion(s, "quick-replies") for s in part.items("suggestions"))
    if not (content.text or content.cards or content.attachments):
        content.attachments = unknown(part, "content", sink).attachments
    return content


def _card(card: Part) -> Card:
    url = card.string("media", "contentInfo", "fileUrl")
    return Card(
        title=card.string("title"), text=card.text("description"),
        attachment=Attachment("image", url=url) if "media" in card else None,
        buttons=tuple(_suggestion(s, "buttons") for s in card.items("suggestions")),
    )  # fmt: skip


def _suggestion(part: Part, shown: str) -> Button:
    reply = part.part("reply")
    if reply:
        return Button(reply.text("text"), "reply", payload=reply.string("postbackData"), shown=shown)
    action = part.part("action")
    kind = next((named for key, named in _ACTIONS.items() if key in action), None)
    url = action.string("openUrlAction", "url")
    return Button(action.text("text"), kind, url=url, payload=action.string("postbackData"), shown=shown)


# --- what comes in -----------------------------------------------------------------------------------


def _incoming(body: Part, sink: Sink) -> None:
    peer = body.name("senderPhoneNumber")
    content = _said(body, sink)
    if content is None:
        sink.note(body, "a receipt or typing indicator: no message")
        return
    message = content.message("customer", body.stamp("sendTime"), id=body.string("messageId") or body.string("eventId"))
    opted_out = True if content.event == "stop" else None
    sink.hear(body, message, CHANNEL, peer, Customer(phone=e164(peer), opted_out=opted_out))


def _said(body: Part, sink: Sink) -> Content | None:
    if "eventType" in body:
        return {"UNSUBSCRIBE": Content(event="stop"), "SUBSCRIBE": Content(event="resume")}.get(body.text("eventType"))
    if "suggestionResponse" in body:
        return Content(body.text("suggestionResponse", "text"), event="tap")
    if "userFile" in body:
        return Content("", (_file(body.part("userFile", "payload")),))
    if "location" in body:
        return Content("", (Attachment("location"),))
    return Content(body.text("text")) if "text" in body else unknown(body, "message", sink)


def _file(file: Part) -> Attachment:
    mime = file.string("mimeType")
    kind = (mime or "").partition("/")[0]
    known = kind if kind in ("image", "video", "audio") else "document"
    return Attachment(known, size=file.whole("fileSizeBytes"), mime_type=mime, name=file.string("fileName"))
