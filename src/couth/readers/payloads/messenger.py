"""Messenger and Instagram: the bodies of the Send API, and the webhooks of pages and accounts."""

from __future__ import annotations

from typing import Final, Mapping

from couth.model import Attachment, Author, Button, Card, Message, Template
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part

MESSENGER: Final = "messenger"
INSTAGRAM: Final = "instagram"
_KINDS: Final = {
    "image": "image", "video": "video", "audio": "audio", "file": "document", "location": "location",
    "fallback": "document", "share": "document", "story_mention": "image", "ig_reel": "video", "reel": "video",
    "ig_post": "image", "MEDIA_SHARE": "image", "like_heart": "sticker", "product": "product",
}  # fmt: skip
_BUTTONS: Final = {"web_url": "url", "postback": "reply", "phone_number": "phone"}
_ROUTES: Final = {"RESPONSE": "reply", "UTILITY": "template"}
_SENDER_ACTIONS: Final = "a sender action: no message is sent"


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is a request of the Send API."""
    return isinstance(body.get("recipient"), dict) and ("message" in body or "sender_action" in body)


def is_webhook(body: Mapping[str, object]) -> bool:
    """Whether this is a webhook of a page or of an Instagram account."""
    return body.get("object") in ("page", "instagram") and "entry" in body


def read(body: Part, sink: Sink) -> None:
    """Drafts of a request, messages of a webhook."""
    told = body.string("object")
    if told is None:
        _outgoing(body, sink)
        return
    channel = INSTAGRAM if told == "instagram" else MESSENGER
    for entry in body.items("entry"):
        for way in ("messaging", "standby"):
            sink.each(entry.items(way), lambda part: _event(part, channel, sink))
        sink.each(entry.items("changes"), lambda part: _change(part, channel, sink))


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(body: Part, sink: Sink) -> None:
    if "message" not in body:
        sink.note(body, _SENDER_ACTIONS)
        return
    recipient = body.part("recipient")
    channel = INSTAGRAM if sink.headers.get("host", "").endswith("instagram.com") else MESSENGER
    content = _content(body.part("message"), sink)
    draft = content.draft(
        channel, tag=body.string("tag"), route=_route(body), reply_to=body.string("message", "reply_to", "mid"),
        silent=True if body.string("notification_type") == "NO_PUSH" else None,
        author=Author(body.string("persona_id")) if body.string("persona_id") else None,
    )  # fmt: skip
    sink.send(body, draft, recipient.name("id") or recipient.name("user_ref"))


def _route(body: Part) -> str | None:
    """The way that the platform treats the message: an answer, a comment's private reply, a subscription."""
    recipient = body.part("recipient")
    if "comment_id" in recipient or "post_id" in recipient:
        return "comment"
    if "notification_messages_token" in recipient:
        return "subscription"
    return _ROUTES.get(body.text("messaging_type"))


def _content(message: Part, sink: Sink) -> Content:
    content = Content(message.text("text"))
    if "template" in message:
        content.template = Template(message.string("template", "name"), "UTILITY", _language(message.part("template")))
    attachments = [message.part("attachment")] if "attachment" in message else message.items("attachments")
    for part in attachments:
        _attach(part, content, sink)
    content.buttons += tuple(_quick_reply(part) for part in message.items("quick_replies"))
    return content


def _language(template: Part) -> str | None:
    return template.string("language", "code") if isinstance(template.part("language").value, dict) else None


def _attach(part: Part, content: Content, sink: Sink) -> None:
    kind = part.text("type")
    payload = part.part("payload")
    if kind == "template":
        _template(payload, content, sink)
    elif kind in _KINDS:
        url = payload.string("url") if isinstance(payload.value, dict) else None
        content.attachments += (Attachment(_KINDS[kind], url=url, label=kind),)
    else:
        content.attachments += unknown(part, kind, sink).attachments


def _template(payload: Part, content: Content, sink: Sink) -> None:
    """Button, generic, media, receipt and other templates: words, cards, and what can be tapped."""
    kind = payload.text("template_type")
    content.text = joined(content.text, payload.text("text"))
    content.buttons += tuple(_button(b) for b in payload.items("buttons"))
    content.cards += tuple(_card(card) for card in payload.items("elements"))
    content.text = joined(content.text, *(joined(card.title, card.text) for card in content.cards))
    if kind == "customer_information" or not (content.text or content.buttons or content.cards):
        content.attachments += unknown(payload, kind, sink).attachments


def _card(card: Part) -> Card:
    image = card.string("image_url") or card.string("url")
    return Card(
        title=card.string("title"), text=card.text("subtitle"),
        attachment=Attachment("image", url=image) if image else None,
        buttons=tuple(_button(b) for b in card.items("buttons")),
    )  # fmt: skip


def _button(part: Part) -> Button:
    kind = part.text("type")
    return Button(
        part.text("title"), _BUTTONS.get(kind, kind or None), url=part.string("url"), payload=part.string("payload"),
        shown="buttons",
    )  # fmt: skip


def _quick_reply(part: Part) -> Button:
    kind = part.string("content_type") or "text"
    return Button(
        part.text("title"), "reply" if kind == "text" else kind, payload=part.string("payload"), shown="quick-replies"
    )


# --- what comes in -----------------------------------------------------------------------------------


def _event(part: Part, channel: str, sink: Sink) -> None:
    message = part.part("message")
    echo = message.flag("is_echo") is True
    peer = part.name("recipient" if echo else "sender", "id")
    at = part.moment("timestamp", per_second=1000)
    content = _heard(part, message, sink)
    if content is None:
        return
    said = content.message(
        "business" if echo else "customer", at, id=message.string("mid") or part.string("postback", "mid"),
        reply_to=message.string("reply_to", "mid"),
    )  # fmt: skip
    sink.hear(part, said, channel, peer)


def _heard(part: Part, message: Part, sink: Sink) -> Content | None:
    """What the customer, or an echo of the business, said or did; None where it was neither."""
    if message:
        return _message(message, sink)
    if "postback" in part:
        return Content(part.text("postback", "title"), event="tap")
    if "referral" in part:
        return Content(event="ad" if part.text("referral", "source") == "ADS" else "open")
    if "optin" in part:
        stopped = part.text("optin", "notification_messages_status") == "STOP_NOTIFICATIONS"
        return Content(event="stop" if stopped else "follow")
    if "reaction" in part:
        emoji = part.text("reaction", "emoji")
        return Content(emoji) if part.text("reaction", "action") != "unreact" and emoji else None
    known = ("delivery", "read", "pass_thread_control", "take_thread_control", "request_thread_control", "app_roles")
    if not any(key in part for key in known):
        sink.note(part, "an event of unknown kind: no message")
    return None


def _message(message: Part, sink: Sink) -> Content | None:
    if message.flag("is_deleted"):
        sink.note(message, "a deletion: no message")
        return None
    content = _content(message, sink)
    if "quick_reply" in message:
        content.event = "tap"
    if "referral" in message:
        content.event = "ad" if message.text("referral", "source") == "ADS" else content.event
    if message.flag("is_unsupported"):
        content.attachments += unknown(message, "unsupported", sink).attachments
    return content


def _change(part: Part, channel: str, sink: Sink) -> None:
    """A comment under a post: the customer has spoken, though not in the thread."""
    field, value = part.text("field"), part.part("value")
    if field in ("comments", "live_comments") or (field == "feed" and value.text("item") == "comment"):
        text = value.text("text") or value.text("message")
        at = value.moment("created_time") if "created_time" in value else None
        message = Message("customer", text, at, event="comment", id=value.name("id") or value.name("comment_id"))
        sink.hear(part, message, channel, value.name("from", "id"))
    else:
        sink.note(part, "a change that holds no message")
