"""Where input comes from: files, directories and standard input; and which format each is in."""

from __future__ import annotations

import io
import os
import re
import sys
from codecs import BOM_UTF8
from typing import BinaryIO, Final, Iterable, Iterator, Mapping

from couth.errors import Problem
from couth.readers import templates
from couth.readers.bytestream import buffered, refusal, skip_bom
from couth.readers.incoming import DEFAULTS, FILE_LIMIT, Incoming, Options, Parser, Skipped, Value
from couth.readers.json_values import document, jsonl
from couth.readers.objects import incoming, is_case
from couth.readers.plain import text
from couth.readers.walking import STDIN, Walk, cause
from couth.readers.yaml_values import documents

_STDIN_NAME: Final = "<stdin>"

FORMATS: Final[Mapping[str, Parser]] = {"jsonl": jsonl, "json": document, "yaml": documents, "text": text}
"""Every format by the name it is asked for with."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", **templates.SUFFIXES,
}  # fmt: skip
"""Files with other names are read only where they are named."""

READERS: Final = tuple(dict.fromkeys((*FORMATS, *templates.FORMATS)))
"""Every format by the name it is asked for with, templates' own among them."""

NONE: Final = f"no readable files here ({', '.join(SUFFIXES)})"
"""What is said of a folder in which there is nothing to read."""

_HEAD: Final = 4096
_OBJECT: Final = re.compile(rb'\s*\{\s*["}]')
_UNFINISHED: Final = re.compile(rb"\s*\{(?:[^\n]*[{\[,])?\s*\n")


def read(
    source: str, options: Options = DEFAULTS, stdin: BinaryIO | None = None, named: bool = True
) -> Iterator[templates.Item]:
    """Every draft of a file, a directory or standard input (`-`), in order, and every problem in its place.

    A file without messages is a problem where it is `named`, and passed over where it was met in a directory.
    """
    for path in files([source]):
        if isinstance(path, Problem):
            yield path
        elif path == STDIN:
            yield from read_stream(stdin or sys.stdin.buffer, _STDIN_NAME, options)
        else:
            for item in _file(path, options):
                yield _missed(item) if named and path == source and isinstance(item, Skipped) else item


def _missed(skipped: Skipped) -> Problem:
    return Problem(skipped.path, None, None, skipped.reason)


def files(sources: Iterable[str]) -> Iterator[str | Problem]:
    """The sources with folders replaced by the readable files in them, sorted; hidden ones are left out."""
    return Walk(readable, none=NONE).files(sources)


def readable(path: str) -> bool:
    """Whether a file is read by its suffix where nobody names it."""
    return os.path.splitext(path)[1].lower() in SUFFIXES


def _file(path: str, options: Options) -> Iterator[templates.Item]:
    try:
        with open(path, "rb") as stream:
            yield from read_stream(stream, path, options)
    except OSError as error:
        yield Problem(path, None, None, cause(error))


def read_stream(stream: BinaryIO, path: str, options: Options = DEFAULTS) -> Iterator[templates.Item]:
    """Every draft of a source that is open already; `path` is its name, and tells its format."""
    name = templates.format_of(path, options)
    if options.paths or (name and not (name == "text" and path == _STDIN_NAME)):
        yield from _templates(buffered(stream), path, options, name)
    elif options.reader is None and os.path.splitext(path)[1].lower() in _DOCUMENTS:
        yield from _document(stream, path, options)
    else:
        yield from _cases(stream, path, options)


def _cases(stream: BinaryIO, path: str, options: Options) -> Iterator[Incoming | Problem]:
    for value in values(stream, path, options.reader):
        if isinstance(value, Problem):
            yield value
        else:
            yield from incoming(value, path, options)


def _document(stream: BinaryIO, path: str, options: Options) -> Iterator[templates.Item]:
    """JSON or YAML: cases and conversations, or else templates, as the first thing in it shows."""
    data = stream.read(FILE_LIMIT + 1)
    first = next(values(io.BytesIO(data), path), None)
    if first is None or isinstance(first, Problem) or is_case(first.data):
        yield from _cases(io.BytesIO(data), path, options)
        return
    for item in templates.read(data, path, options):
        unknown = isinstance(item, Skipped) and item.reason == templates.UNKNOWN
        yield from _unknown(incoming(first, path, options), templates.UNKNOWN) if unknown else [item]


def _unknown(mistakes: Iterable[Incoming | Problem], reason: str) -> Iterator[templates.Item]:
    """What makes it no case, and no template either."""
    for mistake in mistakes:
        if isinstance(mistake, Problem):
            yield Skipped(mistake.path, f"{mistake.message}; {reason}")


def _templates(stream: io.BufferedReader, path: str, options: Options, name: str | None) -> Iterator[templates.Item]:
    refused = refusal(stream.peek(_HEAD))
    data = b"" if refused else stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        refused = f"over the limit of {FILE_LIMIT:,} bytes for a file of this kind"
    if refused:
        yield Problem(path, None, None, refused)
    else:
        yield from templates.read(data, path, options, name)


_DOCUMENTS: Final = frozenset((".json", ".yaml", ".yml"))


def values(stream: BinaryIO, path: str, reader: str | None = None) -> Iterator[Value | Problem]:
    """What a source holds as parsed objects; its format is the one given, that of its suffix, or what it looks like."""
    source = buffered(stream)
    head = source.peek(_HEAD)
    refused = refusal(head)
    if refused:
        yield Problem(path, None, None, refused)
        return
    skip_bom(source)
    name = reader or SUFFIXES.get(os.path.splitext(path)[1].lower()) or _format_of(head.removeprefix(BOM_UTF8))
    yield from FORMATS[name](source, path)


def _format_of(head: bytes) -> str:
    """The format by the first bytes: an object spread over lines, objects on lines, a list, or just words."""
    if _OBJECT.match(head):
        return "json" if _UNFINISHED.match(head) else "jsonl"
    return "json" if head.lstrip().startswith(b"[{") else "text"
