"""Content of Twilio's Content API: one, or the `contents` of a listing."""

from __future__ import annotations

from typing import Any, Final, Iterator, Mapping

from couth.model import Button, Draft
from couth.readers.hosts.documents import encoder, language, mapped, objects, plain, string
from couth.readers.located import SourceText
from couth.readers.slot import Slot
from couth.readers.templates.found import Found

_TEXTS: Final = ("title", "header_text", "body", "subtitle", "footer", "items_text")


def matches(data: Any) -> bool:
    """Whether a document is content of Twilio's."""
    return any(True for _ in _contents(data))


def _contents(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, dict):
        types = data.get("types")
        if isinstance(types, dict) and any("/" in key for key in types):
            yield data
        elif isinstance(data.get("contents"), list):
            yield from _contents(data["contents"])
    elif isinstance(data, list):
        for item in data:
            if isinstance(item, dict):
                yield from _contents(item)


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """The texts of every kind that a content has."""
    for content in _contents(data):
        name = plain(content.get("friendly_name")) or plain(content.get("sid")) or "content"
        variables = content.get("variables")
        values = {key: plain(value) for key, value in variables.items()} if isinstance(variables, dict) else {}
        slots = {key: Slot(sample=sample) for key, sample in values.items() if sample}
        for kind, body in content["types"].items():
            yield from _kind(f"{name}/{kind}", body, language(content.get("language")), slots, source)


def _kind(name: str, body: Any, lang: str | None, slots: Mapping[str, Slot], source: SourceText) -> Iterator[Found]:
    channel = "whatsapp" if "/whatsapp/" in name else None
    draft = Draft("", lang=lang, channel=channel, buttons=tuple(_actions(body)))
    for key in _TEXTS:
        text = string(body, key)
        if text is not None:
            where = name if key == "body" else f"{name}/{key}"
            yield Found(where, mapped(source, text), draft, encoder(text), "numbered", slots)
    for card in objects(body, "cards"):
        yield from _kind(f"{name}/card", card, lang, slots, source)


def _actions(body: Any) -> Iterator[Button]:
    for action in (*objects(body, "actions"), *objects(body, "items")):
        label = plain(action.get("title")) or plain(action.get("item"))
        if label:
            kind = (plain(action.get("type")) or "reply").lower().replace("_", "-")
            yield Button(
                label, {"quick-reply": "reply", "phone-number": "phone"}.get(kind, kind), plain(action.get("url"))
            )
