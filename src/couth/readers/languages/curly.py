"""Jinja, Twig, Nunjucks and Liquid: `{{ value }}`, `{% tag %}`, `{# comment #}`."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.readers.languages.nodes import Tag, TagKind, TemplateSyntaxError
from couth.regexes import regex_of

_OPENING: Final = regex_of(r"\{\{\{?-?|\{%[-+]?|\{#")
_CLOSING: Final = {"{{": regex_of(r"-?\}\}\}?"), "{%": regex_of(r"[-+]?%\}"), "{#": regex_of(r"#\}")}
_INSIDE: Final = regex_of(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^'\"]", re.DOTALL)
_WORD: Final = regex_of(r"[A-Za-z_]\w*")
_VALUE: Final = regex_of(r"[A-Za-z_$][\w$]*(?:\s*(?:\.\s*[\w$?-]+|\[[^\]]*\]))*|\d+")
_LITERAL: Final = regex_of(r"'([^'\\]*)'|\"([^\"\\]*)\"")
_ASSIGNS: Final = regex_of(r"\w+\s*=")

_ENDS: Final = regex_of(r"\{%[-+]?\s*end(\w+)")
_TRANSLATED: Final = regex_of(
    r"\{%-?\s*(?:trans|translate)\s+WORDS(?:\s+noop)?(?:\s+context\s+WORDS)?\s*-?%\}|\{\{-?\s*(?:_|gettext)\(\s*WORDS\s*\)\s*-?\}\}".replace(
        "WORDS", r"(?:'([^'\\]*)'|\"([^\"\\]*)\")"
    )
)
"""Words that are looked up in a catalogue, and come out as they are where it has none."""

OPENS: Final = frozenset(("if", "unless", "case"))
LOOPS: Final = frozenset(("for", "tablerow", "paginate"))
VERBATIM: Final = frozenset(("raw", "verbatim"))
UNWRITTEN: Final = frozenset(("comment", "schema", "style", "stylesheet", "javascript", "doc", "macro"))
MIDDLES: Final = frozenset(("else", "elif", "elsif", "elseif", "when", "empty", "plural", "pluralize"))
LIQUID: Final = regex_of(r"\{%-?\s*(?:capture|case|when|unless|elsif|assign|render|tablerow|comment|schema)\b")


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text, in order; raises TemplateSyntaxError where one is not closed."""
    at, closed = 0, OPENS.union(_ENDS.findall(text))
    while opening := _OPENING.search(text, at):
        translated = _TRANSLATED.match(text, opening.start())
        if translated:
            yield from _around_words(translated)
            at = translated.end()
            continue
        end = _end(text, opening)
        tag = _tag(text, opening, end, closed)
        closing = _closing(text, tag) if tag.kind == "silent" and tag.name in UNWRITTEN | VERBATIM else tag
        if tag.name in UNWRITTEN:
            tag = Tag(tag.start, closing.end, "silent", tag.name)
        yield tag
        if tag.name in VERBATIM:
            yield closing
        at = closing.end


def _around_words(translated: re.Match[str]) -> Iterator[Tag]:
    """What stands before the words of a call for a translation, and what behind them."""
    start, end = next(translated.span(group) for group in range(1, 7) if translated[group] is not None)
    yield Tag(translated.start(), start, "silent")
    yield Tag(end, translated.end(), "silent")


def _end(text: str, opening: re.Match[str]) -> int:
    """Where the tag ends, strings in it left alone."""
    closing, at = _CLOSING[opening[0][:2]], opening.end()
    is_comment = opening[0] == "{#"
    while at < len(text):
        found = closing.match(text, at)
        if found:
            return found.end()
        inside = None if is_comment else _INSIDE.match(text, at)
        at = inside.end() if inside else at + 1
    raise TemplateSyntaxError(f"“{opening[0].rstrip('-+')}” is never closed", opening.start())


def _tag(text: str, opening: re.Match[str], end: int, closed: frozenset[str]) -> Tag:
    start, kind = opening.start(), opening[0][:2]
    inside = text[opening.end() : end].rstrip("}%#").rstrip("-+").strip()
    if kind == "{#":
        return Tag(start, end, "silent")
    if kind == "{{":
        return _output(start, end, inside)
    word = _WORD.match(inside)
    name = word[0] if word else ""
    return _statement(start, end, name, inside[len(name) :].strip(), closed)


def _output(start: int, end: int, inside: str) -> Tag:
    literal, name = _LITERAL.match(inside), _VALUE.match(inside)
    if literal and (translated := inside[literal.end() :].strip(" |")) in ("", "t", "trans"):
        return Tag(start, end, "blank", translated, literal[1] or literal[2] or "")
    return Tag(start, end, "blank", re.sub(r"\s", "", name[0]) if name else "value")


def _statement(start: int, end: int, name: str, rest: str, closed: frozenset[str]) -> Tag:
    """A tag by its name; `closed` are those that are closed somewhere, and so are blocks."""
    if name.startswith("end"):
        return Tag(start, end, "close", name.removeprefix("end"))
    if name in ("capture", "set") and not (name == "set" and _ASSIGNS.match(rest)):
        return Tag(start, end, "capture", f"{name} {rest.strip(chr(39) + chr(34))}")
    kind: TagKind = "silent"
    if name in LOOPS:
        kind = "loop"
    elif name in MIDDLES:
        kind = "middle"
    elif name in closed and name not in UNWRITTEN | VERBATIM:
        kind = "open"
    return Tag(start, end, kind, name)


def _closing(text: str, tag: Tag) -> Tag:
    """The end of a block whose inside is not looked at."""
    found = re.compile(r"\{%[-+]?\s*end" + tag.name + r"\b[^%]*%\}").search(text, tag.end)
    if found is None:
        raise TemplateSyntaxError(f"“{tag.name}” is never closed", tag.start)
    return Tag(*found.span(), "silent", f"end{tag.name}")
