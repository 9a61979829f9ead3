"""The templates of messages: text with named values in braces."""

from __future__ import annotations

import string
from typing import Final, Iterator, Mapping

from couth.regexes import regex_of

_NAME: Final = regex_of(r"[a-z][a-z0-9_]*")


def template_fault(text: str) -> str | None:
    """What is wrong with a template, None where nothing is."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return "a brace without its other half; write {{ or }} for a brace that is meant"
    for _, name, spec, conversion in parts:
        if name is not None and (spec or conversion or not _NAME.fullmatch(name)):
            return f"{{{name}}} is no value; write the name of one, such as {{excerpt}}"
    return None


def names_in(text: str) -> Iterator[str]:
    """The names of the values in a template."""
    return (name for _, name, _, _ in string.Formatter().parse(text) if name)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A template with its values; one that is not given is left out."""
    return text.format_map(_Values(values))


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def literal(text: str) -> str:
    """A template that says exactly this."""
    return text.replace("{", "{{").replace("}", "}}")
