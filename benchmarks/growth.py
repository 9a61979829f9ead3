"""How the cost of a draft grows: with the messages before it, and with the policy.

Each draft is judged by all sizes one right after the other, the first one in turn, so that their ratio is that of one moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Callable, Final, Mapping, Sequence

import policies
from corpus import Case, stream
from drafts import microseconds, read_on, read_up, settled
from figures import Taken

from couth import Linter

LENGTHS: Final = (10, 100, 1_000, 10_000)
SIZES: Final = ((50, 100), (200, 4_000), (1_000, 20_000))
"""Rules and phrases that are added to the default policy."""
PATTERNS: Final = (10, 100)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each draft, and the linter that does it, which knows no draft from before."""

    linter: Linter
    judge: Callable[[Any], object]

    def microseconds(self, thing: object) -> float:
        """How long it takes with one."""
        self.linter.knowledge.drafts.forget()
        return microseconds(lambda: self.judge(thing))


class ByLength:
    """The same drafts after threads of several lengths."""

    units: Mapping[str, str] = {f"thread of {length:,}": "us" for length in LENGTHS}

    def __init__(self, linter: Linter, cases: Sequence[Case]) -> None:
        said = stream(cases, max(LENGTHS))
        last = said[-1].at
        self.drafts = [replace(case.draft, at=last and last + timedelta(minutes=5)) for case in cases]
        self._works = {}
        for name, length in zip(self.units, LENGTHS, strict=True):
            case = Case(self.drafts[0], tuple(said[-length:]), cases[0].customer, cases[0].channel)
            self._works[name] = _judging(linter, case)

    def round(self) -> Taken:
        """Microseconds of each draft, by length."""
        settled(None)
        return _by_turns(self._works, self.drafts)


def _judging(linter: Linter, case: Case) -> Work:
    thread = read_up(linter, case)
    return Work(linter, lambda draft: linter.lint(draft, thread))


class ByPolicy:
    """The same drafts by policies of several sizes; and once, what it takes to load each."""

    def __init__(self, folder: Path, cases: Sequence[Case]) -> None:
        words = policies.vocabulary(case.draft.text for case in cases)
        paths: dict[str, Path | str] = {"default policy": "default"}
        for rules, count in SIZES:
            name = f"policy + {rules:,} rules, {count:,} phrases"
            paths[name] = policies.of_phrases(folder / f"phrases-{rules}.yaml", words, rules, count)
        for count in PATTERNS:
            paths[f"policy + {count} patterns"] = policies.of_patterns(folder / f"patterns-{count}.yaml", words, count)
        self.cases = cases
        self.loaded, self._linters = dict[str, float](), dict[str, Linter]()
        for name, path in paths.items():
            begun = perf_counter()
            self._linters[name] = Linter(path)
            self.loaded[f"Linter() of {name}"] = 1000 * (perf_counter() - begun)
        self.units: Mapping[str, str] = {**dict.fromkeys(paths, "us"), **dict.fromkeys(self.loaded, "ms")}

    def round(self) -> Taken:
        """Microseconds of each draft, by policy."""
        threads = [case.thread() for case in self.cases]
        for linter in self._linters.values():
            for case, thread in zip(self.cases, threads, strict=True):
                read_on(linter, case, thread)
        judged = list(zip((case.draft for case in self.cases), settled(threads), strict=True))
        works = {name: _linting(linter) for name, linter in self._linters.items()}
        return {**_by_turns(works, judged), **{name: [value] for name, value in self.loaded.items()}}


def _linting(linter: Linter) -> Work:
    return Work(linter, lambda pair: linter.lint(*pair))


def _by_turns(works: Mapping[str, Work], things: Sequence[object]) -> dict[str, list[float]]:
    """What each work takes with each thing, each thing beginning with another work."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for number, thing in enumerate(things):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            taken[name].append(works[name].microseconds(thing))
    return taken
