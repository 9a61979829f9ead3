"""Messages of tools that have no format of their own: objects with who, what and when under usual names."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Iterable, Mapping

from couth.readers.payloads.parts import Part
from couth.readers.said import Said

_WHO: Final = ("author", "sender", "from", "sender_name", "sender_id", "from_id", "user", "username")
_WHAT: Final = ("text", "message", "body", "content")
_WHEN: Final = ("timestamp", "at", "date", "ts", "time", "created_at", "created_on", "sent_at", "datetime")
_WAY: Final = ("direction", "role", "type")
_ROLES: Final[Mapping[str, Any]] = {
    "in": "customer", "inbound": "customer", "incoming": "customer", "received": "customer", "customer": "customer",
    "user": "customer", "visitor": "customer", "client": "customer", "contact": "customer",
    "out": "business", "outbound": "business", "outgoing": "business", "sent": "business", "business": "business",
    "agent": "business", "assistant": "business", "bot": "business", "operator": "business", "system": "system",
}  # fmt: skip


def is_export(body: Mapping[str, object]) -> bool:
    """Whether this is a message, or an object whose `messages` are."""
    messages = body.get("messages")
    if isinstance(messages, list) and messages and isinstance(messages[0], dict):
        return _is_message(messages[0])
    return _is_message(body)


def _is_message(body: Mapping[str, object]) -> bool:
    """Words, a time, and a speaker or a direction, each under one of its names."""
    words = any(isinstance(body.get(key), str) for key in _WHAT)
    timed = any(_is_time(body.get(key)) for key in _WHEN)
    speaker = any(isinstance(body.get(key), (str, int)) for key in _WHO)
    return words and timed and (speaker or any(body.get(key) in _WAYS for key in _WAY))


def _is_time(value: object) -> bool:
    if isinstance(value, str):
        return value[:1].isdigit()
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def parts(body: Part) -> Iterable[Part]:
    """Every message."""
    if isinstance(body.part("messages").value, list):
        yield from body.items("messages")
    else:
        yield body


def said(part: Part) -> Said | None:
    """One message."""
    who = [name for key in _WHO if (name := _named(part, key))]
    role = next((_ROLES[way] for key in _WAY if (way := part.part(key).value) in _WAYS), None)
    words = next((key for key in _WHAT if isinstance(part.part(key).value, str)), _WHAT[0])
    return Said(
        part.text(words), who[0] if who else None, who[-1] if who else None, role, _moment(part),
        id=part.name("id") or part.name("message_id") or part.name("message.id"),
    )  # fmt: skip


_WAYS: Final = tuple(_ROLES)


def _named(part: Part, key: str) -> str | None:
    value = part.part(key).value
    return part.name(key) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _moment(part: Part) -> datetime | None:
    """A time in ISO 8601, with its offset or of the device, or seconds or milliseconds, which cannot be confused."""
    key = next((key for key in _WHEN if key in part), _WHEN[0])
    value = part.part(key).value
    if isinstance(value, str) and not value.isdigit():
        return part.local(key)
    number = part.whole(key) if not isinstance(value, float) else value
    return part.moment(key, per_second=1000 if number is not None and number > 10_000_000_000 else 1)
