"""Plain text: the whole source is one draft, and what came before it is unknown."""

from __future__ import annotations

from typing import BinaryIO, Iterator

from couth.errors import Problem
from couth.readers.bytestream import decoded
from couth.readers.incoming import MESSAGE_LIMIT, Value

_MOST_BYTES = 4 * MESSAGE_LIMIT + 2  # no character takes more than four; and a last line ending


def text(stream: BinaryIO, path: str) -> Iterator[Value | Problem]:
    """The draft, without the line ending at its end; its size is judged with all others'."""
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Problem(path, 1, None, f"a text over the limit of {MESSAGE_LIMIT:,} characters")
        return
    draft = decoded(data, path)
    if isinstance(draft, Problem):
        yield draft
    elif "\0" in draft:
        yield Problem(path, None, None, "binary file")
    elif not draft.strip():
        yield Problem(path, None, None, "empty file")
    else:
        yield Value({"draft": {"text": draft.rstrip("\r\n")}}, 1, len(data))
