"""What is due to the customer: answers that wait, news that was asked for or promised; and what was sent uninvited."""

from __future__ import annotations

from typing import Final, NamedTuple

from couth.facts.knowledge import performs
from couth.facts.openings import only_holds
from couth.facts.sentences import asks, is_closing, requests
from couth.facts.stance import speaks_to_reader
from couth.facts.state import ThreadState
from couth.facts.turns import Sendings, Turns
from couth.text import Reading


class Pending(NamedTuple):
    """A customer's message that waits for an answer; `asked` where it asks or requests, not only tells of something."""

    message: int
    at: float | None
    asked: bool


class Dues(Turns):
    """Tracker of what is due to whom, by what was said."""

    def __init__(self, state: ThreadState) -> None:
        super().__init__(state)
        self.customer_calls = False
        """Whether the customer's last message asks if anyone is there."""
        self.pending: Pending | None = None
        """The customer's oldest message that wants an answer and has none."""
        self.awaited = False
        """Whether all that the business said to it was to wait, or that it will come back."""
        self.proactive = Sendings()
        self.promotions = Sendings()
        self.questioned = False
        """Whether the last business message asks something."""
        self.told = False
        """Whether the customer has asked to be told, or the business has promised to tell."""
        self.told_at_once = False
        """Whether the customer has asked to be told at once, at any hour."""
        self.told_of: frozenset[str] = frozenset()
        """What they last asked to be told of, or were promised to be told, as stems."""
        self._matter: frozenset[str] = frozenset()

    def uninvited(self, at: float | None) -> bool | None:
        """Whether a business message at this time answers nothing the customer said; None where the times would tell."""
        return False if self.pending or self.awaited else super().uninvited(at)

    def _customer(self, index: int, at: float | None) -> None:
        super()._customer(index, at)
        reading = self.state.reading(index)
        self.customer_calls = calls(reading)
        self._matter = reading.stems or self._matter
        self._open(index, at, reading)
        if reading.has("words.tell-me"):
            self.told, self.told_of = True, reading.stems
            self.told_at_once = self.told_at_once or reading.has("words.at-once")

    def _open(self, index: int, at: float | None, reading: Reading) -> None:
        """What the message leaves to be answered: thanks settle what was only told, and nothing that was asked."""
        settles = reading.has("words.settled")
        if settles:
            self.pending, self.awaited = None, False
        asked = seeks(reading)
        if asked or (not settles and tells(reading, to_question=self.questioned)):
            self.pending = self.pending or Pending(index, at, asked)
        elif self.pending and not self.pending.asked and is_closing(reading):
            self.pending = None

    def _business(self, index: int, at: float | None) -> None:
        reading = self.state.reading(index)
        self._count_uninvited(index, at, reading)
        super()._business(index, at)
        comes_back = reading.has("words.promise")
        if comes_back:
            self.told, self.told_of = True, self._matter
        self.awaited = bool(self.pending or self.awaited) and (comes_back or only_holds(reading))
        self.questioned = _questions(reading)
        self.pending = None

    def _count_uninvited(self, index: int, at: float | None, reading: Reading) -> None:
        """Count the message where it answers nothing, a part of a burst with the first of it; what was asked to be told is none."""
        uninvited = self.uninvited(at)
        promotes = self.pending is None and (
            bool(performs(self.state.knowledge, "promotion", reading)) or offers(reading)
        )
        if promotes:
            self.promotions.add(at, index)
        if uninvited is False and not (promotes and self.awaited):
            return
        if self._apart(at) is not False and not (self.told and reports(reading)):
            self.proactive.add(None if uninvited is None else at, index)


def due_by_last(state: ThreadState, turns: Turns) -> bool | None:
    """Whether something is due to the customer, where what was said from the last business message on tells; None where not."""
    if state.resumed or turns.last_business is None:
        return None
    reading = state.reading(turns.last_business[0])
    if reading.has("words.promise") or only_holds(reading):
        return None
    return waits(state) is not None


def waits(state: ThreadState) -> Pending | None:
    """The customer's oldest message that waits for an answer; what was said from the last business message on tells."""
    known = state.of(Dues) if state.resumed else state.at_hand(Dues)
    return state.once(_since_business).pending if known is None else known.pending


def _since_business(state: ThreadState) -> Dues:
    """What is due by what was said from the last business message on, as though nothing had been said before."""
    tail, last = Dues(state), state.of(Turns).last_business
    begin = 0 if last is None else last[0] + 1
    tail.questioned = begin > 0 and _questions(state.reading(begin - 1))
    for index in range(begin, len(state.messages)):
        tail.read(index, state.messages[index])
    return tail


def _questions(reading: Reading) -> bool:
    return any(asks(reading, span) for span in reading.sentences)


def seeks(reading: Reading) -> bool:
    """Whether a message asks or requests something, other than time to look, ask or think."""
    if _questions(reading):
        return True
    if reading.has("words.holds-off"):
        return False
    return reading.has("words.please") or any(requests(reading, span) for span in reading.sentences)


def tells(reading: Reading, *, to_question: bool = False) -> bool:
    """Whether a message states a matter, or answers a question, so that something is to be said to it."""
    if is_closing(reading) or reading.has("words.goodbye") or reading.has("words.holds-off"):
        return False
    return len(reading.stems) > 1 or (to_question and bool(reading.stems) and not reading.has("words.no"))


def reports(reading: Reading) -> bool:
    """Whether a message carries news, or says what is being done: what somebody who asked to be told waits for."""
    return reading.has("words.news") or reading.has("words.progress")


def offers(reading: Reading) -> bool:
    """Whether a message that says how to get no more of its kind names a price that is none of the reader's own."""
    return reading.has("words.way-out") and any(
        reading.has("words.answers-price", span) and not speaks_to_reader(reading, span) for span in reading.sentences
    )


def calls(reading: Reading) -> bool:
    """Whether a message asks if anyone is there, in words or by a greeting with a question mark and no more."""
    if reading.has("words.presence"):
        return True
    greets = [asks(reading, span) for span in reading.sentences if reading.has("words.greeting", span)]
    return any(greets) and len(greets) == len(reading.sentences) and len(reading.words) <= _CALL


_CALL: Final = 4
