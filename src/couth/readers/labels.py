"""What people say of drafts: the rules that should find something, and those of which one may argue."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Iterator, Mapping

from pydantic import ValidationError

from couth.errors import Problem
from couth.model.cases import CaseIn
from couth.model.wire_parts import Wire
from couth.readers.incoming import Value
from couth.readers.objects import problems
from couth.readers.sources import files, values
from couth.readers.walking import STDIN

_CARRIED: Final = frozenset(CaseIn.model_fields) - {"id", "expect", "allow", "spans", "source"}
"""What a labelled case holds beside its labels; whoever judges the case reads it."""


@dataclass(frozen=True, slots=True)
class Label:
    """One draft's labels: ids of the rules that are due, and of those that count neither way."""

    id: str
    due: frozenset[str]
    arguable: frozenset[str]
    path: str
    line: int
    source: str | None = None
    spans: Mapping[str, str] | None = None
    """By rule, the words that are at fault, where the label names them."""


class LabelIn(Wire):
    """A label as written: `labels` and `arguable`, or the `expect` and `allow` of a case."""

    id: str
    labels: list[str] | None = None
    arguable: list[str] | None = None
    expect: list[str] | None = None
    allow: list[str] | None = None
    spans: dict[str, str] | None = None
    source: Any = None


def read_labels(source: str, stdin: BinaryIO | None = None) -> Iterator[Label | Problem]:
    """Every label of a file, a directory or standard input (`-`), in order, and every problem in its place."""
    seen: set[str] = set()
    for path, value in _values(source, stdin):
        found = value if isinstance(value, Problem) else _label(value, path)
        if isinstance(found, Label) and found.id in seen:
            found = Problem(path, found.line, None, f"the id {found.id!r} is labelled twice")
        if isinstance(found, Label):
            seen.add(found.id)
        yield found


def _values(source: str, stdin: BinaryIO | None) -> Iterator[tuple[str, Value | Problem]]:
    for path in files([source]):
        if isinstance(path, Problem):
            yield path.path, path
        elif path == STDIN:
            yield from (("<stdin>", value) for value in values(stdin or sys.stdin.buffer, "<stdin>"))
        else:
            yield from ((path, value) for value in _opened(path))


def _opened(path: str) -> Iterator[Value | Problem]:
    try:
        with open(path, "rb") as stream:
            yield from values(stream, path)
    except OSError as error:
        yield Problem(path, None, None, error.strerror or type(error).__name__)


def _label(value: Value, path: str) -> Label | Problem:
    data = value.data
    if not isinstance(data, Mapping):
        return Problem(path, value.line, None, "not a label: an object with 'id' and 'labels' (a case: 'expect')")
    try:
        model = LabelIn.model_validate({key: part for key, part in data.items() if key not in _CARRIED})
    except ValidationError as error:
        return problems(error, LabelIn, value, path)[0]
    if model.labels is None and model.expect is None:
        return Problem(path, value.line, None, "no label: 'labels' (of a case: 'expect') is missing; [] says clean")
    return Label(
        model.id,
        frozenset(model.labels or model.expect or ()),
        frozenset(model.arguable or model.allow or ()),
        path,
        value.line,
        model.source if isinstance(model.source, str) else None,
        model.spans,
    )
