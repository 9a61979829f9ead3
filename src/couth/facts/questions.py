"""The customer's open questions and requests, and which business message dealt with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Iterator

from couth.facts.knowledge import LISTS, QUESTIONS
from couth.facts.sentences import asks, is_closing, is_courtesy, parts, requests
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.text import Reading

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


class Questions:
    """Tracker of the customer's questions; `open` are those that no business message has dealt with."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.open: list[Question] = []
        self.dealt: list[tuple[Question, int]] = []

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message: the customer opens questions, the business deals with them."""
        if message.role == "customer":
            self._hear(index, reading)
        elif message.role == "business" and self.open:
            done = [q for q in self.open if deals_with(reading, q, self.open)]
            self.dealt = [(q, index) for q in done] or self.dealt
            self.open = [q for q in self.open if q not in done]

    def _hear(self, index: int, reading: Reading) -> None:
        if is_closing(reading) and reading.sentences:
            self.open = []
        self.open = [*self.open, *questions_in(index, reading)][-KEPT_OPEN:]


def questions_in(index: int, reading: Reading) -> Iterator[Question]:
    """The questions and requests in a customer's message."""
    for sentence in reading.sentences:
        whole = asks(reading, sentence)
        for span in parts(reading, sentence) if whole else (sentence,):
            if whole or requests(reading, sentence):
                asked = whole and not requests(reading, span)  # "can you send it" asks for a thing to be done
                yield Question(index, span, _kind(reading, span, asked), reading.stems_of(span))


def deals_with(reading: Reading, question: Question, pending: list[Question]) -> bool:
    """Whether a business message answers, acknowledges, clarifies or hands over a question.

    Leans to yes: only where the message plainly speaks of something else is a question left open.
    """
    if any(reading.has(name) for name in ("words.holding", "words.hand-over", "words.promise", "words.help-offer")):
        return True
    if any(asks(reading, span) for span in reading.sentences):
        return True
    if question.stems & reading.stems:
        return len(pending) == 1 or _fits(reading, question) or len(question.stems & reading.stems) > 1
    if len(pending) > 1 and _speaks_of_another(reading, question, pending):
        return False
    return _fits(reading, question)


def passed_over(reading: Reading, question: Question, turn: list[Question]) -> bool:
    """Whether a draft plainly leaves a question of the customer's last turn without a word on it.

    Stricter than `deals_with` is lenient: the draft takes up another question of the turn in as few
    sentences as that takes, or it shares no word with the only one and holds nothing that could answer it.
    """
    own = question.stems.difference(*(other.stems for other in turn if other is not question))
    if deals_in_passing(reading) or own & reading.stems:
        return False
    spoken = [span for span in reading.sentences if not is_courtesy(reading, span)]
    if len(turn) > 1:
        met = [q for q in turn if q is not question and q.stems & reading.stems]
        return bool(met) and len(spoken) <= len(met) and not _fits_strictly(reading, question)
    long_enough = sum(len(reading.text[a:b].split()) for a, b in spoken) >= ENOUGH
    return long_enough and not question.stems & reading.stems and not _could_answer(reading, question)


ENOUGH: Final = 6
"""A draft of fewer words is too short to speak of something else."""


def deals_in_passing(reading: Reading) -> bool:
    """Whether a message holds off, hands over, promises, says sorry, asks back or points elsewhere: all questions are dealt with."""
    lists = ("words.holding", "words.hand-over", "words.promise", "words.help-offer", "words.rejected", "words.apology")
    if reading.links or any(reading.has(name) for name in lists):
        return True
    return any(asks(reading, span) or requests(reading, span) for span in reading.sentences)


def _fits_strictly(reading: Reading, question: Question) -> bool:
    """Whether the message holds what only an answer to such a question holds; yes and no answer the first alone."""
    return question.kind not in ("yes-no", "place") and question.kind in ANSWERABLE and _fits(reading, question)


def _could_answer(reading: Reading, question: Question) -> bool:
    if question.kind not in ("yes-no", "reason"):
        return question.kind not in ANSWERABLE or _fits(reading, question)
    return any(reading.has(f"words.{name}") for name in ("yes", "no", "answers-amount", "answers-time", "answers-reason"))


def _speaks_of_another(reading: Reading, question: Question, pending: list[Question]) -> bool:
    """Whether the message meets another pending question by its words, and gives this one no place of its own."""
    others = [q for q in pending if q is not question and q.stems & reading.stems]
    return bool(others) and len(reading.sentences) <= len(others)


def _fits(reading: Reading, question: Question) -> bool:
    """Whether the message holds the kind of thing that would answer such a question."""
    return question.kind not in ANSWERABLE or reading.has(f"words.answers-{question.kind}")


def _kind(reading: Reading, span: Span, asked: bool) -> str:
    if not asked:
        return "request"
    return next((kind for kind in QUESTIONS if reading.has(f"words.asks-{kind}", span)), "other")
