"""Signal: rows of Signal Desktop's database, as export tools write them, and the envelopes of signal-cli."""

from __future__ import annotations

from typing import Final, Iterable, Mapping

from couth.model import Attachment
from couth.readers.payloads.parts import Part
from couth.readers.said import Said

_KINDS: Final = {"image": "image", "video": "video", "audio": "audio"}
_ROLES: Final = {"incoming": "customer", "outgoing": "business"}


def is_export(body: Mapping[str, object]) -> bool:
    """Whether this is a row, a list of them under `messages`, or an envelope."""
    messages = body.get("messages")
    if isinstance(messages, list) and messages and isinstance(messages[0], dict):
        return _is_row(messages[0])
    return _is_row(body) or isinstance(body.get("envelope"), dict)


def _is_row(body: Mapping[str, object]) -> bool:
    return "conversationId" in body and "sent_at" in body and "type" in body


def parts(body: Part) -> Iterable[Part]:
    """Every row, or the one envelope."""
    if "messages" in body:
        yield from body.items("messages")
    else:
        yield body


def said(part: Part) -> Said | None:
    """One message; None for receipts, calls that were declined, changes of keys."""
    return _envelope(part.part("envelope")) if "envelope" in part else _row(part)


def _row(part: Part) -> Said | None:
    role = _ROLES.get(part.text("type"))
    if role is None:
        return None
    return Said(
        part.text("body"), role=role, at=part.moment("sent_at", per_second=1000),  # type: ignore[arg-type]
        attachments=_files(part), id=part.name("id"), talk=part.name("conversationId"),
    )  # fmt: skip


def _envelope(part: Part) -> Said | None:
    """What came to the account, or what another of its devices sent."""
    sent = part.part("syncMessage", "sentMessage")
    message = sent or part.part("dataMessage")
    if not message:
        return None
    peer = sent.name("destinationNumber") or sent.name("destination") if sent else part.name("source")
    return Said(
        message.text("message"), part.string("sourceName"), part.name("source"),
        role="business" if sent else "customer", at=message.moment("timestamp", per_second=1000),
        attachments=_files(message), talk=peer,
    )  # fmt: skip


def _files(part: Part) -> tuple[Attachment, ...]:
    return tuple(_file(file) for file in part.items("attachments"))


def _file(file: Part) -> Attachment:
    mime = file.string("contentType")
    kind = _KINDS.get((mime or "").partition("/")[0], "document")
    return Attachment(
        kind, mime_type=mime, name=file.string("fileName") or file.string("filename"), size=file.whole("size")
    )
