"""What a sentence does: asks, requests, greets, thanks, promises. Read off word lists and form, not off single words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, Iterator

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

QUESTION_MARKS = "?？؟⁇⁈"
EXCLAMATION_MARKS = "!！⁉"


def parts(reading: Reading, span: Span, *, listed: bool = False) -> Iterator[Span]:
    """A sentence that asks, cut where a further question begins after a comma or `and`: each part asks one thing.

    Where things are `listed` that are to be told, each of many is a part as well.
    """
    start, first = span[0], _first_question(reading, span)
    marks = {hit.start: False for hit in reading.hits_in("words.further-question", (first, span[1]))}
    if first < span[1]:
        marks.update((match.end(), True) for match in _TURNED.finditer(reading.text, first, span[1]))
        marks.update((at, True) for at in _items(reading, first, span[1]) if listed)
    for at, joined in sorted(marks.items()):
        if _TO_CONFIRM.search(reading.text, start, at):
            continue  # `may I confirm the address: is it still …` asks one thing
        if joined and _CONFIRM.match(reading.text[start:at]):
            continue  # `please confirm, and let us know` asks one thing
        cut = at if joined else _clause(reading, start, at)
        if cut > start:
            yield start, cut
            start = cut
    yield start, span[1]


_TO_CONFIRM: Final = regex_of(
    r"\b(?:(?:may|can|could|let) (?:i|we|me|us)|to|please|kindly) (?:please |just |quickly )?(?:confirm|check|verify|clarify|ask)[^:?!.]{0,40}:\s*$",
    re.IGNORECASE,
)
_CONFIRM: Final = regex_of(
    r"\W*(?:please|kindly)? ?(?:confirm|reply|respond|answer|advise)?(?: (?:this|that|it))?\W*(?:and)?\W*$",
    re.IGNORECASE,
)


def _items(reading: Reading, start: int, end: int) -> list[int]:
    """Where each thing but the first begins in a list of what is to be told: `the width, what it says, and the date`."""
    text = reading.text
    comma = _COMMA.search(text, start, end)
    first = comma.start() if comma else -1
    if first < 0 or "(" in text[start:end] or not reading.has("words.to-be-told", (max(0, start - _LEAD), first)):
        return []  # `would you like roses, lilies or tulips` lists choices
    found = [match.end() for match in _ITEM.finditer(text, start, end)]
    asked = reading.hits_in("words.further-question", (first, end)) or _OR_NOT.search(text, first, end)
    return found if len(found) >= _MANY_ITEMS - 1 and asked else []


_COMMA: Final = regex_of("[,،]")
_ITEM: Final = regex_of(r"[,،](?:\s*(?:and|plus|also|&|e|y|et|und|en|dan|serta|oraz|i|ve|и))?\s+(?=\w)", re.IGNORECASE)
_LEAD: Final = 40
"""What is to be told is named at most so many characters after what says so."""
_OR_NOT: Final = regex_of(
    r"\b(?:or not|o no|ou non|ou pas|ou não|o meno|oder nicht|of niet|czy nie|или нет|atau tidak|atau nggak|ya nahi|या नहीं|أم لا|أو لا)\b",
    re.IGNORECASE,
)
_MANY_ITEMS: Final = 4
"""A name, a number and an address are one thing to send; so many, of which one is a question, are that many questions."""


def turns(reading: Reading) -> int:
    """How often a further question may begin with a verb before its subject, or stand in a list, told at a glance."""
    commas = reading.text.count(",") + reading.text.count("،")
    return len(_TURNED.findall(reading.text)) + (commas if commas >= _MANY_ITEMS - 1 else 0)


_TURNED: Final = regex_of(
    r"[,;&+\s](?:(?<!\s)|(?<=\s)(?:and|n))\s+(?:also\s+|then\s+)?"
    r"(?=(?:is|are|does|will|would|can|could|should|did|was|were|shall)\s(?!be\b|been\b|not\b|never\b|also\b|always\b|still\b|only\b|now\b|then\b"
    r"|have\b|do\b|get\b|make\b|take\b|go\b|so\b|we'll\b|\w+(?:ed|ing)\b)\w|do\s(?!not\b)\w+s\b|(?:from|by|until|at|for|in|on|to"
    r"|till)\s(?:what|which|when|how|whom|where)\b"
    r"|(?:please\s|kindly\s)?(?:(?:tell|let)\s(?:us|me)\b|confirm\s(?:what|when|where|which|who|how)\b"
    r"|(?:say|state|advise|indicate|specify|mention|describe)\s(?:what|when|where|which|who|how|if|whether|since|the|your|his|her|their)\b)"
    r"|any\s(?!of\b|other\b|further\b|such\b)\w+(?:\s\w+){0,3}\s*[?,])",
    re.IGNORECASE,
)
"""A verb before a subject of any kind, after a joining word: `and will Dr Shah explain`."""


def _first_question(reading: Reading, span: Span) -> int:
    """Where the words end by which a sentence first asks."""
    how_much = _HOW_MUCH.match(reading.text, *span)
    if how_much:
        return how_much.end()
    plain = reading.hits_in("words.plain-question", span)
    opening = plain or reading.hits_in("words.further-question", (span[0] + 1, span[1]))
    if opening and not plain and reading.has("words.request", (span[0], opening[0].start)):
        return span[0] + 1  # `send me the form, and when do you close?`
    if opening and not plain and (turned := _INVERTED.match(reading.text, *span)):
        return turned.end()
    return opening[0].end if opening else span[1]


_INVERTED: Final = regex_of(r"\W*(?:is|are|was|were|does|do|did|will|would|can|could|has|have)\b", re.IGNORECASE)
"""A verb before a subject of any kind: `is unit 9 for rent, and how many rooms has it?`"""
_HOW_MUCH: Final = regex_of(r"\W*how (?:much|many|long|far|soon|often)\b", re.IGNORECASE)


def _clause(reading: Reading, start: int, at: int) -> int:
    """Where the clause begins that a question word at `at` opens or stands in; `start` where none begins there."""
    text, before = reading.text, max(start, at - _LONGEST_JOINT)
    own = _JOINED_BY.get(reading.lang)
    if _JOINED.search(text, before, at) or (own and own.search(text, before, at)):
        return at
    inside = max(text.rfind(end, start, at) for end in _CLAUSE_ENDS) + 1
    return inside or start  # scripts that put the question word inside the clause


_JOINED: Final = regex_of(
    r"(?:[,;:–—،؛]|(?:^|\s)(?:and|n|&|y|e|et|und|plus)|(?:^|[,;:]|\s(?:and|but|&))\s*also)\s*$|\S\s*-\s*$",
    re.IGNORECASE,
)
_JOINED_BY: Final = {
    lang: regex_of(rf"\s(?:{joints})\s*$", re.IGNORECASE)
    for lang, joints in {
        "nl": "en|en ook", "pl": "i|oraz|a także", "id": "dan|serta", "ru": "и|а также", "tr": "ve", "fr": "ainsi que", "de": "sowie",
    }.items()
}  # fmt: skip
"""What joins in one language is another word in others."""
_LONGEST_JOINT: Final = 12
_CLAUSE_ENDS: Final = "，；"


def clauses(reading: Reading, span: Span) -> tuple[Span, ...]:
    """A sentence cut before joining words and at dashes, semicolons and brackets, into clauses of some length."""
    if length(reading, span) < 2 * _FEWEST_WORDS:
        return (span,)
    cuts = [match.end() - (match[0] == "(") for match in _CUT.finditer(reading.text, *span)]
    cuts += [hit.start for hit in reading.hits_in("words.joint", (span[0] + 1, span[1]))]
    if not cuts:
        return (span,)
    found, start = list[Span](), span[0]
    for cut in sorted(cuts):
        if min(length(reading, (start, cut)), length(reading, (cut, span[1]))) >= _FEWEST_WORDS:
            found.append((start, len(reading.text[:cut].rstrip())))
            start = cut
    return (*found, (start, span[1]))


_CUT: Final = regex_of(
    r"[-;–—；，,(](?:(?<=[;–—；，])\s*|(?<=\s-)\s+|(?<=\()(?=\w)|(?<=,)\s+(?=(?:and|but|so|or|plus|y|pero|et|mais|und|aber|e|mas)\s))"
)
"""What begins with one class of characters is found several times faster; a bracket stays with what it opens."""
_FEWEST_WORDS: Final = 3
"""What has fewer words stays with the clause beside it."""


WELCOME: Final = regex_of(
    r"^\W*(?:\w+\W+){0,2}?(?:you're|you are|ur) (?:most |very |always |so |quite )?welcome\b(?! to\b)"
)
"""What a message begins with to somebody who has thanked; matched against folded text."""
UNSPACED_LANGS: Final = ("zh", "ja", "th")
"""Languages that set no spaces between words: pairs of characters are compared, and one in common is as good as a name."""


def length(reading: Reading, span: Span) -> int:
    """The number of words in a span."""
    words = reading.words
    return bisect_left(words, (span[1],)) - bisect_left(words, (span[0],))


def asks(reading: Reading, span: Span) -> bool:
    """Whether a sentence is a question, with a question mark or without, as people type them in haste."""
    return reading.kept(_asks, span)


def _asks(reading: Reading, span: Span) -> bool:
    return not reading.quoted(span) and (_marked(reading, span) or reading.has("words.question", span))


def asks_plainly(reading: Reading, span: Span) -> bool:
    """Whether a sentence of careful writing is a question: by its mark, or by how it begins."""
    return not reading.quoted(span) and (_marked(reading, span) or reading.has("words.plain-question", span))


def _marked(reading: Reading, span: Span) -> bool:
    """Whether a sentence ends in a question mark of its own, not in one that it quotes."""
    written = reading.text[span[0] : span[1]].rstrip(_CLOSERS)
    end = span[0] + len(written)
    return written.endswith(_ENDS_OF_QUESTIONS) and not reading.quoted((end - 1, end))


_CLOSERS: Final = " \"'”’)»"
_ENDS_OF_QUESTIONS: Final = tuple(QUESTION_MARKS)


def requests(reading: Reading, span: Span) -> bool:
    """Whether a sentence asks the other side to do or send something."""
    return not reading.quoted(span) and reading.has("words.request", span)


def is_courtesy(reading: Reading, span: Span) -> bool:
    """Whether a sentence is nothing but a greeting, thanks, apology, acknowledgement or farewell."""
    return reading.kept(_is_courtesy, span)


def _is_courtesy(reading: Reading, span: Span) -> bool:
    found = _COURTESIES & reading.lists
    covered = sum(hit.end - hit.start for name in found for hit in reading.hits_in(name, span))
    letters = span[1] - span[0]
    return covered > 0 and (covered * 2 >= letters or len(reading.stems_of(span)) <= 1)


_COURTESIES: Final = frozenset(
    f"words.{name}" for name in ("greeting", "thanks", "apology", "acknowledgement", "goodbye")
)


def is_polite(reading: Reading, span: Span) -> bool:
    """Whether a short sentence begins with a courtesy and tells no figure, which to who asked nothing is all it is."""
    if length(reading, span) > _POLITE or any(map(str.isdigit, reading.text[slice(*span)])):
        return False
    return any(hit.start - span[0] < _LEADING for name in _COURTESIES for hit in reading.hits_in(name, span))


_POLITE: Final = 14
_LEADING: Final = 3


def is_closing(reading: Reading) -> bool:
    """Whether a whole message only thanks, agrees or takes leave: it needs no answer."""
    return not reading.sentences or all(
        is_courtesy(reading, span) and not asks(reading, span) for span in reading.sentences
    )
