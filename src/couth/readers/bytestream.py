"""From bytes to text: byte-order marks, binary files, broken UTF-8, and sizes that are refused."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from couth.errors import Problem


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """The stream with `peek`, so that its beginning can be looked at without taking it."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(stream)  # type: ignore[arg-type]  # asks for RawIOBase, needs only readinto


def refusal(head: bytes) -> str | None:
    """Why a source that starts like this cannot be read, or None."""
    if not head:
        return "empty file"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the text is in UTF-16; save it as UTF-8"
    looks_like_json = head.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"["))
    return "binary file" if b"\0" in head and not looks_like_json else None


def skip_bom(stream: io.BufferedReader) -> None:
    """Step over the byte-order mark of UTF-8, if there is one."""
    if stream.peek(3)[:3] == codecs.BOM_UTF8:
        stream.read(3)


def whole(stream: BinaryIO, path: str, limit: int) -> str | Problem:
    """All of a source as text; a Problem where it is over `limit` bytes, blank, or not UTF-8."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        return Problem(path, None, None, f"over the limit of {limit:,} bytes for a file of this kind")
    text = decoded(data, path)
    if isinstance(text, str) and not text.strip():
        return Problem(path, None, None, "empty file")
    return text


def decoded(data: bytes, path: str, line: int = 1) -> str | Problem:
    """The text of `data`, whose first byte stands on `line`; a Problem at the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        return Problem(path, line + before.count(b"\n"), column, "invalid UTF-8")
