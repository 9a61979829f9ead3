"""Where a hasty sentence of the customer asks, and where it asks one thing more: `good day sir is it free and got lift or not`."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Iterator

from couth.facts.sentences import parts
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


def each_asked(reading: Reading, span: Span) -> Iterator[Span]:
    """What a sentence asks, each thing by itself, also where no mark and no capital sets it off."""
    for part in parts(reading, span):
        cuts = (part[0], *_cuts(reading, part), part[1])
        yield from ((start, _unnumbered(reading, start, end)) for start, end in pairwise(cuts))


def _unnumbered(reading: Reading, start: int, end: int) -> int:
    """The end of a question without the number of the next one."""
    number = _NEXT.search(reading.text, start, end)
    return number.start() if number else end


def asks_late(reading: Reading, span: Span) -> bool:
    """Whether a sentence without a mark asks once its salutation is over."""
    return not reading.quoted(span) and _LATE.match(reading.text, *span) is not None


def after_salutation(reading: Reading, span: Span) -> Span:
    """A span without the salutation that it begins with, where more follows."""
    greeted = _GREETED.match(reading.text, *span)
    start = greeted.end() if greeted else span[0]
    return (start, span[1]) if reading.stems_of((start, span[1])) else span


def wants(reading: Reading, span: Span) -> bool:
    """Whether a sentence says in a word what its writer needs: `need the form for 2023`."""
    return not reading.quoted(span) and _WANTS.match(reading.text, *span) is not None


def _cuts(reading: Reading, span: Span) -> Iterator[int]:
    """Where one more question begins in a part that asks already; one that is cut too short is no question."""
    numbered = [match.end() for match in _NUMBERED.finditer(reading.text, *span)]
    opening = _OPENING.match(reading.text, *span)
    joined = _JOINED.finditer(reading.text, opening.end(), span[1]) if opening else iter(())
    cuts = numbered[1:] or [match.end() for match in joined]
    yield from (cut for cut in cuts if reading.stems_of((span[0], cut)) and reading.stems_of((cut, span[1])))


_SALUTE: Final = (
    r"\W*(?:(?:hi|hello|hey|good|gud|morning|afternoon|evening|day|dear|sir|madam|mam|maam|ma|po|boss|please|pls|plz|kindly|there|all|team|guys|bro"
    r"|quick question|question|just wondering|sorry|(?:two|2|couple of|a few) (?:\w+ )?(?:things|questions?))\b\W*|\(?(?:[1-9][).]|[a-e]\))\s+)"
)
_GREETED: Final = regex_of(rf"(?i){_SALUTE}{{1,6}}(?=\w)")
_VERB: Final = r"(?:is|are|was|were|am|do|does|did|can|could|will|would|should|has|have|shall|may)"
_WH: Final = r"(?:what|whats|what's|when|whens|where|wheres|where's|who|whos|who's|why|which|how|hows|how's)"
_WANTS: Final = regex_of(
    rf"(?i){_SALUTE}{{0,4}}(?:i\s+|we\s+)?(?:just\s+|also\s+|urgently\s+)?(?:need|want|require|request(?:ing)?|after|(?:would"
    rf"|'d) like)\s+(?:the|this|that|one|two|your|a)\b"
)
_LATE: Final = regex_of(
    rf"(?i)(?:{_SALUTE}|\W*(?:and|also|btw|plus)\b\W*){{1,6}}(?:{_WH}|{_VERB}(?!\s+not\b))\s+\w+\s+\w"
)
_OPENING: Final = regex_of(rf"(?i){_SALUTE}{{0,6}}(?:{_WH}|{_VERB})\b\s+\w+")
_JOINED: Final = regex_of(
    rf"(?i)(?:,|;|\sand|\sn|\s&|\s\+|,\s*also)\s+(?:also\s+|then\s+)?"
    rf"(?=(?:am\s+i\b|(?<=and\s)any\s\w+(?:\s\w+){{0,2}}\W*$|(?:can|could|may|do|does|is|are|will|should|would|have|has|did|was)\s(?:i|we"
    rf"|you|u|it|they|he|she|there|the|your|my|our|this)\b"
    rf"|got\s+(?:any\s|a\s|an\s)?\w+|(?:is|are|does|did|will|has|was|were)\s(?!be\b|been\b|not\b|to\b)\w+(?:\s\w+){{1,5}}\W*$"
    rf"|(?:what|where|when|who|how)['’]?s\s\w|{_WH}\s(?:is|are|do|does|did|can|could|will|would|should|much|many|long|soon|far|time|to)\b))"
)
"""A verb before a bare subject, to the end: `and is light constant there`, `and got warranty or not`."""
_NUMBERED: Final = regex_of(r"(?:^|(?<=\s))\(?(?:[1-9][).]|[a-e]\))\s(?=[^\W\d])")
_NEXT: Final = regex_of(r"(?<=\w)[\s;,]+\(?(?:[1-9][).]|[a-e]\))\s+\Z")
