"""A run from its plan to its exit code: sources in, entries out, problems told on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from contextlib import ExitStack, contextmanager, nullcontext
from io import BufferedReader
from typing import Callable, ContextManager, Final, Iterable, Iterator, Sequence

import click

from couth.cli import ending
from couth.cli.output import Sink, to_file, to_screen
from couth.cli.progress import Bar
from couth.cli.request import Request
from couth.errors import Note, Problem
from couth.readers import STDIN, Incoming, read_stream
from couth.reporters import Outcome, Tally, counted
from couth.runs.judging import Judge, formats_of, judge_of
from couth.runs.ledger import Ledger
from couth.runs.plan import Plan
from couth.runs.sources import Source, sources

WORTH_IT: Final = 512 * 1024
"""Bytes from which on further processes are worth starting, where nobody says how many; or so many files:"""

WORTH_IT_FILES: Final = 256

_MOST_PROBLEMS: Final = 10_000
"""Problems that are kept for formats that tell them at the end."""


class Run:
    """One run over everything that was asked for."""

    def __init__(
        self,
        request: Request,
        plan: Plan,
        stdin: BufferedReader | None,
        outputs: Sequence[str] = (),
        copy: list[str] | None = None,
    ) -> None:
        self._request = request
        self.plan = plan
        self._stdin = stdin
        self._outputs = outputs
        self._copy = copy
        self._sinks: list[Sink] = []
        self._problems: list[Problem] = []
        self._count = 0
        self.told = False
        """Whether anything was said on stderr."""
        self.total = Ledger.of(0)

    @property
    def tally(self) -> Tally:
        """What was counted."""
        return self.total.tally

    def single(self, item: Incoming) -> int:
        """Judge one draft; the exit code."""
        judge = judge_of(self.plan)
        ledger = self.total = Ledger.of(len(judge.formats))
        deque(judge.items(iter([item]), item.path, True, ledger), maxlen=0)
        with ExitStack() as stack:
            self._open(stack)
            self._drain(ledger)
            self._close()
        return self.exit_code()

    def end(self) -> int:
        """Judge all of it; the exit code. What was done before an interrupt is written all the same."""
        found = list(self._sources())
        paths = [source.path for source in found if isinstance(source, Source)]
        with ExitStack() as stack:
            self._open(stack)
            bar = stack.enter_context(Bar(paths, not self.plan.quiet))
            for problem in self._request.problems:
                self._complain(problem)
            try:
                jobs = self._jobs(paths)
                if jobs > 1:
                    self._go(self._parallel(found, jobs, bar), bar, _as_one)
                else:
                    self._go(self._serial(found, bar), bar, nullcontext)
            except KeyboardInterrupt:
                click.echo(f"couth: interrupted after {counted(self.tally.drafts, 'draft')}", err=True)
                return ending.INTERRUPTED
            finally:
                self._close()
        return self.exit_code()

    def _sources(self) -> Iterable[Source | Problem]:
        request = self._request
        paths = request.paths or (() if request.config.paths else (STDIN,))
        return sources(request.config, paths, change=request.change, configured=request.given["configured"])

    def _jobs(self, paths: Sequence[str]) -> int:
        wanted = int(self._request.given["jobs"])
        if sys.platform != "linux":  # a linter is handed on to processes that begin as a copy of this one alone
            return 1
        if wanted:
            return wanted
        if STDIN in paths or not _is_long(paths):
            return 1
        return os.cpu_count() or 1

    def _open(self, stack: ExitStack) -> None:
        made = formats_of(self.plan)
        if made:
            self._sinks.append(to_screen(self.plan.formats[0], made[0], self._copy))
        files = zip(self._outputs, made[1:], strict=True)
        self._sinks += [to_file(path, one, stack) for path, one in files]

    def _go(self, ledgers: Iterator[Ledger], bar: Bar, as_one: Callable[[], ContextManager[None]]) -> None:
        for ledger in ledgers:
            if ledger.problems or any(ledger.entries):
                bar.clear()
            with as_one():
                self._drain(ledger)

    def _serial(self, found: Sequence[Source | Problem], bar: Bar) -> Iterator[Ledger]:
        """The one ledger of this process, handed on after every draft."""
        judge = judge_of(self.plan)
        ledger = self.total = Ledger.of(len(judge.formats))
        try:
            for source in found:
                if isinstance(source, Problem):
                    ledger.complain(source, judge.formats)
                    yield ledger
                    continue
                for item in self._judged(judge, source, ledger):
                    yield ledger
                    if item is not None:
                        bar.step(item)
                yield ledger
        finally:
            judge.close()

    def _judged(self, judge: Judge, source: Source, ledger: Ledger) -> Iterator[Incoming | None]:
        if source.path != STDIN:
            return judge.file(source.path, source.named, ledger)
        assert self._stdin  # noqa: S101  (there where standard input is a source)
        read = read_stream(self._stdin, "<stdin>", self.plan.options_for("<stdin>"), self.plan.threads)
        return judge.items(read, "<stdin>", True, ledger)

    def _parallel(self, found: Sequence[Source | Problem], jobs: int, bar: Bar) -> Iterator[Ledger]:
        from couth.runs import pool

        done = 0
        parcels = pool.parcels(found, self.plan, self._stdin)
        for ledger in pool.ledgers(self.plan, judge_of, parcels, jobs):
            yield ledger
            done += ledger.done
            bar.at(self.tally.drafts, done)

    def _drain(self, ledger: Ledger) -> None:
        """Write what a ledger holds, and count it."""
        for sink, entries in zip(self._sinks, ledger.entries, strict=True):
            if entries:
                sink.take(entries)
                entries.clear()
        if self._stdin and self._sinks:
            self._sinks[0].flush()
        for problem in ledger.problems:
            self._complain(problem)
        ledger.problems.clear()
        if ledger is not self.total:
            self.total.merge(ledger)

    def tell(self, notes: Iterable[Problem]) -> None:
        """Tell what is to be known of the run as a whole, and counts for nothing."""
        for note in notes:
            self._complain(note)

    def _complain(self, problem: Problem) -> None:
        ending.complain(problem)
        self.told = True
        if not isinstance(problem, Note):
            self._count += 1
            if len(self._problems) < _MOST_PROBLEMS:
                self._problems.append(problem)

    def _close(self) -> None:
        for sink in self._sinks:
            sink.close(Outcome(self.tally, self._problems))

    def exit_code(self) -> int:
        """What the run came to."""
        if self._count:
            return ending.BAD_INPUT
        if self._request.fail_on == "never":
            return ending.CLEAN
        if self.tally.reaches(self._request.fail_on):
            return ending.FOUND
        return ending.NEEDS_CONTEXT if self.tally.verdicts["needs_context"] else ending.CLEAN


@contextmanager
def _as_one() -> Iterator[None]:
    """Puts an interrupt off to the end, so that all that was written is counted, and the other way round."""
    late: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _: late.append(number))
    except ValueError:  # not the main thread: nobody interrupts here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if late:
        raise KeyboardInterrupt


def _is_long(paths: Sequence[str]) -> bool:
    if len(paths) >= WORTH_IT_FILES:
        return True
    size = 0
    for path in paths:
        try:
            size += os.path.getsize(path)
        except OSError:
            continue
    return size >= WORTH_IT
