"""Telegram Desktop: the export of one chat, or of all of them, in JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Iterable, Iterator, Mapping

from couth.model import Attachment
from couth.readers.payloads.parts import Part, ShapeError
from couth.readers.said import Said

CHANNEL: Final = "telegram"
_MEDIA: Final = {
    "animation": "gif", "sticker": "sticker", "video_file": "video", "video_message": "video",
    "voice_message": "audio", "audio_file": "audio",
}  # fmt: skip
_THINGS: Final = {
    "photo": "image", "file": "document", "location_information": "location", "contact_information": "contact",
    "poll": "unknown", "invoice_information": "payment", "game_title": "unknown", "giveaway_information": "unknown",
}  # fmt: skip


def is_export(body: Mapping[str, object]) -> bool:
    """Whether this is the export of a chat, with its messages, or of an account, with its chats."""
    chats = body.get("chats")
    if isinstance(chats, dict) and isinstance(chats.get("list"), list):
        return True
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or not isinstance(messages[0], dict):
        return False
    first = messages[0]
    return first.get("type") in ("message", "service") and ("date" in first or "date_unixtime" in first)


def parts(body: Part) -> Iterable[Part]:
    """Every message of every chat."""
    for chat in body.items("chats", "list"):
        yield from chat.items("messages")
    yield from body.items("messages")


def said(part: Part) -> Said | None:
    """One message; None for what only happened (a pinned message, a call that was declined)."""
    chat = part.up.up if part.up else None
    talk = (chat.name("id") or chat.string("name")) if chat else None
    if part.string("type") == "service":
        return _service(part, talk)
    things = tuple(_things(part))
    return Said(
        _text(part), part.string("from"), part.name("from_id"), at=_moment(part), attachments=things,
        id=part.name("id"), reply_to=part.name("reply_to_message_id"), talk=talk, channel=CHANNEL,
    )  # fmt: skip


def _service(part: Part, talk: str | None) -> Said | None:
    if part.string("action") != "phone_call":
        return None
    return Said(
        "", part.string("actor"), part.name("actor_id"), at=_moment(part), attachments=(Attachment("call"),),
        event="call", talk=talk, channel=CHANNEL,
    )  # fmt: skip


def _moment(part: Part) -> datetime | None:
    """Seconds since 1970 where the export has them; older ones have the time of the device only."""
    if "date_unixtime" in part:
        return part.moment("date_unixtime")
    return part.local("date")


def _text(part: Part) -> str:
    """Words, or a list of words and of entities with words in them."""
    written = part.part("text")
    if not isinstance(written.value, list):
        return written.text()
    return "".join(_piece(piece) for piece in written.items())


def _piece(piece: Part) -> str:
    if isinstance(piece.value, str):
        return piece.value
    if isinstance(piece.value, dict):
        return piece.text("text")
    raise ShapeError(piece, "must be a string, or an object with text")


def _things(part: Part) -> Iterator[Attachment]:
    kind = part.string("media_type")
    if kind is not None:
        yield Attachment(
            _MEDIA.get(kind, "unknown"), mime_type=part.string("mime_type"), seconds=part.whole("duration_seconds"),
            label=kind,
        )  # fmt: skip
        return
    for key, named in _THINGS.items():
        if key in part:
            yield Attachment(named, mime_type=part.string("mime_type"), label=key)
