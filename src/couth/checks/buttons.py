"""The check that holds a draft's buttons and cards against the figures of its channel."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Final, Iterable, Iterator, Literal, Mapping, NamedTuple

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import MEASURES, at_most, of_profile
from couth.facts import Facts, Figure, Profile
from couth.model import Button, Draft, Hit


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
        count = MEASURES[figure.unit or "characters"](text)
        if count > figure.value:
            yield _Fault(what, count, figure)
