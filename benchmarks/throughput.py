"""Drafts a second: through the whole command by how many processes, and by one linter in how many threads."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import perf_counter
from typing import Final, Mapping, Sequence

from corpus import Case, incoming
from drafts import settled
from figures import Taken

from couth import Draft, Linter, Thread

THREADS: Final = (1, 2, 4)


class Throughput:
    """`couth check --jobs`, with one process and with as many as there are processors."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.drafts = sum(1 for _ in incoming(paths))
        self._jobs = {f"couth check, --jobs {jobs}": jobs for jobs in sorted({1, 2, os.cpu_count() or 1})}
        self.units: Mapping[str, str] = dict.fromkeys(self._jobs, "/s")

    def round(self) -> Taken:
        """The whole run once for each number of processes, start-up included."""
        return {name: [self.drafts / self._seconds(jobs)] for name, jobs in self._jobs.items()}

    def _seconds(self, jobs: int) -> float:
        command = (sys.executable, "-m", "couth", "check", "--format", "jsonl", "--fail-on", "never", "--no-cache")
        begun = perf_counter()
        subprocess.run(  # noqa: S603  (our own command)
            (*command, "--no-config", "--quiet", "--jobs", str(jobs), *map(str, self.paths)),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return perf_counter() - begun


class Threads:
    """One linter in several threads of a program, each with conversations of its own."""

    units: Mapping[str, str] = {f"one linter, {count} threads": "/s" for count in THREADS}

    def __init__(self, linter: Linter, cases: Sequence[Case]) -> None:
        self.linter = linter
        self.cases = cases

    def round(self) -> Taken:
        """Every draft once in each number of threads, with threads of messages that nobody has read."""
        return {name: [self._rate(count)] for name, count in zip(self.units, THREADS, strict=True)}

    def _rate(self, count: int) -> float:
        shares = [[(case.draft, case.thread()) for case in self.cases[number::count]] for number in range(count)]
        settled(None)
        barrier = Barrier(count + 1)

        def judge(share: list[tuple[Draft, Thread]]) -> None:
            barrier.wait()
            for draft, thread in share:
                self.linter.lint(draft, thread)

        with ThreadPoolExecutor(count) as pool:
            done = pool.map(judge, shares)
            barrier.wait()
            begun = perf_counter()
            list(done)
            return len(self.cases) / (perf_counter() - begun)
