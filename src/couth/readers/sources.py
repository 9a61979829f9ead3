"""Where input comes from: files, directories and standard input; and which format each is in."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import BinaryIO, Final, Iterable, Iterator, Mapping

from couth.errors import Problem
from couth.readers.bytestream import buffered, refusal, skip_bom
from couth.readers.incoming import DEFAULTS, Incoming, Options, Parser, Value
from couth.readers.json_values import document, jsonl
from couth.readers.objects import incoming
from couth.readers.plain import text
from couth.readers.yaml_values import documents

STDIN: Final = "-"
"""The source that is standard input."""

FORMATS: Final[Mapping[str, Parser]] = {"jsonl": jsonl, "json": document, "yaml": documents, "text": text}
"""Every format by the name it is asked for with."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".txt": "text",
    ".md": "text",
}  # fmt: skip

_HEAD: Final = 4096
_OBJECT: Final = re.compile(rb'\s*\{\s*["}]')
_UNFINISHED: Final = re.compile(rb"\s*\{(?:[^\n]*[{\[,])?\s*\n")


def read(source: str, options: Options = DEFAULTS, stdin: BinaryIO | None = None) -> Iterator[Incoming | Problem]:
    """Every draft of a file, a directory or standard input (`-`), in order, and every problem in its place."""
    for path in files([source]):
        if isinstance(path, Problem):
            yield path
        elif path == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, "<stdin>", options)
        else:
            yield from _file(path, options)


def files(sources: Iterable[str]) -> Iterator[str | Problem]:
    """The sources with directories replaced by the files in them, sorted; hidden ones are left out."""
    for source in sources:
        if source == STDIN or not os.path.isdir(source):
            yield source
            continue
        found = list(_walk(Path(source), set()))
        yield from found or [Problem(source, None, None, f"no readable files here ({', '.join(SUFFIXES)})")]


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[str | Problem]:
    """Files below a folder; a folder that was seen already (a loop of links) is not entered again."""
    try:
        stat = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(folder.as_posix(), None, None, _cause(error))
        return
    if (stat.st_dev, stat.st_ino) in seen:
        return
    seen.add((stat.st_dev, stat.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        elif entry.suffix.lower() in SUFFIXES and entry.is_file():
            yield entry.as_posix()


def _file(path: str, options: Options) -> Iterator[Incoming | Problem]:
    try:
        with open(path, "rb") as stream:
            yield from _stream(stream, path, options)
    except OSError as error:
        yield Problem(path, None, None, _cause(error))


def _stream(stream: BinaryIO, path: str, options: Options) -> Iterator[Incoming | Problem]:
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


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__
