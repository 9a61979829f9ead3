"""Where a run is written to: the screen in one format, and files in any others."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Callable, Final, Iterable, Sequence

import click

from couth.reporters import FORMATS, Format, Outcome
from couth.runs.again import write

_IN_MEMORY: Final = 16 * 1024 * 1024
"""Characters of a late format that are held in memory; more of them wait in a file."""

Write = Callable[[str], object]


class Sink:
    """Writes one format: what is before all entries, the entries as they come, and what is after them."""

    def __init__(self, made: Format, write: Write, flush: Callable[[], object]) -> None:
        self._format = made
        self._write = write
        self._flush = flush
        self._held: IO[str] | None = _held() if made.late else None
        self._count = 0

    def take(self, entries: Iterable[str]) -> None:
        """Write entries, or hold them until the beginning is known."""
        most = self._format.most
        write = self._held.write if self._held else self._write
        for entry in entries:
            if self._count == 0 and not self._held:
                self._write(self._format.begin(None))
            if most is None or self._count < most:
                write(self._format.between + entry if self._count else entry)
            self._count += 1

    def flush(self) -> None:
        """Hand on what was written."""
        self._flush()

    def close(self, outcome: Outcome) -> None:
        """Write the rest; a document without entries is closed up."""
        if self._held:
            self._late(self._held, outcome)
        elif self._count:
            self._write(self._format.end(outcome))
        else:
            self._write(self._format.begin(None).rstrip("\n") + self._format.end(outcome).removeprefix("\n"))
        self._flush()

    def _late(self, held: IO[str], outcome: Outcome) -> None:
        self._write(self._format.begin(outcome))
        held.seek(0)
        while chunk := held.read(1 << 16):
            self._write(chunk)
        held.close()
        self._write(self._format.end(outcome))


def _held() -> IO[str]:
    return SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="")


def to_screen(name: str, made: Format, copy: list[str] | None = None) -> Sink:
    """The sink of standard output; what is no prose is UTF-8 on every platform. `copy` takes all that is written."""

    def shown(text: str) -> None:
        write(name, text)
        if copy is not None:
            copy.append(text)

    return Sink(made, shown, _flush)


def _flush() -> None:
    """Flush stdout as it is by then: a test or a pager may have put another in its place."""
    sys.stdout.flush()


def to_file(path: str, made: Format, stack: ExitStack) -> Sink:
    """The sink of a file, which is opened at once; a usage error where it cannot be written."""
    try:
        stream = stack.enter_context(open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n"))  # noqa: SIM115  (the stack closes it)
    except OSError as error:
        raise click.UsageError(f"--output: {path} cannot be written: {error.strerror}") from error
    return Sink(made, stream.write, stream.flush)


def named(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """FORMAT=FILE, split; a usage error where the format is none or a file is named twice."""
    pairs = []
    for value in values:
        name, sign, path = value.partition("=")
        if not sign or not path or name not in FORMATS:
            raise click.BadParameter(f"{value!r} is not FORMAT=FILE, with a format of {', '.join(FORMATS)}")
        pairs.append((name, path))
    twice = [path for n, (_name, path) in enumerate(pairs) if path in [other for _other, other in pairs[:n]]]
    if twice:
        raise click.BadParameter(f"{twice[0]} is written to twice")
    return tuple(pairs)
