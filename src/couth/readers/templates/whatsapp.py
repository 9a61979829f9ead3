"""Definitions of WhatsApp templates: one, a list, a mapping by name, or the `data` of a listing."""

from __future__ import annotations

from typing import Any, Final, Iterator, Mapping

from couth.model import Button, Card, Component, Draft, MappedText, Parameter, Piece, Template
from couth.model.values import Purpose
from couth.readers.hosts.documents import encoder, language, mapped, objects, plain, string
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText, as_is
from couth.readers.slot import Slot
from couth.readers.templates.found import Found
from couth.regexes import regex_of

_PURPOSES: Final[Mapping[str, Purpose]] = {
    "MARKETING": "promotion",
    "UTILITY": "notification",
    "AUTHENTICATION": "notification",
}
_PARTS: Final = {"HEADER": "header", "BODY": "body", "FOOTER": "footer", "LIMITED_TIME_OFFER": "offer"}
_BUTTONS: Final = {
    "QUICK_REPLY": "reply", "URL": "url", "PHONE_NUMBER": "phone", "COPY_CODE": "copy-code", "OTP": "otp", "FLOW": "flow",
}  # fmt: skip


def matches(data: Any) -> bool:
    """Whether a document holds definitions of templates."""
    return any(True for _ in _definitions(data))


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """The templates, each with all its parts."""
    for name, definition in _definitions(data):
        yield _found(plain(definition.get("name")) or name, definition, source)


def _definitions(data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(data, dict) and _is_definition(data):
        yield "template", data
    elif isinstance(data, dict):
        yield from ((key, item) for key, item in data.items() if _is_definition(item))
        for key in ("data", "templates", "waba_templates", "message_templates"):
            yield from _definitions(data[key]) if isinstance(data.get(key), list) else ()
    elif isinstance(data, list):
        yield from (("template", item) for item in data if _is_definition(item))


def _is_definition(data: Any) -> bool:
    parts = objects(data, "components")
    kinds = {str(part.get("type")).upper() for part in parts}
    return "BODY" in kinds and not any(part.get("parameters") for part in parts)


def _found(name: str, data: Mapping[str, Any], source: SourceText) -> Found:
    parts = list(_parts(data["components"]))
    text = _joined([mapped(source, written) for _, written in parts])
    draft = _draft(name, data)
    slots = {**_samples(data), **_variables(data.get("variables"))}
    return Found(name, text, draft, encoder(parts[0][1]) if parts else as_is, "numbered", slots)


def _parts(components: Any) -> Iterator[tuple[str, Written]]:
    """What the customer reads, from top to bottom, with the part that it belongs to."""
    for part in objects(components):
        kind = str(part.get("type")).upper()
        if kind == "CAROUSEL":
            for card in objects(part, "cards"):
                yield from _parts(card.get("components"))
        text = string(part.get("limited_time_offer"), "text") if kind == "LIMITED_TIME_OFFER" else string(part, "text")
        if kind in _PARTS and text is not None:
            yield kind, text


def _joined(texts: list[MappedText]) -> MappedText:
    pieces: list[Piece] = []
    for text in texts:
        if pieces:
            pieces.append(Piece("\n\n", pieces[-1].end, pieces[-1].end, "break"))
        pieces += text.pieces
    return MappedText(pieces)


def _draft(name: str, data: Mapping[str, Any]) -> Draft:
    category = plain(data.get("category"))
    named = data.get("language")
    lang = language(named.get("code") if isinstance(named, dict) else named)
    numbering = (plain(data.get("parameter_format")) or "").lower()
    components = objects(data, "components")
    return Draft(
        "",
        purpose=_PURPOSES.get((category or "").upper()),
        buttons=tuple(_buttons(components)),
        template=Template(
            name, category, lang, numbering if numbering in ("positional", "named") else None, definition=True
        ),
        channel="whatsapp",
        lang=lang,
        components=tuple(_components(components, _variables(data.get("variables")))),
        cards=tuple(_cards(components)),
    )


def _components(parts: list[dict[str, Any]], beside: Mapping[str, Slot]) -> Iterator[Component]:
    """The parts; samples that stand beside the definition are those of the parts that have none of their own."""
    for part in parts:
        kind = str(part.get("type")).upper()
        if kind in _PARTS:
            text = string(part, "text")
            found = list(_examples(part)) or list(_examples_beside(text or "", beside))
            examples = tuple(Parameter(sample, name) for name, sample in found)
            consists_of = (plain(part.get("format")) or ("text" if text else "")).lower() if kind == "HEADER" else ""
            yield Component(_PARTS[kind], None if text is None else str(text), consists_of or None, examples=examples)


def _buttons(parts: list[dict[str, Any]]) -> Iterator[Button]:
    for part in parts:
        for button in objects(part, "buttons"):
            kind = str(button.get("type")).upper()
            label = plain(button.get("text")) or ""
            target = plain(button.get("url")) or plain(button.get("phone_number"))
            yield Button(label, _BUTTONS.get(kind, kind.lower()), target)


def _cards(parts: list[dict[str, Any]]) -> Iterator[Card]:
    for part in parts:
        for card in objects(part, "cards"):
            inner = objects(card, "components")
            body = next((string(p, "text") for p in inner if str(p.get("type")).upper() == "BODY"), None)
            yield Card(text=None if body is None else str(body), buttons=tuple(_buttons(inner)))


def _examples(part: Mapping[str, Any]) -> Iterator[tuple[str | None, str]]:
    """Samples of a part's placeholders: by name, or in the order of their numbers."""
    example = part.get("example")
    if not isinstance(example, dict):
        return
    for key in ("header_text_named_params", "body_text_named_params"):
        for named in objects(example, key):
            if plain(named.get("param_name")) and plain(named.get("example")):
                yield str(named["param_name"]), str(named["example"])
    for key in ("header_text", "body_text"):
        samples = example.get(key)
        first = samples[0] if isinstance(samples, list) and samples and isinstance(samples[0], list) else samples
        for sample in first if isinstance(first, list) else ():
            if isinstance(sample, str):
                yield None, str(sample)


def _examples_beside(text: str, beside: Mapping[str, Slot]) -> Iterator[tuple[str | None, str]]:
    for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
        sample = beside[name].sample if name in beside else None
        if sample is not None:
            yield None if name.isdecimal() else name, sample


_PLACEHOLDER: Final = regex_of(r"\{\{\s*(\w+)\s*\}\}")


def _samples(data: Mapping[str, Any]) -> dict[str, Slot]:
    """Samples by placeholder; those of the body count where a number stands in several parts."""
    slots: dict[str, Slot] = {}
    for part in objects(data, "components"):
        found = list(_examples(part))
        slots.update({name or str(n): Slot(sample=sample) for n, (name, sample) in enumerate(found, 1)})
    return slots


def _variables(data: Any) -> dict[str, Slot]:
    """Samples beside the definition: `{"1": {"example": …}}`, or `{"1": …}`."""
    if not isinstance(data, dict):
        return {}
    found = {
        key: plain(value.get("example")) if isinstance(value, dict) else plain(value) for key, value in data.items()
    }
    return {key: Slot(sample=sample) for key, sample in found.items() if sample}
