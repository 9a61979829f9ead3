"""Handlebars and Mustache: `{{value}}`, `{{{value}}}`, `{{#block}}…{{else}}…{{/block}}`, `{{^inverse}}`, comments, partials."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.readers.languages.nodes import Tag, TemplateSyntaxError
from couth.regexes import regex_of

_COMMENT: Final = regex_of(r"\{\{~?!--.*?--~?\}\}|\{\{~?![^}]*\}\}", re.DOTALL)
_TAG: Final = regex_of(
    r"\{\{\{\s*~?(?P<raw>[^{}]*?)~?\s*\}\}\}|\{\{~?\s*(?P<sign>[#/^&>*]?)[*>]?(?P<inside>[^{}]*?)~?\s*\}\}"
)
_RAW: Final = regex_of(r"\{\{\{\{\s*([^\s{}/]+)[^{}]*\}\}\}\}(?P<words>.*?)\{\{\{\{/\s*\1\s*\}\}\}\}", re.DOTALL)
_WORD: Final = regex_of(r"[^\s|=]+")
_CONDITIONS: Final = frozenset(
    ("if", "unless", "eq", "ne", "is", "isnt", "and", "or", "not", "compare", "ifCond", "gt", "lt")
)


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text, in order; raises TemplateSyntaxError where one is not closed."""
    at, open_names = 0, list[str]()
    while (start := text.find("{{", at)) >= 0:
        raw = _RAW.match(text, start)
        if raw:
            yield Tag(start, raw.start("words"), "silent")
            yield Tag(raw.end("words"), raw.end(), "silent")
            at = raw.end()
            continue
        found = _COMMENT.match(text, start) or _TAG.match(text, start)
        if found is None:
            raise TemplateSyntaxError("“{{” is never closed", start)
        yield from _tag(found, open_names)
        at = found.end()


def _tag(found: re.Match[str], open_names: list[str]) -> Iterator[Tag]:
    start, end = found.span()
    if not found.re.groupindex:  # of a comment no part is of interest
        yield Tag(start, end, "silent")
        return
    inside = (found["raw"] or found["inside"] or "").strip()
    sign = found["sign"] or ""
    words = _WORD.findall(inside)
    name = words[0] if words else ""
    if sign in ("#", "^") and name not in ("", "else"):
        yield _opened(start, end, sign, words, open_names)
    elif sign == "/":
        yield _closed(start, end, name, open_names)
    elif name == "else" or sign == "^":
        yield from _middle(start, end, words)
    elif sign in (">", "*"):
        yield Tag(start, end, "silent", name)
    else:
        yield Tag(start, end, "blank", _value(words))


def _opened(start: int, end: int, sign: str, words: list[str], open_names: list[str]) -> Tag:
    """Blocks of helpers that ask are choices; `each`, and a section by its name, may come out any number of times."""
    name = words[0]
    open_names.append(name)
    asks = sign == "^" or name in _CONDITIONS or name not in ("each", "foreach", "list")
    return Tag(start, end, "open" if asks else "loop", name)


def _closed(start: int, end: int, name: str, open_names: list[str]) -> Tag:
    if open_names:
        open_names.pop()
    return Tag(start, end, "close", name)


def _middle(start: int, end: int, words: list[str]) -> Iterator[Tag]:
    yield Tag(start, end, "middle", "else" if len(words) < 2 else "else if")


def _value(words: list[str]) -> str:
    """The value's name: of a helper's call, the first argument that names a value."""
    names = [word for word in words if word[0] not in "\"'" and not word[0].isdigit()]
    if len(names) > 1:
        return names[1]
    return names[0] if names else (words[0] if words else "value")
