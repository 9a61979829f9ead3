"""Phrase templates: the small language in which rules list what people say.

    are you (still)? there     words; alternatives in ( | ); a group followed by ? may be left out
    waiting ... reply          a gap of up to 3 words; `...5` of up to 5
    check*                     any ending of the word
    {greeting}                 any phrase of the list words.greeting, in the same language
    ^ hello $                  ^ where a sentence starts, $ where it ends
    <num> <money> <percent> <time> <date>

A template is parsed into `Part`s, each of which knows its regular expression over folded text and
its anchors: words of which one at least stands in every text that matches, so that the index tries
a template only on texts that have a chance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, Final, Mapping, Union

from couth.text.fold import fold

UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no space between words, or glue endings on (Thai, Lao, Burmese, Khmer, kana, Han, Hangul)."""

SEPARATOR: Final = r"[ ,;:\"'()/*_~-]{1,3}"
GAP_WORD: Final = r"[^\s.!?。！？]+(?:\.\d+)?"
DEFAULT_GAP: Final = 3
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEXER = re.compile(r"\s+|\.\.\.(\d*)|\{([\w.-]+)\}|<(\w+)>|[()|?^$]|[^\s(){}<>|?^$]+")

_CURRENCY = r"(?:[$€£¥₹₦₱₩₪₫฿₽₺₴]|(?:us|au|ca|nz|sg|hk|a|c|s|r|nt)\$|\b(?:rs|inr|usd|eur|gbp|ngn|aud|cad|sgd|cny|rmb|mxn|brl|kes|ksh|zar|aed))"
_MONEY_WORD = r"(?:dollars?|euros?|pounds?|rupees?|naira|pesos?|quid|bucks|cents?|usd|eur|gbp|inr|ngn|yuan|元|块|円|₽|€|£|\$)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)(?=\b)"
CLASSES: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "num": (r"\d[\d.,]*", frozenset("#")),
    "percent": (r"\d+(?:[.,]\d+)?\s?(?:%|per ?cent\b|por ciento\b|pct\b)", frozenset("#")),
    "money": (rf"(?:{_CURRENCY}\.?\s?\d[\d.,]*k?|\d[\d.,]*\s?{_MONEY_WORD})", frozenset("#")),
    "time": (
        r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?|hrs?|h)\b|\d{1,2}:\d{2}|noon|midnight)",
        frozenset(("#", "noon", "midnight")),
    ),
    "date": (
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}-\d{{2}}-\d{{2}}"
        rf"|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|{_DAY}|today|tomorrow|tonight)",
        frozenset(("#", "today", "tomorrow", "tonight", *(d + "day" for d in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")),
                   "mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    ),
}  # fmt: skip
"""Named classes of a template: regular expression over folded text, and anchors (`#` is any digit)."""


class PhraseError(ValueError):
    """A template that does not parse; the message says what and where (column from 1)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word as folded; `open` where any ending may follow."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class Class:
    """One of CLASSES."""

    name: str


@dataclass(frozen=True, slots=True)
class Include:
    """Any phrase of another list of the same language."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` where none will do too."""

    options: tuple[Sequence, ...]
    optional: bool = False


Part = Union[Word, Gap, Class, Include, Choice]
Sequence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed template."""

    parts: Sequence
    starts: bool = False
    ends: bool = False


@lru_cache(maxsize=4096)
def parse_phrase(template: str) -> Phrase:
    """The template as a Phrase; raises PhraseError."""
    tokens = _lex(template)
    starts = bool(tokens) and tokens[0][1] == "^"
    ends = len(tokens) > 1 and tokens[-1][1] == "$"
    body = tokens[1 if starts else 0 : -1 if ends else None]
    parts, rest = _sequence(body, 0, template)
    if rest != len(body):
        raise PhraseError(f"{template!r}: unexpected {body[rest][1]!r} at column {body[rest][0] + 1}")
    if not any(_required(part) for part in parts):
        raise PhraseError(f"{template!r}: a phrase needs at least one word that cannot be left out")
    if isinstance(parts[0], Gap) or isinstance(parts[-1], Gap):
        raise PhraseError(f"{template!r}: a phrase cannot start or end with a gap")
    return Phrase(parts, starts, ends)


def _lex(template: str) -> list[tuple[int, str]]:
    tokens, position = [], 0
    while position < len(template):
        match = _LEXER.match(template, position)
        if not match:
            raise PhraseError(f"{template!r}: cannot read {template[position]!r} at column {position + 1}")
        if not match.group().isspace():
            tokens.append((position, match.group()))
        position = match.end()
    return tokens


def _sequence(tokens: list[tuple[int, str]], index: int, template: str) -> tuple[Sequence, int]:
    parts: list[Part] = []
    while index < len(tokens) and tokens[index][1] not in ("|", ")"):
        part, index = _part(tokens, index, template)
        parts.extend(part)
    return tuple(parts), index


def _part(tokens: list[tuple[int, str]], index: int, template: str) -> tuple[Sequence, int]:
    column, token = tokens[index]
    if token == "(":
        choice, index = _choice(tokens, index + 1, template)
        return (choice,), index
    if token in ("?", "^", "$"):
        raise PhraseError(f"{template!r}: unexpected {token!r} at column {column + 1}")
    return _atom(token, template, column), index + 1


def _choice(tokens: list[tuple[int, str]], index: int, template: str) -> tuple[Choice, int]:
    options: list[Sequence] = []
    while True:
        option, index = _sequence(tokens, index, template)
        if not option:
            raise PhraseError(f"{template!r}: an empty alternative; put ? after the group instead")
        options.append(option)
        if index >= len(tokens):
            raise PhraseError(f"{template!r}: a ( without its )")
        closing = tokens[index][1] == ")"
        index += 1
        if closing:
            break
    optional = index < len(tokens) and tokens[index][1] == "?"
    return Choice(tuple(options), optional), index + optional


def _atom(token: str, template: str, column: int) -> Sequence:
    match = _LEXER.match(token)
    assert match is not None  # noqa: S101  (the token came from this expression)
    gap, include, name = match.groups()
    if gap is not None:
        return (Gap(int(gap) if gap else DEFAULT_GAP),)
    if include is not None:
        return (Include(include),)
    if name is None:
        return _words(token, template, column)
    if name not in CLASSES:
        raise PhraseError(f"{template!r}: unknown class <{name}>; one of {', '.join(f'<{c}>' for c in CLASSES)}")
    return (Class(name),)


def _words(token: str, template: str, column: int) -> Sequence:
    open_ended = token.endswith("*") and len(token) > 1
    folded = fold(token[:-1] if open_ended else token).text.strip(" \n,;:")
    if not folded:
        raise PhraseError(f"{template!r}: nothing to match in {token!r} at column {column + 1}")
    pieces = folded.split()
    return tuple(Word(piece, open_ended and i == len(pieces) - 1) for i, piece in enumerate(pieces))


def _required(part: Part) -> bool:
    return not isinstance(part, Gap) and not (isinstance(part, Choice) and part.optional)


Includes = Callable[[str], tuple[Phrase, ...]]
"""Looks up the phrases of a list by its short name; raises PhraseError where there is none."""


def pattern_of(phrase: Phrase, includes: Includes) -> str:
    """The regular expression of a phrase over folded text, with word edges where its ends are words."""
    body = _join(phrase.parts, includes)
    return rf"(?<![\w{{]){body}(?![\w}}])" if _spaced(phrase.parts, includes) else body


def _spaced(parts: Sequence, includes: Includes) -> bool:
    """Whether the phrase is in a script that sets words apart."""
    return not any(_UNSPACED.search(word) for word in _literals(parts, includes))


def _literals(parts: Sequence, includes: Includes) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, Word):
            found.append(part.text)
        elif isinstance(part, (Choice, Include)):
            found.extend(word for option in _options(part, includes) for word in _literals(option, includes))
    return found


def _join(parts: Sequence, includes: Includes) -> str:
    lead, rest, begun = "", "", False
    unspaced = not _spaced(parts, includes)
    separator = f"(?:{SEPARATOR})?" if unspaced else SEPARATOR
    for part in parts:
        pattern = _pattern(part, includes)
        if isinstance(part, Gap):
            rest += f"(?:{separator}{'[^。！？!?]' if unspaced else GAP_WORD}){{0,{part.most * (4 if unspaced else 1)}}}?"
        elif _required(part):
            rest += (separator if begun else "") + pattern
            begun = True
        elif begun:
            rest += f"(?:{separator}{pattern})?"
        else:
            lead += f"(?:{pattern}{separator})?"
    return lead + rest


def _pattern(part: Part, includes: Includes) -> str:
    if isinstance(part, Word):
        return _word_pattern(part)
    if isinstance(part, Class):
        return CLASSES[part.name][0]
    if isinstance(part, Gap):
        return ""
    options = sorted((_join(option, includes) for option in _options(part, includes)), key=len, reverse=True)
    return "(?:" + "|".join(options) + ")"


def _word_pattern(word: Word) -> str:
    # People leave apostrophes out, and write a hyphen as a space or not at all.
    text = re.escape(word.text).replace("'", "'?").replace(r"\-", "[- ]?")
    return text + r"\w*" if word.open else text


def _options(part: Choice | Include, includes: Includes) -> tuple[Sequence, ...]:
    return part.options if isinstance(part, Choice) else tuple(phrase.parts for phrase in includes(part.name))


PREFIX: Final = 3
"""Length of the beginning by which words with an open ending are looked up; anchors `abc*`."""


def anchors_of(phrase: Phrase, includes: Includes) -> tuple[frozenset[str], ...]:
    """Sets of words; every matching text has at least one of each set. The rarest set comes first."""
    sets = [found for part in phrase.parts if (found := _anchors(part, includes)) is not None]
    return tuple(sorted(sets, key=_commonness))


def starts_of(phrase: Phrase, includes: Includes) -> frozenset[str] | None:
    """Words one of which every match begins with; None where a match may begin with anything else."""
    found: set[str] = set()
    for part in phrase.parts:
        starts = _starts(part, includes)
        if starts is None:
            return None
        found |= starts
        if _required(part):
            break
    return frozenset(found)


def _starts(part: Part, includes: Includes) -> frozenset[str] | None:
    if isinstance(part, Word):
        anchors = _word_anchors(part) if part.text[0].isalnum() and not _UNSPACED.search(part.text) else None
        return anchors
    if isinstance(part, (Class, Gap)):
        return None
    found: set[str] = set()
    for option in _options(part, includes):
        starts = starts_of(Phrase(option), includes)
        if starts is None:
            return None
        found |= starts
    return frozenset(found)


def is_plain(phrase: Phrase) -> bool:
    """Whether the phrase is one word, or one of several single words, with nothing left open."""
    part = phrase.parts[0]
    if len(phrase.parts) > 1:
        return False
    if isinstance(part, Choice):
        return not part.optional and all(is_plain(Phrase(option)) for option in part.options)
    return isinstance(part, Word) and not part.open and part.text.isalnum()


def _anchors(part: Part, includes: Includes) -> frozenset[str] | None:
    if isinstance(part, Word):
        return _word_anchors(part)
    if isinstance(part, Class):
        return CLASSES[part.name][1]
    if isinstance(part, Gap) or not _required(part):
        return None
    found: set[str] = set()
    for option in _options(part, includes):
        anchors = anchors_of(Phrase(option), includes)
        if not anchors:
            return None
        found |= anchors[0]
    return frozenset(found)


def _word_anchors(word: Word) -> frozenset[str] | None:
    unspaced = _UNSPACED.search(word.text)
    if unspaced:
        return frozenset(unspaced.group())
    pieces = re.findall(r"\w+", word.text)
    if not pieces:
        return frozenset((word.text[0],)) if not word.text[0].isspace() else None
    first, joined = pieces[0], "".join(pieces)
    if word.open and len(pieces) == 1:
        return frozenset((first[:PREFIX] + "*",)) if len(first) >= PREFIX else None
    return frozenset((first, joined)) if len(pieces) > 1 else frozenset((first,))


_COMMON = frozenset(
    "a an and any are as at be been but by can could do does for from get go had has have he her him how i if in is it"
    " just let like me more my no not now of on one or our out please see she so some that the their them then there"
    " they this time to today up us was we what when which who will with would you your # que de la el los en un una"
    " le les des der die das und y o a e".split()
)


def _commonness(anchors: frozenset[str]) -> tuple[int, int, list[str]]:
    return sum(20 if a in _COMMON else 2 if a.endswith("*") else 1 for a in anchors), -max(map(len, anchors)), sorted(anchors)
