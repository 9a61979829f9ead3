"""ICU MessageFormat: `{name}`, `{n, plural, one {…} other {…}}`, `{x, select, …}`, quotation by apostrophes."""

from __future__ import annotations

import re
from typing import Final

from couth.readers.languages.nodes import Blank, Choice, Node, Nodes, TemplateSyntaxError, Words
from couth.regexes import regex_of

BRANCHING: Final = regex_of(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")
"""Tells a text that is in this language; simple arguments alone do not."""

_ARGUMENT: Final = regex_of(r"\{\s*(?P<name>[\w.-]+)\s*(?:,\s*(?P<type>\w+)\s*(?P<more>,)?)?")
_SELECTOR: Final = regex_of(r"\s*(?:offset\s*:\s*\d+\s*)?(?:=\d+|[\w-]+)\s*(?=\{)")
_CHOICES: Final = frozenset(("plural", "select", "selectordinal"))
_TYPES: Final = {"number": "count", "date": "date", "time": "time", "spellout": "count", "ordinal": "count"}


def nodes(text: str) -> Nodes:
    """The message as a tree; raises TemplateSyntaxError."""
    found, at = _Reader(text).message(0, depth=0, number=None)
    if at < len(text):
        raise TemplateSyntaxError("“}” closes nothing", at)
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def message(self, at: int, depth: int, number: str | None) -> tuple[Nodes, int]:
        """The nodes up to the end, or to the brace that closes the branch; `number` is what `#` stands for."""
        text, found, start = self._text, list[Node](), at
        while at < len(text) and text[at] != "}":
            if text[at] == "'":
                found.append(Words(start, at))
                start, at = self._quoted(at, found)
            elif text[at] == "{":
                found.append(Words(start, at))
                node, at = self._argument(at, depth)
                found.append(node)
                start = at
            elif text[at] == "#" and number is not None:
                found += (Words(start, at), Blank(at, at + 1, number))
                start = at = at + 1
            else:
                at += 1
        found.append(Words(start, at))
        return tuple(node for node in found if not (isinstance(node, Words) and node.start == node.end)), at

    def _quoted(self, at: int, found: list[Node]) -> tuple[int, int]:
        """Past an apostrophe: a doubled one is one, one before a brace quotes up to the next, any other is itself."""
        text = self._text
        if text[at + 1 : at + 2] == "'":
            return at + 1, at + 2
        if text[at + 1 : at + 2] not in ("{", "}", "#", "|"):
            return at, at + 1
        end = text.find("'", at + 2)
        end = len(text) if end < 0 else end
        found.append(Words(at + 1, end))
        return min(end + 1, len(text)), min(end + 1, len(text))

    def _argument(self, at: int, depth: int) -> tuple[Node, int]:
        head = _ARGUMENT.match(self._text, at)
        if head is None or depth > _DEEPEST:
            raise TemplateSyntaxError("“{” without the name of an argument", at)
        if head["type"] in _CHOICES and head["more"]:
            return self._choice(at, head, depth)
        end = self._text.find("}", head.end()) if head["more"] else head.end()
        if end < 0 or self._text[end : end + 1] != "}":
            raise TemplateSyntaxError("“{” is never closed", at)
        kind = _TYPES.get(head["type"] or "", "")
        return Blank(at, end + 1, f"{head['name']}:{kind}" if kind else head["name"]), end + 1

    def _choice(self, start: int, head: re.Match[str], depth: int) -> tuple[Node, int]:
        at, branches = head.end(), list[Nodes]()
        number = f"{head['name']}:count" if head["type"] != "select" else None
        while selector := _SELECTOR.match(self._text, at):
            branch, end = self.message(selector.end() + 1, depth + 1, number)
            if end >= len(self._text):
                raise TemplateSyntaxError("“{” is never closed", selector.end())
            branches.append(branch)
            at = end + 1
        closing = re.compile(r"\s*\}").match(self._text, at)
        if closing is None or not branches:
            raise TemplateSyntaxError(f"a {head['type']} that is never closed, or has no branch", start)
        return Choice(tuple(branches)), closing.end()


_DEEPEST: Final = 20
