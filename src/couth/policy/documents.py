"""YAML as plain data, safely and boundedly read, with the place of every key and value.

The nodes that the parser built stay with the data; a place is looked up only when something is wrong.
Mapping keys are text as written (`no` is Norwegian, not false), numbers are numbers, `true` and
`false` alone are booleans, and everything else is text: `off`, `yes`, and what looks like a time.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Iterator

import yaml

from couth.errors import PolicyError, Problem
from couth.ground import hashed
from couth.policy.nodes import MAX_DEPTH, Builder, Refused, parser_of

MAX_BYTES: Final = 1024 * 1024
"""Values of one file, each alias counted as all that it stands for."""

Way = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a document to a part of it."""


Read = dict[str, "str | None"]
"""Contents of files, hashed, by path; None of what was looked for and is not there."""

_READ: Final[ContextVar[Read | None]] = ContextVar("_READ", default=None)


@contextmanager
def files_read() -> Iterator[Read]:
    """The files that are read inside of it, as they are when they are read, and those that are missed."""
    found: Read = {}
    token = _READ.set(found)
    try:
        yield found
    finally:
        _READ.reset(token)


def read_before(files: Read) -> None:
    """Note files that were read earlier, and have not changed, as if they were read now."""
    watched = _READ.get()
    if watched is not None:
        watched.update(files)


def is_there(path: Path) -> bool:
    """Whether there is such a file; where there is none, that is noted as what was read is."""
    found = path.is_file()
    watched = _READ.get()
    if watched is not None and not found:
        watched[os.path.abspath(path)] = None
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file: its path as the user knows it, its data, and the nodes behind them."""

    path: str
    data: dict[str, Any]
    node: yaml.Node

    def problem(self, way: Way, message: str, *, key: bool = False, offset: int = 0) -> Problem:
        """A mistake in the part that a way leads to: at its value, at its key, or `offset` characters into its text."""
        key_node, node, _ = self._follow(way)
        mark = key_node.start_mark if key and key_node else node.start_mark
        column = mark.column + 1 + (_inside(node, offset) if offset and not key else 0)
        return Problem(self.path, mark.line + 1, column, message)

    def reaches(self, way: Way) -> int:
        """How many steps of a way this document has."""
        return self._follow(way)[2]

    def node_at(self, way: Way) -> yaml.Node:
        """The node that a way leads to; of the last part on the way that exists."""
        return self._follow(way)[1]

    def _follow(self, way: Way) -> tuple[yaml.Node | None, yaml.Node, int]:
        """The key, the value and the number of steps; a step that does not exist is passed over."""
        key, node, steps = None, self.node, 0
        for step in way:
            found = _child(node, step)
            if found:
                (key, node), steps = found, steps + 1
        return key, node, steps


class LaterDocument(Document):
    """A file whose contents are known from before: it is read when somebody asks where in it something stands.

    One that cannot be read any more has no places. `data` is what it holds, where that is known.
    """

    __slots__ = ()

    def __init__(self, path: str, data: dict[str, Any] | None = None) -> None:
        object.__setattr__(self, "path", path)
        if data is not None:
            object.__setattr__(self, "data", data)

    def __getattr__(self, name: str) -> Any:
        """Called where a field has not been filled yet."""
        if name not in ("data", "node"):
            raise AttributeError(name)
        try:
            read = read_document(Path(self.path))
        except PolicyError:
            read = unplaced(self.path)
        object.__setattr__(self, name, getattr(read, name))
        return getattr(read, name)


def unplaced(path: str) -> Document:
    """A file of which only the path is known."""
    return Document(path, {}, yaml.MappingNode("", [], _NO_PLACE, _NO_PLACE))


_NO_PLACE: Final = yaml.Mark("", 0, 0, 0, "", 0)


def read_document(path: Path, shown: str | None = None) -> Document:
    """The file as a Document; raises PolicyError with every mistake in its form. `shown` is its path in messages."""
    shown = str(path) if shown is None else shown
    text = text_of(path, shown)
    try:
        node = parser_of(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise PolicyError([_broken(shown, error)]) from None
    except yaml.YAMLError as error:
        raise PolicyError([Problem(shown, None, None, f"not valid YAML: {str(error).splitlines()[0]}")]) from None
    except RecursionError:
        raise PolicyError([Problem(shown, None, None, f"nested deeper than {MAX_DEPTH} levels")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise PolicyError([_not_a_mapping(shown, node)])
    return _built(shown, node)


def text_of(path: Path, shown: str) -> str:
    """The text of a file that people write; raises PolicyError where it cannot be read as UTF-8, or is too large."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PolicyError([Problem(shown, None, None, "no such file")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PolicyError([Problem(shown, None, None, f"cannot be read: {reason}")]) from None
    watched = _READ.get()
    if watched is not None:
        watched[os.path.abspath(path)] = hashed(raw)
    if len(raw) > MAX_BYTES:
        raise PolicyError([Problem(shown, None, None, f"larger than {MAX_BYTES} bytes")])
    if b"\0" in raw:
        raise PolicyError([Problem(shown, None, None, "a binary file, not YAML in UTF-8")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PolicyError([Problem(shown, line, None, "not valid UTF-8")]) from None


def _broken(shown: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    what = ", ".join(str(part) for part in (error.problem, error.context) if part)
    if "nesting depth" in what:
        what = f"nested deeper than {MAX_DEPTH} levels"
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem(shown, line, column, f"not valid YAML: {what}")


def _not_a_mapping(shown: str, node: yaml.Node | None) -> Problem:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return Problem(shown, None, None, "an empty file")
    return Problem(shown, node.start_mark.line + 1, node.start_mark.column + 1, "must be a mapping of keys to values")


def _built(shown: str, node: yaml.MappingNode) -> Document:
    builder = Builder(shown)
    try:
        data = builder.value(node, 0)
    except Refused as refused:
        builder.report(refused.node, refused.message)
    if builder.problems:
        raise PolicyError(builder.problems)
    return Document(shown, data, node)


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _inside(node: yaml.Node, offset: int) -> int:
    """How far a character of a text stands from its start in the file; 0 where escapes or folding hide it."""
    if not isinstance(node, yaml.ScalarNode) or node.start_mark.line != node.end_mark.line:
        return 0
    quotes = 1 if node.style in ("'", '"') else 0
    width = node.end_mark.column - node.start_mark.column
    return offset + quotes if width == len(node.value) + 2 * quotes else 0
