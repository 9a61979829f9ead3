"""Canned responses: lists of objects with a label and a text, in whatever groups."""

from __future__ import annotations

from typing import Any, Final, Iterator

from couth.model import Draft
from couth.model.values import CHANNELS
from couth.readers.hosts.documents import encoder, language, mapped, plain, string
from couth.readers.located import SourceText
from couth.readers.templates.found import Found

_TEXTS: Final = (
    "text", "body", "content", "message", "response", "canned_response", "answer", "reply", "template", "body_text", "plain_text",
)  # fmt: skip
_LABELS: Final = (
    "label", "name", "title", "shortcut", "short_code", "shortcode", "key", "slug", "tag", "question", "subject", "id",
    "keyword",
)  # fmt: skip
_SENT: Final = frozenset(("role", "created_at", "direction", "status", "timestamp", "sender", "from", "urn", "urns"))
"""Keys of messages that were sent already."""


def matches(data: Any) -> bool:
    """Whether a document holds a list of labelled texts, and nothing that looks like a conversation."""
    return any(True for _ in _responses(data, ()))


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """The responses, by the groups that they are in and their labels."""
    for groups, item in _responses(data, ()):
        text = string(item, *_TEXTS)
        if text is not None:
            channel = plain(item.get("channel"))
            lang = language(item.get("language")) or language(item.get("lang")) or language(item.get("locale"))
            draft = Draft("", purpose="reply", channel=channel if channel in CHANNELS else None, lang=lang)
            name = "/".join((*groups, _label(item) or "response"))
            yield Found(name, mapped(source, text), draft, encoder(text))


def _responses(data: Any, groups: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(data, list):
        for item in data:
            if isinstance(item, dict) and _is_response(item):
                yield groups, item
            elif isinstance(item, dict):
                name = plain(item.get("section")) or plain(item.get("category")) or _label(item)
                yield from _responses(list(item.values()), (*groups, name) if name else groups)
            elif isinstance(item, list):
                yield from _responses(item, groups)
    elif isinstance(data, dict):
        yield from _responses([value for value in data.values() if isinstance(value, list)], groups)


def _is_response(item: dict[str, Any]) -> bool:
    text = string(item, *_TEXTS)
    return text is not None and _label(item) is not None and not _SENT & item.keys() and " " in text.strip()


def _label(item: dict[str, Any]) -> str | None:
    return next((str(item[key]) for key in _LABELS if plain(item.get(key))), None)
