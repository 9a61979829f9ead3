"""The check that holds the lengths of a draft's parts against the figures of its channel."""

from __future__ import annotations

import re
from typing import Callable, ClassVar, Final, Iterator, Literal, Mapping, NamedTuple

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import MEASURES, at_most, of_profile
from couth.facts import Facts, Profile
from couth.model import Component, Draft, Hit, Span
from couth.regexes import regex_of

_UNITS: Final[Mapping[str, str]] = {"characters": "characters", "utf-16": "UTF-16 units", "bytes": "bytes"}


class _Part(NamedTuple):
    """A part of a draft that has a length: the name of its figure, what to call it, and its text."""

    figure: str
    label: str
    text: str


Parts = Literal["text", "components", "cards", "subject", "fields"]


class Limits(Check):
    """Finds parts of a draft that are longer than its channel takes."""

    kind: Literal["limits"]
    gives: ClassVar[tuple[str, ...]] = ("part", "count", "limit", "unit", "channel")
    of_length: ClassVar[bool] = True
    figures: ClassVar[tuple[str, ...]] = (
        "text.limit", "caption.limit", "subject.limit", "header.limit", "body.limit", "footer.limit",
        "template.name.limit", "template.header.limit", "template.body.limit", "template.footer.limit",
        "template.parameter.limit", "template.code.limit", "template.offer.limit", "card.title", "card.text", "field.*",
    )  # fmt: skip
    of: list[Parts] = Field(
        default=["text", "components", "cards", "subject", "fields"],
        min_length=1,
        description="which parts are measured",
    )

    def may(self, facts: Facts) -> object:
        """Where the channel is not known, only of a long text or one with parts."""
        return facts.channel is not None or _may_be_long(facts)

    def finder(self, name: str) -> Finder:
        """One hit a part, on the part where the draft's text holds it."""
        measured = [_PARTS[part] for part in self.of]

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            for part in (part for parts in measured for part in parts(facts.draft, profile)):
                yield from _too_long(facts, profile, part)

        return of_profile(self.figures, find)


def _may_be_long(facts: Facts) -> bool:
    """Whether a draft is longer than a text that every channel takes, or has parts that may be too long."""
    draft = facts.draft
    beside = (draft.template, draft.components, draft.cards, draft.subject, draft.attachments, draft.buttons)
    return len(draft.text) > _EVERYWHERE // (1 if draft.text.isascii() else _WIDEST["bytes"]) or any(beside)


_EVERYWHERE: Final = 1000
"""So many bytes every channel takes."""


def _too_long(facts: Facts, profile: Profile, part: _Part) -> Iterator[Hit]:
    figure = profile.get(part.figure)
    if figure is None:
        return
    unit = figure.unit or "characters"
    if len(part.text) * _WIDEST[unit] <= figure.value:
        return
    count = MEASURES[unit](part.text)
    if count > figure.value:
        values = {
            "part": part.label,
            "count": count,
            "limit": figure.value,
            "unit": _UNITS[unit],
            "channel": profile.channel,
        }
        yield Hit(place_of(facts, part.text), values=values, at_most=at_most(figure))


_WIDEST: Final[Mapping[str, int]] = {"characters": 1, "utf-16": 2, "bytes": 4}
"""Most units that one code point takes."""


def place_of(facts: Facts, text: str, inside: Span | None = None) -> Span:
    """Where a part stands in the draft's text, or some place inside it; the whole draft where it does not stand there."""
    start = facts.draft.text.find(text) if text else -1
    if start < 0:
        return whole(facts)
    return (start + inside[0], start + inside[1]) if inside else (start, start + len(text))


def _text(draft: Draft, profile: Profile) -> Iterator[_Part]:
    """The words of a message that is neither a template nor made of parts."""
    if draft.template is not None or any(c.text is not None for c in draft.components) or draft.cards:
        return
    captioned = any(a.caption for a in draft.attachments) and profile.get("caption.limit") is not None
    if captioned:
        yield from (_Part("caption.limit", "caption", a.caption) for a in draft.attachments if a.caption)
    elif profile.get("body.limit") is not None and any(b.shown in ("buttons", "list") for b in draft.buttons):
        yield _Part("body.limit", "text above the buttons", draft.text)
    else:
        yield _Part("text.limit", "text", draft.text)


def _components(draft: Draft, _: Profile) -> Iterator[_Part]:
    kind = "template." if draft.template is not None else ""
    for component in draft.components:
        text = filled(component)
        if text is not None and component.kind in ("header", "body", "footer"):
            yield _Part(f"{kind}{component.kind}.limit", component.kind, text)
        elif component.kind == "offer" and text is not None:
            yield _Part("template.offer.limit", "offer", text)
    if draft.template is not None and draft.template.name:
        yield _Part("template.name.limit", "name of the template", draft.template.name)
    for button in draft.buttons:
        if button.kind in ("copy-code", "otp") and button.payload:
            yield _Part("template.code.limit", "code to copy", button.payload)


PLACEHOLDER: Final = regex_of(r"\{\{\s*([^{}]*?)\s*\}\}")


def filled(component: Component) -> str | None:
    """A component's text with its parameters in their places; None where it has no text."""
    if component.text is None or not component.parameters:
        return component.text
    named = {p.name: p.text for p in component.parameters if p.name}
    placed = {str(n): p.text for n, p in enumerate(component.parameters, 1) if not p.name}
    return PLACEHOLDER.sub(lambda m: {**placed, **named}.get(m[1], m[0]), component.text)


def _cards(draft: Draft, _: Profile) -> Iterator[_Part]:
    for number, card in enumerate(draft.cards, 1):
        if card.title:
            yield _Part("card.title", f"title of card {number}", card.title)
        if card.text:
            yield _Part("card.text", f"text of card {number}", card.text)


def _subject(draft: Draft, _: Profile) -> Iterator[_Part]:
    if draft.subject:
        yield _Part("subject.limit", "subject", draft.subject)


def _fields(draft: Draft, profile: Profile) -> Iterator[_Part]:
    """Values of placeholders: each, and those whose name begins with a kind (`thing1`)."""
    for component in draft.components:
        for parameter in component.parameters:
            label = f"value of {parameter.name}" if parameter.name else "value of a placeholder"
            yield _Part("template.parameter.limit", label, parameter.text)
            kind = re.sub(r"\d+$", "", parameter.name or "")
            if kind and profile.get(f"field.{kind}"):
                yield _Part(f"field.{kind}", label, parameter.text)


_PARTS: Final[Mapping[str, Callable[[Draft, Profile], Iterator[_Part]]]] = {
    "text": _text, "components": _components, "cards": _cards, "subject": _subject, "fields": _fields,
}  # fmt: skip
