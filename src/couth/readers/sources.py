"""Where input comes from: files, directories and standard input; and which format each is in."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from typing import BinaryIO, Final, Iterable, Iterator, Mapping

from couth.errors import Problem
from couth.readers.bytestream import buffered, refusal, skip_bom
from couth.readers.incoming import DEFAULTS, Incoming, Options, Parser, Value
from couth.readers.json_values import document, jsonl
from couth.readers.objects import incoming
from couth.readers.plain import text
from couth.readers.walking import STDIN, Walk, cause
from couth.readers.yaml_values import documents

FORMATS: Final[Mapping[str, Parser]] = {"jsonl": jsonl, "json": document, "yaml": documents, "text": text}
"""Every format by the name it is asked for with."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".txt": "text",
    ".md": "text",
}  # fmt: skip

NONE: Final = f"no readable files here ({', '.join(SUFFIXES)})"
"""What is said of a folder in which there is nothing to read."""

_HEAD: Final = 4096
_OBJECT: Final = re.compile(rb'\s*\{\s*["}]')
_UNFINISHED: Final = re.compile(rb"\s*\{(?:[^\n]*[{\[,])?\s*\n")


def read(source: str, options: Options = DEFAULTS, stdin: BinaryIO | None = None) -> Iterator[Incoming | Problem]:
    """Every draft of a file, a directory or standard input (`-`), in order, and every problem in its place."""
    for path in files([source]):
        if isinstance(path, Problem):
            yield path
        elif path == STDIN:
            yield from read_stream(stdin or sys.stdin.buffer, "<stdin>", options)
        else:
            yield from _file(path, options)


def files(sources: Iterable[str]) -> Iterator[str | Problem]:
    """The sources with folders replaced by the readable files in them, sorted; hidden ones are left out."""
    return Walk(readable, none=NONE).files(sources)


def readable(path: str) -> bool:
    """Whether a file is read by its suffix where nobody names it."""
    return os.path.splitext(path)[1].lower() in SUFFIXES


def _file(path: str, options: Options) -> Iterator[Incoming | Problem]:
    try:
        with open(path, "rb") as stream:
            yield from read_stream(stream, path, options)
    except OSError as error:
        yield Problem(path, None, None, cause(error))


def read_stream(stream: BinaryIO, path: str, options: Options = DEFAULTS) -> Iterator[Incoming | Problem]:
    """Every draft of a source that is open already; `path` is its name, and tells its format."""
    for value in values(stream, path, options.reader):
        if isinstance(value, Problem):
            yield value
        else:
            yield from incoming(value, path, options)


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
