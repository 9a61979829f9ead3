"""Drafts a second through the whole command, from JSONL to JSONL, by how many processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Mapping, Sequence

from corpus import incoming
from figures import Taken


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
