"""Checks that hold the draft against the thread: said before, asked before, left open."""

from __future__ import annotations

from typing import ClassVar, Final, Iterable, Iterator, Literal, Mapping, cast

from pydantic import Field

from couth.checks.base import Check, Finder, Gate, Knowledge, evidence, whole
from couth.checks.judged import joined
from couth.facts import ASKABLE, Facts
from couth.facts.another import of_something_else
from couth.facts.answers import drowned, looks_back, may_pass_over, passed_over, says_enough
from couth.facts.catalogue import THREAD
from couth.facts.choices import CHOICE
from couth.facts.insisted import ends_on, offers_more, only_asks_on, put_again, takes_up
from couth.facts.knowledge import DETAIL, SLOT_LISTS
from couth.facts.overtaken import may_be_overtaken, overtaken
from couth.facts.particulars import offers_choice
from couth.facts.question_forms import Question
from couth.facts.questions import Questions, asked_in_turn, last_business, left_open, of_turn
from couth.facts.said import Echo, Said
from couth.facts.sentences import is_courtesy, length
from couth.facts.slots import Asked, Given, Slots
from couth.facts.whose import of_newcomer
from couth.model import Hit, Span
from couth.regexes import regex_of

Slot = Literal["name", "order-number", "email", "phone", "address", "account-id", "date", "product", "amount", "detail"]


class Repeat(Check):
    """Finds sentences that an earlier business message said already, in the same or nearly the same words."""

    gives: ClassVar[tuple[str, ...]] = ("percent", "earlier")

    kind: Literal["repeat"]
    over: float = Field(default=0.75, ge=0, le=1, description="so great a share of words in common is a repetition")
    at_least: int = Field(default=5, ge=1, description="only sentences of so many words")
    share: float = Field(
        default=0.4, ge=0, le=1, description="only where so great a share of the draft's words is repeated"
    )

    @property
    def reads(self) -> int:
        """The words of the thread."""
        return THREAD

    def finder(self, name: str) -> Finder:
        """One hit a run of repeated sentences, with the earlier message as evidence."""

        def find(facts: Facts) -> Iterator[Hit]:
            said = facts.state.of(Said)
            echoes = {echo.span: echo for echo in said.echoes(facts.reading, self.at_least, self.over)}
            if echoes and self._weighs(facts, echoes):
                for run in joined(facts, list(echoes)):
                    yield self._hit(facts, run, echoes[next(span for span in echoes if span[0] == run[0])])
            elif not echoes and (before := said.word_for_word(facts.reading)) is not None:
                yield self._hit(facts, whole(facts), Echo(whole(facts), before, 1.0))

        return find

    def _weighs(self, facts: Facts, echoes: Mapping[Span, Echo]) -> bool:
        new = [s for s in facts.reading.sentences if s not in echoes and not is_courtesy(facts.reading, s)]
        repeated = sum(length(facts.reading, span) for span in echoes)
        share = max(self.share, _MOST) if _brings_figures(facts, new, echoes) else self.share
        return repeated >= share * (repeated + sum(length(facts.reading, span) for span in new))

    def _hit(self, facts: Facts, span: Span, echo: Echo) -> Hit:
        values = {"percent": round(100 * echo.likeness), "earlier": facts.thread[echo.message].text}
        return Hit(span, evidence(facts, echo.message), values)


_FIGURE: Final = regex_of(r"\w*\d[\w-]*")
_MOST: Final = 0.6
"""So great a share has to be repeated where a new figure says that the rest is on something else."""


def _brings_figures(facts: Facts, new: Iterable[Span], echoes: Mapping[Span, Echo]) -> bool:
    """Whether the sentences that are new hold a number or code that the earlier message has not."""
    told = {figure for span in new for figure in _FIGURE.findall(facts.draft.text, *span)}
    return bool(told.difference(*(_FIGURE.findall(facts.thread[echo.message].text) for echo in echoes.values())))


class ReAsk(Check):
    """Finds a sentence that asks for what the customer has given in this thread."""

    gives: ClassVar[tuple[str, ...]] = ("slot", "value")

    kind: Literal["re-ask"]
    slots: list[Slot] = Field(default=list(ASKABLE), description="what must not be asked for twice")

    @property
    def reads(self) -> int:
        """The words of the thread."""
        return THREAD

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """The words that name what can be asked for."""
        return SLOT_LISTS

    def may(self, facts: Facts) -> object:
        """Only where it names something of which anything was given, if that is known without reading the thread for it."""
        slots = facts.state.at_hand(Slots) if facts.thread.known else None
        return slots is None or not facts.reading.lists.isdisjoint(_lists_of(slots))

    def finder(self, name: str) -> Finder:
        """One hit a sentence, with the places where the customer gave what it asks for as evidence."""

        def find(facts: Facts) -> Iterator[Hit]:
            known: dict[Span, list[Given]] = {}
            for asked in cast("list[Asked]", facts["draft.asked"]):
                given = facts.state.of(Slots).answer(asked) if asked.slot in self.slots else None
                if given and not (
                    _another(facts, asked)
                    or of_newcomer(facts.state, facts.reading, asked, given)
                    or of_something_else(facts.state, facts.reading, asked)
                    or _names(facts, asked)
                ):
                    known.setdefault(asked.span, []).append(given)
            for span, given_ones in known.items():
                places = tuple(place for g in given_ones for place in evidence(facts, g.message, g.span))
                slots, values = (
                    ", ".join(dict.fromkeys(texts))
                    for texts in zip(*((_called(g), g.value) for g in given_ones), strict=True)
                )
                yield Hit(span, places, {"slot": slots.replace("-", " "), "value": values})

        return find


def _lists_of(slots: Slots) -> Iterator[str]:
    """The lists of words that name what was given, and of what may have been given unseen."""
    return (f"words.slot-{slot}" for slot in {DETAIL, *(given.slot for given in slots.given if not given.rejected)})


def _called(given: Given) -> str:
    """What a value is called: its slot, or which detail it is."""
    if given.kind.startswith(CHOICE):
        return given.kind.partition(" of ")[0]
    return given.kind if given.slot == DETAIL else given.slot


def _names(facts: Facts, asked: Asked) -> bool:
    """Whether the draft names a value given for the slot, to have it confirmed or to ask for another."""
    if asked.slot == DETAIL:
        return offers_choice(asked.kind, facts.draft.text)
    start, end = asked.span if asked.slot == "name" else whole(facts)
    text = facts.draft.text[start:end].casefold()
    born = asked.kind == "birth"
    given = (g for g in facts.state.of(Slots).of(asked.slot) if (g.kind == "birth") == born)
    return any(_value(g) in text for g in given if not born or any(map(str.isdigit, g.value)))


def _value(given: Given) -> str:
    """A value as it is named again: a day without the words that lead up to it."""
    value = given.value.casefold()
    return value.rpartition(" ")[2] if given.slot == "date" and value.endswith("day") else value


def _another(facts: Facts, asked: Asked) -> bool:
    """Whether the sentence asks for another one, or the draft says that the first was wrong."""
    reading = facts.reading
    if asked.kind.startswith(CHOICE):
        return reading.has("words.rejected")
    another = any(
        reading.text[h.start : h.end].casefold() != "any" for h in reading.hits_in("words.another", asked.span)
    )
    return another or (asked.kind != _ANY and reading.has("words.another", asked.span)) or reading.has("words.rejected")


_ANY: Final = "diet"
"""What is asked for with `any`, whether it was given or not."""


class Unanswered(Check):
    """Finds that the draft leaves a question or request of the customer without any answer."""

    gives: ClassVar[tuple[str, ...]] = ("count", "question")

    kind: Literal["unanswered"]
    requests: bool = Field(
        default=False, description="all requests count, not only those put as questions beside another one"
    )

    @property
    def reads(self) -> int:
        """The words of the thread."""
        return THREAD

    def may_in_thread(self, facts: Facts) -> object:
        """Only where the customer's last turn, or the one before the business asked back, may have asked anything."""
        return asked_in_turn(facts.state) or may_be_overtaken(facts.state)

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, with every question that it leaves open as evidence."""

        def find(facts: Facts) -> Iterator[Hit]:
            state = facts.state
            if not says_enough(facts.reading):
                return
            if not may_pass_over(facts.reading) and not only_asks_on(facts.reading):
                return
            turn = of_turn(state)
            since = last_business(state)
            earlier = [q for q, _ in state.of(Questions).dealt] if any(map(looks_back, turn)) else []
            ignored = [q for q in turn if q.message > since and self._ignores(facts, q, turn, earlier)]
            if not any(q.kind != "request" for q in turn) and (state.resumed or may_be_overtaken(state)):
                asked = left_open(state)
                ignored += overtaken(facts.reading, asked.left, asked.told, asked.which)
            if ignored:
                places = tuple(place for q in ignored for place in evidence(facts, q.message, q.span))
                yield Hit(whole(facts), places, {"count": len(ignored), "question": places[0].excerpt})

        return find

    def _ignores(self, facts: Facts, question: Question, turn: list[Question], earlier: list[Question]) -> bool:
        """Whether the draft passes a question over; of requests those that are put as questions, beside another one."""
        if not question.plain:
            return False
        if self._puts_off(facts, question):
            return True
        if self.requests or question.kind != "request":
            return passed_over(facts.reading, question, turn, earlier)
        return drowned(facts.reading, question, turn)

    def _puts_off(self, facts: Facts, question: Question) -> bool:
        """Whether the draft goes on with business of its own, or offers more, where a question is put, or put once more."""
        reading = facts.reading
        if question.kind == "request" or takes_up(reading, question):
            return False
        if offers_more(reading):
            return ends_on(facts.state.reading(len(facts.state.messages) - 1), question)
        if not only_asks_on(reading) and question.kind != "other":
            return False
        before = put_again(question, facts.state.of(Questions).unmentioned, last_business(facts.state))
        return before is not None and not takes_up(reading, before)
