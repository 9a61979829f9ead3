"""JSON whose strings keep their places, read by the standard parser's own grammar."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # undocumented, and what the parser itself calls
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any, Final, Iterator

from couth.model import Piece
from couth.readers.hosts.written import Written
from couth.readers.json_values import refuse_constant, unique_keys
from couth.regexes import regex_of

_ESCAPE: Final = regex_of(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)


class _Decoder(json.JSONDecoder):
    """The decoder of the standard library with its scanner in Python, which asks `parse_string` for every value."""

    def __init__(self) -> None:
        super().__init__(object_pairs_hook=unique_keys, parse_constant=refuse_constant)
        self.parse_string = _string
        self.scan_once = py_make_scanner(self)


def _string(text: str, start: int, strict: bool = True) -> tuple[Written, int]:
    value, end = scanstring(text, start, strict)
    return Written.at(value, start - 1, end, "json"), end


_DECODER: Final = _Decoder()


def parsed(text: str) -> Any:
    """The document; its strings are `Written`. Raises ValueError (JSONDecodeError has a place) or RecursionError."""
    return _DECODER.decode(text)


def pieces(source: str, written: Written) -> Iterator[Piece]:
    """What a string of JSON is made of."""
    at, end = written.start + 1, written.end - 1
    for escape in _ESCAPE.finditer(source, at, end):
        yield Piece(source[at : escape.start()], at, escape.start())
        yield Piece(_unescaped(escape[0]), *escape.span(), "escape")
        at = escape.end()
    yield Piece(source[at:end], at, end)


def _unescaped(escape: str) -> str:
    value: str = json.loads(f'"{escape}"')
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= value <= "\udfff" else value


def encode(text: str, before: str) -> str:
    """The text as it is written in JSON; in ASCII where what stands there now is written so."""
    return json.dumps(text, ensure_ascii="\\u" in before)[1:-1]
