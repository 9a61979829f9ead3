"""The customer's open questions and requests, and which business message dealt with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Iterator, Sequence

from couth.facts.knowledge import LISTS, QUESTIONS
from couth.facts.sentences import QUESTION_MARKS, asks, is_closing, is_courtesy, parts, requests
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.regexes import regex_of
from couth.text import Reading, fold
from couth.text.stems import stem

ANSWERABLE: Final = frozenset(kind for kind in QUESTIONS if f"words.answers-{kind}" in LISTS)
"""Kinds of question of which the words of an answer tell something."""

KEPT_OPEN: Final = 12
"""So many open questions are remembered; older ones have long been overtaken."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question or request of the customer: where it stands, what kind of answer it wants, what it is about."""

    message: int
    span: Span
    kind: str
    stems: frozenset[str]
    plain: bool = True
    """Whether it waits for an answer: `are you kidding me?` does not."""
    follows: bool = False
    """Whether it asks more of what was just asked, so that the answer to that may answer it: `is it far?`"""


class Questions:
    """Tracker of the customer's questions; `open` are those that no business message has dealt with."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.open: list[Question] = []
        self.dealt: list[tuple[Question, int]] = []

    def read(self, index: int, message: Message) -> None:
        """Take in the next message: the customer opens questions, the business deals with them."""
        if message.role == "customer":
            self.open = heard(self.open, index, self.state.reading(index))
        elif message.role == "business" and self.open:
            reading = self.state.reading(index)
            done = [q for q in self.open if deals_with(reading, q, self.open)]
            self.dealt = [(q, index) for q in done] or self.dealt
            self.open = [q for q in self.open if q not in done]


def of_turn(state: ThreadState) -> list[Question]:
    """The open questions and requests that the customer has put since the business last wrote."""
    return state.once(_of_turn)


def asked_in_turn(state: ThreadState) -> bool:
    """Whether the customer's last turn may have asked anything, told at a glance."""
    return state.resumed or any(may_ask(state.reading(index)) for index in _turn(state))


def _of_turn(state: ThreadState) -> list[Question]:
    indexes = list(_turn(state))
    if state.resumed:  # the words may be kept no longer, but what was asked is
        return [question for question in state.of(Questions).open if question.message in indexes]
    found: list[Question] = []
    for index in reversed(indexes):
        found = heard(found, index, state.reading(index))
    return found


def _turn(state: ThreadState) -> Iterator[int]:
    """Indexes of the customer's messages since the business last wrote, the last one first."""
    for index in reversed(range(max(0, len(state.messages) - LOOKED_BACK), len(state.messages))):
        if state.messages[index].role == "business":
            return
        if state.messages[index].role == "customer":
            yield index


LOOKED_BACK: Final = 24
"""The customer's last turn lies within so many messages."""


def heard(pending: list[Question], index: int, reading: Reading) -> list[Question]:
    """The open questions after a message of the customer: who only thanks or takes leave has none left."""
    if pending and reading.sentences and is_closing(reading):
        pending = []
    return [*pending, *questions_in(index, reading)][-KEPT_OPEN:]


def questions_in(index: int, reading: Reading) -> Iterator[Question]:
    """The questions and requests in a customer's message."""
    if not may_ask(reading):
        return
    for sentence in reading.sentences:
        whole, requested = asks(reading, sentence), requests(reading, sentence)
        for span in parts(reading, sentence) if whole else (sentence,):
            if whole or requested:
                kind = "request" if not whole or _asks_a_favour(reading, span) else _kind(reading, span)
                stems, follows = reading.stems_of(_focus(reading, span)), _FOLLOWS.match(_said(reading, span))
                yield Question(index, span, kind, stems, _waits(reading, span, kind), bool(follows))


def _said(reading: Reading, span: Span) -> str:
    return reading.folded.text[slice(*_folded(reading, span))]


_FOLLOWS: Final = regex_of(
    r"\W*(?:(?:and|so|but|or) )?(?:(?:is|was|are|were|does|do|did|will|would|how (?:is|are|do|does)|like)\W)?"
    r"(?:it|that|this|they|these|those|he|she)\b"
    r"|.*\b(?:is|was|are|were) (?:it|that|they|he|she)\b(?: \w+){0,3}\W*$"
)


def may_ask(reading: Reading) -> bool:
    """Whether a text has anything by which some sentence may ask or request."""
    return bool(_MARK(reading.text)) or not _ASKING.isdisjoint(reading.lists)


_ASKING: Final = frozenset(("words.question", "words.request"))
_MARK: Final = regex_of(f"[{QUESTION_MARKS}]").search


def _asks_a_favour(reading: Reading, span: Span) -> bool:
    """Whether a question is a request by its form: `can you send it?`, not `can you tell me when it comes?`."""
    if reading.has("words.asks-to-be-told", span):
        return False
    folded = reading.folded
    start = folded.at(_focus(reading, span)[0])
    if _FAVOUR.match(folded.text, start):
        return True
    within = [folded.at(hit.start) for hit in reading.hits_in("words.request", span)]
    return any(not _AFTER_VERB.search(folded.text[max(start, at - _VERB) : at]) for at in within)


_FAVOUR: Final = regex_of(r"\W*(?:\w+\W+){0,3}(?:can|could|will|would) (?:you|u|ya)\b")
_AFTER_VERB: Final = regex_of(r"\b(?:do|does|did|should|must|will|would|can|if|what|where|how|when)\W*$")
"""`Do I need to` asks, though `I need to` requests."""
_VERB: Final = 12


def _focus(reading: Reading, span: Span) -> Span:
    """Where a question asks, to its end; all of it where nothing but its mark asks or nothing of weight follows."""
    start = next((hit.start for hit in reading.hits_in("words.question", (span[0] + 1, span[1]))), span[0])
    return (start, span[1]) if reading.stems_of((start, span[1])) else span


def _kind(reading: Reading, span: Span) -> str:
    """The kind of question by the words that it begins with, else by any in it."""
    if _ANY.search(reading.folded.text, *_folded(reading, span)):
        return "which"
    told = next(iter(reading.hits_in("words.asks-to-be-told", span)), None)
    start = told.end - 2 if told else _focus(reading, span)[0]
    found = {kind: reading.hits_in(f"words.asks-{kind}", span) for kind in QUESTIONS}
    heads = [
        kind for kind, hits in found.items() if any(hit.start <= start + _LEAD and start < hit.end for hit in hits)
    ]
    return next(iter(heads), "other" if told else next((kind for kind, hits in found.items() if hits), "other"))


def _folded(reading: Reading, span: Span) -> Span:
    """The span in the folded text."""
    return reading.folded.at(span[0]), reading.folded.at(span[1])


_LEAD: Final = 2
_ANY: Final = regex_of(
    r"\b(?:(?:is|are) there|do you have|have you(?: got)?|any) "
    r"(?:an?other|any ?(?:thing|one|where|time|other|more)|one|some(?:thing|where)|other|else)\b"
    r"|\b(?:any|some)(?:where|thing|time) (?:else|at all|\w+)\b|\b(?:any|some)where\W*$"
)
"""A question for any one of a kind, which naming one answers: `is there another time?`"""


def _waits(reading: Reading, span: Span, kind: str) -> bool:
    """Whether a question waits for an answer: neither rhetorical nor a statement with a question mark."""
    states = kind == "other" and (
        len(reading.text[slice(*span)].split()) > _ELLIPSIS or any(map(str.isdigit, reading.text[slice(*span)]))
    )
    return not states and not reading.has("words.rhetorical", span)


_ELLIPSIS: Final = 4
"""`And parking?`: a question that only its mark makes one has no more words than this."""


def deals_with(reading: Reading, question: Question, pending: list[Question]) -> bool:
    """Whether a business message answers, acknowledges, clarifies or hands over a question.

    Leans to yes: only what is plainly passed over is left open.
    """
    return not passed_over(reading, question, pending)


def may_pass_over(reading: Reading) -> bool:
    """Whether a message says enough to pass over a question, and nothing that deals with any."""
    return len(reading.text) >= ENOUGH and len(reading.words) >= ENOUGH and not _deals_with_all(reading)


def passed_over(reading: Reading, question: Question, turn: Sequence[Question]) -> bool:
    """Whether a message leaves a question without a word on it, though it plainly speaks of something else.

    Either it takes up another question of the turn in as few sentences as that takes, or it shares no
    word with the question and holds nothing of the form that an answer has.
    """
    if not question.stems or not may_pass_over(reading):
        return False
    said = [span for span in reading.sentences if _says_something(reading, span)]
    if not said:
        return len(reading.words) >= ENOUGH_ALONE and reading.has("words.thanks")
    own = question.stems.difference(*(other.stems for other in turn if other is not question)) or question.stems
    touched = own & reading.stems
    if touched and not touched.isdisjoint(_names(reading)):
        return False  # it speaks of the very thing
    if touched and (question.kind not in BINARY or len(own) < LONG or len(touched) > TOUCHED * len(own)):
        return False
    rivals = [other for other in turn if other.stems != question.stems and other.plain]
    if rivals:
        return _crowded_out(reading, question, rivals, said, bool(touched))
    long = len(own) > 1 and len(reading.words) >= ENOUGH_ALONE
    return long and question.kind in FORMED and not _fits(reading, question)


def _names(reading: Reading) -> set[str]:
    """Stems of the words in capitals after the first: names of persons, places, things."""
    named = (reading.text[start:end] for start, end in reading.words[1:] if reading.text[start].isupper())
    return {stem(fold(word).text) for word in named if len(word) >= _NAME}


_NAME: Final = 3


def _crowded_out(reading: Reading, question: Question, rivals: list[Question], said: list[Span], touched: bool) -> bool:
    """Whether a message has no more room than for the other questions of the turn."""
    if question.follows and any((r.message, r.span) < (question.message, question.span) for r in rivals):
        return False
    unmet = question.kind in FORMED and not _fits(reading, question)
    if question.kind == "price" and unmet:
        return True
    if touched or question.kind in NAMED or _of_its_form(reading, question):
        return False
    met = sum(bool(other.stems & reading.stems) for other in rivals)
    if met:
        return _room(reading, said) <= met
    return unmet and any(other.kind != "request" for other in rivals) and _room(reading, said) == 1


TOUCHED: Final = 0.4
"""A message that takes up a greater share of a question's words speaks of it."""
LONG: Final = 6
"""A question of fewer content words is spoken of by any of them."""
FORMED: Final = ("yes-no", "price", "time", "amount")
"""Kinds of question whose answer is told from other sentences by its form."""
NAMED: Final = ("place", "person", "which")
"""Kinds of question that a bare name answers."""
BINARY: Final = ("yes-no", "price")
"""Kinds of question whose answer has a form of its own, so that the same words without it are none."""


def _room(reading: Reading, said: list[Span]) -> int:
    """How many questions the sentences have room to answer: a clause each; what speaks of both answers all."""
    if _BOTH.search(reading.folded.text):
        return len(reading.words)
    return sum(1 + len(_JOINTS.findall(reading.text[start:end])) for start, end in said)


_BOTH: Final = regex_of(
    r"\b(?:both|either|neither|all (?:of (?:it|them|that|those|these|this)|that|this|is|are|free|included|yes|no|good|in))\b"
    r"|\ball\W*$"
)
"""What speaks of several matters at once: `both`, `all of it`, but not `all parts`."""
_JOINTS: Final = regex_of(
    r";|[,\s](?:but|while|though)\s|, (?:it|you|we|they|that|there|no|yes|free)\b"
    r"|[,\s]and\s(?:[^.;!?]{0,60}\b(?:it|you|we|they|he|she|i|this|that|there|is|are|was|were|will|can|may|must|should|do|does|has|have|costs?|takes?)\b"
    r"|[^.;!?]{0,60}['’](?:s|re|ll|t)\b|(?:please|then|so|yes|no|not|all|free|click|type|enter|fill|sign|log|scan|show|pay|check|leave|keep|put|wait|pick|give|add|write|say|see|hold|try|tap|press|choose|select|open|bring|take|use|go|ask|call|send|follow|turn)\b)",
    re.IGNORECASE,
)


def _says_something(reading: Reading, span: Span) -> bool:
    """Whether a sentence is more than courtesy, a salutation or the name under a letter."""
    words = [reading.text[start:end] for start, end in reading.words if span[0] <= start < span[1]]
    named = 0 < len(words) <= 4 and all(word[0].isupper() and not word.isupper() for word in words)
    return not is_courtesy(reading, span) and not (
        named and not any(reading.has(n, span) for n in ("words.yes", "words.no"))
    )


ENOUGH: Final = 4
ENOUGH_ALONE: Final = 6
"""A message of fewer words is too short to speak of something else; fewer do where it takes up another question."""


def _deals_with_all(reading: Reading) -> bool:
    """Whether a message holds off, hands over, promises, says sorry, asks back or points elsewhere."""
    return (
        any(map(reading.has, _DEALS & reading.lists))
        or bool(reading.links)
        or any(asks(reading, span) for span in reading.sentences)
    )


_DEALS: Final = frozenset(
    f"words.{name}"
    for name in ("holding", "hand-over", "promise", "help-offer", "rejected", "apology", "ask", "outcome")
)


def _of_its_form(reading: Reading, question: Question) -> bool:
    """Whether a message that meets another question holds what only an answer to this one would."""
    return question.kind in ("time", "reason") and _fits(reading, question)


def _fits(reading: Reading, question: Question) -> bool:
    """Whether the message holds the kind of thing that would answer such a question."""
    return question.kind not in ANSWERABLE or reading.has(f"words.answers-{question.kind}")
