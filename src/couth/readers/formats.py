"""Which format a source is in: the one asked for, that of its suffix, or what its beginning looks like."""

from __future__ import annotations

import os
from typing import Final, Mapping, cast

from couth.extensions import Extensions
from couth.readers import templates
from couth.readers.incoming import Parser
from couth.readers.json_values import document, jsonl
from couth.readers.plain import text
from couth.readers.yaml_values import documents
from couth.regexes import regex_of


def _fit(_: str, parser: object) -> Parser:
    if not callable(parser):
        raise TypeError(f"{parser!r} cannot be called with a stream and its name")
    return cast("Parser", parser)


FORMATS: Final = Extensions[Parser](
    "couth.readers", {"jsonl": jsonl, "json": document, "yaml": documents, "text": text}, _fit
)
"""Every format by the name it is asked for with; those of others under the entry point `couth.readers`.

An entry point whose name begins with a dot is the reader of files with that suffix.
"""

SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", **templates.SUFFIXES,
    ".eml": "email", ".xml": "wechat", ".transcript": "json",
}  # fmt: skip
"""Files with other names are read only where they are named."""

PLATFORMS: Final = (
    "whatsapp", "telegram", "messenger", "viber", "viber-business", "wechat", "line", "rcs", "apple", "vonage",
    "twilio", "email",
)  # fmt: skip
"""Platforms whose payloads are read; their modules are loaded when the first is met."""

EXPORTS: Final = (
    "whatsapp-export", "telegram-export", "meta-export", "signal-export", "botframework", "rasa-tracker",
    "rapidpro-messages", "messages",
)  # fmt: skip
"""Exports of chats that are read, likewise."""

READERS: Final = tuple(dict.fromkeys((*FORMATS.own, *templates.FORMATS, *PLATFORMS, *EXPORTS)))
"""Every format of couth's own by the name it is asked for with: those of templates, platforms and exports among them."""

_DATED: Final = regex_of(rb"\s*(?:\xe2\x80[\x8e\x8f\xaa-\xae])*(?:\[?\d|\xd9|\xdb|\[\xe2|<xml)")
"""How a chat that was exported as text may begin (also with Arabic digits), or the XML of a push."""

_WRITTEN: Final = frozenset((".eml", ".xml", ".html", ".htm"))
_JSON: Final = regex_of(rb'\s*(?:\{|\[\s*[\[{\]"])')
_LIST: Final = regex_of(rb"\s*\[\s*(?:\{|\]\s*\Z)")
"""A list of objects, or an empty one and nothing else: what a program writes that found nothing to send."""
_OBJECT: Final = regex_of(rb'\s*\{\s*(?:["}]|\Z)')
"""An object, or the beginning of one that was cut off."""
_UNFINISHED: Final = regex_of(rb"\s*\{(?:[^\n]*[{\[,])?\s*\n")


def of_others(path: str, reader: str | None) -> str | None:
    """The format of another distribution that a source is in: the one asked for, or that of its suffix."""
    name = os.path.splitext(path)[1].lower() if reader is None else reader
    own = SUFFIXES if reader is None else READERS
    return name if name and name not in own and name in FORMATS else None


def writing_of(head: bytes, path: str, reader: str | None) -> str | None:
    """The writing of a payload or export that comes in one of its own, and not in JSON or YAML."""
    suffix = os.path.splitext(path)[1].lower()
    asked = reader in PLATFORMS or reader in EXPORTS
    looks = suffix in _WRITTEN or _DATED.match(head)
    if (
        _JSON.match(head)
        or not (asked or (reader is None and looks))
        or SUFFIXES.get(suffix) in ("json", "jsonl", "yaml")
    ):
        return None
    from couth.readers.written import WRITINGS, told_by

    return (reader if reader in WRITINGS else None) if asked else told_by(head.decode("utf-8", "replace"), suffix)


def format_of(head: bytes, path: str, reader: str | None) -> str:
    """The format of what is no such writing: the one asked for, that of the suffix, or what the beginning looks like."""
    if reader is not None and reader in FORMATS:
        return reader
    known = SUFFIXES.get(os.path.splitext(path)[1].lower(), "")
    return known if known in FORMATS else _format_of(head)


def _format_of(head: bytes) -> str:
    """The format by the first bytes: an object spread over lines, objects on lines, a list, or just words."""
    if _OBJECT.match(head):
        return "json" if _UNFINISHED.match(head) else "jsonl"
    return "json" if _LIST.match(head) else "text"
