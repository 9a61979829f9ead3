"""Vonage: the Messages API on all its channels, requests and webhooks, and the older SMS API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Callable, Final, Mapping

from couth.model import Attachment, Button, Card, Component, Customer, Parameter, Sender, Template
from couth.readers.payloads import rcs, whatsapp_content
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part, ShapeError
from couth.readers.phone import caller, e164

CHANNELS: Final = {
    "sms": "sms", "mms": "mms", "rcs": "rcs", "whatsapp": "whatsapp", "messenger": "messenger",
    "viber_service": "viber-business", "instagram": "instagram",
}  # fmt: skip
_MEDIA: Final = {
    "image": "image", "audio": "audio", "video": "video", "file": "document", "vcard": "contact",
    "sticker": "sticker", "contact": "contact", "location": "location",
}  # fmt: skip
_ACTIONS: Final = {
    "reply": "reply", "dial": "phone", "open_url": "url", "open_url_in_webview": "url", "view_location": "location",
    "share_location": "location", "create_calendar_event": "calendar",
}  # fmt: skip


def is_message(body: Mapping[str, object]) -> bool:
    """Whether this is a request of the Messages API, a webhook of it, or one of the SMS API."""
    return (
        (body.get("channel") in tuple(CHANNELS) and "message_type" in body)
        or "replying_indicator" in body
        or is_sms(body)
        or ("api_key" in body and is_sms_request(body))
    )


def is_sms(body: Mapping[str, object]) -> bool:
    """Whether this is a webhook of the SMS API."""
    return "msisdn" in body and "messageId" in body and "to" in body


def is_sms_request(body: Mapping[str, object] | Part) -> bool:
    """Whether this is a request of the SMS API, which any body with these fields is that is sent to it."""
    others = ("msisdn", "channel", "message_type", "message_uuid")
    return "to" in body and "from" in body and not any(key in body for key in others)


def read(body: Part, sink: Sink) -> None:
    """The drafts of a request (with what is sent where it fails), the message of a webhook."""
    if "msisdn" in body:
        _sms(body, sink)
    elif is_sms_request(body):
        _sms_request(body, sink)
    elif "message_type" not in body:
        sink.note(body, "a receipt or typing indicator: no message is sent")
    elif "message_uuid" in body:
        _incoming(body, sink)
    else:
        _outgoing(body, sink)
        sink.each(body.items("failover"), lambda part: _outgoing(part, sink))


def _channel(body: Part) -> str:
    written = body.need("channel").text()
    if written not in CHANNELS:
        raise ShapeError(body.part("channel"), f"unknown channel: one of {', '.join(CHANNELS)}")
    return CHANNELS[written]


def _outgoing(body: Part, sink: Sink) -> None:
    kind = body.need("message_type").text()
    if kind == "reaction":
        sink.note(body.part("reaction"), "a reaction: no message is sent")
        return
    channel, to = _channel(body), body.name("to")
    content = _content(body, kind, channel, sink)
    special = body.part(body.text("channel"))
    draft = content.draft(
        channel, sender=Sender(id=body.name("from")) if "from" in body else None,
        tag=special.string("tag"), category=special.string("category"), reply_to=body.string("context", "message_uuid"),
        route=_route(special, content),
    )  # fmt: skip
    sink.send(body, draft, to, Customer(phone=e164(to) if channel != "messenger" else None))


def _route(special: Part, content: Content) -> str | None:
    if content.template is not None:
        return "template"
    return "reply" if special.text("category") == "response" else None


def _content(body: Part, kind: str, channel: str, sink: Sink) -> Content:
    if kind in ("text", "unsupported"):
        content = Content(body.need("text").text()) if kind == "text" else unknown(body, kind, sink)
    elif kind in _MEDIA:
        content = _media(body.need(kind), kind)
    else:
        reader = _KINDS.get(kind)
        content = reader(body, sink) if reader else unknown(body.part("message_type"), kind, sink)
    if kind == "custom":
        content = _custom(body.part("custom"), channel, sink)
    content.buttons += tuple(_suggestion(part, "quick-replies") for part in body.items("suggestions"))
    return content


def _media(thing: Part, kind: str) -> Content:
    caption = thing.text("caption")
    made = Attachment(
        _MEDIA[kind],
        caption or None,
        thing.whole("size"),
        name=thing.string("name"),
        url=thing.string("url"),
        label=kind,
    )
    return Content(caption, (made,))


def _custom(part: Part, channel: str, sink: Sink) -> Content:
    """What is handed on to the platform as it is."""
    if channel == "whatsapp":
        return whatsapp_content.sent(part, part.need("type").text(), sink)
    if channel == "rcs" and "contentMessage" in part:
        return rcs.content_message(part.part("contentMessage"), sink)
    return unknown(part, "custom", sink)


def _template(body: Part, _: Sink) -> Content:
    part = body.need("template")
    values = tuple(Parameter(_value(p)) for p in part.items("parameters"))
    content = Content(
        " ".join(v.text for v in values if v.text), components=(Component(kind="body", parameters=values),)
    )
    content.template = Template(part.string("name"), language=body.string("whatsapp", "locale"), definition=False)
    return content


def _value(part: Part) -> str:
    return (
        part.text()
        if isinstance(part.value, str)
        else part.text("default")
        if isinstance(part.value, dict)
        else part.text()
    )


def _card(part: Part) -> Card:
    url = part.string("media_url")
    return Card(
        title=part.string("title"), text=part.text("text"), attachment=Attachment("image", url=url) if url else None,
        buttons=tuple(_suggestion(s, "buttons") for s in part.items("suggestions")),
    )  # fmt: skip


def _cards(body: Part, _: Sink) -> Content:
    parts = body.items("carousel", "cards") if "carousel" in body else [body.need("card")]
    cards = tuple(_card(part) for part in parts)
    return Content(joined(*(joined(card.title, card.text) for card in cards)), cards=cards)


def _several(body: Part, _: Sink) -> Content:
    contents = [_media(part, part.text("type")) for part in body.items("content") if part.text("type") in _MEDIA]
    return Content(joined(*(c.text for c in contents)), tuple(a for c in contents for a in c.attachments))


def _order(body: Part, _: Sink) -> Content:
    return Content(body.text("order", "text"), (Attachment("product"),))


def _tapped(body: Part, _: Sink) -> Content:
    kind = body.text("message_type")
    return Content(body.text(kind, "title") or body.text(kind, "text"), event="tap")


def _reaction(body: Part, _: Sink) -> Content:
    return Content(body.text("reaction", "emoji"))


_KINDS: Final[Mapping[str, Callable[[Part, Sink], Content]]] = {
    "template": _template, "card": _cards, "carousel": _cards, "content": _several, "custom": lambda *_: Content(),
    "order": _order, "reply": _tapped, "button": _tapped, "reaction": _reaction,
}  # fmt: skip


def _suggestion(part: Part, shown: str) -> Button:
    kind = part.text("type")
    return Button(
        part.text("text"), _ACTIONS.get(kind, kind or None), url=part.string("url"),
        payload=part.string("postback_data"), shown=shown,
    )  # fmt: skip


def _incoming(body: Part, sink: Sink) -> None:
    channel, peer = _channel(body), body.name("from")
    content = _content(body, body.text("message_type"), channel, sink)
    message = content.message(
        "customer",
        body.stamp("timestamp"),
        id=body.string("message_uuid"),
        reply_to=body.string("context", "message_uuid"),
    )
    sink.hear(body, message, channel, peer, Customer(phone=e164(peer) if channel != "messenger" else None))


def _sms(body: Part, sink: Sink) -> None:
    peer = body.name("msisdn")
    message = Content(body.text("text")).message(
        "customer", _utc(body.part("message-timestamp")), id=body.string("messageId")
    )
    sink.hear(body, message, "sms", peer, caller(peer))


def _sms_request(body: Part, sink: Sink) -> None:
    kind, to = body.text("type") or "text", body.name("to")
    content = Content(body.text("text")) if kind in ("text", "unicode") else unknown(body.part("type"), kind, sink)
    sink.send(body, content.draft("sms", sender=Sender(id=body.name("from"))), to, caller(to))


def _utc(part: Part) -> datetime | None:
    """A time of the SMS API, which counts in UTC and does not say so."""
    written = part.string()
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        raise ShapeError(part, "not a time, such as 2026-03-02 14:05:00") from None
