"""RapidPro and TextIt: what the API answers for messages and broadcasts."""

from __future__ import annotations

from typing import Final, Iterable, Mapping

from couth.model import Attachment, Button
from couth.readers.payloads.parts import Part
from couth.readers.said import Said

_CHANNELS: Final = {
    "tel": "sms", "whatsapp": "whatsapp", "telegram": "telegram", "facebook": "messenger", "instagram": "instagram",
    "viber": "viber", "line": "line", "mailto": "email", "wechat": "wechat", "webchat": "webchat",
}  # fmt: skip
_KINDS: Final = {"image": "image", "video": "video", "audio": "audio", "geo": "location"}


def is_export(body: Mapping[str, object]) -> bool:
    """Whether this is a page of messages, or of broadcasts."""
    results = body.get("results")
    if not isinstance(results, list) or not results or not isinstance(results[0], dict):
        return False
    first = results[0]
    return "text" in first and (first.get("direction") in ("in", "out") or ("urns" in first and "contacts" in first))


def parts(body: Part) -> Iterable[Part]:
    """Every message of the page; the newest comes first."""
    return body.items("results")


def said(part: Part) -> Said | None:
    """One message, or one broadcast, each broadcast a conversation of its own."""
    urn = part.string("urn") or next((u.text() for u in part.items("urns")), None)
    role = "customer" if part.string("direction") == "in" else "business"
    talk = part.name("contact", "uuid") if "direction" in part else part.name("uuid") or part.name("id")
    return Said(
        part.text("text"), role=role, at=part.stamp("sent_on") or part.stamp("created_on"),  # type: ignore[arg-type]
        attachments=tuple(_attachment(a) for a in part.items("attachments")),
        buttons=tuple(_reply(reply) for reply in part.items("quick_replies")), id=part.name("uuid") or part.name("id"),
        talk=talk, channel=_CHANNELS.get((urn or "").partition(":")[0]),
    )  # fmt: skip


def _reply(part: Part) -> Button:
    text = part.value if isinstance(part.value, str) else part.text("text")
    return Button(text, "reply", shown="quick-replies")


def _attachment(part: Part) -> Attachment:
    if isinstance(part.value, str):  # older: image/jpeg:https://…
        mime, _, url = part.value.partition(":")
    else:
        mime, url = part.text("content_type"), part.text("url")
    return Attachment(_KINDS.get(mime.partition("/")[0], "document"), mime_type=mime or None, url=url or None)
