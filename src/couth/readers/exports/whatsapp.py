"""WhatsApp's text export: the lines of both phone systems, with the dates, clocks and marks of many locales.

A message begins on a line that opens with a date and a time; lines without them go on with the message before.
Read line by line, so that a file may be larger than memory. Signal's text exports have the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO, Final, Iterator

from couth.errors import Note, Problem
from couth.readers.bytestream import decoded
from couth.readers.exports.dates import Dates, Head, head_of
from couth.readers.exports.media import MARKS, NO_MARKS, things
from couth.readers.incoming import MESSAGE_LIMIT, Value
from couth.readers.said import Said
from couth.regexes import regex_of

AHEAD: Final = 5_000
"""Messages that are looked at before the first is given, to tell the day of their dates from the month."""

_LONGEST: Final = 4 * MESSAGE_LIMIT
_FROM: Final = regex_of(r"[" + MARKS + r"~\s\u202f]*(?P<name>[^\n]{1,80}?)\s?[:：](?:[ \u00a0]|$)")
_TIGHT: Final = regex_of(r"(?P<name>[^\n:]{1,80}):(?=\S)")
_EDITED: Final = regex_of(r"[ \n]?\u200e?<[^<>\n]{4,60}>$")


def is_export(head: str) -> bool:
    """Whether a text begins as an export does: a date, a time, and after them a name or what happened."""
    first = next((line for line in head.splitlines() if line.strip(MARKS + " \t")), "")
    found = head_of(first)
    return found is not None and len(first) > found.end


@dataclass(slots=True)
class _Entry:
    head: Head
    line: int
    rest: str
    more: list[str]
    done: int
    size: int

    def go_on(self, line: str, done: int) -> None:
        """One more line of the message; of one without end, what is over the limit of a message is left out."""
        self.size += len(line)
        self.done = done
        if self.size <= MESSAGE_LIMIT:
            self.more.append(line)


def read(stream: BinaryIO, path: str, order: str | None = None) -> Iterator[Value | Problem]:
    """Every message with its line, or what is wrong; `order` is that of day, month and year, told from the dates if None."""
    entries = _entries(stream, path)
    ahead: list[_Entry | Problem] = []
    for entry in entries:
        ahead.append(entry)
        if len(ahead) == AHEAD:
            break
    dates = Dates([e.head for e in ahead if isinstance(e, _Entry)], order)
    yield from (Note(path, None, None, doubt) for doubt in dates.doubts)
    reader = _Reader(path, dates)
    for entry in ahead:
        yield entry if isinstance(entry, Problem) else reader.value(entry)
    for entry in entries:
        yield entry if isinstance(entry, Problem) else reader.value(entry)


def _entries(stream: BinaryIO, path: str) -> Iterator[_Entry | Problem]:
    entry: _Entry | None = None
    done = 0
    for number, data in enumerate(iter(partial(stream.readline, _LONGEST), b""), start=1):
        done += len(data)
        line = decoded(data.rstrip(b"\r\n"), path, number)
        head = None if isinstance(line, Problem) else head_of(line)
        if isinstance(line, Problem):
            yield line
        elif head is not None:
            yield from (() if entry is None else (entry,))
            entry = _Entry(head, number, line[head.end :], [], done, len(line))
        elif entry is not None:
            entry.go_on(line, done)
        elif line.strip(MARKS + " \t"):
            yield Problem(path, number, None, "no message begins here: a date and a time were expected")
    yield from (() if entry is None else (entry,))


class _Reader:
    """Entries to things said; remembers who has spoken, to tell names from what only looks like one."""

    def __init__(self, path: str, dates: Dates) -> None:
        self._path = path
        self._dates = dates
        self._speakers: set[str] = set()

    def value(self, entry: _Entry) -> Value | Problem:
        """The entry as something said, or why its date is none."""
        at = self._dates.moment(entry.head)
        if isinstance(at, str):
            return Problem(self._path, entry.line, None, at)
        return Value(self._said(entry, at), entry.line, entry.done)

    def _said(self, entry: _Entry, at: datetime) -> Said:
        name, text = self._parted(entry.rest)
        channel = None if entry.head.signal else "whatsapp"
        whole = "\n".join([text, *entry.more]).rstrip()
        if name is None:
            return Said(whole.translate(NO_MARKS), role="system", at=at, channel=channel)
        words, attached, told = things(_EDITED.sub("", whole) if "\u200e<" in whole[1:] else whole)
        if told:  # what the app itself says in somebody's name: a deletion, a change of keys
            return Said(words, role="system", at=at, channel=channel)
        return Said(words, name, at=at, attachments=attached, channel=channel)

    def _parted(self, rest: str) -> tuple[str | None, str]:
        """The sender and the words; no sender where the app itself speaks."""
        found = _FROM.match(rest)
        if found is None:
            found = _TIGHT.match(rest)
            if found is None or _name(found["name"]) not in self._speakers:
                return None, rest
        name = _name(found["name"])
        if not name or any(mark in name for mark in '"“”«»„'):
            return None, rest
        if len(self._speakers) < 1000:
            self._speakers.add(name)
        return name, rest[found.end() :]


def _name(written: str) -> str:
    """A name without marks of direction, and without the tilde before those that are in no address book."""
    return written.translate(NO_MARKS).strip("~ \u202f\u00a0")
