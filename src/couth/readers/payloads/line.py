"""LINE Messaging API: the bodies of reply, push, multicast, narrowcast and broadcast, and webhooks."""

from __future__ import annotations

from typing import Final, Iterator, Mapping

from couth.model import Attachment, Button, Card, Customer, Sender
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part

CHANNEL: Final = "line"
_MEDIA: Final = {
    "image": "image", "video": "video", "audio": "audio", "file": "document", "sticker": "sticker",
    "location": "location", "imagemap": "image",
}  # fmt: skip
_EVENTS: Final = {
    "follow": "follow", "unfollow": "unfollow", "postback": "tap", "join": "follow", "leave": "unfollow", "beacon": "scan",
    "accountLink": "open", "membership": "open",
}  # fmt: skip
_SILENT: Final = frozenset(
    "unsend memberJoined memberLeft module activated deactivated delivery botSuspended botResumed videoPlayComplete".split()
)
_ACTIONS: Final = {
    "message": "reply", "postback": "reply", "uri": "url", "location": "location", "datetimepicker": "calendar",
    "clipboard": "copy-code",
}  # fmt: skip
_TYPES: Final = (*_MEDIA, "text", "textV2", "template", "flex", "coupon")
_TARGETS: Final = ("to", "replyToken", "recipient", "filter", "notificationDisabled")


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is a request to send: objects with the types of LINE, without roles or senders."""
    objects = body.get("messages")
    if not isinstance(objects, list) or not objects or not isinstance(objects[0], dict):
        return False
    first = objects[0]
    targeted = any(key in body for key in _TARGETS)
    return "type" in first and "role" not in first and (targeted or (len(body) == 1 and first["type"] in _TYPES))


def is_webhook(body: Mapping[str, object]) -> bool:
    """Whether this is a webhook: events, each with a type and a source or a mode."""
    events = body.get("events")
    if not isinstance(events, list):
        return False
    first = events[0] if events else None
    return "destination" in body or (
        isinstance(first, dict) and "type" in first and ("source" in first or "mode" in first)
    )


def read(body: Part, sink: Sink) -> None:
    """A draft for each message object of a request, messages of a webhook."""
    if "events" in body:
        sink.each(body.items("events"), lambda part: _event(part, sink))
    else:
        sink.each(body.items("messages"), lambda part: _outgoing(part, body, sink))


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(part: Part, body: Part, sink: Sink) -> None:
    content = _sent(part, sink)
    content.buttons += tuple(
        _action(item.part("action"), "quick-replies") for item in part.items("quickReply", "items")
    )
    target = body.part("to").value
    token = body.string("replyToken")
    many = len(target) if isinstance(target, list) else None
    route = "reply" if token else "broadcast" if many or target is None else "push"
    draft = content.draft(
        CHANNEL, route=route, reply_token=token, recipients=many, batch=len(body.items("messages")),
        silent=body.flag("notificationDisabled"), sender=Sender(name=part.string("sender", "name")) if "sender" in part else None,
        reply_to=part.string("quoteToken"),
    )  # fmt: skip
    sink.send(part, draft, None if many is not None else body.name("to"))


def _sent(part: Part, sink: Sink) -> Content:
    kind = part.text("type")
    if kind in ("text", "textV2"):
        return Content(part.need("text").text())
    if kind == "template":
        return _template(part.part("template"), part, sink)
    if kind == "flex":
        return _flex(part)
    if kind in _MEDIA:
        return Content("", (_thing(part, kind),))
    return unknown(part.part("type"), kind, sink)


def _thing(part: Part, kind: str) -> Attachment:
    caption = joined(part.string("title"), part.string("address"), between=", ") or part.string("altText")
    millis = part.whole("duration")
    return Attachment(
        _MEDIA[kind], caption, part.whole("fileSize"), name=part.string("fileName"), label=kind,
        url=part.string("originalContentUrl") or part.string("baseUrl"), seconds=None if millis is None else millis // 1000,
    )  # fmt: skip


def _template(part: Part, message: Part, sink: Sink) -> Content:
    content = Content()
    kind = part.text("type")
    if kind in ("carousel", "image_carousel"):
        content.cards = tuple(_card(column) for column in part.items("columns"))
    elif kind in ("buttons", "confirm"):
        if kind == "buttons" and (part.string("title") or part.string("thumbnailImageUrl")):
            content.cards = (_card(part),)
        content.buttons = tuple(_action(action, "buttons") for action in part.items("actions"))
    else:
        content = unknown(part.part("type"), kind, sink)
    words = [joined(card.title, card.text) for card in content.cards] or [joined(part.text("title"), part.text("text"))]
    content.text = joined(*words) or message.text("altText")
    return content


def _card(column: Part) -> Card:
    image = column.string("thumbnailImageUrl") or column.string("imageUrl")
    actions = column.items("actions") or ([column.part("action")] if "action" in column else [])
    return Card(
        title=column.string("title"), text=column.text("text"), attachment=Attachment("image", url=image) if image else None,
        buttons=tuple(_action(action, "buttons") for action in actions),
    )  # fmt: skip


def _action(action: Part, shown: str) -> Button:
    kind = action.text("type")
    url = action.string("uri")
    named = "phone" if url and url.startswith("tel:") else _ACTIONS.get(kind, kind or None)
    payload = action.string("data") or action.string("text") or action.string("clipboardText")
    return Button(action.text("label"), named, url=url, payload=payload, shown=shown)


def _flex(part: Part) -> Content:
    """A flex message: the words of all its boxes in order, and everything in them that can be tapped."""
    content = Content()
    words: list[str] = []
    for box in _boxes(part.part("contents")):
        kind = box.text("type")
        if kind in ("text", "span"):
            words.append(box.text("text"))
        elif kind in ("image", "video", "icon") and "url" in box:
            content.attachments += (Attachment("video" if kind == "video" else "image", url=box.string("url")),)
        if "action" in box:
            content.buttons += (_action(box.part("action"), "buttons"),)
    content.text = joined(*words, between="\n") or part.text("altText")
    return content


def _boxes(part: Part) -> Iterator[Part]:
    """All parts of a container, outermost first; bubbles hold a header, hero, body and footer."""
    waiting = [part]
    while waiting:
        box = waiting.pop()
        if not box:
            continue
        yield box
        inner = [box.part(key) for key in ("header", "hero", "body", "footer")]
        inner += box.items("contents")
        waiting.extend(reversed(inner))


# --- what comes in -----------------------------------------------------------------------------------


def _event(part: Part, sink: Sink) -> None:
    kind = part.text("type")
    if kind in _SILENT:
        sink.note(part, "an event that holds no message")
        return
    source = part.part("source")
    peer = source.name("userId") or source.name("groupId") or source.name("roomId")
    content = _said(part, sink) if "message" in part else _happened(part, kind, sink)
    message = content.message(
        "customer", part.moment("timestamp", per_second=1000), id=part.name("message", "id") or part.string("webhookEventId"),
        reply_token=part.string("replyToken"), reply_to=part.name("message", "quotedMessageId"),
    )  # fmt: skip
    sink.hear(part, message, CHANNEL, peer, Customer(opted_out=True if content.event == "unfollow" else None))


def _happened(part: Part, kind: str, sink: Sink) -> Content:
    if kind not in _EVENTS:
        return unknown(part, kind, sink)
    return Content(event=_EVENTS[kind])


def _said(part: Part, sink: Sink) -> Content:
    message = part.need("message")
    kind = message.text("type")
    if kind == "text":
        return Content(message.text("text"))
    if kind in _MEDIA:
        return Content("", (_thing(message, kind),))
    return unknown(message.part("type"), kind, sink)
