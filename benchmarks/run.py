"""How fast couth is on real conversations, beside other linters, and how that grows.

    python benchmarks/run.py [FILE.jsonl ...] [--only drafts,growth] [--json OUT] [--compare OLD]

Without a file it makes up conversations, the same ones every time. Everything is measured in rounds, one after the
other in turn. The figures depend on the machine and on what else it does: compare only such as were taken together, or
on the same machine at rest.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Callable, Final, Sequence

from beside import Peers
from conversations import write_conversations
from corpus import Case, cases, sample
from drafts import OfThirty, Replayed
from figures import Figure, Measure, figure, means, saved, table
from floor import Floor
from growth import ByLength, ByPolicy
from memory import Memory
from starting import Starting
from targets import ratios, verdicts
from throughput import Threads, Throughput

import couth

ROUNDS: Final = 5
CONVERSATIONS: Final = 400
LENGTH: Final = 30
ONCE: Final = frozenset({"memory"})
"""Counts that come out the same every time."""


def main() -> None:
    """Measure, print, and keep or compare where that was asked for."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        paths = options.files or [write_conversations(Path(folder) / "made-up.jsonl", CONVERSATIONS)]
        figures = _measured(_measures(options, paths, Path(folder)), options.rounds)
    about = _about(options)
    found = ratios(figures)
    print(*(f"{name}: {value}" for name, value in about.items()), "", sep="\n")
    print(*table(figures, means(options.compare)), "", *verdicts(found), sep="\n")
    if options.json:
        saved(options.json, about, figures, found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="conversations, one a line")
    parser.add_argument("--only", metavar="NAMES", help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sample", type=int, default=1_000, help="drafts that are judged one by one (1,000)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures")
    parser.add_argument("--compare", type=Path, metavar="OLD", help="figures that were kept before")
    return parser.parse_args()


class _Ground:
    """What the measures are made of."""

    def __init__(self, paths: Sequence[Path], folder: Path, count: int) -> None:
        self.paths = list(paths)
        self.folder = folder
        self.linter = couth.Linter()
        self.cases = sample(cases(paths, LENGTH), count)
        self.texts = [case.draft.text for case in self.cases]

    def few(self, share: int) -> list[Case]:
        """Fewer drafts, for what judges each of them several times."""
        return sample(self.cases, max(1, len(self.cases) // share))


def _peers(ground: _Ground) -> Peers:
    peers = Peers(ground.folder, ground.texts)
    for name in peers.absent:
        print(f"{name} is not installed and is left out: make peers", file=sys.stderr)
    return peers


MEASURES: Final[dict[str, Callable[[_Ground], Measure]]] = {
    "drafts": lambda ground: OfThirty(ground.linter, ground.cases),
    "replay": lambda ground: Replayed(ground.linter, ground.paths),
    "peers": _peers,
    "floor": lambda ground: Floor(ground.linter, ground.texts),
    "length": lambda ground: ByLength(ground.linter, ground.few(4)),
    "policy": lambda ground: ByPolicy(ground.folder, ground.few(4)),
    "start": lambda _: Starting(),
    "memory": lambda ground: Memory(ground.paths),
    "jobs": lambda ground: Throughput(ground.paths),
    "threads": lambda ground: Threads(ground.linter, ground.cases),
}


def _measures(options: argparse.Namespace, paths: Sequence[Path], folder: Path) -> dict[str, Measure]:
    chosen = options.only.split(",") if options.only else list(MEASURES)
    unknown = sorted(set(chosen) - set(MEASURES))
    if unknown:
        raise SystemExit(f"there is no measure {', '.join(unknown)}; one of {', '.join(MEASURES)}")
    ground = _Ground(paths, folder, options.sample)
    return {name: MEASURES[name](ground) for name in chosen}


def _measured(measures: dict[str, Measure], rounds: int) -> dict[str, Figure]:
    """Every measure in turn, round after round."""
    taken: dict[str, list[list[float]]] = {}
    for number in range(rounds):
        for name, measure in measures.items():
            if number and name in ONCE:
                continue
            begun = perf_counter()
            for series, values in measure.round().items():
                taken.setdefault(series, []).append(values)
            print(f"round {number + 1} of {rounds}: {name}, {perf_counter() - begun:.1f} s", file=sys.stderr)
    units = {series: unit for measure in measures.values() for series, unit in measure.units.items()}
    return {series: figure(units[series], values) for series, values in taken.items()}


def _about(options: argparse.Namespace) -> dict[str, str]:
    return {
        "couth": couth.__version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}",
        "drafts of": " ".join(path.name for path in options.files) or "made-up conversations",
        "rounds": str(options.rounds),
    }


if __name__ == "__main__":
    main()
