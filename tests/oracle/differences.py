"""Both engines on conversations: `make oracle DATA=folder`.

    python -m oracle.differences FOLDER [--drafts 200]     (in tests/)

Of each file a sample, spread evenly, is judged by the real engine as the conversation is replayed, with a thread that
grows, and by the plain one from nothing. Prints where they differ, without the words; 1 where they do anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Iterator

from couth import Linter, Report
from couth.readers import Incoming, read
from oracle.engine import PlainLinter

SUFFIXES = (".jsonl", ".json", ".yaml")


def differences(real: Report, plain: Report) -> list[str]:
    """What one report has that the other has not; rules and places, no words."""
    pairs = {"real": (real, plain), "plain": (plain, real)}
    found = [
        f"only {name}: {violation.rule} at {violation.span}"
        for name, (one, other) in pairs.items()
        for violation in one.violations
        if violation not in other.violations
    ]
    found += [
        f"only {name}: {unknown.rule} needs {', '.join(unknown.needs)}"
        for name, (one, other) in pairs.items()
        for unknown in one.unknown
        if unknown not in other.unknown
    ]
    if not found and real != plain:
        found.append(
            f"verdict or decision: {real.verdict}, {real.decision.action}; {plain.verdict}, {plain.decision.action}"
        )
    return found


def main() -> int:
    """Compare; tell of each file, and of each difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--drafts", type=int, default=200, help="of each file (200)")
    options = parser.parse_args()
    real = Linter()
    plain = PlainLinter(real.policy)
    different = 0
    for path in sorted(p for p in options.folder.rglob("*") if p.suffix in SUFFIXES):
        begun, judged = time.monotonic(), 0
        for place, found in _compared(path, options.drafts, real, plain):
            judged += 1
            different += bool(found)
            print(*(f"{path.name} {place}: {line}" for line in found), sep="\n", end="\n" if found else "")
        print(f"{path.name}: {judged} drafts, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    print(f"{different} drafts are judged differently")
    return 1 if different else 0


def _compared(path: Path, count: int, real: Linter, plain: PlainLinter) -> Iterator[tuple[str, list[str]]]:
    """Each draft of the sample, with the differences; what is no conversation gives none."""
    total = sum(isinstance(item, Incoming) for item in read(str(path)))
    step = max(1, total // count)
    for number, item in enumerate(i for i in read(str(path)) if isinstance(i, Incoming)):
        if number % step == 0:
            report = real.lint(item.draft, item.thread)
            yield item.draft.id or str(number), differences(report, plain.lint(item.draft, item.thread))


if __name__ == "__main__":
    raise SystemExit(main())
