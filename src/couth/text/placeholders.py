"""Placeholders: what a template leaves to be filled in, and what reached a customer unfilled."""

from __future__ import annotations

from typing import Final

from couth.model import Span
from couth.regexes import regex_of

_FIELDS: Final = (
    "name|names|first|last|surname|full|date|time|day|month|year|order|number|no|id|code|company|business|brand|shop|store|"
    "link|url|website|amount|price|total|discount|address|city|phone|email|mail|product|item|service|customer|client|user|"
    "username|agent|insert|your|reason|tracking|account|invoice|balance|otp|pin|percentage|location|event|title|"
    "nombre|apellido|fecha|pedido|empresa|nome|data|prénom|nom|datum"
)
"""Words that a field in square or angle brackets is told by; other words in brackets are asides."""

_PLACEHOLDER = regex_of(
    r"\{\{\{?[^{}\n]{1,80}\}\}\}?"
    r"|\{%[^{}\n]{1,80}%\}"
    r"|<%=?[^<>\n]{1,80}%>"
    r"|[$%]\{[\w.\[\] -]{1,60}\}"
    r"|\{[A-Za-z_][\w. -]{0,40}\}|\{\d{1,2}\}"
    r"|%\(\w{1,40}\)[sdif]|(?<![\w%.,])%(?:\d\$)?[sd](?!\w)"
    r"|\[\[[\w .-]{1,60}\]\]"
    r"|\*\|\w{1,40}\|\*"
    rf"|(?i:\[(?:[\w'#/-]{{1,20}}[ _-]){{0,4}}?(?:{_FIELDS})(?:[ _'/-][\w'#/-]{{1,20}}){{0,4}}\](?!\())"
    rf"|(?i:<(?:\w{{1,20}}[ _-]){{0,3}}?(?:{_FIELDS})(?:[ _-]\w{{1,20}}){{0,3}}>)"
)
_MAYBE = regex_of(r"[{\[<%]|\*\|")


def placeholders(text: str) -> tuple[Span, ...]:
    """Spans of merge fields such as {{1}}, {name}, %s, ${x}, [First Name] and <name>, in order, apart."""
    if not _MAYBE.search(text):
        return ()
    return tuple([match.span() for match in _PLACEHOLDER.finditer(text)])
