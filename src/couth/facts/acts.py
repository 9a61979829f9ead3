"""Judgements of a sentence by weighted cues: what a sentence does, where no single word tells.

A cue adds its weight to a sentence's score where one of its phrases stands in the sentence (or
elsewhere: in the whole text, on its buttons, in what the customer wrote), or where its condition
holds; a sentence whose score reaches the threshold does the act. Acts that several rules and the
thread's facts share (`promotion`) are files of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Final, Iterator, Mapping, Protocol, TypeVar

from couth.facts.bound import Bound, bind, may_hold, weight_of
from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.chances import Chances
from couth.facts.cues import Cue
from couth.facts.sentence_facts import Asked, SentenceView
from couth.facts.sentences import clauses
from couth.model import Draft, Span
from couth.text import Reading

V = TypeVar("V")


class OfDraft(Asked, Protocol):
    """Facts of a draft, which keep what is found in its thread until it grows."""

    draft: Draft

    def standing(self, find: Callable[[Any], V]) -> V:
        """What is found by these facts, or was by others, in the thread as it stands."""


class Scorer:
    """Cues that add up: a sentence whose score reaches the threshold does what they tell of."""

    def __init__(
        self, cues: list[Cue], threshold: float, name: str, catalogue: Mapping[str, Fact], by_clause: bool = False
    ) -> None:
        self.threshold = threshold
        self.by_clause = by_clause
        self._enough = threshold - _ROUNDING
        self._bound = tuple(bind(cue, name, catalogue) for cue in cues)
        helpful = [b for b in self._bound if b.most > 0]
        self._helpful = tuple(helpful)
        self._standing = tuple((1 << n, b.when.standing) for n, b in enumerate(helpful) if b.when and b.when.standing)
        """What of the conditions tells for as long as the thread does not grow that they do not hold."""
        self._chances: dict[int, Chances] = {}
        self._plain = {b: b.list_id or "" for b in self._bound if b.is_plain}
        self.gate = self._without(0).gate
        """Lists and signs without any of which in the text no sentence reaches the threshold; None where one may."""

    def chances(self, facts: Asked) -> Chances:
        """What can bring a sentence to the threshold in a thread as it stands."""
        out = 0
        for bit, holds in self._standing:
            if holds(facts) is False:
                out |= bit
        return self._without(out)

    def _without(self, out: int) -> Chances:
        """What can without some of the cues, told by their bits."""
        found = self._chances.get(out)
        if found is None:
            left = [b for n, b in enumerate(self._helpful) if not out >> n & 1]
            found = self._chances[out] = Chances(left, self._enough)
        return found

    def _chances_for(self, facts: OfDraft | None) -> Chances:
        return self._without(0) if facts is None or not self._standing else facts.standing(self.chances)

    def sentences(self, reading: Reading, facts: OfDraft | None) -> Iterator[tuple[Span, float]]:
        """The sentences whose score reaches the threshold, with the score; raises Lacking where that is open.

        Without facts the text alone is judged: conditions over anything else do not hold.
        """
        if self._is_shut_by(self._without(0), reading, facts):
            return
        chances = self._chances_for(facts)
        hopeful, active = (
            ([], ()) if self._is_shut_by(chances, reading, facts) else self._active(chances, reading, facts)
        )
        for number, span in hopeful:
            view = SentenceView(reading, span, number, facts)
            parts = clauses(reading, span) if self.by_clause else ()
            yield from self._parts(view, active, parts) if len(parts) > 1 else self._whole(view, active)

    def is_shut(self, reading: Reading, facts: OfDraft) -> bool:
        """Whether no sentence of a draft can reach the threshold, told by what stands in it and in the thread."""
        return self._is_shut_by(self._without(0), reading, facts) or (
            bool(self._standing) and self._is_shut_by(self._chances_for(facts), reading, facts)
        )

    def _is_shut_by(self, chances: Chances, reading: Reading, facts: OfDraft | None) -> bool:
        words = chances.words
        if words is None or not (words.isdisjoint(reading.found) and words.isdisjoint(reading.signs)):
            return False
        return facts is None or not any(getattr(facts.draft, field) for field in chances.fields)

    def amounts(self, reading: Reading, facts: Asked | None) -> Iterator[tuple[Span, dict[str, float]]]:
        """What each cue adds to each sentence, and to each clause where clauses are judged; a missing fact adds nothing."""
        for number, span in enumerate(reading.sentences):
            whole = SentenceView(reading, span, number, facts)
            for part in dict.fromkeys((span, *(clauses(reading, span) if self.by_clause else ()))):
                view = replace(whole, span=part)
                found = ((b.cue.name, weight_of(b, view)) for b in self._bound)
                yield part, {name: weight for name, weight in found if not isinstance(weight, Missing) and weight}

    def _active(
        self, chances: Chances, reading: Reading, facts: Asked | None
    ) -> tuple[list[tuple[int, Span]], tuple[Bound, ...]]:
        """The sentences of a text that can reach the threshold, and the cues that can hold for some of them.

        What the text itself holds is looked at first, so that most texts ask nothing of the thread.
        """
        if not chances.in_text(reading):
            return [], ()
        elsewhere = [b for b in chances.elsewhere if may_hold(b, reading, facts)]
        hopeful = chances.hopeful(reading, sum(b.most for b in elsewhere))
        if not hopeful:
            return [], ()
        lists = reading.found
        return hopeful, tuple(
            b
            for b in self._bound
            if (b.list_id in lists if b.in_text else b in elsewhere or self._speaks_against(b, reading, facts))
        )

    def _speaks_against(self, bound: Bound, reading: Reading, facts: Asked | None) -> bool:
        return bound.most <= 0 and may_hold(bound, reading, facts)

    def _whole(self, view: SentenceView, active: tuple[Bound, ...]) -> Iterator[tuple[Span, float]]:
        score = self._score(view, active)
        if score >= self._enough:
            yield view.span, score

    def _parts(
        self, view: SentenceView, active: tuple[Bound, ...], parts: tuple[Span, ...]
    ) -> Iterator[tuple[Span, float]]:
        """The sentence where it does the act as a whole and no clause speaks against it, else the clauses that do."""
        scores = [self._score(replace(view, span=part), active) for part in parts]
        whole = list(self._whole(view, active)) if min(scores) >= 0 else []
        yield from whole or ((part, score) for part, score in zip(parts, scores, strict=True) if score >= self._enough)

    def _score(self, view: SentenceView, active: tuple[Bound, ...]) -> float:
        """The sum of the cues that hold; raises Lacking where it depends on a fact that is missing."""
        needs: list[str] = []
        score, least, most = 0.0, 0.0, 0.0
        for bound in active:
            list_id = self._plain.get(bound)
            if list_id is not None:
                score += bound.cue.weight if view.reading.hits_in(list_id, view.span) else 0.0
                continue
            weight = weight_of(bound, view)
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
