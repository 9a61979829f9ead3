"""Speed on a repository of message templates: anew, unchanged, and by one process, with the same bytes from all of them.

    python benchmarks/templates.py [--files 10000] [--jobs 2]

The files are made up, the same ones every time. The figures depend on the machine: compare only such as were taken on
the same one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from made_templates import write_templates

from couth.runs.plan import CACHE

COMMAND: Final = (sys.executable, "-m", "couth", "check", "--format", "jsonl", "--fail-on", "never", "--quiet")
UNCHANGED: Final = 3
"""Runs over what has not changed, of which the fastest counts."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took, in seconds: by the clock, and of all processors together; and the digest of what it wrote."""

    clock: float
    processors: float
    digest: bytes


def main() -> None:
    """Measure and print; ends with 1 where not all runs write the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000, help="how many files (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the parallel runs (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_templates(folder, arguments.files)
        runs = _measured(folder, str(arguments.jobs))
    if len({run.digest for run in runs}) > 1:
        raise SystemExit("not all runs wrote the same")


def _measured(folder: Path, jobs: str) -> list[Taken]:
    """Runs of each kind, with a line printed of each."""
    print(f"{'':24}{'clock, s':>10}{'processors, s':>15}")
    anew = _run(folder, "--jobs", jobs)
    _line(f"anew, {jobs} processes", anew)
    again = [_run(folder, "--jobs", jobs) for _ in range(UNCHANGED)]
    fastest = min(again, key=lambda run: run.clock)
    _line("unchanged", fastest, f"{anew.clock / fastest.clock:8.1f} times as fast")
    shutil.rmtree(folder / CACHE)
    alone = _run(folder, "--jobs", "1", "--no-cache")
    _line("anew, one process", alone)
    return [anew, *again, alone]


def _line(name: str, run: Taken, more: str = "") -> None:
    print(f"{name:24}{run.clock:10.2f}{run.processors:15.2f}{more}")


def _run(folder: Path, *more: str) -> Taken:
    begun, before = perf_counter(), os.times()
    done = subprocess.run((*COMMAND, *more), cwd=folder, check=True, stdout=subprocess.PIPE)  # noqa: S603  (our own command)
    clock, after = perf_counter() - begun, os.times()
    processors = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(clock, processors, hashlib.sha256(done.stdout).digest())


if __name__ == "__main__":
    main()
