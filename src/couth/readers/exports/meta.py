"""Messenger and Instagram: a conversation out of "download your information", in its older and newer form.

The files do not say which of the two apps they come from.
"""

from __future__ import annotations

from typing import Final, Iterable, Iterator, Mapping

from couth.model import Attachment
from couth.readers.payloads.parts import Part
from couth.readers.said import Said

_THINGS: Final = {
    "photos": "image", "gifs": "gif", "videos": "video", "audio_files": "audio", "files": "document",
}  # fmt: skip


def is_export(body: Mapping[str, object]) -> bool:
    """Whether this is a conversation: messages with a sender's name and milliseconds."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or not isinstance(messages[0], dict):
        return False
    first = messages[0]
    return ("sender_name" in first and "timestamp_ms" in first) or ("senderName" in first and "timestamp" in first)


def parts(body: Part) -> Iterable[Part]:
    """Every message; the newest comes first."""
    return body.items("messages")


def said(part: Part) -> Said | None:
    """One message; None for one that was taken back."""
    if part.flag("is_unsent") or part.flag("isUnsent"):
        return None
    if "senderName" in part:
        return _newer(part)
    things = tuple(_things(part))
    return Said(
        _mended(part.text("content")), _mended(part.text("sender_name")) or None,
        at=part.moment("timestamp_ms", per_second=1000), attachments=things,
    )  # fmt: skip


def _newer(part: Part) -> Said:
    things = tuple(Attachment("unknown", label="media") for _ in part.items("media"))
    return Said(
        part.text("text"), part.string("senderName"), at=part.moment("timestamp", per_second=1000), attachments=things
    )


def _things(part: Part) -> Iterator[Attachment]:
    for key, kind in _THINGS.items():
        for _ in part.items(key):
            yield Attachment(kind, label=key)
    if "sticker" in part:
        yield Attachment("sticker")
    if "share" in part:
        yield Attachment(
            "document", _mended(part.text("share", "share_text")) or None, url=part.string("share", "link")
        )
    if "call_duration" in part:
        yield Attachment("call", seconds=part.whole("call_duration"))


def _mended(text: str) -> str:
    """The text as it was meant: these exports write the bytes of UTF-8 as if each were a character."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
