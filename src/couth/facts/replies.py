"""What a customer's message gives in reply to what was just asked, where it does not say what it is."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator, Mapping, Sequence

from couth.facts.asked import Asked
from couth.facts.dates import CALENDAR, RELATIVE
from couth.facts.given import TAKING, Given, meet, occasion_in
from couth.facts.knowledge import DETAIL
from couth.facts.names import NAME_WORD, is_name, name_kind
from couth.facts.particulars import FIGURE_OR_WORD, asks_how_many, particular_in
from couth.facts.sentences import asks, is_closing
from couth.facts.values import CODE, EMAIL, PHONE, is_code
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

_LEAD = (
    r"^\W{0,4}(?:(?:sure|yes|yeah|yep|ok|okay|hi|hello|of course|it's|it’s|its|it is|(?:my |the )?(?:full |last |first )?name is|my name's|the name's"
    r"|this is|i'm|i’m|i am|im|me llamo|soy|我叫|我是|叫)[,.!:\s]{1,3}){0,3}"
)
_NAME_REPLY: Final = regex_of(
    rf"(?i){_LEAD}({NAME_WORD}\.?(?: {NAME_WORD}\.?){{0,3}}?)(?=\s*(?:$|[,.!;:)\n–]|\s-|\b(?:here|on|at|for|and|please|is fine|with)\b))"
)
_CODE_REPLY: Final = regex_of(rf"(?<![\w.@-])({CODE})(?![\w@])")
_DAY_REPLY: Final = regex_of(
    r"(?i)\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:next|this|last) (?:week|weekend|month)\b|\d{1,2}[日号]"
)
_NUMBER_REPLY: Final = regex_of(r"\d[\d.,]{0,15}")
_LONGEST_REPLY: Final = 240


def replied(asked: Sequence[Asked], index: int, reading: Reading, found: Sequence[Given]) -> Iterator[Given]:
    """The values in a reply to what was just asked, beside those that it states."""
    if len(reading.text) > _LONGEST_REPLY:
        return
    taken = [g.span for g in found if g.slot in TAKING and g.slot not in ("date", "amount")]
    for one in asked:
        answered = any(g.slot == one.slot and _same_kind(g.kind, one.kind) for g in found)
        if (
            one.whose or answered or reading.has(f"words.slot-{one.slot}")
        ):  # what it speaks of and does not state, it lacks
            continue
        span = next((s for s in _REPLIES[one.slot](reading, one) if not any(meet(s, t) for t in taken)), None)
        if span:
            taken.append(span)
            value = reading.text[span[0] : span[1]]
            kind = name_kind(value) if one.slot == "name" else one.kind
            about = (occasion_in(reading, span) or one.about) if one.slot == "date" else ""
            yield Given(one.slot, index, span, value, kind, about=about)


def _same_kind(one: str, other: str) -> bool:
    return not one or not other or one == other


def _spans(pattern: re.Pattern[str], text: str, group: int = 0) -> Iterator[Span]:
    return (match.span(group) for match in pattern.finditer(text))


def _name_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    match = _NAME_REPLY.match(reading.text)
    if match and not is_closing(reading) and not reading.has("words.no") and is_name(reading, match.group(1)):
        first = reading.sentences[0]
        if not asks(reading, first) or match.group(1)[0].isupper():
            yield match.span(1)


def _code_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    few = len(reading.words) <= _FEW
    if len(reading.words) <= _MANY:
        for span in _spans(_CODE_REPLY, reading.text, 1):
            token = reading.text[span[0] : span[1]]
            if is_code(token, named=True) and (few or any(map(str.isdigit, token))):
                yield span


_FEW: Final = 4
_MANY: Final = 15


def _date_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    return (span for pattern in (CALENDAR, RELATIVE, _DAY_REPLY) for span in _spans(pattern, reading.text))


def _phone_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    return (s for s in _spans(PHONE, reading.text) if sum(map(str.isdigit, reading.text[s[0] : s[1]])) >= 6)


def _loose_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    """The whole message, where it says something and does not ask or decline."""
    span = (0, len(reading.text))
    refuses = reading.has("words.no") or is_closing(reading) or any(asks(reading, s) for s in reading.sentences)
    if not refuses and reading.stems and len(reading.words) <= 10:
        yield span


def _address_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    located = asked.kind in ("place", "location") or (any(map(str.isdigit, reading.text)) and len(reading.words) >= 2)
    return _loose_reply(reading, asked) if located else iter(())


def _detail_reply(reading: Reading, asked: Asked) -> Iterator[Span]:
    """The words of a short message that give the particular: a figure where it was asked how many."""
    span = particular_in(asked.kind, reading.text)
    if span is None and asks_how_many(asked.kind) and len(reading.words) <= _FEW:
        span = next(_spans(FIGURE_OR_WORD, reading.text), None)
    return iter(() if span is None else (span,))


_REPLIES: Final[Mapping[str, Callable[[Reading, Asked], Iterator[Span]]]] = {
    "name": _name_reply,
    "order-number": _code_reply,
    "account-id": _code_reply,
    "email": lambda reading, asked: _spans(EMAIL, reading.text),
    "phone": _phone_reply,
    "address": _address_reply,
    "date": _date_reply,
    "amount": lambda reading, asked: _spans(_NUMBER_REPLY, reading.text),
    "product": _loose_reply,
    DETAIL: _detail_reply,
}
