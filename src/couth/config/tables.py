"""[tool.couth] of a pyproject.toml as a Document, so that its mistakes have places like those of YAML.

`tomllib` reads the file and keeps no places. What it has found valid is gone over once more here, only to
note where each key and value stands.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from typing import Any, Final, Iterator

import yaml

from couth.errors import ConfigError, Problem
from couth.policy.documents import Document, Way
from couth.regexes import regex_of

TABLE: Final = ("tool", "couth")


def table(text: str, path: str) -> Document | None:
    """The table as a Document, None where the file has none; raises ConfigError where it is no TOML."""
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_broken(path, error)]) from None
    for step in TABLE:
        data = data.get(step) if isinstance(data, dict) else None
    if data is None:
        return None
    if not isinstance(data, dict):
        raise ConfigError([Problem(path, None, None, "tool.couth must be a table")])
    marks: dict[Way, Marks] = {}
    for way, places in _Places(text).all():
        marks.setdefault(way, places)
    return Document(path, _plain(data), _node(data, TABLE, marks, _mark(text, 0)))


def _broken(path: str, error: tomllib.TOMLDecodeError) -> Problem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return Problem(path, line, column, f"not valid TOML: {str(error).split(' (at')[0]}")


def _plain(value: Any) -> Any:
    """Days and times as text, as YAML is read."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, (date, time)) else value


Marks = tuple[yaml.Mark, yaml.Mark]
"""Where a key stands, and where its value."""


def _node(value: Any, way: Way, marks: dict[Way, Marks], above: yaml.Mark) -> yaml.Node:
    mark = marks.get(way, (above, above))[1]
    if isinstance(value, dict):
        pairs = [(_key(key, (*way, key), marks, mark), _node(v, (*way, key), marks, mark)) for key, v in value.items()]
        return yaml.MappingNode("", pairs, mark, mark)
    if isinstance(value, list):
        return yaml.SequenceNode("", [_node(v, (*way, n), marks, mark) for n, v in enumerate(value)], mark, mark)
    return yaml.ScalarNode("", str(value), mark, mark)


def _key(key: str, way: Way, marks: dict[Way, Marks], above: yaml.Mark) -> yaml.ScalarNode:
    mark = marks.get(way, (above, above))[0]
    return yaml.ScalarNode("", key, mark, mark)


def _mark(text: str, at: int) -> yaml.Mark:
    line_start = text.rfind("\n", 0, at) + 1
    return yaml.Mark("", at, text.count("\n", 0, at), at - line_start, None, 0)


_BLANK: Final = regex_of(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING: Final = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\''
_TEXT: Final = regex_of(_STRING, re.DOTALL)
_KEY: Final = regex_of(rf"(?:{_STRING}|[A-Za-z0-9_-]+)", re.DOTALL)
_DOT: Final = regex_of(r"[ \t]*\.[ \t]*")
_BARE: Final = regex_of(r"[^,\]}#\r\n]+")


class _Places:
    """Goes over a valid TOML file; the place of every key and value by the way to it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lists: dict[Way, int] = {}

    def all(self) -> Iterator[tuple[Way, Marks]]:
        """The places, in order; of a way that is met more than once the first is the one to tell."""
        above: Way = ()
        while self._more():
            if self._text[self._at] == "[":
                mark = _mark(self._text, self._at)
                above = self._header()
                yield above, (mark, mark)
            else:
                yield from self._pair(above)

    def _more(self) -> bool:
        self._skip()
        return self._at < len(self._text)

    def _skip(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _header(self) -> Way:
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        way: Way = ()
        names = self._keys()
        for number, name in enumerate(names, 1):
            way = (*way, name)
            if brackets == 2 and number == len(names):
                self._lists[way] = self._lists.get(way, -1) + 1
            if way in self._lists:
                way = (*way, self._lists[way])
        self._skip()
        self._at += brackets
        return way

    def _keys(self) -> list[str]:
        names = []
        while True:
            self._skip()
            names.append(_name(self._take(_KEY)))
            if not self._take(_DOT):
                return names

    def _pair(self, above: Way) -> Iterator[tuple[Way, Marks]]:
        key = _mark(self._text, self._at)
        names = self._keys()
        way = (*above, *names)
        yield from (((*above, *names[:count]), (key, key)) for count in range(1, len(names)))
        self._skip()
        self._at += 1  # the equals sign
        self._skip()
        yield way, (key, _mark(self._text, self._at))
        yield from self._value(way)

    def _value(self, way: Way) -> Iterator[tuple[Way, Marks]]:
        sign = self._text[self._at]
        if sign == "[":
            yield from self._inside("]", way, numbered=True)
        elif sign == "{":
            yield from self._inside("}", way, numbered=False)
        else:
            self._take(_TEXT if sign in "\"'" else _BARE)

    def _inside(self, end: str, way: Way, *, numbered: bool) -> Iterator[tuple[Way, Marks]]:
        self._at += 1
        number = 0
        while self._more() and self._text[self._at] != end:
            if self._text[self._at] == ",":
                self._at += 1
                continue
            if numbered:
                mark = _mark(self._text, self._at)
                yield (*way, number), (mark, mark)
                yield from self._value((*way, number))
                number += 1
            else:
                yield from self._pair(way)
        self._at += 1


def _name(written: str) -> str:
    """A key without its quotes."""
    if not written or written[0] not in "\"'":
        return written
    found = tomllib.loads(f"x = {written}")["x"]
    return str(found)
