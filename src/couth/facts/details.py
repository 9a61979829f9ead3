"""Whether a message tells nothing but details of a thing of which something else was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Sequence

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.stems import stem

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def tells_details_alone(reading: Reading, question: Question, said: Sequence[Span], subject: frozenset[str]) -> bool:
    """Whether a message has nothing but details of the thing that is asked about, and a question for yes or no, or for a day."""
    if question.kind == "time":
        return all(_RECORD.match(reading.text, *span) for span in said)
    return (
        question.kind == "yes-no"
        and all(reading.has("words.details", span) or _is_done(reading, span) for span in said)
        and (subject >= question.stems or _begins_with(reading, said[0], subject))
        and all(_POINTS.match(reading.text, hit.start) for hit in reading.hits("words.answers-yes-no"))
        and not _LIMITS.search(reading.folded.text)
    )


def _begins_with(reading: Reading, span: Span, stems: frozenset[str]) -> bool:
    """Whether a sentence is about a thing that was named before, so that it begins `the lift`, `this phone`."""
    found = _THE.match(reading.folded.text, *map(reading.folded.at, span))
    return found is not None and stem(found[1]) in stems


def _is_done(reading: Reading, span: Span) -> bool:
    """Whether a sentence tells where, when or by whom something is or was done."""
    return _PASSIVE.match(reading.folded.text, *map(reading.folded.at, span)) is not None


_PASSIVE: Final = regex_of(
    r"\W*(?:the|your|our|this|that|these|its) (?:[\w-]+ ){1,4}?(?:(?:is|are|was|were) (?:\w+ly )?|(?:has"
    r"|have) been (?:\w+ly )?)(?!allowed|permitted|included|covered|needed"
    r"|required|accepted|provided|closed|changed|cancelled|supposed|guaranteed|insured|approved|delayed|refunded)\w+(?:ed|ade"
    r"|uilt|ept|eld|old|ent|ught|aken|iven|un)\b(?: \w+){0,3}?"
    r" (?:by|in|from|with|at|on|between|every|each|over|as|to)\b"
)
_THE: Final = regex_of(r"\W*(?:the|this|that|your|our) (?:\w+ )?(\w+)\b")
_POINTS: Final = regex_of(r"(?:this|that|these|those|it|they|its)\b\W*\w*$|(?:this|that|these|those) \w", re.IGNORECASE)
_RECORD: Final = regex_of(
    r"\W*your (?:[\w-]+ ){1,3}(?:was|were) (?:received|created|placed|logged|submitted|registered|opened|set up|booked)\b",
    re.IGNORECASE,
)
_LIMITS: Final = regex_of(
    r"\b(?:only|not|no|none|nothing|never|without|all|any|every|each|always|both|either|up to|at least|instead|as well|too|also|from \d"
    r"|over \d|under \d|for free)\b|n't\b"
)
"""What limits or extends a detail may be meant as the answer."""
