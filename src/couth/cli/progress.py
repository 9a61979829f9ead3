"""A bar on stderr, on a terminal alone, for runs that take long."""

from __future__ import annotations

import os
import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Iterable

from couth.readers import Incoming
from couth.reporters import counted

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE: Final = 1.0
"""Seconds before a bar appears."""

_PACE: Final = 0.1


class Bar:
    """Counts drafts and the bytes read; draws itself now and then once the run has taken a while."""

    def __init__(self, paths: Iterable[str], wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._total = _bytes(paths) if self._wanted else None
        self._next = monotonic() + PATIENCE
        self._drafts = self._read = self._before = 0
        self._path: str | None = None
        self._drawn: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self, incoming: Incoming) -> None:
        """One draft more."""
        if not self._wanted:
            return
        if incoming.path != self._path:
            self._path, self._before = incoming.path, self._before + self._read
        self._read = incoming.done
        self._drafts += 1
        self._tick()

    def at(self, drafts: int, done: int) -> None:
        """So many drafts and bytes in all."""
        if self._wanted:
            self._drafts, self._before, self._read = drafts, done, 0
            self._tick()

    def _tick(self) -> None:
        now = monotonic()
        if now >= self._next:
            self._next = now + _PACE
            self._draw()

    def clear(self) -> None:
        """Take the bar away, so that something else can be written."""
        if self._drawn:
            self._drawn.stop()
            self._drawn = None

    def _draw(self) -> None:
        if not self._drawn:
            self._drawn = _progress(self._total)
        drafts = counted(self._drafts, "draft")
        self._drawn.update(self._drawn.task_ids[0], completed=self._before + self._read, drafts=drafts)
        self._drawn.refresh()


def _bytes(paths: Iterable[str]) -> int | None:
    """Bytes of all files; None where it cannot be known."""
    try:
        return sum(os.path.getsize(path) for path in paths)
    except OSError:
        return None


def _progress(total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[drafts]}"), TimeRemainingColumn())
    console = Console(stderr=True)
    progress = Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    )
    progress.add_task("", total=total, drafts="")
    progress.start()
    return progress
