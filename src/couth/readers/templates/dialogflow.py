"""Agents of Dialogflow: intents and small talk of ES, flows and pages of CX."""

from __future__ import annotations

from typing import Any, Final, Iterator

from couth.model import Button, Draft, MappedText
from couth.readers.hosts.documents import encoder, language, mapped, objects, plain, string, strings
from couth.readers.hosts.html_texts import Page
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText
from couth.readers.templates.found import Found

_RICH_TEXTS: Final = ("title", "subtitle", "text", "rawUrl")
_SPOKEN: Final = ("ssml", "textToSpeech")


def matches(data: Any) -> bool:
    """Whether a document is an intent, a list of small talk, or a flow or page of CX."""
    if isinstance(data, list):
        return bool(objects(data, None)) and all("customAnswers" in item for item in data if isinstance(item, dict))
    if not isinstance(data, dict):
        return False
    if objects(data, "responses") and any("messages" in response for response in objects(data, "responses")):
        return True
    return any(key in data for key in ("transitionRoutes", "entryFulfillment", "eventHandlers"))


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """What the agent answers."""
    if isinstance(data, list):
        for item in objects(data):
            name = plain(item.get("action")) or "small-talk"
            yield from _said(name, item.get("customAnswers"), Draft("", purpose="reply"), source)
        return
    name = plain(data.get("name")) or plain(data.get("displayName")) or "intent"
    for response in objects(data, "responses"):
        for parameter in objects(response, "parameters"):
            yield from _prompts(f"{name}/{plain(parameter.get('name')) or 'parameter'}", parameter, source)
        for number, message in enumerate(objects(response, "messages")):
            yield from _message(f"{name}[{number}]", message, source)
    if "responses" not in data:
        yield from _fulfillments(name, data, source)


def _prompts(name: str, parameter: dict[str, Any], source: SourceText) -> Iterator[Found]:
    """What the agent asks where a parameter is wanting."""
    for prompt in objects(parameter, "prompts"):
        draft = Draft("", purpose="reply", lang=language(prompt.get("lang")))
        yield from _said(name, prompt.get("value"), draft, source)


def _message(name: str, message: dict[str, Any], source: SourceText) -> Iterator[Found]:
    draft = Draft(
        "", purpose="reply", lang=language(message.get("lang")), buttons=tuple(_chips(message.get("payload")))
    )
    spoken = Draft("", purpose="reply", lang=draft.lang, channel="voice")
    yield from _said(name, message.get("speech"), draft, source)
    if message.get("type") not in ("4", 4):
        yield from _said(name, [message.get(key) for key in ("title", "subtitle")], draft, source)
    for key in _SPOKEN:
        yield from _said(f"{name}/speech", message.get(key), spoken, source)
    for written in _rich(message.get("payload")):
        yield from _said(name, written, draft, source)


def _rich(value: Any) -> Iterator[Written]:
    """The texts of a rich message: everything that is shown and is no label."""
    if isinstance(value, list):
        for item in value:
            yield from _rich(item)
    elif isinstance(value, dict) and plain(value.get("type")) not in ("chips", "button", "image"):
        for key, inner in value.items():
            if key in _RICH_TEXTS:
                yield from strings(inner)
            elif key != "options":
                yield from _rich(inner) if isinstance(inner, (list, dict)) else ()


def _chips(value: Any) -> Iterator[Button]:
    if isinstance(value, list):
        for item in value:
            yield from _chips(item)
    elif isinstance(value, dict):
        if plain(value.get("type")) in ("chips", "button"):
            options = objects(value, "options") or [value]
            yield from (Button(str(label), "reply") for option in options if (label := string(option, "text")))
        else:
            for inner in value.values():
                yield from _chips(inner)


def _fulfillments(name: str, value: Any, source: SourceText) -> Iterator[Found]:
    """Of CX: `messages[].text.text[]`, wherever a flow or page says something."""
    if isinstance(value, list):
        for item in value:
            yield from _fulfillments(name, item, source)
    elif isinstance(value, dict):
        draft = Draft("", purpose="reply", lang=language(value.get("languageCode")))
        text = value.get("text")
        if isinstance(text, dict):
            yield from _said(name, text.get("text"), draft, source)
        for key, inner in value.items():
            if key != "text":
                yield from _fulfillments(name, inner, source)


def _said(name: str, value: Any, draft: Draft, source: SourceText) -> Iterator[Found]:
    for written in strings(value):
        yield Found(name, _heard(mapped(source, written)), draft, encoder(written), "dialogflow")


def _heard(text: MappedText) -> MappedText:
    """The text without the markup of speech, where it has some."""
    if not text.text.lstrip().startswith("<speak"):
        return text
    inner = Page(text.text).text
    return MappedText(piece for part in inner.pieces for piece in _through(text, part.start, part.end))


def _through(text: MappedText, start: int, end: int) -> Iterator[Any]:
    yield from text.slice(start, end)
