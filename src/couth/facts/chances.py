"""Which cues can bring a sentence to the threshold, told by what stands in a text before any sentence is scored."""

from __future__ import annotations

from operator import itemgetter
from typing import Iterator, Sequence

from couth.facts.bound import Bound, gate_of, most_in
from couth.facts.logic import ACT, PART, Gate
from couth.model import Span
from couth.text import Reading


class Chances:
    """Cues that speak for an act, by where they do: in a sentence, anywhere in the text, elsewhere."""

    def __init__(self, cues: Sequence[Bound], enough: float) -> None:
        self._enough = enough
        self.elsewhere = tuple(b for b in cues if not b.in_text)
        self._elsewhere_most = sum(b.most for b in self.elsewhere)
        self._uncertain = tuple(b for b in cues if b.in_text and (b.weights or b.needs))
        self._uncertain_most = sum(b.most for b in self._uncertain)
        certain = [b for b in cues if b.in_text and not (b.weights or b.needs)]
        self._in_sentence = _by_list(b for b in certain if b.cue.scope in ("sentence", "around"))
        self._anywhere = _by_list(b for b in certain if b.cue.scope not in ("sentence", "around"))
        self.gate = _needed(cues, enough)
        """Lists and signs without any of which in the text no sentence reaches the threshold; None where one may."""
        tells = self.gate is not None and not any(name.startswith(ACT) for name in self.gate)
        self.words = frozenset(n for n in self.gate or () if not n.startswith(PART)) if tells else None
        """Those of them that stand in a text; None where that says nothing."""
        self.fields = tuple(name.removeprefix(PART) for name in self.gate or () if name.startswith(PART))

    def in_text(self, reading: Reading) -> bool:
        """Whether words that stand in a text may bring any sentence to the threshold, with all that may speak elsewhere."""
        lists = reading.found
        most = self._elsewhere_most + sum(map(self._in_sentence.__getitem__, self._in_sentence.keys() & lists))
        most += sum(map(self._anywhere.__getitem__, self._anywhere.keys() & lists))
        if most + self._uncertain_most < self._enough:
            return False
        return not self._uncertain or most + self._most_uncertain(reading) >= self._enough

    def hopeful(self, reading: Reading, elsewhere: float) -> list[tuple[int, Span]]:
        """The sentences that may reach the threshold, with their numbers, where so much is added elsewhere."""
        lists = reading.found
        telling = [(name, self._in_sentence[name]) for name in self._in_sentence.keys() & lists]
        most = elsewhere + sum(most for _, most in telling) + self._most_uncertain(reading)
        most += sum(map(self._anywhere.__getitem__, self._anywhere.keys() & lists))
        if most < self._enough:
            return []
        return [one for one in enumerate(reading.sentences) if most - _silent(telling, reading, one[1]) >= self._enough]

    def _most_uncertain(self, reading: Reading) -> float:
        """The most that those cues add of which each phrase has a weight of its own, or that need something besides."""
        return sum(most_in(b, reading) for b in self._uncertain if b.list_id in reading.found)


def _by_list(cues: Iterator[Bound]) -> dict[str, float]:
    """The most that the cues of each list add."""
    found: dict[str, float] = {}
    for b in cues:
        found[b.list_id or ""] = found.get(b.list_id or "", 0.0) + b.most
    return found


def _silent(telling: list[tuple[str, float]], reading: Reading, span: Span) -> float:
    """What those cues would have added of which no word begins in a sentence."""
    return sum(most for name, most in telling if not reading.hits_in(name, span))


def _needed(cues: Sequence[Bound], enough: float) -> Gate | None:
    """The gates of the cues without which the others, the lightest of them all, fall short of the threshold."""
    gates = [(b.most if gate else 0.0, b.most, gate) for b in cues for gate in (gate_of(b),)]
    needed: set[str] = set()
    rest = 0.0
    for _, most, gate in sorted(gates, key=itemgetter(0, 1)):
        rest += most
        if rest >= enough:
            if gate is None:
                return None
            needed.update(gate)
    return frozenset(needed)
