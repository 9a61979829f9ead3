"""Where input comes from: files, directories and standard input; and which format each is in."""

from __future__ import annotations

import io
import os
import sys
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, BinaryIO, Final, Iterable, Iterator, Mapping, cast

from couth.errors import Note, Problem
from couth.extensions import Extensions
from couth.readers import templates
from couth.readers.bytestream import buffered, refusal, skip_bom
from couth.readers.incoming import DEFAULTS, FILE_LIMIT, Incoming, Options, Parser, Skipped, Value
from couth.readers.json_values import document, jsonl
from couth.readers.objects import in_wire_format, incoming
from couth.readers.plain import text
from couth.readers.walking import STDIN, Walk, cause
from couth.readers.yaml_values import documents
from couth.regexes import regex_of

if TYPE_CHECKING:
    from couth.readers.peers import Threads
    from couth.readers.talks import Talks

_STDIN_NAME: Final = "<stdin>"


def _fit(_: str, parser: object) -> Parser:
    if not callable(parser):
        raise TypeError(f"{parser!r} cannot be called with a stream and its name")
    return cast("Parser", parser)


FORMATS: Final = Extensions[Parser](
    "couth.readers", {"jsonl": jsonl, "json": document, "yaml": documents, "text": text}, _fit
)
"""Every format by the name it is asked for with; those of others under the entry point `couth.readers`.

An entry point whose name begins with a dot is the reader of files with that suffix.
"""

SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".yaml": "yaml", ".yml": "yaml", **templates.SUFFIXES,
    ".eml": "email", ".xml": "wechat", ".transcript": "json",
}  # fmt: skip
"""Files with other names are read only where they are named."""

PLATFORMS: Final = (
    "whatsapp", "telegram", "messenger", "viber", "viber-business", "wechat", "line", "rcs", "apple", "vonage",
    "twilio", "email",
)  # fmt: skip
"""Platforms whose payloads are read; their modules are loaded when the first is met."""

EXPORTS: Final = (
    "whatsapp-export", "telegram-export", "meta-export", "signal-export", "botframework", "rasa-tracker",
    "rapidpro-messages", "messages",
)  # fmt: skip
"""Exports of chats that are read, likewise."""

READERS: Final = tuple(dict.fromkeys((*FORMATS.own, *templates.FORMATS, *PLATFORMS, *EXPORTS)))
"""Every format of couth's own by the name it is asked for with: those of templates, platforms and exports among them."""

NONE: Final = f"no readable files here ({', '.join(SUFFIXES)})"
"""What is said of a folder in which there is nothing to read."""

_HEAD: Final = 4096
_DATED: Final = regex_of(rb"\s*(?:\xe2\x80[\x8e\x8f\xaa-\xae])*(?:\[?\d|\xd9|\xdb|\[\xe2|<xml)")
"""How a chat that was exported as text may begin (also with Arabic digits), or the XML of a push."""

_WRITTEN: Final = frozenset((".eml", ".xml", ".html", ".htm"))
_JSON: Final = regex_of(rb'\s*(?:\{|\[\s*[\[{\]"])')
_LIST: Final = regex_of(rb"\s*\[\s*(?:\{|\]\s*\Z)")
"""A list of objects, or an empty one and nothing else: what a program writes that found nothing to send."""
_OBJECT: Final = regex_of(rb'\s*\{\s*(?:["}]|\Z)')
"""An object, or the beginning of one that was cut off."""
_UNFINISHED: Final = regex_of(rb"\s*\{(?:[^\n]*[{\[,])?\s*\n")


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


def _of_others(path: str, reader: str | None) -> str | None:
    """The format of another distribution that a source is in: the one asked for, or that of its suffix."""
    name = os.path.splitext(path)[1].lower() if reader is None else reader
    own = SUFFIXES if reader is None else READERS
    return name if name and name not in own and name in FORMATS else None


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
        if options.paths or _written(source.peek(_HEAD), path, options.reader) is None:
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
    return _written(head, path, options.reader) is None and _parsed(head, path, options.reader) == "jsonl"


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


_DOCUMENTS: Final = frozenset((".json", ".yaml", ".yml"))


def values(stream: BinaryIO, path: str, options: Options = DEFAULTS) -> Iterator[Value | Problem]:
    """What a source holds as parsed objects; its format is the one given, that of its suffix, or what it looks like."""
    source = buffered(stream)
    other = _of_others(path, options.reader)
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
    writing = _written(head, path, options.reader)
    if writing is None:
        yield from FORMATS[_parsed(head, path, options.reader)](source, path)
        return
    from couth.readers.written import WRITINGS

    yield from WRITINGS[writing](source, path, options)


def _written(head: bytes, path: str, reader: str | None) -> str | None:
    """The writing of a payload or export that comes in one of its own, and not in JSON or YAML."""
    suffix = os.path.splitext(path)[1].lower()
    asked = reader in PLATFORMS or reader in EXPORTS
    looks = suffix in _WRITTEN or _DATED.match(head)
    if (
        _JSON.match(head)
        or not (asked or (reader is None and looks))
        or SUFFIXES.get(suffix) in ("json", "jsonl", "yaml")
    ):
        return None
    from couth.readers.written import WRITINGS, told_by

    return (reader if reader in WRITINGS else None) if asked else told_by(head.decode("utf-8", "replace"), suffix)


def _parsed(head: bytes, path: str, reader: str | None) -> str:
    """The format of what is no such writing: the one asked for, that of the suffix, or what the beginning looks like."""
    if reader is not None and reader in FORMATS:
        return reader
    known = SUFFIXES.get(os.path.splitext(path)[1].lower(), "")
    return known if known in FORMATS else _format_of(head)


def _format_of(head: bytes) -> str:
    """The format by the first bytes: an object spread over lines, objects on lines, a list, or just words."""
    if _OBJECT.match(head):
        return "json" if _UNFINISHED.match(head) else "jsonl"
    return "json" if _LIST.match(head) else "text"
