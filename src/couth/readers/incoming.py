"""What readers take and give: options, parsed values, and drafts with the thread before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Callable, Final, Iterator

from couth.errors import Problem
from couth.model import Draft, Thread

MESSAGE_LIMIT: Final = 1_000_000
"""Characters in one message; no channel carries more, and no checker should chew on it."""

FILE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of a JSONL line or of a JSON document; longer input belongs on several lines."""

Loc = tuple[int | str, ...]
"""The way to a value inside an object: `("thread", 0, "at")`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: a format forced on every source, and what to take where an input is silent."""

    reader: str | None = None
    channel: str | None = None
    lang: str | None = None
    timezone: str | None = None


DEFAULTS: Final = Options()


@dataclass(frozen=True, slots=True)
class Value:
    """One object as parsed: its first line, the bytes read up to its end, and the line of its parts if known."""

    data: object
    line: int
    done: int = 0
    line_of: Callable[[Loc], int] | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A draft with the thread before it, and where it was read; `done` counts the bytes read so far.

    The thread of a replayed conversation grows as the stream goes on: judge before taking the next.
    """

    draft: Draft
    thread: Thread
    path: str
    line: int
    done: int = 0


Parser = Callable[[BinaryIO, str], Iterator[Value | Problem]]
"""A format: the stream of one source, and the name to report it by."""
