"""The customer's open questions and requests, and which business message dealt with them."""

from __future__ import annotations

from typing import Final, Iterator

from couth.facts.answers import deals_with
from couth.facts.insisted import takes_up
from couth.facts.overtaken import asks_which, left_by
from couth.facts.question_forms import Question, may_ask, questions_in
from couth.facts.sentences import is_closing, is_courtesy
from couth.facts.state import ThreadState
from couth.model import Message
from couth.text import Reading

KEPT_OPEN: Final = 12
"""So many open questions are remembered; older ones have long been overtaken."""


class Questions:
    """Tracker of the customer's questions: `open` are those that no business message has dealt with, `unmentioned` those of which none had a word.

    `left` are those after which the business only asked something of its own: whether `which` of several it is; `told` are
    the stems of that and of what the customer has written since.
    """

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.open: list[Question] = []
        self.unmentioned: list[Question] = []
        self.dealt: list[tuple[Question, int]] = []
        self.left: list[Question] = []
        self.which = False
        self.told = frozenset[str]()
        self.since = -1
        self.turn: list[Question] = []
        """Those put since the business last wrote more than that it is looking, dealt with or not."""

    def read(self, index: int, message: Message) -> None:
        """Take in the next message: the customer opens questions, the business deals with them."""
        if message.role == "customer":
            reading = self.state.reading(index)
            self.open = heard(self.open, index, reading)
            self.turn = heard(self.turn, index, reading)
            self.unmentioned = [*self.unmentioned, *(q for q in self.open if q.message == index)][-KEPT_OPEN:]
            if self.left and index - self.since < KEPT_OPEN:
                self.told |= reading.stems
        elif message.role == "business":
            self._answer(index)
            self.since = index
            self.turn = self.turn if self.turn and _holds(self.state, index) else []

    def _answer(self, index: int) -> None:
        self.left = []
        if self.open or self.unmentioned:
            reading = self.state.reading(index)
            self.unmentioned = [q for q in self.unmentioned if not takes_up(reading, q)]
            done = [q for q in self.open if deals_with(reading, q, self.open, [q for q, _ in self.dealt])]
            self.dealt = [(q, index) for q in done] or self.dealt
            self.open = [q for q in self.open if q not in done]
            self.left = left_by(reading, (q for q in self.unmentioned if q.message > self.since))
            if self.left:
                self.told, self.which = reading.stems, asks_which(reading)


def of_turn(state: ThreadState) -> list[Question]:
    """The open questions and requests that the customer has put since the business last wrote more than that it is looking."""
    return state.once(_of_turn)


def left_open(state: ThreadState) -> Questions:
    """What tells `left`, `told` and `which`: of a thread not read yet, the messages after the last business message but one."""
    known = state.of(Questions) if state.resumed else state.at_hand(Questions)
    return known or state.once(_lately)


def _lately(state: ThreadState) -> Questions:
    tail = Questions(state)
    tail.since = last_business(state, last_business(state))
    for index in range(tail.since + 1, len(state.messages)):
        tail.read(index, state.messages[index])
    return tail


def last_business(state: ThreadState, before: int | None = None) -> int:
    """The index of the last message of the business, or of the last one before an index; -1 where there is none."""
    messages = state.messages
    indexes = reversed(range(len(messages) if before is None else max(0, before)))
    return next((index for index in indexes if messages[index].role == "business"), -1)


def asked_in_turn(state: ThreadState) -> bool:
    """Whether the customer's last turn may have asked anything, told at a glance."""
    return state.resumed or any(may_ask(state.reading(index)) for index in _turn(state))


def _of_turn(state: ThreadState) -> list[Question]:
    indexes = list(_turn(state))
    if state.resumed:  # the words may be kept no longer, but what was asked is
        return [question for question in state.of(Questions).turn if question.message in indexes]
    found: list[Question] = []
    for index in reversed(indexes):
        found = heard(found, index, state.reading(index))
    return found


def _turn(state: ThreadState) -> Iterator[int]:
    """Indexes of the customer's messages since the business last wrote, the last one first."""
    for index in reversed(range(max(0, len(state.messages) - LOOKED_BACK), len(state.messages))):
        if state.messages[index].role == "business" and not _holds(state, index):
            return
        if state.messages[index].role == "customer":
            yield index


def _holds(state: ThreadState, index: int) -> bool:
    """Whether a message does nothing but ask for a moment, so that what was asked before it is still to be answered."""
    if len(state.messages[index].text) >= _SHORT:
        return False
    reading = state.reading(index)
    return all(reading.has("words.holding", span) or is_courtesy(reading, span) for span in reading.sentences)


_SHORT: Final = 48
LOOKED_BACK: Final = 24
"""The customer's last turn lies within so many messages."""


def heard(pending: list[Question], index: int, reading: Reading) -> list[Question]:
    """The open questions after a message of the customer: who only thanks or takes leave has none left."""
    if pending and reading.sentences and is_closing(reading):
        pending = []
    return [*pending, *questions_in(index, reading)][-KEPT_OPEN:]
