"""Flows of RapidPro and TextIt: actions that send, in every language, of old and new exports."""

from __future__ import annotations

from typing import Any, Final, Iterator, Mapping

from couth.model import Button, Draft
from couth.readers.hosts.documents import encoder, mapped, objects, plain, strings
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText
from couth.readers.templates.found import Found

_SENDS: Final = frozenset(
    ("reply", "send", "say", "email", "send_msg", "say_msg", "send_broadcast", "send_email", "usd")
)
_TEXTS: Final = ("msg", "text", "subject", "body")
_LANGUAGES: Final = {
    "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "por": "pt", "deu": "de", "ger": "de", "ita": "it", "nld": "nl",
    "dut": "nl", "tur": "tr", "ind": "id", "hin": "hi", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja",
    "kor": "ko", "swa": "sw", "kin": "rw", "hau": "ha", "ibo": "ig", "yor": "yo", "amh": "am", "som": "so", "ben": "bn",
    "urd": "ur", "vie": "vi", "tha": "th", "pol": "pl", "ukr": "uk", "ron": "ro", "rum": "ro", "orm": "om", "mya": "my",
}  # fmt: skip
"""Codes of three letters by the codes of two that couth goes by."""


def matches(data: Any) -> bool:
    """Whether a document is a flow, an export of flows, or a listing of campaigns' messages."""
    if not isinstance(data, dict):
        return False
    if any(True for _ in _listed(data)):
        return True
    has_flow = any(key in data for key in ("action_sets", "rule_sets")) or (_is_nodes(data) and "uuid" in data)
    return has_flow or any(_is_flow(flow) for flow in objects(data, "flows"))


def _is_nodes(flow: Mapping[str, Any]) -> bool:
    return any("exits" in node for node in objects(flow, "nodes"))


def _is_flow(flow: Mapping[str, Any]) -> bool:
    return "action_sets" in flow or "nodes" in flow or "definition" in flow or "metadata" in flow


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """What every flow sends, and the messages of campaigns."""
    for flow in objects(data, "flows") or [data]:
        yield from _flow(flow.get("definition") if isinstance(flow.get("definition"), dict) else flow, source)
    for event in _listed(data):
        name = plain(event["campaign"].get("name")) or "campaign"
        yield from _texts(name, event.get("message"), "base", Draft(""), source)
    for campaign in objects(data, "campaigns"):
        for event in objects(campaign, "events"):
            base = plain(event.get("base_language")) or "base"
            yield from _texts(
                f"{plain(campaign.get('name')) or 'campaign'}", event.get("message"), base, Draft(""), source
            )


def _listed(data: Any) -> Iterator[Mapping[str, Any]]:
    """Events of campaigns in a listing of the API, those that send a message of their own."""
    for event in objects(data, "results"):
        if isinstance(event.get("campaign"), dict) and event.get("message"):
            yield event


def _flow(flow: Any, source: SourceText) -> Iterator[Found]:
    metadata = flow.get("metadata")
    name = plain(flow.get("name")) or (plain(metadata.get("name")) if isinstance(metadata, dict) else None) or "flow"
    base = plain(flow.get("base_language")) or plain(flow.get("language")) or "base"
    for part in (*objects(flow, "action_sets"), *objects(flow, "nodes")):
        for action in objects(part, "actions"):
            if plain(action.get("type")) in _SENDS:
                yield from _action(name, action, base, flow, source)


def _action(
    name: str, action: Mapping[str, Any], base: str, flow: Mapping[str, Any], source: SourceText
) -> Iterator[Found]:
    identity = plain(action.get("uuid")) or ""
    draft = Draft("", buttons=tuple(Button(str(label), "reply") for label in strings(action.get("quick_replies"))))
    where = f"{name}/{identity[:8]}" if identity else name
    email = "email" in str(action.get("type"))
    for key in _TEXTS:
        label = f"{where}/{key}" if email else where
        yield from _texts(label, action.get(key), base, draft, source)
        for lang, translation in _translations(flow, identity):
            yield from _texts(f"{label}/{lang}", translation.get(key), lang, draft, source)


def _translations(flow: Mapping[str, Any], identity: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    languages = flow.get("localization")
    for lang, items in languages.items() if isinstance(languages, dict) and identity else ():
        if isinstance(items, dict) and isinstance(items.get(identity), dict):
            yield lang, items[identity]


def _texts(name: str, value: Any, lang: str, draft: Draft, source: SourceText) -> Iterator[Found]:
    if isinstance(value, dict):
        for code, text in value.items():
            yield from _texts(f"{name}/{code}" if code != lang else name, text, code, draft, source)
        return
    for written in strings(value):
        yield _found(name, written, lang, draft, source)


def _found(name: str, written: Written, lang: str, draft: Draft, source: SourceText) -> Found:
    code = _LANGUAGES.get(lang, lang if len(lang) == 2 else None)
    spoken = Draft("", buttons=draft.buttons, lang=code)
    return Found(name, mapped(source, written), spoken, encoder(written), "rapidpro")
