"""Sentences scored cue by cue: every cue is asked of every sentence and clause, whatever the others say."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator, Mapping

from couth.facts import Cue, Lacking, Missing, Scorer
from couth.facts.catalogue import Fact
from couth.facts.cues import ELSEWHERE
from couth.facts.sentence_facts import SentenceView
from couth.facts.sentences import clauses
from couth.model import Span
from couth.text import Reading
from oracle.conditions import holds

ROUNDING = 1e-6


class PlainScorer(Scorer):
    """The same cues; only what they are, no shortcut through them."""

    def __init__(
        self, cues: list[Cue], threshold: float, name: str, catalogue: Mapping[str, Fact], by_clause: bool = False
    ) -> None:
        self.threshold = threshold
        self.by_clause = by_clause
        self.gate = None
        self._cues = [(cue, cue.list or (f"{name}/{cue.name}" if cue.words() else None)) for cue in cues]

    def sentences(self, reading: Reading, facts: object) -> Iterator[tuple[Span, float]]:
        """The sentences whose score reaches the threshold, or else their clauses that do."""
        for number, span in enumerate(reading.sentences):
            whole = SentenceView(reading, span, number, facts)  # type: ignore[arg-type]
            parts = clauses(reading, span) if self.by_clause else ()
            scores = [(part, self._total(replace(whole, span=part))) for part in parts] if len(parts) > 1 else []
            found = [] if any(score < 0 for _, score in scores) else self._enough([(span, self._total(whole))])
            yield from found or self._enough(scores)

    def is_shut(self, reading: Reading, facts: object) -> bool:
        """Nothing is shut here: every sentence is looked at."""
        return False

    def _enough(self, scores: list[tuple[Span, float]]) -> list[tuple[Span, float]]:
        return [(span, score) for span, score in scores if score >= self.threshold - ROUNDING]

    def _total(self, view: SentenceView) -> float:
        """The sum of what the cues add; raises Lacking where what is unknown would decide."""
        added = [(cue, self._added(cue, list_id, view)) for cue, list_id in self._cues]
        score = sum(value for _, value in added if not isinstance(value, Missing))
        unknown = [(cue.weight, value) for cue, value in added if isinstance(value, Missing) and view.facts is not None]
        least = score + sum(min(0.0, weight) for weight, _ in unknown)
        most = score + sum(max(0.0, weight) for weight, _ in unknown)
        if least < self.threshold - ROUNDING <= most:
            raise Lacking(Missing(tuple(dict.fromkeys(need for _, value in unknown for need in value.needs))))
        return score

    def _added(self, cue: Cue, list_id: str | None, view: SentenceView) -> float | Missing:
        spoken: float | Missing = _short(cue, list_id, view) if cue.short and list_id else cue.weight
        if list_id and not cue.short:
            spoken = _spoken(cue, list_id, view)
        held = holds(cue.when, view) if cue.when else True
        if spoken == 0.0 or held is False:
            return 0.0
        return spoken if isinstance(spoken, Missing) else held if isinstance(held, Missing) else spoken


def _short(cue: Cue, list_id: str, view: SentenceView) -> float:
    """The cue's weight where the weights of its list add up to less than nothing, which is more in other languages than English."""
    total = view.reading.sum_of(list_id, view.span[0])
    return cue.weight if total is not None and total < (0 if view.reading.lang == "en" else 0.5) else 0.0


def _spoken(cue: Cue, list_id: str, view: SentenceView) -> float | Missing:
    """What the cue's phrases add that stand where it looks."""
    places = _places(cue, view)
    if isinstance(places, Missing):
        return places
    found = {
        (reading.lang, hit.number)
        for reading in places
        for hit in reading.hits(list_id)
        if _within(cue, hit.start, view)
    }
    if not cue.weights:
        return cue.weight if found else 0.0
    weights = {lang: [*_weights(cue, lang), *_weights(cue, "any")] for lang, _ in found}
    return sum(weights[lang][number] for lang, number in sorted(found) if number < len(weights[lang]))


def _weights(cue: Cue, lang: str) -> list[float]:
    return list((cue.weights or {}).get(lang, {}).values())


def _places(cue: Cue, view: SentenceView) -> list[Reading] | Missing:
    fact = ELSEWHERE.get(cue.scope)
    if fact is None:
        return [view.reading]
    return Missing((fact,)) if view.facts is None else view.facts[fact]  # type: ignore[return-value]


def _within(cue: Cue, start: int, view: SentenceView) -> bool:
    if cue.scope in ("sentence", "around"):
        begin, end = view.span if cue.scope == "sentence" else view.around
        return begin <= start < end
    if cue.scope in ("before", "after"):
        return start < view.span[0] if cue.scope == "before" else start >= view.span[1]
    return True
