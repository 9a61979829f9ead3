"""What a policy and a thread hold in memory, as tracemalloc counts it; a process of its own, for counting is slow.

python benchmarks/memory.py FILE.jsonl ...      prints JSON, in megabytes
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Final, Mapping

from corpus import Case, cases, sample, stream
from drafts import read_up
from figures import Taken

from couth import Draft, Linter, Message, Thread

MESSAGES: Final = 1_000
DRAFTS: Final = 1_000
NAMES: Final = (
    "memory of the policy, loaded", f"memory of the policy, after {DRAFTS:,} drafts", f"memory of a thread of {MESSAGES:,} beyond its texts",
    "its messages alone", "what one draft makes of it",
)  # fmt: skip


class Memory:
    """Megabytes that stay when the garbage is gone."""

    units: Mapping[str, str] = dict.fromkeys(NAMES, "MB")

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths

    def round(self) -> Taken:
        """Counted once in a process of its own."""
        done = subprocess.run(  # noqa: S603  (our own interpreter)
            (sys.executable, __file__, *map(str, self.paths)), check=True, capture_output=True, text=True
        )
        return {name: [value] for name, value in json.loads(done.stdout).items()}


def _held() -> float:
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / 1e6


def main(paths: list[Path]) -> None:
    """Count, and print what was counted."""
    import couth.engine  # noqa: F401  (imports are no part of a policy)

    found = cases(paths, 30)
    said = stream(found, MESSAGES)
    tracemalloc.start()
    before = _held()
    linter = Linter()
    loaded = _held() - before
    for case in sample(found, DRAFTS):
        linter.lint(case.draft, case.thread())
    used = _held() - before
    figures = (loaded, used, *_of_thread(linter, found[0], said))
    print(json.dumps(dict(zip(NAMES, figures, strict=True))))


def _of_thread(linter: Linter, case: Case, said: list[Message]) -> tuple[float, float, float]:
    """A thread's messages and all that is read of them; the messages alone; and what one draft makes of a thread."""
    read_up(linter, Case(case.draft, tuple(said), case.customer, case.channel))  # the automaton has met the words
    start = _held()
    messages = [Message(m.role, m.text, m.at and m.at.replace(tzinfo=m.at.tzinfo)) for m in said]
    alone = _held() - start
    thread = Thread(messages, case.customer, case.channel)
    linter.lint(Draft("Is there anything else that I can do for you?", messages[-1].at), thread)
    judged = _held() - start
    whole = read_up(linter, Case(case.draft, tuple(messages), case.customer, case.channel))
    both = _held() - start
    del whole
    return alone + both - judged, alone, judged


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
