"""Where input comes from: files, directories and standard input."""

from __future__ import annotations

import io
import os
import sys
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, BinaryIO, Final, Iterable, Iterator

from couth.errors import Note, Problem
from couth.readers import templates
from couth.readers.bytestream import buffered, refusal, skip_bom
from couth.readers.formats import FORMATS, SUFFIXES, format_of, of_others, writing_of
from couth.readers.incoming import DEFAULTS, FILE_LIMIT, Incoming, Options, Skipped, Value
from couth.readers.json_values import jsonl
from couth.readers.objects import in_wire_format, incoming
from couth.readers.walking import STDIN, Walk, cause

if TYPE_CHECKING:
    from couth.readers.peers import Threads
    from couth.readers.talks import Talks

_STDIN_NAME: Final = "<stdin>"
_HEAD: Final = 4096
_DOCUMENTS: Final = frozenset((".json", ".yaml", ".yml"))

NONE: Final = f"no readable files here ({', '.join(SUFFIXES)})"
"""What is said of a folder in which there is nothing to read."""


def read(
    source: str,
    options: Options = DEFAULTS,
    stdin: BinaryIO | None = None,
    named: bool = True,
    threads: Threads | None = None,
) -> Iterator[templates.Item]:
    """Every draft of a file, a directory or standard input (`-`), in order, and every problem in its place.

    A file without messages is a problem where it is `named`, and passed over where it was met in a directory.
    `threads` are those that drafts go on with whose source does not say what came before.
    """
    for path in files([source]):
        if isinstance(path, Problem):
            yield path
        elif path == STDIN:
            yield from read_stream(stdin or sys.stdin.buffer, _STDIN_NAME, options, threads)
        else:
            for item in _file(path, options, threads):
                yield _missed(item) if named and path == source and isinstance(item, Skipped) else item


def _missed(skipped: Skipped) -> Problem:
    return Problem(skipped.path, None, None, skipped.reason)


def files(sources: Iterable[str]) -> Iterator[str | Problem]:
    """The sources with folders replaced by the readable files in them, sorted; hidden ones are left out."""
    return Walk(readable, none=NONE).files(sources)


def readable(path: str) -> bool:
    """Whether a file is read by its suffix where nobody names it."""
    suffix = os.path.splitext(path)[1].lower()
    return suffix in SUFFIXES or (suffix != "" and suffix in FORMATS)


def _file(path: str, options: Options, threads: Threads | None) -> Iterator[templates.Item]:
    try:
        with open(path, "rb") as stream:
            yield from read_stream(stream, path, options, threads)
    except OSError as error:
        yield Problem(path, None, None, cause(error))


def read_stream(
    stream: BinaryIO, path: str, options: Options = DEFAULTS, threads: Threads | None = None
) -> Iterator[templates.Item]:
    """Every draft of a source that is open already; `path` is its name, and tells its format."""
    source = buffered(stream)
    name = templates.format_of(path, options)
    if options.paths or (name and not (name == "text" and path == _STDIN_NAME)):
        if options.paths or writing_of(source.peek(_HEAD), path, options.reader) is None:
            yield from _templates(source, path, options, name)
        else:
            yield from _cases(source, path, options, threads)
    elif options.reader is None and os.path.splitext(path)[1].lower() in _DOCUMENTS:
        yield from _document(source, path, options, threads)
    else:
        yield from _cases(source, path, options, threads)


def read_lines(stream: BinaryIO, path: str, before: int, options: Options = DEFAULTS) -> Iterator[Incoming | Problem]:
    """Every draft of some lines of a JSONL source, `before` of whose lines stand in front of them."""
    source = buffered(stream)
    if not before:
        skip_bom(source)
    return _told(jsonl(source, path, before), path, options, None)


def is_lines(head: bytes, path: str, options: Options = DEFAULTS) -> bool:
    """Whether a source that starts like this is read line by line, so that it can be cut in parts."""
    if options.paths or options.reader not in (None, "jsonl") or templates.format_of(path, options) or refusal(head):
        return False
    head = head.removeprefix(BOM_UTF8)
    return writing_of(head, path, options.reader) is None and format_of(head, path, options.reader) == "jsonl"


def _cases(stream: BinaryIO, path: str, options: Options, threads: Threads | None) -> Iterator[Incoming | Problem]:
    """Cases and conversations, payloads and exports."""
    return _told(values(stream, path, options), path, options, threads)


def _told(
    found: Iterable[Value | Problem], path: str, options: Options, threads: Threads | None
) -> Iterator[Incoming | Problem]:
    forced = options.reader is not None and options.reader not in FORMATS
    talks: Talks | None = None
    value: Value | Problem | None = None
    for value in found:
        if isinstance(value, Problem):
            yield value
        elif talks is None and threads is None and not forced and in_wire_format(value.data):
            yield from incoming(value, path, options)
        else:
            talks = talks or _talks(path, options, threads)
            yield from talks.take(value)
    if talks is not None:
        yield from talks.end()
    if value is None:
        yield Note(path, None, None, "no message in it")


def _talks(path: str, options: Options, threads: Threads | None) -> Talks:
    from couth.readers.talks import Talks

    return Talks(path, options, threads, ordered=not unsorted(path))


def unsorted(path: str) -> bool:
    """Whether a source is a whole document, whose messages may come in any order, and not a stream."""
    return SUFFIXES.get(os.path.splitext(path)[1].lower()) in ("json", "yaml")


def _document(stream: BinaryIO, path: str, options: Options, threads: Threads | None) -> Iterator[templates.Item]:
    """JSON or YAML: cases, conversations, payloads and exports, or else templates, as the first thing in it shows."""
    data = stream.read(FILE_LIMIT + 1)
    first = next(values(io.BytesIO(data), path), None)
    if first is None or isinstance(first, Problem) or in_wire_format(first.data) or _is_talk(first.data):
        yield from _cases(io.BytesIO(data), path, options, threads)
        return
    for item in templates.read(data, path, options):
        unknown = isinstance(item, Skipped) and item.reason == templates.UNKNOWN
        yield from _unknown(incoming(first, path, options), templates.UNKNOWN) if unknown else [item]


def _is_talk(data: object) -> bool:
    from couth.readers.talks import is_talk

    return is_talk(data)


def _unknown(mistakes: Iterable[Incoming | Problem], reason: str) -> Iterator[templates.Item]:
    """What makes it no case, and no template either."""
    for mistake in mistakes:
        if isinstance(mistake, Problem):
            yield Skipped(mistake.path, f"{mistake.message}; {reason}")


def _templates(stream: io.BufferedReader, path: str, options: Options, name: str | None) -> Iterator[templates.Item]:
    head = stream.peek(_HEAD)
    refused = refusal(head) if head else None  # an empty one is passed over in a folder
    data = b"" if refused else stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        refused = f"over the limit of {FILE_LIMIT:,} bytes for a file of this kind"
    if refused:
        yield Problem(path, None, None, refused)
    else:
        yield from templates.read(data, path, options, name)


def values(stream: BinaryIO, path: str, options: Options = DEFAULTS) -> Iterator[Value | Problem]:
    """What a source holds as parsed objects; its format is the one given, that of its suffix, or what it looks like."""
    source = buffered(stream)
    other = of_others(path, options.reader)
    if other:
        yield from FORMATS[other](source, path)
        return
    head = source.peek(_HEAD)
    refused = refusal(head)
    if refused:
        yield Problem(path, None, None, refused)
        return
    skip_bom(source)
    head = head.removeprefix(BOM_UTF8)
    writing = writing_of(head, path, options.reader)
    if writing is None:
        yield from FORMATS[format_of(head, path, options.reader)](source, path)
        return
    from couth.readers.written import WRITINGS

    yield from WRITINGS[writing](source, path, options)
