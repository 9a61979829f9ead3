"""What readers take and give: options, parsed values, and drafts with the thread before them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import BinaryIO, Callable, Final, Iterator, Mapping

from couth.errors import Problem
from couth.model import Draft, MessageTemplate, Place, Span, Thread
from couth.readers.located import Located
from couth.readers.slot import Slot

MESSAGE_LIMIT: Final = 1_000_000
"""Characters in one message; no channel carries more, and no checker should chew on it."""

FILE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of a JSONL line or of a JSON document; longer input belongs on several lines."""

ORDERS: Final = ("dmy", "mdy", "ymd")
"""Day, month and year, as the dates of an export may be written."""

Loc = tuple[int | str, ...]
"""The way to a value inside an object: `("thread", 0, "at")`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: a format forced on every source, and what to take where an input is silent.

    For payloads and exports: `at` is the moment of sending where none is told, `business` names the business where
    only names tell who speaks, `customer` is the one whose thread is meant where there are several, `dates` is the
    order of day, month and year (`dmy`, `mdy`, `ymd`), and `clock` the time zone of times that name none.

    For templates: `syntax` is their language (told from the text if None), `paths` says where in JSON, YAML or CSV
    the texts are, and `slots` gives placeholders' values by name, or by a pattern of names such as `*_url`.
    """

    reader: str | None = None
    channel: str | None = None
    lang: str | None = None
    timezone: str | None = None
    purpose: str | None = None
    syntax: str | None = None
    paths: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    at: datetime | None = None
    business: tuple[str, ...] = ()
    customer: str | None = None
    dates: str | None = None
    clock: str | None = None

    def over(self, other: Options) -> Options:
        """These options, with another's where these say nothing."""
        said = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        return replace(other, **said) if said else other


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

    The thread of a replayed conversation grows as the stream goes on: judge before taking the next. What is a
    `template` is judged as one; `located` says where in its file each part of the draft's text stands, where that is
    known; `source` is where the input says that it comes from.
    """

    draft: Draft
    thread: Thread
    path: str
    line: int
    done: int = 0
    template: MessageTemplate | None = None
    located: Located | None = None
    source: str | None = None

    def place(self, span: Span) -> Place | None:
        """Where in its file a span of the draft's text stands; None where only the line of the whole is known."""
        return self.located.place(span) if self.located else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, met on the way through a directory, that holds no messages; and how that can be told."""

    path: str
    reason: str


Parser = Callable[[BinaryIO, str], Iterator[Value | Problem]]
"""A format: the stream of one source, and the name to report it by."""
