"""What judging one draft costs: with a thread that was read before, with one that nobody has read, and in replay.

Inside a process the time of the processor counts, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from pathlib import Path
from time import thread_time_ns
from typing import Callable, Final, Mapping, Sequence, TypeVar

from corpus import Case, incoming
from figures import Taken

from couth import Linter, Thread
from couth.facts.kept import TRACKERS
from couth.facts.state import state_of
from couth.facts.view import language_of

T = TypeVar("T")
LOCKED: Final = getattr(sys, "_is_gil_enabled", lambda: True)()
"""Whether threads take turns, as they do unless Python was built without its lock."""
FIFTH: Final = 5
"""What takes long is measured for each fifth draft."""


def microseconds(work: Callable[[], object]) -> float:
    """How long the processor is at something."""
    begun = thread_time_ns()
    work()
    return (thread_time_ns() - begun) / 1000


def read_up(linter: Linter, case: Case) -> Thread:
    """The case's thread, every message of it read by everything that reads threads: a warm one."""
    thread = case.thread()
    read_on(linter, case, thread)
    return thread


def read_on(linter: Linter, case: Case, thread: Thread) -> None:
    """Have everything that reads threads read what was said since."""
    state = state_of(thread, linter.knowledge, language_of(case.draft, thread, linter.knowledge))
    for _ in state.advance(TRACKERS):
        pass


def settled(things: T) -> T:
    """Put what was made up to be measured out of the garbage collector's sight: it is no part of the work.

    Without the interpreter's lock freezing makes it look more often: it then goes through everything, and counts what is frozen as new.
    """
    gc.collect()
    if LOCKED:
        gc.freeze()
    return things


class OfThirty:
    """Drafts with 30 messages before them."""

    units: Mapping[str, str] = dict.fromkeys(
        (
            "warm thread of 30", "warm thread of 30, clean drafts", "cold thread of 30, built and judged",
            "thread.append", "thread.append, and read by all that read threads",
        ),
        "us",
    )  # fmt: skip

    def __init__(self, linter: Linter, cases: Sequence[Case]) -> None:
        self.linter = linter
        self.cases = cases
        self.clean = [not linter.lint(case.draft, case.thread()).violations for case in cases]

    def round(self) -> Taken:
        """Each draft against a warm thread; each fifth against a cold one, and as the next message.

        A thread is warm when everything was read of it, and another draft was judged against it; the draft itself is new.
        """
        threads = [read_up(self.linter, case) for case in self.cases]
        lint = self.linter.lint
        for thread, other in zip(threads, (*self.cases[1:], self.cases[0]), strict=True):
            lint(replace(other.draft, at=thread[-1].at), thread)
        settled(None)
        self.linter.knowledge.drafts.forget()
        warm = []
        for case, thread in zip(self.cases, threads, strict=True):
            begun = thread_time_ns()
            lint(case.draft, thread)
            warm.append((thread_time_ns() - begun) / 1000)
        names = iter(self.units)
        clean = [value for value, clean in zip(warm, self.clean, strict=True) if clean]
        few = self.cases[::FIFTH]
        cold = [microseconds(lambda case=case: lint(case.draft, case.thread())) for case in few]  # type: ignore[misc]  # default
        added, told = zip(*map(self._appended, few), strict=True)
        return dict(zip(names, (warm, clean or [0.0], cold, list(added), list(told)), strict=True))

    def _appended(self, case: Case) -> tuple[float, float]:
        """What it costs to add the last message of a case to the others, and to read it as well."""
        last = case.messages[-1]
        thread = read_up(self.linter, Case(case.draft, case.messages[:-1], case.customer, case.channel))
        added = microseconds(lambda: thread.append(last))
        return added, added + microseconds(lambda: read_on(self.linter, case, thread))


class Replayed:
    """Every draft of the files as their conversations go on: judging it, and reading what was said since the one before."""

    units: Mapping[str, str] = {"replay, each draft as its conversation goes on": "us"}

    def __init__(self, linter: Linter, paths: Sequence[Path]) -> None:
        self.linter = linter
        self.paths = paths

    def round(self) -> Taken:
        """Microseconds of every draft."""
        settled(None)
        (name,) = self.units
        lint = self.linter.lint
        return {name: [microseconds(lambda i=i: lint(i.draft, i.thread)) for i in incoming(self.paths)]}  # type: ignore[misc]
