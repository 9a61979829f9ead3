"""Template languages: a text taken apart into words, placeholders, branches and loops, each with its offsets."""

from __future__ import annotations

from functools import partial
from typing import Callable, Final, Iterator, Mapping

from couth.readers.languages import curly, erb, handlebars, icu
from couth.readers.languages.blocks import tree
from couth.readers.languages.marks import PATTERNS, any_marks
from couth.readers.languages.marks import tags as marked
from couth.readers.languages.nodes import (
    Blank,
    Capture,
    Choice,
    Loop,
    Node,
    Nodes,
    Tag,
    TemplateSyntaxError,
    Words,
)
from couth.regexes import regex_of

__all__ = [
    "SYNTAXES", "Blank", "Capture", "Choice", "Loop", "Node", "Nodes", "Tag", "TemplateSyntaxError", "Words", "parse",
    "syntax_of", "tags_of",
]  # fmt: skip

_TAGS: Final[Mapping[str, Callable[[str], Iterator[Tag]]]] = {
    "jinja": curly.tags, "liquid": curly.tags, "handlebars": handlebars.tags, "mustache": handlebars.tags,
    "erb": erb.tags, **{name: partial(marked, pattern=pattern) for name, pattern in PATTERNS.items()},
}  # fmt: skip

SYNTAXES: Final = ("icu", "none", *_TAGS)
"""Every language by the name it is asked for with; `none` has no placeholders."""

_BLOCKS: Final = regex_of(r"\{\{~?\s*(?:[#/^>!]|else\b)|\{\{\{")
_MAYBE: Final = regex_of(r"[{%<$@\[*#]")


def syntax_of(text: str) -> str | None:
    """The language that a text shows by its tags; None where it has none, or placeholders alone."""
    if "<%" in text:
        return "erb"
    if "{%" in text:
        return "liquid" if curly.LIQUID.search(text) else "jinja"
    if "{" not in text:
        return None
    if _BLOCKS.search(text):
        return "handlebars"
    if icu.BRANCHING.search(text):
        return "icu"
    return "jinja" if "{{" in text else None


def parse(text: str, syntax: str | None = None) -> Nodes:
    """A text as a tree; in the language given, else in the one it shows, with common placeholders of any kind besides.

    Raises TemplateSyntaxError.
    """
    if syntax == "none" or not _MAYBE.search(text):
        return (Words(0, len(text)),) if text else ()
    shown = syntax or syntax_of(text)
    if shown == "icu":
        return icu.nodes(text)
    tags = list(_TAGS[shown](text)) if shown else []
    return tree(len(text), tags if syntax else _with_common(text, tags))


def tags_of(text: str, syntax: str | None = None) -> list[Tag]:
    """The tags of a text in the language given or shown; none where it has placeholders alone. Raises TemplateSyntaxError."""
    shown = syntax or syntax_of(text)
    return list(_TAGS[shown](text)) if shown and shown not in ("icu", "none") else []


def _with_common(text: str, tags: list[Tag]) -> Iterator[Tag]:
    """The tags, and the placeholders of other kinds between them."""
    at = 0
    for tag in (*tags, Tag(len(text), len(text), "silent")):
        yield from any_marks(text, at, tag.start)
        yield tag
        at = tag.end
