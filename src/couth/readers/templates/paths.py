"""Texts in JSON and YAML at places that the user names, by JSONPath (RFC 9535)."""

from __future__ import annotations

from typing import Any, Iterable, Iterator

from couth.errors import InputError
from couth.readers.hosts.documents import encoder, mapped, strings
from couth.readers.located import SourceText
from couth.readers.templates.found import Found


def find(data: Any, paths: Iterable[str], source: SourceText) -> Iterator[Found]:
    """The strings that the expressions lead to, each by its own path; raises InputError for an expression that is none."""
    seen: set[int] = set()
    for path in paths:
        for way, value in _matches(path, data):
            for written in strings(value):
                if written.start not in seen:
                    seen.add(written.start)
                    yield Found(way, mapped(source, written), encode=encoder(written))


def _matches(path: str, data: Any) -> Iterator[tuple[str, Any]]:
    try:
        import jsonpath
    except ImportError as error:
        raise InputError("path expressions need python-jsonpath: pip install 'couth[templates]'") from error
    try:
        found = jsonpath.finditer(path if path.startswith("$") else f"$.{path}", data)
        yield from ((_dotted(match.parts), match.obj) for match in found)
    except jsonpath.JSONPathError as error:
        raise InputError(f"the path {path!r} is no JSONPath: {str(error).splitlines()[0]}") from error


def _dotted(parts: Iterable[int | str]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")
