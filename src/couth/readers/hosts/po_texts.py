"""Catalogues of gettext (.po, .pot): entries whose strings keep their places, over as many lines as they take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Iterator

from couth.model import Piece
from couth.regexes import regex_of

_KEYWORD: Final = regex_of(r"\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(?=\")")
_QUOTED: Final = regex_of(r'\s*"((?:[^"\\]|\\.)*)"\s*$')
_ESCAPE: Final = regex_of(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "v": "\v", "f": "\f"}
_FLAGS: Final = regex_of(r"#,(.*)")


class BrokenPoError(ValueError):
    """A line that is no part of a catalogue; `offset` is where it begins."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(slots=True)
class Entry:
    """One entry: its strings by keyword (`msgid`, `msgstr[0]`, …), each as pieces of the file, and its flags."""

    start: int
    texts: dict[str, list[Piece]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    def text(self, keyword: str) -> str:
        """A string of the entry, empty where it has none."""
        return "".join(piece.text for piece in self.texts.get(keyword, ()))


def entries(source: str) -> Iterator[Entry]:
    """The entries in order, obsolete ones left out; raises BrokenPoError."""
    entry, keyword, at = Entry(0), "", 0
    for line in source.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        found = _KEYWORD.match(body)
        if body.startswith("#") or not body.strip():
            if entry.texts:
                yield entry
                entry = Entry(at)
            entry.flags += _flags(body)
            keyword = ""
        else:
            if found and found[1] in ("msgctxt", "msgid") and "msgid" in entry.texts:
                yield entry
                entry = Entry(at)
            keyword = found[1] if found else keyword
            if found:
                _once(entry, keyword, at)
            pieces = _string(source, body, at, found.end() if found else 0, keyword)
            entry.texts[keyword] += pieces
        at += len(line)
    if entry.texts:
        yield entry


def _once(entry: Entry, keyword: str, at: int) -> None:
    if keyword in entry.texts:
        raise BrokenPoError(f"a second {keyword} in one entry", at)
    entry.texts[keyword] = []


def _flags(line: str) -> tuple[str, ...]:
    found = _FLAGS.match(line)
    return tuple(flag.strip() for flag in found[1].split(",")) if found else ()


def _string(source: str, line: str, start: int, at: int, keyword: str) -> list[Piece]:
    quoted = _QUOTED.match(line, at)
    if quoted is None or not keyword:
        raise BrokenPoError("neither a keyword with a string, nor a string that goes on, nor a comment", start)
    return list(_pieces(source, start + quoted.start(1), start + quoted.end(1)))


def _pieces(source: str, at: int, end: int) -> Iterator[Piece]:
    for escape in _ESCAPE.finditer(source, at, end):
        yield Piece(source[at : escape.start()], at, escape.start())
        yield Piece(_unescaped(escape[0]), *escape.span(), "escape")
        at = escape.end()
    yield Piece(source[at:end], at, end)


def _unescaped(escape: str) -> str:
    if escape[1] == "x":
        return chr(int(escape.removeprefix("\\x"), base=16))
    if escape[1].isdigit():
        return chr(int(escape[1:], 8))
    return _ESCAPES.get(escape[1], escape[1])


def encode(text: str, _: str) -> str | None:
    """The text as it is written in a catalogue."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return escaped if escaped.isprintable() else None
