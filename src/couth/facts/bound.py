"""Cues bound to where they look: their word lists, their conditions, what they can add at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Mapping, cast

from couth.facts.catalogue import Fact, Missing
from couth.facts.conditions import Expression, parse_expression
from couth.facts.cues import ELSEWHERE, Cue, Scope
from couth.facts.logic import ACT, PART, Gate
from couth.facts.sentence_facts import SENTENCE, Asked, SentenceView
from couth.model import Span
from couth.text import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A cue with what is known of it before any text."""

    cue: Cue
    list_id: str | None
    when: Expression | None
    weights: Mapping[str, tuple[float, ...]]
    general: Expression | None
    """The condition, where it is the same for every sentence."""
    most: float
    """The most that it can add to a score."""
    in_text: bool
    """Whether its words are looked for in the text itself."""
    needs: Gate | None
    """Word lists and signs without any of which in the text its condition does not hold."""

    @property
    def is_plain(self) -> bool:
        """Whether it adds all or nothing, as its words stand in the sentence or not."""
        return self.in_text and self.when is None and not self.weights and self.cue.scope == "sentence"

    def open(self, reading: Reading) -> bool:
        """Whether a text has what the condition needs."""
        needs = self.needs
        return needs is None or not (needs.isdisjoint(reading.lists) and needs.isdisjoint(reading.signs))


def gate_of(bound: Bound) -> Gate | None:
    """What a cue cannot hold without, where that is seen at once."""
    if bound.in_text:
        return frozenset({bound.list_id or ""})
    return _PARTS.get(bound.cue.scope) or (bound.when.gate if bound.when else None)


_PARTS: Final = {"buttons": frozenset({f"{PART}buttons"}), "captions": frozenset({f"{PART}attachments"})}


def _most(cue: Cue) -> float:
    """The most that a cue can add: its weight, or all of its phrases' weights in the language that has most."""
    if not cue.weights:
        return max(0.0, cue.weight)
    general = sum(max(0.0, w) for w in cue.weights.get("any", {}).values())
    return general + max(sum(max(0.0, w) for w in words.values()) for words in cue.weights.values())


def most_in(bound: Bound, reading: Reading) -> float:
    """The most that a cue whose words are looked for in the text can add to a sentence of this one."""
    if not bound.open(reading):
        return 0.0
    if not bound.weights:
        return bound.most
    weights = _by_number(bound, reading.lang)
    found = {hit.number for hit in reading.hits(bound.list_id or "")}
    return sum(max(0.0, weights[number]) for number in found if number < len(weights))


def may_hold(bound: Bound, reading: Reading, facts: Asked | None) -> bool:
    """Whether a cue can hold for any sentence of a text, told without going through them."""
    if not bound.open(reading):
        return False
    if bound.list_id and not bound.cue.short:
        return _places(bound, reading, facts) != []
    return facts is None or not bound.general or bound.general.evaluate(facts) is not False


def bind(cue: Cue, name: str, catalogue: Mapping[str, Fact]) -> Bound:
    """The cue bound to its list, which is one of its own (`<name>/<cue>`) or shared."""
    when = parse_expression(cue.when, catalogue) if cue.when else None
    weights = {lang: tuple(words.values()) for lang, words in (cue.weights or {}).items()}
    general = None if when is None or any(name in SENTENCE for name in when.facts) else when
    list_id = cue.list or (f"{name}/{cue.name}" if cue.words() else None)
    in_text = list_id is not None and cue.scope not in ELSEWHERE and not cue.short
    gate = when.gate if when else None
    needs = None if gate is None or any(name.startswith((PART, ACT)) for name in gate) else gate
    return Bound(cue, list_id, when, weights, general, _most(cue), in_text, needs)


def weight_of(bound: Bound, view: SentenceView) -> float | Missing:
    """What the cue adds to a sentence; missing where what is unknown tells."""
    if bound.cue.short and not view.reading.sounds_otherwise(bound.list_id or "", view.span[0]):
        return 0.0
    found = _found(bound, view) if bound.list_id and not bound.cue.short else [bound.cue.weight]
    if not found or bound.when is None:
        return found if isinstance(found, Missing) else sum(found)
    holds = bound.when.evaluate(view)
    if holds is False:
        return 0.0
    return found if isinstance(found, Missing) else holds if isinstance(holds, Missing) else sum(found)


def _found(bound: Bound, view: SentenceView) -> list[float] | Missing:
    """The weights of the phrases found where the cue looks; missing where that place is unknown."""
    places = _places(bound, view.reading, view.facts)
    if isinstance(places, Missing):
        return places
    start, end = _range(bound.cue.scope, view)
    hits = {
        (reading.lang, h.number)
        for reading in places
        for h in reading.hits(bound.list_id or "")
        if start <= h.start < end
    }
    if not bound.weights:
        return [bound.cue.weight] if hits else []
    by_lang = {lang: _by_number(bound, lang) for lang, _ in hits}
    return [by_lang[lang][number] for lang, number in hits if number < len(by_lang[lang])]


def _by_number(bound: Bound, lang: str) -> tuple[float, ...]:
    """The weights of a cue's phrases in a language, those of any language behind its own."""
    return (*bound.weights.get(lang, ()), *bound.weights.get("any", ()))


def _places(bound: Bound, reading: Reading, facts: Asked | None) -> list[Reading] | Missing:
    """The readings in which the cue's list was found; missing where they are unknown."""
    readings: object = [reading]
    fact = ELSEWHERE.get(bound.cue.scope)
    if fact:
        readings = Missing((fact,)) if facts is None else facts[fact]
    if isinstance(readings, Missing):
        return readings
    return [r for r in cast("list[Reading]", readings) if r.hits(bound.list_id or "")]


def _range(scope: Scope, view: SentenceView) -> Span:
    if scope in ("sentence", "around"):
        return view.span if scope == "sentence" else view.around
    if scope == "before":
        return 0, view.span[0]
    return (view.span[1] if scope == "after" else 0), _EVERYWHERE


_EVERYWHERE: Final = 1 << 62
