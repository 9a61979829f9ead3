"""What was measured: series of rounds, the figures they come to, a table of them, and the comparison with a saved run.

A series holds one value for each thing that was timed, such as a draft. Its rounds are taken in turn with those of all
other series, so that a slow minute of the machine touches all of them alike; of each figure the median of the rounds counts.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Iterator, Mapping, Protocol

Taken = Mapping[str, list[float]]
"""What one round of a measure took, by the name of the series: a value for each thing timed, always in the same order."""

MANY: Final = 20
"""From so many things on, their median and 99th percentile say something."""


class Measure(Protocol):
    """Something that is measured round by round; the units of its series are told by name."""

    units: Mapping[str, str]

    def round(self) -> Taken:
        """Measure once."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean over all things of a series, where there are many their median and 99th percentile, and the rounds' means."""

    unit: str
    mean: float
    median: float | None
    p99: float | None
    rounds: tuple[float, ...]


def figure(unit: str, rounds: list[list[float]]) -> Figure:
    """The figure that the rounds of a series come to."""
    means = tuple(map(statistics.fmean, rounds))
    many = len(rounds[0]) >= MANY
    return Figure(
        unit,
        statistics.median(means),
        statistics.median(map(statistics.median, rounds)) if many else None,
        statistics.median(sorted(one)[int(len(one) * 0.99)] for one in rounds) if many else None,
        means,
    )


def saved(path: Path, about: Mapping[str, str], figures: Mapping[str, Figure], ratios: Mapping[str, float]) -> None:
    """Keep a run as JSON."""
    run = {"about": about, "figures": {name: asdict(one) for name, one in figures.items()}, "ratios": ratios}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def means(path: Path | None) -> dict[str, float]:
    """The means of a saved run, by the name of the figure; none without one."""
    run = json.loads(path.read_text(encoding="utf-8")) if path else {"figures": {}}
    return {name: one["mean"] for name, one in run["figures"].items()}


def table(figures: Mapping[str, Figure], before: Mapping[str, float]) -> Iterator[str]:
    """The figures as lines of text, each beside what it was before."""
    width = max(map(len, figures), default=0)
    yield f"{'':{width}}  {'unit':>6}{'mean':>12}{'median':>12}{'p99':>12}   rounds"
    for name, one in figures.items():
        low, high = min(one.rounds), max(one.rounds)
        old = before.get(name)
        change = f"   {one.mean / old:.2f} times {_amount(old)}" if old else ""
        yield (
            f"{name:{width}}  {one.unit:>6}{_amount(one.mean):>12}{_amount(one.median):>12}{_amount(one.p99):>12}"
            f"   {_amount(low)} to {_amount(high)}{change}"
        )


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.1f}" if value >= 10 else f"{value:,.3f}"
