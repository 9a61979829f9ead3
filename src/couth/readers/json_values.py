"""JSON and JSONL, read strictly: no NaN, no key twice, no bottomless nesting."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final, Generator, Iterator

from couth.errors import Problem
from couth.readers.bytestream import decoded, whole
from couth.readers.incoming import FILE_LIMIT, Value
from couth.regexes import regex_of

_SPACE: Final = regex_of(r"[ \t\r\n]*")
_SURROGATE: Final = regex_of(r"\\u[dD][89a-fA-F]")
_LONE: Final = regex_of("[\ud800-\udfff]")
_SKIP: Final = 1024 * 1024


class _RefusedError(ValueError):
    """Legal to the standard parser, but not JSON that can be trusted."""


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; raises ValueError where a key stands twice."""
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in data if keys.count(key) > 1)
        raise _RefusedError(f"the key {twice[:40]!r} stands twice in one object")
    return data


def refuse_constant(name: str) -> object:
    """Raises ValueError: NaN and Infinity are no JSON."""
    raise _RefusedError(f"{name} is no JSON number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=unique_keys, parse_constant=refuse_constant)


def jsonl(stream: BinaryIO, path: str, before: int = 0) -> Iterator[Value | Problem]:
    """One object a line; a broken line is lost alone. `before` counts the lines before a stream that is a part."""
    number, done = before, 0
    found = before > 0
    while data := stream.readline(FILE_LIMIT + 1):
        number += 1
        done += len(data)
        if len(data) > FILE_LIMIT and not data.endswith(b"\n"):
            done += _rest_of_line(stream)
            found = True
            yield Problem(path, number, None, f"a line over the limit of {FILE_LIMIT:,} bytes")
        elif not data.isspace():
            found = True
            yield _line(data, path, number, done)
    if not found:
        yield Problem(path, None, None, "empty file")


def _rest_of_line(stream: BinaryIO) -> int:
    skipped = 0
    while chunk := stream.readline(_SKIP):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped


def _line(data: bytes, path: str, number: int, done: int) -> Value | Problem:
    text = decoded(data.rstrip(b"\r\n"), path, number)
    if isinstance(text, Problem):
        return text
    try:
        return Value(_scrubbed(_DECODER.decode(text), text), number, done)
    except (ValueError, RecursionError) as error:
        return json_problem(error, path, number, first_line=number)


def document(stream: BinaryIO, path: str) -> Iterator[Value | Problem]:
    """One JSON document: an object, or a list of them, each at the line where it begins."""
    text = whole(stream, path, FILE_LIMIT)
    if isinstance(text, Problem):
        yield text
        return
    at = _after_space(text, 0)
    line = 1 + text.count("\n", 0, at)
    try:
        for start, value, end in _values(text, at):
            line += text.count("\n", at, start)
            at = start
            yield Value(_scrubbed(value, text), line, end)
    except (ValueError, RecursionError) as error:
        yield json_problem(error, path, line, first_line=1)


def _values(text: str, at: int) -> Iterator[tuple[int, object, int]]:
    """Start, value and end of each object: of the elements where the document is a list."""
    if text[at] == "[":
        at = yield from _elements(text, at + 1)
    else:
        value, end = _DECODER.raw_decode(text, at)
        yield at, value, end
        at = end
    if _after_space(text, at) < len(text):
        raise json.JSONDecodeError("more than one value; one object a line is .jsonl", text, _after_space(text, at))


def _elements(text: str, at: int) -> Generator[tuple[int, object, int], None, int]:
    """The elements from `at` on; returns the end of the list."""
    at = _after_space(text, at)
    if text[at : at + 1] == "]":
        return at + 1
    while True:
        value, end = _DECODER.raw_decode(text, at)
        yield at, value, end
        at = _after_space(text, end)
        mark = text[at : at + 1]
        if mark == "]":
            return at + 1
        if mark != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def json_problem(error: Exception, path: str, line: int, first_line: int) -> Problem:
    """The mistake in one line, without a word of what was read; `first_line` is where the text begins."""
    if isinstance(error, json.JSONDecodeError):
        return Problem(path, first_line + error.lineno - 1, error.colno, f"broken JSON: {error.msg}")
    if isinstance(error, _RefusedError):
        return Problem(path, line, None, str(error))
    what = "nested too deeply" if isinstance(error, RecursionError) else "a number too long to read"
    return Problem(path, line, None, what)


def _scrubbed(value: object, text: str) -> object:
    """The value with U+FFFD for halves of surrogate pairs: a cut emoji is no reason to lose a conversation."""
    return _without_lone(value) if _SURROGATE.search(text) else value


def _without_lone(value: object) -> object:
    if isinstance(value, str):
        return _LONE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_without_lone(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_lone(item) for key, item in value.items()}
    return value
