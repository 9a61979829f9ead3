"""Judgements of a sentence by weighted cues: what a sentence does, where no single word tells.

A cue adds its weight to a sentence's score where one of its phrases stands in the sentence (or
elsewhere: in the whole text, on its buttons, in what the customer wrote), or where its condition
holds; a sentence whose score reaches the threshold does the act. Acts that several rules and the
thread's facts share (`promotion`) are files of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final, Iterator, Mapping, cast

from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.conditions import Expression, parse_expression
from couth.facts.cues import ELSEWHERE, Cue, Scope
from couth.facts.logic import ACT, PART, Gate
from couth.facts.sentence_facts import SENTENCE, Asked, SentenceView
from couth.facts.sentences import clauses
from couth.model import Span
from couth.text import Reading


@dataclass(frozen=True, slots=True, eq=False)
class _Bound:
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


class Scorer:
    """Cues bound to the lists they look things up in."""

    def __init__(
        self, cues: list[Cue], threshold: float, name: str, catalogue: Mapping[str, Fact], by_clause: bool = False
    ) -> None:
        self.threshold = threshold
        self.by_clause = by_clause
        self._enough = threshold - _ROUNDING
        self._bound = tuple(_bind(cue, name, catalogue) for cue in cues)
        self._helpful = tuple(b for b in self._bound if b.most > 0)
        self._elsewhere = tuple(b for b in self._helpful if not b.in_text)
        self._uncertain = tuple(b for b in self._helpful if b.in_text and (b.weights or b.needs))
        self._most_by_list: dict[str, float] = {}
        for b in self._helpful:
            if b.in_text and b.list_id and b not in self._uncertain:
                self._most_by_list[b.list_id] = self._most_by_list.get(b.list_id, 0.0) + b.most
        self._elsewhere_most = sum(b.most for b in self._elsewhere)
        self._uncertain_most = sum(b.most for b in self._uncertain)
        self._plain = {b: b.list_id or "" for b in self._bound if b.is_plain}
        self.gate = self._needed()
        """Lists and signs without any of which in the text no sentence reaches the threshold; None where one may."""
        gate = self.gate or frozenset()
        self._words = frozenset(name for name in gate if not name.startswith(PART))
        self._fields = tuple(name.removeprefix(PART) for name in gate if name.startswith(PART))
        self._may_shut = self.gate is not None and not any(name.startswith(ACT) for name in gate)

    def _needed(self) -> Gate | None:
        """The gates of the cues without which the others, the lightest of them all, fall short of the threshold."""
        gates = [(b.most if gate else 0.0, b.most, gate) for b in self._helpful for gate in (_gate(b),)]
        needed: set[str] = set()
        rest = 0.0
        for _, most, gate in sorted(gates, key=itemgetter(0, 1)):
            rest += most
            if rest >= self._enough:
                if gate is None:
                    return None
                needed.update(gate)
        return frozenset(needed)

    def sentences(self, reading: Reading, facts: Asked | None) -> Iterator[tuple[Span, float]]:
        """The sentences whose score reaches the threshold, with the score; raises Lacking where that is open.

        Without facts the text alone is judged: conditions over anything else do not hold.
        """
        if self.is_shut(reading, getattr(facts, "draft", None)):
            return
        active = self._active(reading, facts)
        if not active:
            return
        for number, span in enumerate(reading.sentences):
            view = SentenceView(reading, span, number, facts)
            parts = clauses(reading, span) if self.by_clause else ()
            yield from self._parts(view, active, parts) if len(parts) > 1 else self._whole(view, active)

    def is_shut(self, reading: Reading, draft: object) -> bool:
        """Whether nothing of the gate stands in a text, nor in the draft behind it, if there is one."""
        words = self._words
        if not (self._may_shut and words.isdisjoint(reading.lists) and words.isdisjoint(reading.signs)):
            return False
        return draft is None or not any(getattr(draft, field) for field in self._fields)

    def amounts(self, reading: Reading, facts: Asked | None) -> Iterator[tuple[Span, dict[str, float]]]:
        """What each cue adds to each sentence, and to each clause where clauses are judged; a missing fact adds nothing."""
        for number, span in enumerate(reading.sentences):
            whole = SentenceView(reading, span, number, facts)
            for part in dict.fromkeys((span, *(clauses(reading, span) if self.by_clause else ()))):
                view = replace(whole, span=part)
                found = ((b.cue.name, _weight(b, view)) for b in self._bound)
                yield part, {name: weight for name, weight in found if not isinstance(weight, Missing) and weight}

    def _active(self, reading: Reading, facts: Asked | None) -> tuple[_Bound, ...]:
        """The cues that can hold for some sentence of a text; none where they cannot reach the threshold together.

        What the text itself holds is looked at first, so that most texts ask nothing of the thread.
        """
        lists = reading.lists
        most = sum(map(self._most_by_list.__getitem__, self._most_by_list.keys() & lists))
        if most + self._uncertain_most + self._elsewhere_most < self._enough:
            return ()
        most += sum(_most_in(b, reading) for b in self._uncertain if b.list_id in lists)
        if most + self._elsewhere_most < self._enough:
            return ()
        elsewhere = [b for b in self._elsewhere if _may_hold(b, reading, facts)]
        if most + sum(b.most for b in elsewhere) < self._enough:
            return ()
        return tuple(
            b
            for b in self._bound
            if (b.list_id in lists if b.in_text else b in elsewhere or self._speaks_against(b, reading, facts))
        )

    def _speaks_against(self, bound: _Bound, reading: Reading, facts: Asked | None) -> bool:
        return bound.most <= 0 and _may_hold(bound, reading, facts)

    def _whole(self, view: SentenceView, active: tuple[_Bound, ...]) -> Iterator[tuple[Span, float]]:
        score = self._score(view, active)
        if score >= self._enough:
            yield view.span, score

    def _parts(
        self, view: SentenceView, active: tuple[_Bound, ...], parts: tuple[Span, ...]
    ) -> Iterator[tuple[Span, float]]:
        """The sentence where it does the act as a whole and no clause speaks against it, else the clauses that do."""
        scores = [self._score(replace(view, span=part), active) for part in parts]
        whole = list(self._whole(view, active)) if min(scores) >= 0 else []
        yield from whole or ((part, score) for part, score in zip(parts, scores, strict=True) if score >= self._enough)

    def _score(self, view: SentenceView, active: tuple[_Bound, ...]) -> float:
        """The sum of the cues that hold; raises Lacking where it depends on a fact that is missing."""
        needs: list[str] = []
        score, least, most = 0.0, 0.0, 0.0
        for bound in active:
            list_id = self._plain.get(bound)
            if list_id is not None:
                score += bound.cue.weight if view.reading.hits_in(list_id, view.span) else 0.0
                continue
            weight = _weight(bound, view)
            if isinstance(weight, Missing) and view.facts is None:
                continue
            if isinstance(weight, Missing):
                needs.extend(weight.needs)
                least, most = least + min(0, bound.cue.weight), most + max(0, bound.cue.weight)
            else:
                score += weight
        if needs and (score + least >= self._enough) != (score + most >= self._enough):
            raise Lacking(Missing(tuple(dict.fromkeys(needs))))
        return score


_ROUNDING: Final = 1e-6
"""Weights such as 0.7 and 0.3 do not add up to exactly 1."""


def _gate(bound: _Bound) -> Gate | None:
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


def _most_in(bound: _Bound, reading: Reading) -> float:
    """The most that a cue whose words are looked for in the text can add to a sentence of this one."""
    if not bound.open(reading):
        return 0.0
    if not bound.weights:
        return bound.most
    weights = _by_number(bound, reading.lang)
    found = {hit.number for hit in reading.hits(bound.list_id or "")}
    return sum(max(0.0, weights[number]) for number in found if number < len(weights))


def _may_hold(bound: _Bound, reading: Reading, facts: Asked | None) -> bool:
    """Whether a cue can hold for any sentence of a text, told without going through them."""
    if not bound.open(reading):
        return False
    if bound.list_id:
        return _places(bound, reading, facts) != []
    return facts is None or not bound.general or bound.general.evaluate(facts) is not False


def _bind(cue: Cue, name: str, catalogue: Mapping[str, Fact]) -> _Bound:
    when = parse_expression(cue.when, catalogue) if cue.when else None
    weights = {lang: tuple(words.values()) for lang, words in (cue.weights or {}).items()}
    general = None if when is None or any(name in SENTENCE for name in when.facts) else when
    list_id = cue.list or (f"{name}/{cue.name}" if cue.words() else None)
    in_text = list_id is not None and cue.scope not in ELSEWHERE
    gate = when.gate if when else None
    needs = None if gate is None or any(name.startswith((PART, ACT)) for name in gate) else gate
    return _Bound(cue, list_id, when, weights, general, _most(cue), in_text, needs)


def _weight(bound: _Bound, view: SentenceView) -> float | Missing:
    found = _found(bound, view) if bound.list_id else [bound.cue.weight]
    if not found or bound.when is None:
        return found if isinstance(found, Missing) else sum(found)
    holds = bound.when.evaluate(view)
    if holds is False:
        return 0.0
    return found if isinstance(found, Missing) else holds if isinstance(holds, Missing) else sum(found)


def _found(bound: _Bound, view: SentenceView) -> list[float] | Missing:
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


def _by_number(bound: _Bound, lang: str) -> tuple[float, ...]:
    """The weights of a cue's phrases in a language, those of any language behind its own."""
    return (*bound.weights.get(lang, ()), *bound.weights.get("any", ()))


def _places(bound: _Bound, reading: Reading, facts: Asked | None) -> list[Reading] | Missing:
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
