"""Whether a message speaks past the one question that was asked: of other things, by rules for all, or of what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Sequence

from couth.facts.answer_forms import holds_answer
from couth.facts.passages import LEAVE, LIGHT, NAMED, Clause, clauses_of
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares
from couth.text.stems import stem

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def astray(reading: Reading, question: Question, said: Sequence[Span]) -> bool:
    """Whether every clause is foreign to the customer's whole message, lays down rules for all, or tells it back."""
    if reading.lang != "en" or question.kind not in _JUDGED or not question.put:
        return False
    found = [clause for span in said for clause in clauses_of(reading, span) if not _SALUTES.fullmatch(clause.said)]
    if not found or len(reading.words) < _ENOUGH or _BACK.search(reading.folded.text):
        return False
    if _lays_down(found, question):
        return True
    if any(holds_answer(clause.text, clause.said, question.kind) for clause in found):
        return False
    return _recounts(found, question) or _foreign(found, question) or _tells_back(found, question)


def _lays_down(found: Sequence[Clause], question: Question) -> bool:
    """Whether a message has nothing but duties of everybody, where it was asked when, where or by whom something is done."""
    own = question.core - LIGHT
    return (
        question.kind in _EVENTS
        and not any(clause.kindred.akin(own, clause.stems) for clause in found)
        and all(_DUTY.match(clause.said) for clause in found)
    )


def _foreign(found: Sequence[Clause], question: Question) -> bool:
    """Whether clauses of known fields, each with a subject of its own, share none with anything that the customer wrote."""
    kindred, asked = found[0].kindred, question.stems | question.beside
    spoken = frozenset[str]().union(*(clause.stems for clause in found))
    if (
        kindred.akin(asked - LIGHT, spoken)
        or not kindred.fields_of(question.core - LIGHT)
        or not kindred.fields_of(spoken)
    ):
        return False
    return all(NAMED.match(clause.said) and not LEAVE.search(clause.said) for clause in found)


def _recounts(found: Sequence[Clause], question: Question) -> bool:
    """Whether a message tells of the business as it came to be, and each clause of a thing of its own."""
    own = question.core - LIGHT
    return any(_HISTORY.search(clause.said) for clause in found) and all(
        NAMED.match(clause.said) and not shares(own, clause.stems) for clause in found
    )


_HISTORY: Final = regex_of(
    r"\b(?:was|were|has been|have been) (?:first |once )?(?:founded|established|built|started|opened|renovated|restored|born|bought|named) (?:in"
    r"|by|after|last|\w+ years)\b"
)


def _tells_back(found: Sequence[Clause], question: Question) -> bool:
    """Whether records of the customer's own say no more than they said themselves, but for dates, sums and states."""
    known = question.stems | question.beside | _RECORD_WORDS
    return question.kind in _TOLD and all(_RECORD.match(clause.said) and _news(clause) <= known for clause in found)


def _news(clause: Clause) -> frozenset[str]:
    """What a clause names, without figures and the name that it may call."""
    called = _CALLS.match(clause.said)
    name = stem(called[1]) if called else ""
    return frozenset(one for one in clause.stems if one != name and not one[0].isdigit())


_CALLS: Final = regex_of(r"\W*(\w+), ")
_JUDGED: Final = frozenset(("time", "place", "person", "reason", "how"))
_EVENTS: Final = frozenset(("time", "person"))
_TOLD: Final = frozenset(("place", "person", "reason", "how"))
_ENOUGH: Final = 8
_SALUTES: Final = regex_of(r"\W*(?:\w+\W*){0,2},?\W*")
_BACK: Final = regex_of(r"\b(?:it|itself|one|ones|them|he|she|him|her|that|those|sorry|unfortunately|not sure)\b")
_DUTY: Final = regex_of(
    r"\W*(?!(?:you|we|i)\b)(?:[\w'’-]+ ){1,4}(?:must|should|cannot|can't|may not|have to|need to|are (?:asked|required"
    r"|advised|to be)|is to be)\b"
)
_RECORD: Final = regex_of(
    r"\W*(?:\w+, )?(?:your|the|our records?|our system|(?=(?:invoice|order|booking|claim|ticket|payment|parcel|case"
    r"|bill)\b)) ?(?:[\w-]+ ){0,4}?(?:is|was|were|are|shows?|has been|have been|stands? at|reads?)\b"
    r"|\W*(?:is|was|are) "
)
_RECORD_WORDS: Final = frozenset(
    stem(word)
    for word in "marked recorded record records shown shows show status current received delivered posted post issued due balance total account"
    " order number"
    " date time system placed paid payment processed confirmed active november december january february march april may june july august"
    " september october"
    " monday tuesday wednesday thursday friday saturday sunday today yesterday am pm on given assigned opened"
    " stand stands read reads logged sent collected scanned"
    " out".split()
)
