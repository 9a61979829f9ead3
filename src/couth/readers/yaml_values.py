"""YAML: safe tags only, bounded in size and in what aliases make of it, each part with its line."""

from __future__ import annotations

from typing import Any, BinaryIO, Final, Iterator

import yaml

from couth.errors import Problem
from couth.readers.bytestream import whole
from couth.readers.incoming import Loc, Value

YAML_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of a YAML source; it is written by hand."""

NODE_LIMIT: Final = 200_000
"""Values in one object, with every alias counted as what it stands for."""

# The C parser is the same language at ten times the speed; not every platform has it.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Loads no tag that builds objects."""


class RefusedYamlError(ValueError):
    """Legal YAML that is not read: a key twice, an alias that grows without bound."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.mark = node.start_mark


def documents(stream: BinaryIO, path: str) -> Iterator[Value | Problem]:
    """The objects of every document: the elements where a document is a list."""
    text = whole(stream, path, YAML_LIMIT)
    if isinstance(text, Problem):
        yield text
        return
    loader = LOADER(text)
    try:
        yield from _values(loader)
    except (yaml.YAMLError, RefusedYamlError, RecursionError) as error:
        yield yaml_problem(error, path)
    finally:
        loader.dispose()


def _values(loader: Any) -> Iterator[Value]:
    while loader.check_node():
        root = loader.get_node()
        parts = root.value if isinstance(root, yaml.SequenceNode) else [root]
        for node in parts:
            yield _value(loader, node)


def _value(loader: Any, node: yaml.Node) -> Value:
    bounded(node)
    line_of = _Lines(node)
    try:
        data = loader.construct_document(node)
    except ValueError as error:  # a date that is none, a number that is none
        raise RefusedYamlError("a value that is not what it looks like: put it in quotes", node) from error
    return Value(data, line_of(()), node.end_mark.index, line_of)


def bounded(node: yaml.Node, sizes: dict[int, int] | None = None) -> int:
    """How many values a node stands for; refuses what grows without bound, and a key that stands twice."""
    sizes = {} if sizes is None else sizes
    known = sizes.get(id(node))
    if known is not None:
        if known < 0:
            raise RefusedYamlError("an alias that contains itself", node)
        return known
    sizes[id(node)] = -1
    if isinstance(node, yaml.MappingNode):
        _unique(node)
    total = 1 + sum(bounded(child, sizes) for child in _children(node))
    if total > NODE_LIMIT:
        raise RefusedYamlError(f"more than {NODE_LIMIT:,} values once its aliases are followed", node)
    sizes[id(node)] = total
    return total


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _unique(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in seen:
            raise RefusedYamlError(f"the key {key.value[:40]!r} stands twice in one object", key)
        if isinstance(key, yaml.ScalarNode):
            seen.add(key.value)


class _Lines:
    """The line of a part of a node, by the way to it; of the last part on the way that exists."""

    def __init__(self, node: yaml.Node) -> None:
        self._node = node

    def __call__(self, loc: Loc) -> int:
        node = self._node
        for step in loc:
            node = _step(node, step)
        return int(node.start_mark.line) + 1


def _step(node: yaml.Node, step: int | str) -> yaml.Node:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), node)
    return node


def yaml_problem(error: Exception, path: str) -> Problem:
    """The mistake in one line, without a word of what was read."""
    if isinstance(error, RecursionError):
        return Problem(path, None, None, "nested too deeply")
    mark = getattr(error, "mark", None) or getattr(error, "problem_mark", None)
    what = str(error) if isinstance(error, RefusedYamlError) else f"broken YAML: {_reason(error)}"
    if mark is None:
        return Problem(path, None, None, what)
    return Problem(path, mark.line + 1, mark.column + 1, what)


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
