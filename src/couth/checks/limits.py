"""Checks that hold a draft's parts, buttons and files against the figures of its channel."""

from __future__ import annotations

import re
from collections import Counter
from typing import Callable, ClassVar, Final, Iterable, Iterator, Literal, Mapping, NamedTuple

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.facts import Facts, Figure, Profile
from couth.facts.profiles import under_profile
from couth.model import Attachment, Button, Component, Draft, Hit, Span

Finds = Callable[[Facts, Profile], Iterator[Hit]]


def of_profile(kinds: tuple[str, ...], find: Finds, may: Callable[[Facts], object] | None = None) -> Finder:
    """A finder that asks the profile of the draft's channel; `may` tells of a draft without one that there is nothing."""
    return lambda facts: under_profile(facts, lambda profile: find(facts, profile), kinds, may)


def at_most(figure: Figure) -> Literal["warning"] | None:
    """The gravest that a finding may be which rests on a figure."""
    return None if figure.is_firm else "warning"


_MEASURES: Final[Mapping[str, Callable[[str], int]]] = {
    "characters": len,
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "bytes": lambda text: len(text.encode("utf-8", "surrogatepass")),
}
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

    def finder(self, name: str) -> Finder:
        """One hit a part, on the part where the draft's text holds it."""
        measured = [_PARTS[part] for part in self.of]

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            for part in (part for parts in measured for part in parts(facts.draft, profile)):
                yield from _too_long(facts, profile, part)

        return of_profile(self.figures, find, _may_be_long)


def _may_be_long(facts: Facts) -> bool:
    """Whether a draft is longer than a text that every channel takes, or has parts that may be too long."""
    draft = facts.draft
    beside = (draft.template, draft.components, draft.cards, draft.subject, draft.attachments, draft.buttons)
    return len(draft.text) > _EVERYWHERE or any(beside)


_EVERYWHERE: Final = 250


def _too_long(facts: Facts, profile: Profile, part: _Part) -> Iterator[Hit]:
    figure = profile.get(part.figure)
    if figure is None:
        return
    unit = figure.unit or "characters"
    if len(part.text) * _WIDEST[unit] <= figure.value:
        return
    count = _MEASURES[unit](part.text)
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


PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


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


class ButtonLimits(Check):
    """Finds more buttons, rows or cards than the channel shows, labels and payloads that are too long, labels that are told twice."""

    kind: Literal["button-limits"]
    gives: ClassVar[tuple[str, ...]] = ("what", "count", "limit", "channel")
    looks_at: ClassVar[frozenset[str]] = frozenset({"buttons", "cards"})
    figures: ClassVar[tuple[str, ...]] = (
        "*.count", "*.distinct", "*.least", "*.label", "*.payload", "*.description", "*.section", "*.sections", "*.url", "most.*",
        "card.count", "card.least", "card.buttons",
    )  # fmt: skip

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for each mistake."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            for fault in _button_faults(facts.draft, profile):
                values = {
                    "what": fault.what,
                    "count": fault.found,
                    "limit": fault.figure.value,
                    "channel": profile.channel,
                }
                yield Hit(whole(facts), values=values, at_most=at_most(fault.figure))

        return of_profile(self.figures, find)


class _Fault(NamedTuple):
    """More of something than a figure permits."""

    what: str
    found: int
    figure: Figure


def _button_faults(draft: Draft, profile: Profile) -> Iterator[_Fault]:
    for shown, buttons in _sets(draft, profile).items():
        yield from _over(profile, f"{shown}.count", _NAMES[shown], len(buttons))
        yield from _under(profile, f"{shown}.least", _NAMES[shown], len(buttons))
        yield from _labels(profile, shown, buttons)
        yield from _rows(profile, shown, buttons)
        if shown == "template":
            kinds = Counter(button.kind for button in buttons)
            for kind, count in kinds.items():
                yield from _over(profile, f"most.{kind}", f"{kind} buttons", count)
    yield from _card_faults(draft, profile)


_NAMES: Final[Mapping[str, str]] = {
    "buttons": "buttons", "quick-replies": "quick replies", "list": "rows", "keyboard": "keys", "template": "buttons of the template",
}  # fmt: skip


def _sets(draft: Draft, profile: Profile) -> dict[str, list[Button]]:
    """The buttons by the way in which they are shown; the channel's only way where that is not said."""
    usual = next(
        (s for s in ("buttons", "quick-replies", "list", "keyboard") if f"{s}.count" in profile.figures), "buttons"
    )
    as_template = draft.template is not None and "template.count" in profile.figures
    sets: dict[str, list[Button]] = {}
    for button in draft.buttons:
        sets.setdefault("template" if as_template else button.shown or usual, []).append(button)
    return sets


def _labels(profile: Profile, shown: str, buttons: Iterable[Button]) -> Iterator[_Fault]:
    for button in buttons:
        yield from _long(profile, f"{shown}.label", f"characters of the label “{button.text}”", button.text)
        yield from _long(
            profile, f"{shown}.payload", f"characters or bytes of the payload of “{button.text}”", button.payload
        )
        yield from _long(profile, f"{shown}.url", f"characters of the address of “{button.text}”", button.url)
    distinct = profile.get(f"{shown}.distinct")
    if distinct is not None:
        twice = [label for label, count in Counter(button.text for button in buttons).items() if count > distinct.value]
        yield from (_Fault(f"buttons with the label “{label}”", 2, distinct) for label in twice)


def _rows(profile: Profile, shown: str, buttons: Iterable[Button]) -> Iterator[_Fault]:
    sections = list(dict.fromkeys(button.section for button in buttons))
    yield from _over(profile, f"{shown}.sections", "sections", len(sections))
    for section in filter(None, sections):
        yield from _long(profile, f"{shown}.section", f"characters of the section “{section}”", section)
    for button in buttons:
        yield from _long(
            profile, f"{shown}.description", f"characters of the description of “{button.text}”", button.description
        )


def _card_faults(draft: Draft, profile: Profile) -> Iterator[_Fault]:
    yield from _over(profile, "card.count", "cards", len(draft.cards))
    for number, card in enumerate(draft.cards, 1):
        yield from _over(profile, "card.buttons", f"buttons of card {number}", len(card.buttons))
        yield from _labels(profile, "template" if draft.template else "buttons", card.buttons)


def _over(profile: Profile, name: str, what: str, count: int) -> Iterator[_Fault]:
    figure = profile.get(name)
    if figure is not None and count > figure.value:
        yield _Fault(what, count, figure)


def _under(profile: Profile, name: str, what: str, count: int) -> Iterator[_Fault]:
    figure = profile.get(name)
    if figure is not None and count < figure.value:
        yield _Fault(what, count, figure)


def _long(profile: Profile, name: str, what: str, text: str | None) -> Iterator[_Fault]:
    figure = profile.get(name)
    if figure is not None and text is not None:
        count = _MEASURES[figure.unit or "characters"](text)
        if count > figure.value:
            yield _Fault(what, count, figure)


class MediaLimits(Check):
    """Finds files that are larger or longer than the channel takes, or of a type that it does not."""

    kind: Literal["media-limits"]
    gives: ClassVar[tuple[str, ...]] = ("file", "is", "limit", "channel")
    looks_at: ClassVar[frozenset[str]] = frozenset({"attachments", "cards"})
    figures: ClassVar[tuple[str, ...]] = ("media.*.size", "media.*.seconds", "media.*.types")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for each file and mistake; what is not known of a file is not judged."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            for attachment in (*facts.draft.attachments, *(c.attachment for c in facts.draft.cards if c.attachment)):
                yield from _media(facts, profile, attachment)

        return of_profile(self.figures, find)


def _media(facts: Facts, profile: Profile, attachment: Attachment) -> Iterator[Hit]:
    size, seconds = attachment.size, attachment.seconds
    largest = profile.get(f"media.{attachment.kind}.size")
    if largest is not None and size is not None and size > largest.value:
        yield _refused(facts, profile, attachment, largest, (_megabytes(size), _megabytes(largest.value)))
    longest = profile.get(f"media.{attachment.kind}.seconds")
    if longest is not None and seconds is not None and seconds > longest.value:
        yield _refused(facts, profile, attachment, longest, (f"{seconds:g} seconds", f"{longest.value} seconds"))
    types = profile.get(f"media.{attachment.kind}.types")
    kind = (attachment.mime_type or "").partition(";")[0].strip().lower()
    if types is not None and kind and kind not in types.value:
        yield _refused(facts, profile, attachment, types, (kind, ", ".join(types.value)))


def _megabytes(size: int) -> str:
    return f"{size / 1048576:.1f} MB"


def _refused(facts: Facts, profile: Profile, attachment: Attachment, figure: Figure, shown: tuple[str, str]) -> Hit:
    values = {"file": attachment.kind, "is": shown[0], "limit": shown[1], "channel": profile.channel}
    return Hit(whole(facts), values=values, at_most=at_most(figure))
