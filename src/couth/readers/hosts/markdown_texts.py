"""Markdown: the messages of a library, fenced one by one; or what a reader sees of a document."""

from __future__ import annotations

import re
from typing import Final, Iterator, NamedTuple

from couth.model import MappedText, Piece, Span
from couth.regexes import regex_of

_HEADING: Final = regex_of(r"^ {0,3}#{1,6}[ \t]+(?P<title>.*?)[ \t#]*$", re.MULTILINE)
_FENCE: Final = regex_of(
    r"^(?P<margin> {0,3})(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+-]*)[^\n]*\n(?P<inside>.*?)^ {0,3}(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_PROSE: Final = frozenset(
    ("", "text", "txt", "plain", "plaintext", "message", "whatsapp", "sms", "email", "md", "markdown")
)
_NUMBER: Final = regex_of(r"^(?:\d+[.)]|[*_`])\s*|[*_`]+$")
_MARKUP: Final = regex_of(
    r"<!--.*?-->"
    r"|^ {0,3}(?:`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?:`{3,}|~{3,})[ \t]*$"
    r"|^ {0,3}#{1,6}[ \t]+|^ {0,3}(?:[-*_][ \t]*){3,}$|^ {0,3}>[ \t]?"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<target>[^)\n]*)\)"
    r"|(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)"
    r"|(?<![\w*])\*(?=[^\s*][^*\n]*\S?\*)|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_][^_\n]*_(?!\w))|(?<=[^\s_])_(?!\w)"
    r"|(?<!`)`(?!`)",
    re.MULTILINE | re.DOTALL,
)


class Fenced(NamedTuple):
    """A message between fences: the heading above it, and where its words stand."""

    title: str
    span: Span


def fenced(source: str, start: int = 0) -> Iterator[Fenced]:
    """The messages of a library; fences that say that they hold a language of programs are none."""
    headings = [(found.start(), found["title"]) for found in _HEADING.finditer(source, start)]
    for found in _FENCE.finditer(source, start):
        if found["language"].lower() in _PROSE:
            inside = found.span("inside")
            end = inside[1] - len(source[slice(*inside)]) + len(source[slice(*inside)].rstrip())
            title = next((title for at, title in reversed(headings) if at < found.start()), "")
            yield Fenced(_NUMBER.sub("", title).strip(), (inside[0], max(end, inside[0])))


def shown(source: str, start: int = 0) -> MappedText:
    """What a reader sees of a document, from an offset on."""
    return MappedText(_pieces(source, start))


def _pieces(source: str, at: int) -> Iterator[Piece]:
    end = len(source.rstrip())
    for found in _MARKUP.finditer(source, at, end):
        yield Piece(source[at : found.start()], at, found.start())
        if found["label"]:
            yield Piece(found["label"], *found.span("label"))
        at = found.end()
    yield Piece(source[at:end], at, end)
