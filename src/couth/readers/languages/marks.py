"""Languages that have placeholders and nothing else, each told by one pattern."""

from __future__ import annotations

import re
from typing import Final, Iterator, Mapping

from couth.readers.languages.nodes import Tag, TemplateSyntaxError
from couth.regexes import regex_of
from couth.text import placeholders

FORMAT: Final = regex_of(
    r"(?P<escape>\{\{|\}\})|\{\s*(?P<name>[\w.\[\]]*)(?:![rsa])?(?::(?P<spec>[^{}]*))?\}|(?P<broken>[{}])"
)
PERCENT: Final = regex_of(
    r"(?P<escape>%%)|%\((?P<name>[^)]{1,60})\)[-+ #0]*\d*(?:\.\d+)?(?P<spec>[a-zA-Z])"
    r"|%[{<](?P<braced>\w{1,60})[}>](?:[-+ #0]*\d*(?:\.\d+)?[sdf])?"
    r"|%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:l{0,2})(?P<bare>[sdifgu@])(?![\w%])"
)
RASA: Final = regex_of(r"\{(?P<name>[^{}\n]{1,80})\}")
NUMBERED: Final = regex_of(r"\{\{\s*(?P<name>[\w.$ -]{1,80}?)\s*\}\}|(?P<broken>\{\{|\}\})")
RAPIDPRO: Final = regex_of(
    r"(?P<escape>@@)|@\((?P<expression>(?:[^()\"]|\"[^\"]*\"|\((?:[^()\"]|\"[^\"]*\"|\([^()]*\))*\))*)\)"
    r"|(?<![\w.])@(?P<name>(?:contact|flow|step|channel|date|extra|fields|results|run|parent|child|urns|globals|input"
    r"|trigger|webhook|legacy_extra|resume|ticket|node|format|new_contact|global)(?:\.\w+)*)"
)
DIALOGFLOW: Final = regex_of(
    r"(?<![\w$])\$(?P<name>[A-Za-z][\w-]*(?:\.(?!original\b)\w+)*)(?:\.original)?|(?<![\w&#])#(?P<context>[A-Za-z][\w-]*\.[\w.-]+\w)"
)

PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "format": FORMAT, "percent": PERCENT, "rasa": RASA, "numbered": NUMBERED, "rapidpro": RAPIDPRO,
    "dialogflow": DIALOGFLOW,
}  # fmt: skip
"""The pattern of each language, by the name it is asked for with."""

_WORD: Final = regex_of(r"[A-Za-z_][\w.-]*")
_KINDS: Final = {"d": "count", "i": "count", "u": "count", "f": "amount", "g": "amount"}


def tags(text: str, pattern: re.Pattern[str]) -> Iterator[Tag]:
    """The placeholders of a text, and what is escaped in it; raises TemplateSyntaxError at a brace that is alone."""
    for found in pattern.finditer(text):
        groups = found.groupdict()
        if groups.get("broken"):
            raise TemplateSyntaxError(f"“{found[0]}” without its other half", found.start())
        if groups.get("escape"):
            yield Tag(found.start(), found.start() + 1, "silent")
            continue
        yield Tag(*found.span(), "blank", _name(groups))


def _name(groups: Mapping[str, str | None]) -> str:
    expression = groups.get("expression")
    if expression:
        words = [word for word in _WORD.findall(expression) if "." in word] or _WORD.findall(expression)
        return words[0] if words else "value"
    name = next((groups[key] for key in ("name", "braced", "context") if groups.get(key)), None) or "value"
    letter = (groups.get("bare") or groups.get("spec") or "")[-1:]
    return f"{name.strip()}:{_KINDS[letter]}" if letter in _KINDS else name.strip()


def any_marks(text: str, start: int, end: int) -> Iterator[Tag]:
    """What looks like a placeholder in any of the common ways, between two offsets."""
    for first, last in placeholders(text[start:end]):
        inside = text[start + first : start + last].strip("{}[]<>%*|$@() ")
        yield Tag(start + first, start + last, "blank", inside.replace(" ", "_"))
