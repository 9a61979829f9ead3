"""YAML whose strings keep their places: the nodes of the parser, and each style of writing a string undone."""

from __future__ import annotations

import re
from typing import Any, Callable, Final, Iterator, Mapping

import yaml

from couth.model import Piece
from couth.readers.hosts.written import Style, Written
from couth.readers.yaml_values import LOADER, bounded
from couth.regexes import regex_of

_STYLES: Final[Mapping[str | None, Style]] = {
    None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded",
}  # fmt: skip
_STRING: Final = "tag:yaml.org,2002:str"


def parsed(text: str) -> list[Any]:
    """The documents; their strings are `Written`, anything else is as it is written. Raises YAMLError or RefusedError."""
    loader: Any = LOADER(text)
    try:
        found = []
        while loader.check_node():
            root = loader.get_node()
            bounded(root)
            found.append(_value(root, 0))
        return found
    finally:
        loader.dispose()


def _value(node: yaml.Node, indent: int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _value(value, key.start_mark.column) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, max(item.start_mark.column - 2, 0)) for item in node.value]
    if node.tag != _STRING:
        return node.value
    assert isinstance(node, yaml.ScalarNode)  # noqa: S101  (there is no fourth kind of node)
    style = _STYLES.get(node.style, "plain")
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return Written.at(str(node.value), start, end, style, indent)


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def pieces(source: str, written: Written) -> Iterator[Piece]:
    """What a string of YAML is made of; one piece for all of it where its writing is not understood."""
    found = list(_BY_STYLE[written.style](source, written))
    if "".join(piece.text for piece in found) == written:
        return iter(found)
    return iter((Piece(str(written), written.start, written.end, "escape"),))


_BREAK: Final = regex_of(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_LINE_END: Final = regex_of(r"\r\n|\r|\n")
_SINGLE: Final = regex_of(rf"''|{_BREAK.pattern}")
_DOUBLE: Final = regex_of(
    rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|(?:\r\n|\r|\n)[ \t]*|.)|{_BREAK.pattern}"
)
_ESCAPES: Final = {
    "0": "\0", "a": "\x07", "b": "\x08", "t": "\t", "\t": "\t", "n": "\n", "v": "\x0b", "f": "\x0c", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def _plain(source: str, written: Written) -> Iterator[Piece]:
    return _undone(source, written.start, written.end, _BREAK)


def _single(source: str, written: Written) -> Iterator[Piece]:
    return _undone(source, written.start + 1, written.end - 1, _SINGLE)


def _double(source: str, written: Written) -> Iterator[Piece]:
    return _undone(source, written.start + 1, written.end - 1, _DOUBLE)


def _undone(source: str, at: int, end: int, escapes: re.Pattern[str]) -> Iterator[Piece]:
    for escape in escapes.finditer(source, at, end):
        yield Piece(source[at : escape.start()], at, escape.start())
        yield Piece(_unescaped(escape[0]), *escape.span(), "escape")
        at = escape.end()
    yield Piece(source[at:end], at, end)


def _unescaped(escape: str) -> str:
    if escape == "''":
        return "'"
    if not escape.startswith("\\"):  # line breaks: one is a space, each further one is kept
        return "\n" * (len(_LINE_END.findall(escape)) - 1) or " "
    if escape[1] in "xuU":
        code = int(escape.lstrip("\\xuU"), base=16)
        return chr(code) if code < 0x110000 else ""
    return _ESCAPES.get(escape[1], "")


_HEADER: Final = regex_of(r"[|>](?P<signs>[-+0-9]*)[^\n]*\n")


def _block(source: str, written: Written, is_folded: bool) -> Iterator[Piece]:
    header = _HEADER.match(source, written.start)
    if header is None:
        return
    lines = list(_lines(source, header.end(), written.end))
    margin = _margin(source, lines, header["signs"], written.indent)
    parts = [(min(start + margin, end), end, stop) for start, end, stop in lines]
    while parts and parts[-1][0] == parts[-1][1]:  # blank lines at the end are a matter of chomping
        blank = parts.pop()
        if parts:
            parts[-1] = (*parts[-1][:2], blank[2]) if "+" in header["signs"] else parts[-1]
    yield from _joined(source, parts, header["signs"], is_folded, lines)


def _lines(source: str, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, end, and end with the line break, of each line."""
    while at < end:
        found = _LINE_END.search(source, at, end)
        stop = found.end() if found else end
        yield at, found.start() if found else end, stop
        at = stop


def _margin(source: str, lines: list[tuple[int, int, int]], signs: str, indent: int) -> int:
    digit = next((int(sign) for sign in signs if sign.isdigit()), 0)
    if digit:
        return indent + digit
    texts = (source[start:end] for start, end, _ in lines)
    return next((len(text) - len(text.lstrip(" ")) for text in texts if text.strip(" ")), 0)


def _joined(
    source: str, parts: list[tuple[int, int, int]], signs: str, is_folded: bool, lines: list[tuple[int, int, int]]
) -> Iterator[Piece]:
    blanks, at = 0, None
    for number, (start, end, _) in enumerate(parts):
        if number:
            if start == end and is_folded:
                blanks += 1
                continue
            yield Piece(_break(source, parts, number, blanks, is_folded), at or start, start, "escape")
        blanks = 0
        yield Piece(source[start:end], start, end)
        at = end
    if parts and "-" not in signs:
        last = parts[-1][1]
        kept = len(lines) - len(parts) if "+" in signs else 0
        has_break = last < len(source) and source[last] in "\r\n"
        yield Piece("\n" * (kept + has_break), last, max(parts[-1][2], last + 1), "escape")


def _break(source: str, parts: list[tuple[int, int, int]], number: int, blanks: int, is_folded: bool) -> str:
    """What stands between a line and the one before it that has words."""
    if not is_folded:
        return "\n"
    before = parts[number - 1 - blanks]
    if any(source[start : start + 1] in (" ", "\t") for start, _, _ in (before, parts[number])):
        return "\n" * (blanks + 1)
    return "\n" * blanks or " "


_BY_STYLE: Final[Mapping[Style, Callable[[str, Written], Iterator[Piece]]]] = {
    "plain": _plain,
    "single": _single,
    "double": _double,
    "literal": lambda source, written: _block(source, written, is_folded=False),
    "folded": lambda source, written: _block(source, written, is_folded=True),
}


_UNPLAIN: Final = regex_of(r"[\n\r\t]|: |:$| #|^[#&*!|>'\"%@`{}\[\],?-]|^\s|\s$")


def encode(style: Style, text: str, before: str) -> str | None:
    """The text as it is written in a style; None where that style cannot hold it."""
    if style == "double":
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return escaped if escaped.isprintable() else None
    if "\n" in text or not text.isprintable():
        return None
    if style == "single":
        return text.replace("'", "''")
    return None if style == "plain" and text and _UNPLAIN.search(text) and not _UNPLAIN.search(before) else text
