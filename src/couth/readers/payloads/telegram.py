"""Telegram Bot API: the bodies of its send methods, and updates, by webhook or as getUpdates answers."""

from __future__ import annotations

from typing import Final, Iterator, Mapping

from couth.model import Attachment, Author, Button, Customer, Message
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.markup import from_html, from_markdown
from couth.readers.payloads.parts import Part, ShapeError

CHANNEL: Final = "telegram"
_MEDIA: Final = {
    "animation": "gif", "photo": "image", "video": "video", "video_note": "video", "audio": "audio",
    "voice": "audio", "document": "document", "sticker": "sticker",
}  # fmt: skip
_OTHERS: Final = {
    "location": "location", "venue": "location", "contact": "contact", "invoice": "payment",
    "successful_payment": "payment", "poll": "unknown", "dice": "unknown", "game": "unknown", "story": "unknown",
    "paid_media": "unknown", "checklist": "unknown",
}  # fmt: skip
_ENVELOPE: Final = frozenset(
    "message_id message_thread_id from sender_chat sender_boost_count sender_business_bot date business_connection_id"
    " chat forward_origin forward_from forward_date is_topic_message is_automatic_forward reply_to_message"
    " external_reply quote reply_to_story via_bot edit_date has_protected_content is_from_offline media_group_id"
    " author_signature text entities link_preview_options effect_id caption caption_entities"
    " show_caption_above_media has_media_spoiler reply_markup forward_from_chat forward_from_message_id"
    " forward_signature forward_sender_name direct_messages_topic is_paid_post paid_star_count".split()
)
_SAID: Final = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_message",
    "edited_business_message",
)  # fmt: skip
_BODY: Final = frozenset(
    {*_MEDIA, "text", "media", "latitude", "phone_number", "question", "emoji", "prices", "action", "from_chat_id"}
)


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is the body of a method that sends."""
    return ("chat_id" in body or "business_connection_id" in body) and any(key in body for key in _BODY)


def is_update(body: Mapping[str, object]) -> bool:
    """Whether this is an update, or what the API answers."""
    told = "ok" in body and ("result" in body or "error_code" in body)
    return "update_id" in body or told or ("message_id" in body and "chat" in body)


def read(body: Part, sink: Sink) -> None:
    """Drafts of a request, messages of updates."""
    if "update_id" in body:
        _update(body, sink)
    elif "ok" in body:
        _answer(body, sink)
    elif "message_id" in body and "chat" in body:
        _said(body, sink)
    else:
        _outgoing(body, sink)


def _answer(body: Part, sink: Sink) -> None:
    result = body.part("result")
    if isinstance(result.value, list):
        sink.each(result.items(), lambda part: _update(part, sink))
    elif isinstance(result.value, dict) and "message_id" in result:
        _said(result, sink)
    else:
        sink.note(body, "an answer of the API: no message")


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(body: Part, sink: Sink) -> None:
    if "action" in body:
        sink.note(body, "a chat action: no message is sent")
        return
    mode = (body.string("parse_mode") or "").lower()
    content = _sent(body, mode)
    content.buttons = tuple(_keyboard(body.unfolded("reply_markup")))
    business = body.string("business_connection_id")
    draft = content.draft(
        CHANNEL, silent=body.flag("disable_notification"), route="business" if business else None,
        reply_to=body.unfolded("reply_parameters").name("message_id") or body.name("reply_to_message_id"),
        batch=len(body.unfolded("message_ids").items()) or None,
    )  # fmt: skip
    sink.send(body, draft, body.name("chat_id"))


def _sent(body: Part, mode: str) -> Content:
    """The words and things of a method's parameters; files are ids, addresses or uploads."""
    if "media" in body:
        return _group(body.unfolded("media"), mode)
    content = Content(_plain(joined(body.text("text"), body.text("caption"), body.text("question")), mode))
    caption = body.string("caption")
    for key, kind in _MEDIA.items():
        if key in body:
            file = body.part(key).value
            url = file if isinstance(file, str) and "://" in file else None
            content.attachments += (Attachment(kind, caption, url=url, label=key),)
    for key, kind in (("latitude", "location"), ("phone_number", "contact"), ("prices", "payment")):
        if key in body:
            content.attachments += (Attachment(kind, label=key),)
    other = next((key for key in ("emoji", "from_chat_id") if key in body), None)
    if "from_chat_id" in body or not (content.text or content.attachments):  # what is forwarded or copied is not told
        content.attachments = (Attachment("unknown", label=other),)
    if "prices" in body:
        content.text = joined(body.text("title"), body.text("description"))
    return content


def _group(media: Part, mode: str) -> Content:
    items = [media] if isinstance(media.value, dict) else media.items()
    captions = [_plain(item.text("caption"), (item.string("parse_mode") or mode).lower()) for item in items]
    things = tuple(
        Attachment(_MEDIA.get(item.text("type"), "unknown"), item.string("caption"), label=item.string("type"))
        for item in items
    )
    return Content(joined(*captions), things)


def _plain(text: str, mode: str) -> str:
    if mode == "html":
        return from_html(text)
    return from_markdown(text) if mode.startswith("markdown") else text


def _keyboard(markup: Part) -> Iterator[Button]:
    for shown, key in (("buttons", "inline_keyboard"), ("keyboard", "keyboard")):
        for row in markup.items(key):
            yield from (_button(button, shown) for button in row.items())


def _button(button: Part, shown: str) -> Button:
    if isinstance(button.value, str):
        return Button(button.value, "reply", shown=shown)
    url = button.string("url") or button.string("web_app", "url")
    kind = "url" if url else "copy-code" if "copy_text" in button else "reply"
    payload = button.string("callback_data") or button.string("copy_text", "text")
    return Button(button.text("text"), kind, url=url, payload=payload, shown=shown)


# --- what comes in -----------------------------------------------------------------------------------


def _update(body: Part, sink: Sink) -> None:
    found = [key for key in _SAID if key in body]
    for key in found:
        sink.attempt(body.part(key), lambda part: _said(part, sink))
    if "callback_query" in body:
        _tapped(body.part("callback_query"), sink)
    elif "my_chat_member" in body:
        _member(body.part("my_chat_member"), sink)
    elif not found:
        sink.note(body, "an update that holds no message")


def _said(part: Part, sink: Sink) -> None:
    chat = part.part("chat")
    sender = part.part("from")
    peer = chat.name("id")
    at = part.moment("edit_date") or (part.moment("date") if part.part("date").value else None)
    role = _role(chat, sender)
    author = (
        Author(sender.string("first_name"), "bot" if sender.flag("is_bot") else None) if role == "business" else None
    )
    content = _content(part, sink)
    content.buttons = tuple(_keyboard(part.part("reply_markup")))
    message = content.message(role, at, author, id=part.name("message_id"), reply_to=_replied(part))
    sink.hear(part, message, CHANNEL, peer, _customer(sender) if role == "customer" else Customer())


def _role(chat: Part, sender: Part) -> str:
    """A private chat bears the customer's id; elsewhere bots and channels speak for the business."""
    if chat.string("type") == "private" and sender:
        return "customer" if sender.name("id") == chat.name("id") else "business"
    speaks_for_it = sender.flag("is_bot") or chat.string("type") == "channel"
    return "business" if speaks_for_it else "customer"


def _customer(sender: Part) -> Customer:
    return Customer(language=sender.string("language_code"))


def _replied(part: Part) -> str | None:
    return part.name("reply_to_message", "message_id")


def _content(part: Part, sink: Sink) -> Content:
    caption = part.string("caption")
    content = Content(joined(part.text("text"), caption))
    for key, kind in _MEDIA.items():
        if key in part and not (key == "document" and "animation" in part):
            content.attachments += (_file(part.part(key), kind, caption, key),)
    for key, kind in _OTHERS.items():
        if key in part and not (key == "location" and "venue" in part):
            content.attachments += (Attachment(kind, label=key),)
    if "write_access_allowed" in part or content.text.startswith("/start"):
        content.event = "open"
    elif not content.text and not content.attachments:
        content.attachments = unknown(part, _strange(part), sink).attachments
    return content


def _strange(part: Part) -> str:
    """The name of what this message holds that is not read here."""
    fields = part.value if isinstance(part.value, dict) else {}
    return next((str(key) for key in fields if key not in _ENVELOPE), "empty")


def _file(file: Part, kind: str, caption: str | None, label: str) -> Attachment:
    if isinstance(file.value, list):  # a photo comes in several sizes, the largest last
        sizes = file.items()
        if not sizes:
            raise ShapeError(file, "must not be empty")
        file = sizes[-1]
    return Attachment(
        kind, caption, file.whole("file_size"), file.string("mime_type"), name=file.string("file_name"), label=label,
        seconds=file.whole("duration"),
    )  # fmt: skip


def _tapped(query: Part, sink: Sink) -> None:
    """A tap on a button under a message; its label, where the message came with it."""
    data = query.string("data")
    chat = query.part("message", "chat")
    labels = (b.text for b in _keyboard(query.part("message", "reply_markup")) if b.payload == data and data)
    message = Message("customer", next(labels, ""), event="tap", id=query.name("id"))
    sink.hear(query, message, CHANNEL, chat.name("id") or query.name("from", "id"), _customer(query.part("from")))


def _member(change: Part, sink: Sink) -> None:
    """The customer has stopped the bot, or started it again."""
    status = change.text("new_chat_member", "status")
    stopped = status in ("kicked", "left")
    message = Message("customer", at=change.moment("date"), event="unfollow" if stopped else "follow")
    customer = Customer(opted_out=True if stopped else None)
    sink.hear(change, message, CHANNEL, change.name("chat", "id"), customer)
