"""Transcripts of the Bot Framework, and conversation trackers of Rasa, bare or as Botfront keeps them."""

from __future__ import annotations

from typing import Final, Iterable, Iterator, Mapping

from couth.model import Attachment, Button
from couth.readers.payloads.content import joined
from couth.readers.payloads.parts import Part
from couth.readers.said import Said

_CHANNELS: Final = {
    "emulator": "webchat", "webchat": "webchat", "directline": "webchat", "facebook": "messenger", "sms": "sms",
    "telegram": "telegram", "line": "line", "email": "email", "whatsapp": "whatsapp", "socketio": "webchat",
    "rest": "webchat", "twilio": "sms", "viber": "viber",
}  # fmt: skip
_KINDS: Final = {"image": "image", "video": "video", "audio": "audio"}


def is_activity(body: Mapping[str, object]) -> bool:
    """Whether this is an activity of the Bot Framework."""
    return isinstance(body.get("type"), str) and isinstance(body.get("from"), dict) and "conversation" in body


def itself(body: Part) -> Iterable[Part]:
    """A transcript is a list of activities, each an object of its own."""
    yield body


def activity(part: Part) -> Said | None:
    """A message activity; None for traces, typing and changes of who is in the conversation."""
    if part.text("type") != "message":
        return None
    sender = part.part("from")
    told = sender.string("role")
    role = "business" if told in ("bot", "skill") else "customer" if told == "user" else None
    words, things, buttons = [part.text("text")], [], list(_actions(part.items("suggestedActions", "actions")))
    for attachment in part.items("attachments"):
        card = attachment.part("content")
        if isinstance(card.value, dict):
            words.append(joined(card.string("title"), card.string("subtitle"), card.string("text"), between="\n"))
            buttons += _actions(card.items("buttons"))
        else:
            things.append(_file(attachment))
    return Said(
        joined(*words), sender.string("name"), sender.name("id"), role, part.stamp("timestamp"), tuple(things),  # type: ignore[arg-type]
        tuple(buttons), id=part.name("id"), reply_to=part.name("replyToId"), bot=told == "bot",
        talk=part.name("conversation", "id"), channel=_CHANNELS.get(part.text("channelId")),
    )  # fmt: skip


def _actions(parts: Iterable[Part]) -> Iterator[Button]:
    for part in parts:
        kind = part.text("type")
        value = part.part("value").value
        payload = value if isinstance(value, str) else None
        named = "url" if kind == "openUrl" else "phone" if kind == "call" else "reply"
        yield Button(part.text("title"), named, url=payload if named == "url" else None, payload=payload)


def _file(part: Part) -> Attachment:
    mime = part.string("contentType")
    kind = _KINDS.get((mime or "").partition("/")[0], "document")
    return Attachment(kind, mime_type=mime, name=part.string("name"), url=part.string("contentUrl"))


def is_tracker(body: Mapping[str, object]) -> bool:
    """Whether this is a tracker: events, under `tracker` in Botfront."""
    tracker = body.get("tracker")
    events = tracker.get("events") if isinstance(tracker, dict) else body.get("events")
    return (
        isinstance(events, list)
        and all(isinstance(e, dict) and "event" in e for e in events[:1])
        and (isinstance(tracker, dict) or "sender_id" in body)
    )


def events(body: Part) -> Iterable[Part]:
    """Every event of the conversation."""
    return body.items("tracker", "events") if "tracker" in body else body.items("events")


def event(part: Part) -> Said | None:
    """What the user or the bot said; None for actions, slots and sessions."""
    kind = part.text("event")
    if kind not in ("user", "bot"):
        return None
    text = part.text("text")
    tapped = kind == "user" and text.startswith("/")  # an intent that a button or the page sent, no words
    return Said(
        "" if tapped else text, role="business" if kind == "bot" else "customer", at=part.moment("timestamp"),
        buttons=tuple(_button(b) for b in part.items("data", "buttons") or ()) if kind == "bot" else (),
        attachments=_attached(part), event="tap" if tapped else None, id=part.name("message_id"), bot=kind == "bot",
        talk=_talk(part), channel=_CHANNELS.get(part.text("input_channel")),
    )  # fmt: skip


def _talk(part: Part) -> str | None:
    root = part
    while root.up is not None:
        root = root.up
    return root.name("_id") or root.name("sender_id")


def _button(part: Part) -> Button:
    return Button(part.text("title"), "reply", payload=part.string("payload"))


def _attached(part: Part) -> tuple[Attachment, ...]:
    data = part.part("data")
    found = [Attachment("image", url=data.string("image"))] if isinstance(data.part("image").value, str) else []
    attachment = data.part("attachment")
    if isinstance(attachment.value, dict):
        kind = attachment.text("type")
        found.append(Attachment(_KINDS.get(kind, "unknown"), label=kind or None))
    return tuple(found)
