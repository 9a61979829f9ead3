"""Questions that the customer put before the business asked something of its own, and that are still open when that is answered."""

from __future__ import annotations

from typing import Final, Iterable, Iterator

from couth.facts.answer_forms import fits, tells_when
from couth.facts.answers import matter, may_pass_over
from couth.facts.insisted import offers_more, says_to_all
from couth.facts.overlooked import DONE, SCRAP
from couth.facts.passages import DAYS, LEAVE, LIGHT, MONEY, NAMED, STOCK, Clause, clauses_of
from couth.facts.question_forms import Question, may_ask
from couth.facts.sentences import QUESTION_MARKS, asks_plainly, is_courtesy
from couth.facts.state import ThreadState
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares
from couth.text.stems import stem


def may_be_overtaken(state: ThreadState) -> bool:
    """Whether the customer's last turn may only tell what the business asked after a question, seen at a glance."""
    since = _asked_back(state)
    return since is not None and any(may_ask(state.reading(index)) for index in _before(state, since))


def overtaken(reading: Reading, left: Iterable[Question], told: frozenset[str], which: bool) -> list[Question]:
    """Those of the questions left that a message passes over: it takes up what was told since, and no clause may be meant for them."""
    if reading.lang != "en" or not may_pass_over(reading):
        return []
    return [question for question in left if _passes_over(reading, question, told, which)]


def left_by(reading: Reading, turn: Iterable[Question]) -> list[Question]:
    """The questions of the turn before that a message of the business leaves behind, since all that it does is to ask something of its own."""
    waiting = [question for question in turn if _waits(question)]
    return waiting if waiting and _only_asks(reading) else []


def asks_which(reading: Reading) -> bool:
    """Whether a message of the business asks which of several it is."""
    return _SPECIFIES.search(reading.folded.text) is not None


def _asked_back(state: ThreadState) -> int | None:
    """The place of the last message of the business, where it asks and the customer has written since."""
    if state.resumed:
        return None
    last = len(state.messages) - 1
    indexes = range(last, max(-1, last - LOOKED_BACK), -1)
    since = next((index for index in indexes if state.messages[index].role == "business"), last)
    return since if since < last and any(mark in state.messages[since].text for mark in QUESTION_MARKS) else None


def _before(state: ThreadState, since: int) -> Iterator[int]:
    """The customer's messages right before one of the business."""
    for index in range(since - 1, max(-1, since - LOOKED_BACK), -1):
        if state.messages[index].role == "business":
            return
        if state.messages[index].role == "customer":
            yield index


def _only_asks(reading: Reading) -> bool:
    asked = any(mark in reading.text for mark in QUESTION_MARKS)
    return (
        asked
        and not offers_more(reading)
        and all(asks_plainly(reading, span) or is_courtesy(reading, span) for span in reading.sentences)
    )


def _waits(question: Question) -> bool:
    """Whether a question is for something that holds for all, and nothing that was asked back serves to look up or to book."""
    own = "own" in question.signs or not question.core.isdisjoint(_BUSINESS)
    return question.plain and question.put and question.kind in _KINDS and not own


def _passes_over(reading: Reading, question: Question, told: frozenset[str], which: bool) -> bool:
    left = question.core.difference(LIGHT, reading.stems)
    if not left or says_to_all(reading):
        return False
    if reading.lexicon.kindred(reading.lang).akin(left, reading.stems) or _has_its_form(reading, question):
        return False
    found = [clause for span in matter(reading) for clause in clauses_of(reading, span)]
    kinds = [_bearing(clause, question, told, which) for clause in found]
    return all(kinds) and "told" in kinds


def _has_its_form(reading: Reading, question: Question) -> bool:
    """Whether a message has the form of an answer to a question for a price or a time."""
    return question.kind != "yes-no" and fits(reading, question)


def _bearing(clause: Clause, question: Question, told: frozenset[str], which: bool) -> str:
    """What a clause is that answers no question from before: what was told, or done, or a detail of another thing; empty for none.

    Where the business asked which one it is, what it tells of that one may answer, but for when it is.
    """
    if STOCK.match(clause.said) or SCRAP.match(clause.said) or (clause.joined and _BARE.match(clause.said)):
        return "stock"
    if _POINTS.search(clause.said) and not _IT_IS.fullmatch(clause.said):
        return ""
    if (
        _IT_IS.fullmatch(clause.said)
        or DONE.match(clause.said)
        or (clause.stems and clause.stems <= told)
        or _SEES.match(clause.said)
    ):
        return "told"
    apart = NAMED.match(clause.said) and not (LEAVE.search(clause.said) or MONEY.search(clause.said))
    dated, timely = tells_when(clause.said), not question.stems.isdisjoint(_TIMELY)
    if (dated and timely) or (which and not dated and shares(told, clause.stems)):
        return ""
    return "told" if apart and not shares(question.core - LIGHT, clause.stems) else ""


_POINTS: Final = regex_of(
    r"\b(?:it|its|they|them|that(?! \w+ (?:is|are)\b)|this|those|these|one(?=\W*$| (?:is|are|in|with|that|of|for)\b)|ones"
    r"|so|such|he|she|him|her|there|all|any\w*|without|with(?= no\b))\b"
)
"""What may stand for the thing that was asked about."""
_BARE: Final = regex_of(r"\W*(?!yes|no|not|sure|fine|ok|of course|free)[\w:]+(?: [\w:]+)?\W*$")
"""A day, an hour, a name in a list of what was booked."""
_IT_IS: Final = regex_of(r"\W*[\w: ]{1,20} it is\W*")
"""`Friday it is`."""
_TIMELY: Final = DAYS | frozenset(
    map(
        stem,
        "weekend day night winter summer spring autumn morning afternoon evening holiday christmas late early daily year".split(),
    )
)
"""Words of a question that a day or an hour answers."""
_SPECIFIES: Final = regex_of(
    r"\b(?:which|what (?:kind|sort|type|model|make|breed|size|colou?r|year)|is it|are they|(?:do|did) you (?:mean|have|get|choose|use))\b"
)
"""Asks which of several it is."""
_SEES: Final = regex_of(
    r"\W*(?:thank you,? |thanks,? )?(?:i|we)(?: can| do)? (?:see|have|found|find)(?: you(?:r)?)? (?:the|a|an|your|down|in|for|one|two|three|\d)"
)
"""`I see the booking`."""
LOOKED_BACK: Final = 6
_KINDS: Final = frozenset(("yes-no", "price", "time"))
_BUSINESS: Final = frozenset(
    stem(word)
    for word in "book booking order change move make cancel buy reserve reservation see help appointment table slot ticket return swap exchange"
    " check collect available availability open stock left reschedule speak talk sign register join apply update refund fix repair"
    " replace ready still deliver send arrive ship shipped fit upgrade seat room spot place space vacancy".split()
)
"""What one asks for to get it: the next question of the business is a step on the way."""
