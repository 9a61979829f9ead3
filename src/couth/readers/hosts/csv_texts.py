"""Tables: CSV with commas, semicolons or tabs, whose fields keep their places."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.model import Piece
from couth.readers.hosts.written import Written
from couth.regexes import regex_of

_DELIMITERS: Final = (",", ";", "\t", "|")
_QUOTED: Final = regex_of(r'"((?:[^"]|"")*)"', re.DOTALL)


class BrokenCsvError(ValueError):
    """A field that is no field of a table; `offset` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def delimiter_of(source: str) -> str:
    """What parts the fields, by the first line: the sign that is in it most often."""
    first = _QUOTED.sub("", source[: _line_end(source, 0)])
    return max(_DELIMITERS, key=first.count)


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def rows(source: str) -> Iterator[list[Written]]:
    """The rows in order, blank ones left out; raises BrokenCsvError."""
    delimiter, at = delimiter_of(source), 0
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    row: list[Written] = []
    while at < len(source):
        field = _field(source, at, plain)
        row.append(field)
        at = field.end
        if source.startswith(delimiter, at):
            at += 1
            if at == len(source):
                row.append(Written.at("", at, at, "csv"))
        else:
            at = _past_line_end(source, at)
            if row != [""]:
                yield row
            row = []
    if row:
        yield row


def _field(source: str, at: int, plain: re.Pattern[str]) -> Written:
    if source.startswith('"', at):
        found = _QUOTED.match(source, at)
        if found is None:
            raise BrokenCsvError("a quotation mark that is never closed", at)
        return Written.at(found[1].replace('""', '"'), at, found.end(), "quoted-csv")
    found = plain.match(source, at)
    assert found is not None  # noqa: S101  (it matches nothing, too)
    return Written.at(found[0], at, found.end(), "csv")


def _past_line_end(source: str, at: int) -> int:
    for ending in ("\r\n", "\n", "\r"):
        if source.startswith(ending, at):
            return at + len(ending)
    if at < len(source):
        raise BrokenCsvError("something between a closing quotation mark and the end of its field", at)
    return at


def pieces(source: str, written: Written) -> Iterator[Piece]:
    """What a field is made of."""
    if written.style == "csv":
        yield Piece(str(written), written.start, written.end)
        return
    at, end = written.start + 1, written.end - 1
    while (quote := source.find('""', at, end)) >= 0:
        yield Piece(source[at:quote], at, quote)
        yield Piece('"', quote, quote + 2, "escape")
        at = quote + 2
    yield Piece(source[at:end], at, end)


def encode(style: str, text: str, _: str) -> str | None:
    """The text as it is written in a field; None where a field without quotation marks cannot hold it."""
    if style == "quoted-csv":
        return text.replace('"', '""')
    return None if any(sign in text for sign in ('"', "\n", "\r", *_DELIMITERS)) else text
