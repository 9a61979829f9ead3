"""What a draft asks, and which of the customer's questions it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from couth.facts.answers import deals_with
from couth.facts.catalogue import Lacking, Missing
from couth.facts.question_forms import Question
from couth.facts.questions import Questions
from couth.facts.sentences import asks_plainly, parts
from couth.facts.slots import Asked, asked_for
from couth.model import Span
from couth.regexes import regex_of

if TYPE_CHECKING:
    from couth.facts.view import Facts


def questions(facts: Facts) -> list[Span]:
    """Spans of the questions that the draft asks, each part of a sentence that asks something of its own."""
    reading = facts.reading
    asking = (s for s in reading.sentences if asks_plainly(reading, s) and not _REPORTED.match(reading.text, *s))
    return [
        part
        for span in asking
        for part in parts(reading, span, listed=True)
        if not (_ELLIPTIC.fullmatch(reading.text, *part) or _ASKED_ABOVE.match(reading.text, *part))
    ]


_REPORTED: Final = regex_of(
    r"(?i)(?![^:]*\b(?:i|we|me|us|let|please)\b)[^:?]{1,60}\b(?:asks?|asked|questions?)\b[^:?]{0,40}:"
)
"""What somebody else will ask: `the doctor asks three things: when did it begin, …`."""
_ELLIPTIC: Final = regex_of(r"(?i)\W*(?:(?:and|or)\s+)?what\s+(?:\w+\s+){1,2}\w+n['’]t\W*(?:(?:and|or)\W*)?")
"""The other side of one question: `what you like, what you don't`."""
_ASKED_ABOVE: Final = regex_of(
    r"(?i)\W*(?:could|can|would|will)\s+you\s+(?:please\s+|kindly\s+)?(?:provide|send|share|give|confirm|tell)\s+(?:(?:me|us)\s+)?"
    r"(?:with\s+)?(?:this|that|these|those)(?:\s+(?:information|info|details?))?\b(?!\s+\w+(?:\s+\w+)?\s*\?)"
)
"""Asks once more for what was asked for before it: `could you provide this information`."""


def asked(facts: Facts) -> list[Asked]:
    """What the draft asks for."""
    return list(asked_for(facts.reading))


def slots(facts: Facts) -> frozenset[str]:
    """The names of what the draft asks for."""
    return frozenset(one.slot for one in cast("list[Asked]", facts["draft.asked"]))


def answers(facts: Facts) -> object:
    """Which open questions the draft deals with; missing where the thread is unknown."""
    try:
        known = facts.state.of(Questions)
    except Lacking as lacking:
        return Missing(lacking.needs)
    pending, earlier = known.open, [question for question, _ in known.dealt]
    return [q for q in pending if deals_with(facts.reading, q, pending, earlier)]


def ignores(facts: Facts) -> object:
    """Which open questions the draft leaves open; missing where the thread is unknown."""
    answered = facts["draft.answers"]
    if isinstance(answered, Missing):
        return answered
    return [q for q in facts.state.of(Questions).open if q not in cast("list[Question]", answered)]
