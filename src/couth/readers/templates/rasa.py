"""Domains of Rasa: `responses` (once `templates`), and Botfront's sequences."""

from __future__ import annotations

from typing import Any, Iterator

from couth.model import Button, Draft
from couth.model.values import CHANNELS
from couth.readers.hosts.documents import encoder, language, mapped, objects, plain, string
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText
from couth.readers.templates.found import Found

_KEYS = ("responses", "templates")
_DOMAIN = frozenset(
    ("intents", "actions", "slots", "entities", "forms", "session_config", "responses", "stories", "rules", "nlu")
)


def matches(data: Any) -> bool:
    """Whether a document is a domain, or a part of one."""
    if not isinstance(data, dict):
        return False
    return any(_is_responses(data.get(key)) for key in _KEYS) or len(_DOMAIN & data.keys()) > 1


def _is_responses(value: Any) -> bool:
    return isinstance(value, dict) and any(key.startswith("utter_") for key in value)


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """Every variation of every response."""
    for key in _KEYS:
        responses = data.get(key)
        for name, variations in responses.items() if isinstance(responses, dict) else ():
            items = variations if isinstance(variations, list) else [variations]
            for number, variation in enumerate(items):
                yield from _variation(f"{name}[{number}]" if len(items) > 1 else name, variation, source)


def _variation(name: str, variation: Any, source: SourceText) -> Iterator[Found]:
    if isinstance(variation, Written):
        yield Found(name, mapped(source, variation), _draft({}), encoder(variation), "rasa")
    text = string(variation, "text")
    if text is not None:
        yield Found(name, mapped(source, text), _draft(variation), encoder(text), "rasa")
    for step in objects(variation, "sequence"):
        content = step.get("content")
        if isinstance(content, Written):
            yield from _content(name, content, _draft(variation), source)
        else:
            yield from _variation(name, content, source)


def _content(name: str, content: Written, draft: Draft, source: SourceText) -> Iterator[Found]:
    """A step of Botfront's: a string that is YAML again, of which a text in one line is read."""
    start = content.find("text: ")
    if start != 0 or "\n" in content.strip():
        return
    whole = mapped(source, content)
    inner = content[6:].strip().strip("'\"")
    at = content.index(inner) if inner else 6
    yield Found(name, type(whole)(whole.slice(at, at + len(inner))), draft, encoder(content), "rasa")


def _draft(variation: Any) -> Draft:
    labels = (plain(button.get("title")) for button in objects(variation, "buttons"))
    channel = plain(variation.get("channel"))
    return Draft(
        "",
        purpose="reply",
        buttons=tuple(Button(label, "reply") for label in labels if label),
        channel=channel if channel in CHANNELS else None,
        lang=language(variation.get("language")),
    )
