"""ERB and EJS: `<%= value %>`, `<% if … %>`, `<%# comment %>`."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.readers.languages.nodes import Tag, TemplateSyntaxError
from couth.regexes import regex_of

_TAG: Final = regex_of(r"<%(?P<sign>[=#%_-]*)(?P<inside>.*?)[-_]?%>", re.DOTALL)
_NAME: Final = regex_of(r"[A-Za-z_@$][\w.@?!\[\]:'\"]*")
_LITERAL: Final = regex_of(r"\"([^\"#\\]*)\"|'([^'\\]*)'")
_ASKS: Final = regex_of(r"(?:if|unless|case|begin)\b|(?:\w+\s*=\s*)?(?:if|case)\b")
_LOOPS: Final = regex_of(r"(?:for|while|until)\b|.*\b(?:do|each|map|forEach)\b[^}]*(?:\|[^|]*\||\{|do)?\s*$", re.DOTALL)
_SCRIPT_OPENS: Final = regex_of(r".*[{(]\s*$", re.DOTALL)
_SCRIPT_MIDDLE: Final = regex_of(r"\}\s*else\b")
_MIDDLE: Final = regex_of(r"(else|elsif|when|in|rescue|ensure)\b")
_CLOSE: Final = regex_of(r"end\b|\}")


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text, in order; raises TemplateSyntaxError where one is not closed."""
    at = 0
    while (start := text.find("<%", at)) >= 0:
        found = _TAG.match(text, start)
        if found is None:
            raise TemplateSyntaxError("“<%” is never closed", start)
        yield _tag(found)
        at = found.end()


def _tag(found: re.Match[str]) -> Tag:
    start, end = found.span()
    sign, inside = found["sign"], found["inside"].strip()
    if "#" in sign or "%" in sign:
        return Tag(start, end, "silent")
    if "=" in sign or ("-" in sign and inside and not _statement(start, end, inside)):
        return _opened_by_output(start, end, inside) or _output(start, end, inside)
    return _statement(start, end, inside) or Tag(start, end, "silent")


def _output(start: int, end: int, inside: str) -> Tag:
    literal, name = _LITERAL.fullmatch(inside), _NAME.search(inside)
    if literal:
        return Tag(start, end, "blank", "", literal[1] or literal[2] or "")
    return Tag(start, end, "blank", name[0] if name else "value")


def _opened_by_output(start: int, end: int, inside: str) -> Tag | None:
    """`<%= form_for … do |f| %>`: what it wraps comes out once."""
    return Tag(start, end, "loop", "do") if re.search(r"\bdo(?:\s*\|[^|]*\|)?$", inside) else None


def _statement(start: int, end: int, inside: str) -> Tag | None:
    middle = _MIDDLE.match(inside)
    if middle or _SCRIPT_MIDDLE.match(inside):
        is_last = inside.rstrip(" {").removeprefix("}").strip() == "else"
        return Tag(start, end, "middle", "else" if is_last else "elsif")
    if _CLOSE.match(inside):
        return Tag(start, end, "close", "")
    if _ASKS.match(inside):
        opened = _ASKS.match(inside)
        return Tag(start, end, "open", "case" if opened and "case" in opened[0] else "if")
    if _LOOPS.match(inside) and not inside.endswith(";"):
        return Tag(start, end, "loop", "each") if _is_block(inside) else None
    return Tag(start, end, "open", "if") if _SCRIPT_OPENS.match(inside) else None


def _is_block(inside: str) -> bool:
    return bool(re.search(r"\bdo\b(?:\s*\|[^|]*\|)?\s*$|\{(?:\s*\|[^|]*\|)?\s*$|^(?:for|while|until)\b", inside))
