"""Numbers and codes written out in a text, which may identify somebody or unlock something, and what it looks like.

Every expression is bounded, so that a text of any length is read in time that grows with its length.
"""

from __future__ import annotations

from typing import Final, Iterator, NamedTuple

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


class Value(NamedTuple):
    """Something written out, and what it looks like."""

    span: Span
    looks: tuple[str, ...]


def values(reading: Reading) -> Iterator[Value]:
    """Numbers and codes; amounts, times, short numbers and what stands in a link are none."""
    text = reading.text
    for match in _RUN.finditer(text):
        looks = _looks(match.group(), text[max(0, match.start() - _BEFORE) : match.start()])
        if looks and not reading.linked(match.start()):
            yield Value(match.span(), looks)


def _looks(value: str, before: str) -> tuple[str, ...]:
    """What a run of letters and digits looks like; nothing where it may identify or unlock nothing."""
    digits = sum(map(str.isdigit, value))
    if digits == 0 or len(value) < _SHORTEST or _MEASURED.fullmatch(value):
        return ()
    if digits < sum(map(str.isalnum, value)):
        return _of_both(value)
    return () if _AMOUNT.search(before) else _of_digits(value, digits)


def _of_digits(value: str, digits: int) -> tuple[str, ...]:
    if _DATE.fullmatch(value):
        return ("like a date",)
    groups = len(_GROUPS.findall(value))
    found = [f"{_size(digits)} digits", _GROUPED[min(groups, len(_GROUPED)) - 1]]
    found.extend(name for sign, name in _BETWEEN.items() if sign in value)
    if groups == digits:
        found.append("single digits")
    if _PHONE.match(value):
        found.append("like a phone")
    return tuple(found)


def _of_both(value: str) -> tuple[str, ...]:
    shape = (
        "a word and digits" if _WORD_FIRST.fullmatch(value) else "a prefix" if _PREFIXED.fullmatch(value) else "mixed"
    )
    case = "small" if value.islower() else "capitals" if value.isupper() else "small and capitals"
    sign = ("a sign inside",) if _SIGNS.search(value) else ()
    return ("letters and digits", f"{_size(len(value))} signs", shape, case, *sign)


def _size(count: int) -> str:
    return next((name for most, name in _SIZES.items() if count <= most), _MORE)


_BEFORE: Final = 5
_SHORTEST: Final = 3
_LINK: Final = r"(?:(?<=\d)[ \u00a0]{1,2}(?=\d)|[-./–_](?=[A-Za-z0-9])|,(?=\d))"
_PIECE: Final = r"[A-Za-z0-9]{1,40}(?:[@#$%^&*+=~!_'][A-Za-z0-9]{1,40}){0,6}[#*]?"
_RUN: Final = regex_of(
    rf"(?<![\w@.])(?=[^\s\d]*\d|[A-Z]{{2,4}} \d)(?:[A-Z]{{2,4}} (?=\d{{2}}(?![a-z])))?[#*]?{_PIECE}(?:{_LINK}{_PIECE}){{0,12}}"
)
"""A run with a digit: where none stands before the next blank, none begins."""
MOST_PIECES: Final = 250
"""No value has more words and signs: 13 pieces of 7 words, with signs between them, and two before."""
_AMOUNT: Final = regex_of(r"[$€£¥₹₦₱]$|(?i:\b(?:rs|r|ksh|kes|usd|eur|gbp|inr|aed|sgd|php|rm|n)\.? ?)$")
_MEASURED: Final = regex_of(
    r"(?i)\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|\d{1,4}(?:st|nd|rd|th|k|gb|mb|kg|km|ml|mm|cm|m|g|x)|\d{1,9}[.,]\d{1,2}"
    r"|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{2})?|24/7|\d{1,3}(?:\.\d{1,3}){3}"
    r"|[a-z]{0,3}[$]?\d{1,3}(?:[ ,]\d{3}){1,3}\.\d{2}|[a-z]{1,3}[$]?\d{1,3}(?:,\d{3}){1,3}|[a-z]{1,3}[$]?\d{1,6}\.\d{2}|r\d{2,5}|[a-z]{1,2}[$]\d{1,6}"
)
"""Times, measures, addresses of machines (192.0.2.1), and amounts with a currency's letters before them."""
_DATE: Final = regex_of(
    r"(?:[0-3]?\d[-/.][01]?\d|[01]?\d[-/.][0-3]?\d)[-/.](?:\d{2}|20\d{2}|19\d{2})|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_PHONE: Final = regex_of(r"0\d|1-?8")
_SIGNS: Final = regex_of(r"[@#$%^&*+=~!_]")
_GROUPS: Final = regex_of(r"\d+")
_WORD_FIRST: Final = regex_of(r"[A-Za-z]{4,}[^A-Za-z0-9]?\d+[!#*]?")
_PREFIXED: Final = regex_of(r"[A-Z]{1,4}[- /]?[\d -]+")
_SIZES: Final = {
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    9: "seven to nine",
    12: "ten to twelve",
    19: "up to nineteen",
}
_MORE: Final = "twenty or more"
_GROUPED: Final = ("in one group", "in two groups", "in three groups", "in four groups", "in more groups")
_BETWEEN: Final = {"-": "dashes", "–": "dashes", "/": "slashes", ".": "stops", ",": "commas"}
SHAPES: Final = frozenset(
    (
        "a sign inside", "like a date", "single digits", "like a phone",
        "letters and digits", "a word and digits", "a prefix", "mixed", "small", "capitals", "small and capitals",
        *_GROUPED, *_BETWEEN.values(),
        *(f"{size} {what}" for size in (*_SIZES.values(), _MORE) for what in ("digits", "signs")),
    )
)  # fmt: skip
"""Everything that a value may look like."""
