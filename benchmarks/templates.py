"""Speed on a repository of message templates: anew, unchanged, and by one process, with the same bytes from all of them.

    python benchmarks/templates.py [--files 10000] [--jobs 2]

The files are made up, the same ones every time. The figures depend on the machine: compare only such as were taken on
the same one.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Final

from made_templates import write_templates

from couth.runs.cache import FOLDER

COMMAND: Final = (sys.executable, "-m", "couth", "check", "--format", "jsonl", "--fail-on", "never", "--quiet")
UNCHANGED: Final = 3
"""Runs over what has not changed, of which the fastest counts."""


def main() -> None:
    """Measure and print; ends with 1 where not all runs write the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000, help="how many files (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the parallel runs (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_templates(folder, arguments.files)
        seen = _measured(folder, str(arguments.jobs))
    if len(seen) > 1:
        raise SystemExit("not all runs wrote the same")


def _measured(folder: Path, jobs: str) -> set[bytes]:
    """Prints the seconds of each kind of run; the digests of what they wrote."""
    first, seen = _run(folder, "--jobs", jobs)
    again = [_run(folder, "--jobs", jobs) for _ in range(UNCHANGED)]
    shutil.rmtree(folder / FOLDER)
    alone, serial = _run(folder, "--jobs", "1", "--no-cache")
    unchanged = min(seconds for seconds, _ in again)
    print(f"anew, {jobs} processes      {first:8.2f} s")
    print(f"unchanged             {unchanged:8.2f} s   {first / unchanged:.1f} times as fast")
    print(f"anew, one process     {alone:8.2f} s   without a cache")
    return {seen, serial, *(digest for _, digest in again)}


def _run(folder: Path, *more: str) -> tuple[float, bytes]:
    """The seconds of a run, and the digest of what it wrote."""
    begun = perf_counter()
    done = subprocess.run((*COMMAND, *more), cwd=folder, check=True, stdout=subprocess.PIPE)  # noqa: S603  (our own command)
    return perf_counter() - begun, hashlib.sha256(done.stdout).digest()


if __name__ == "__main__":
    main()
