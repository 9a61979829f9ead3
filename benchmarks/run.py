"""Speed on a file of conversations: each draft in turn, and the whole command from JSONL to JSONL.

    python benchmarks/run.py [FILE.jsonl] [--json OUT] [--compare OLD]

Without a file it makes up conversations, the same ones every time. A conversation is replayed as
`couth check` does it, so that each draft is judged with a thread whose earlier messages were read
before. The figures depend on the machine: compare only such as were taken on the same one.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, perf_counter_ns
from typing import Final, Mapping

from conversations import write_conversations

import couth
from couth.readers import Incoming, read

ROUNDS: Final = 3
CONVERSATIONS: Final = 400
Figures = dict[str, float]


def main() -> None:
    """Measure, print, and keep or compare where that was asked for."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.file or write_conversations(Path(folder) / "made-up.jsonl", CONVERSATIONS)
        figures = {**_each_draft(path), **_whole_command(path)}
    print(
        f"couth {_version()}, Python {platform.python_version()}, {platform.machine()}, {arguments.file or 'made up'}"
    )
    old = json.loads(arguments.compare.read_text()) if arguments.compare else {}
    _table(figures, old)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="conversations, one a line")
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures")
    parser.add_argument("--compare", type=Path, metavar="OLD", help="figures that were kept before")
    return parser.parse_args()


def _each_draft(path: Path) -> Figures:
    """Microseconds of `lint` for every draft of the last of some rounds; the first ones warm up."""
    begun = perf_counter()
    linter = couth.Linter()
    compiled = perf_counter() - begun
    for _ in range(ROUNDS):
        times = _round(path, linter)
    times.sort()
    return {
        "drafts": float(len(times)),
        "policy, ms": compiled * 1000,
        "mean, us": statistics.fmean(times),
        "median, us": statistics.median(times),
        "p99, us": times[int(len(times) * 0.99)],
        "drafts a second, lint": 1e6 / statistics.fmean(times),
    }


def _round(path: Path, linter: couth.Linter) -> list[float]:
    times = []
    gc.collect()
    for item in read(str(path)):
        if not isinstance(item, Incoming):
            raise SystemExit(str(item))
        begun = perf_counter_ns()
        linter.lint(item.draft, item.thread)
        times.append((perf_counter_ns() - begun) / 1000)
    return times


def _whole_command(path: Path) -> Figures:
    """Seconds of `couth check` on the file, and of a run with nothing to do: what starting costs."""
    command = (sys.executable, "-m", "couth", "check", "--format", "jsonl", "--fail-on", "never")
    whole = min(_seconds(*command, str(path)) for _ in range(ROUNDS))
    start = min(_seconds(*command, "--draft", "Hello.") for _ in range(ROUNDS))
    drafts = sum(1 for _ in read(str(path)))
    return {"command, s": whole, "start, s": start, "drafts a second, command": drafts / whole}


def _seconds(*command: str) -> float:
    begun = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (our own command)
    return perf_counter() - begun


def _table(figures: Figures, old: Mapping[str, float]) -> None:
    for name, value in figures.items():
        before = old.get(name)
        change = f"   {value / before:6.2f} x of {before:,.2f}" if before else ""
        print(f"{name:26}{value:14,.2f}{change}")


def _version() -> str:
    return couth.__version__


if __name__ == "__main__":
    main()
