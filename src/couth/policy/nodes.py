"""What YAML's parser built, as plain data: nothing is resolved by a tag, and there is a limit to depth and number."""

from __future__ import annotations

from typing import Any, Final

import yaml

from couth.errors import Problem
from couth.regexes import regex_of

MAX_DEPTH: Final = 50
MAX_VALUES: Final = 200_000


class _Tags:
    """What the parser asks of a resolver: here only whether a scalar stands without quotes."""

    def resolve(self, kind: type[yaml.Node], _value: object, implicit: tuple[bool, bool]) -> str:
        """A mark of our own in place of a tag; a tag in the file is any other text."""
        return _PLAIN if kind is yaml.ScalarNode and implicit[0] else _OTHER

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a node stands."""


_PLAIN: Final = "plain"
_OTHER: Final = "other"


def parser_of(text: str) -> Any:
    """The parser of libyaml; not every platform has it, and the one in Python reads the same language."""
    return _PARSER(text)


class _PythonParser(_Tags, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)


try:
    from yaml._yaml import CParser

    class _CParser(_Tags, CParser):
        pass

    _PARSER: Any = _CParser
except ImportError:
    _PARSER = _PythonParser


class Refused(Exception):  # noqa: N818  (turned into a Problem at once)
    """A node at which reading stops, and why."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.node = node
        self.message = message


class Builder:
    """Turns nodes into plain data, and counts."""

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._count = 0

    def report(self, node: yaml.Node, message: str) -> None:
        """Note a mistake at a node."""
        self.problems.append(Problem(self._path, node.start_mark.line + 1, node.start_mark.column + 1, message))

    def value(self, node: yaml.Node, depth: int) -> Any:
        """The node as plain data; raises Refused where it is too much."""
        self._count += 1
        if self._count > MAX_VALUES:
            raise Refused(node, f"more than {MAX_VALUES} values once its aliases are followed")
        if depth > MAX_DEPTH:
            raise Refused(node, f"nested deeper than {MAX_DEPTH} levels, or an alias inside itself")
        if node.tag not in (_PLAIN, _OTHER):
            self.report(node, f"the tag {node.tag!r} is not allowed; write plain YAML")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(part, depth + 1) for part in node.value]
        return _scalar(node.value) if node.tag is _PLAIN else node.value

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, "a key must be text")
            elif key.value in data:
                self.report(key, f"the key {key.value!r} stands twice in one mapping")
            else:
                data[key.value] = self.value(value, depth + 1)
        return data


_CONSTANTS: Final = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER = regex_of(r"[-+]?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?(?:[eE][-+]?[0-9]{1,2})?")


def _scalar(text: str) -> object:
    """A value written without quotes: a constant, a number, else text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    return float(text) if match.group(1) or "e" in text.lower() else int(text)
