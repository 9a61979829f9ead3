"""How far findings agree with people's labels: precision, recall and F1 by rule and by source, and false alarms.

A rule is counted once a draft, wherever in it something was found. A rule of which one may argue counts neither
way on that draft. A draft is clean where no rule is due and nothing is arguable; it is a false alarm where a rule
that is counted found something all the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import sqrt
from typing import AbstractSet, Final, Iterable

MIN_SUPPORT: Final = 5
"""A rule with fewer labels than this stays out of the macro average: its F1 is mostly chance."""

_Z95: Final = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share (Wilson 1927); it is (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    square, share = _Z95 * _Z95, hits / of
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Score:
    """Findings that were due, findings that were not, and what was due and not found."""

    hits: int = 0
    alarms: int = 0
    misses: int = 0

    @property
    def due(self) -> int:
        """How often the labels ask for a finding."""
        return self.hits + self.misses

    @property
    def found(self) -> int:
        """How often something was found."""
        return self.hits + self.alarms

    @property
    def precision(self) -> float:
        """The share of findings that were due; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was due that was found; 1 where nothing was due."""
        return self.hits / self.due if self.due else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where nothing was due or found."""
        return 2 * self.hits / (self.due + self.found) if self.due + self.found else 1.0

    def count(self, found: bool, due: bool) -> None:
        """One draft more."""
        self.hits += found and due
        self.alarms += found and not due
        self.misses += due and not found


@dataclass(slots=True)
class Figures:
    """What some drafts came to: a score of every rule, and how many clean drafts there were and were alarmed at."""

    rules: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    drafts: int = 0
    clean: int = 0
    alarmed: int = 0

    @property
    def micro(self) -> Score:
        """All rules' counts together."""
        scores = self.rules.values()
        return Score(sum(s.hits for s in scores), sum(s.alarms for s in scores), sum(s.misses for s in scores))

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the rules with `MIN_SUPPORT` labels or more; 0 where there are none."""
        scores = [score.f1 for score in self.rules.values() if score.due >= MIN_SUPPORT]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def alarm_rate(self) -> float:
        """The share of clean drafts on which some rule found something; 0 where no draft is clean."""
        return self.alarmed / self.clean if self.clean else 0.0

    def add(
        self, judged: Iterable[str], due: AbstractSet[str], arguable: AbstractSet[str], found: AbstractSet[str]
    ) -> None:
        """Count one draft."""
        judged = frozenset(judged)
        self.drafts += 1
        for rule in judged - arguable:
            if rule in due or rule in found:
                self.rules[rule].count(rule in found, rule in due)
        if not due and not arguable:
            self.clean += 1
            self.alarmed += bool(found & judged)


class Evaluation:
    """Figures of everything and of each source, the rules that were heard, and which drafts each rule got wrong."""

    def __init__(self, judged: AbstractSet[str]) -> None:
        self.judged = frozenset(judged)
        self.whole = Figures()
        self.sources: defaultdict[str, Figures] = defaultdict(Figures)
        self.fired: set[str] = set()
        self.alarms: defaultdict[str, list[str]] = defaultdict(list)
        self.misses: defaultdict[str, list[str]] = defaultdict(list)

    def add(
        self, id: str, source: str, due: AbstractSet[str], arguable: AbstractSet[str], found: AbstractSet[str]
    ) -> None:
        """Hold the findings on one draft against its labels."""
        for figures in (self.whole, self.sources[source]):
            figures.add(self.judged, due, arguable, found)
        self.fired |= found
        counted = self.judged - arguable
        for wrong, rules in ((self.alarms, found - due), (self.misses, due - found)):
            for rule in rules & counted:
                wrong[rule].append(id)

    def silent(self, rules: Iterable[str]) -> list[str]:
        """Those of the rules that found nothing in any draft, sorted."""
        return sorted(set(rules) - self.fired)
