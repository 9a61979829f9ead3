"""Facts of what was said before the draft; all missing where the thread is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from couth.facts.catalogue import THREAD, Fact, Missing
from couth.facts.consent import Consent, leaving
from couth.facts.dues import Dues, due_by_last, waits
from couth.facts.knowledge import SLOTS
from couth.facts.matter import Matter
from couth.facts.mood import MOODS, Mood
from couth.facts.openings import Openings
from couth.facts.question_forms import Question
from couth.facts.questions import Questions
from couth.facts.said import Said
from couth.facts.slots import Slots
from couth.facts.state import ThreadState
from couth.facts.times import NOW, TIMES_UNKNOWN, thread_fact, turns
from couth.facts.topics import Topics
from couth.facts.turns import Turns, elapsed, stamp
from couth.text import Reading

if TYPE_CHECKING:
    from couth.facts.view import Facts

OWING: Final = ("business", "customer", "nobody")


def dues(facts: Facts) -> Dues:
    """What is due to the customer."""
    return facts.state.of(Dues)


def _owes(facts: Facts) -> object:
    if turns(facts).last_customer is not None and facts.state.once(_due):
        return "business"
    return "customer" if turns(facts).bursts[1] else "nobody"


def _due(state: ThreadState) -> bool:
    told = due_by_last(state, state.of(Turns))
    return bool(state.of(Dues).pending or state.of(Dues).awaited) if told is None else told


def _waiting(facts: Facts) -> object:
    pending = waits(facts.state)
    if pending is None:
        return 0.0
    since = elapsed(pending.at, stamp(facts.draft.at))
    return (NOW if facts.draft.at is None else TIMES_UNKNOWN) if since is None else since


def _given(facts: Facts) -> frozenset[str]:
    slots = facts.state.of(Slots)
    return frozenset(slot for slot in SLOTS if slots.of(slot))


def _rejected(facts: Facts) -> frozenset[str]:
    return frozenset(g.slot for g in facts.state.of(Slots).given if g.rejected)


def _questions(facts: Facts) -> list[Question]:
    return facts.state.of(Questions).open


def _dealt(facts: Facts) -> list[tuple[Question, int]]:
    return facts.state.of(Questions).dealt


def _topics(facts: Facts) -> frozenset[str]:
    return facts.state.of(Topics).touched


def _heard(facts: Facts) -> list[Reading]:
    """What the customer wrote among the last messages, the newest last."""
    state = facts.state
    recent = range(max(0, len(facts.thread) - _HEARD_BACK), len(facts.thread))
    return [state.reading(index) for index in recent if facts.thread[index].role == "customer"]


_HEARD_BACK: Final = 12


def _echo(facts: Facts) -> float:
    return max((echo.likeness for echo in facts.state.of(Said).echoes(facts.reading)), default=0.0)


def _opted_out(facts: Facts) -> object:
    """By the customer's words, else by the record; a later opt-in in the thread undoes both."""
    record = facts.thread.customer.opted_out
    consent = facts.state.of(Consent) if facts.thread.known else None
    if consent is not None and consent.opted_out:
        return True
    if record is not None:
        return record and not (consent is not None and consent.opted_in)
    return False if consent is not None else Missing(("thread", "customer.opted_out"))


def _asked_since(facts: Facts) -> bool:
    """Whether the customer, after opting out, came back with something to be answered."""
    consent = facts.state.of(Consent)
    if consent.opted_out is None:
        return waits(facts.state) is not None
    return consent.asked_since and turns(facts).last_role == "customer"


FACTS = (
    thread_fact(
        "owes",
        "text",
        "Who owes the next word: the business while a question is open, or an answer that it put off.",
        _owes,
        OWING,
    ),
    thread_fact(
        "waiting",
        "duration",
        "How long the customer's oldest unanswered message has waited; 0 where none waits.",
        _waiting,
        at_most="thread.since_turn",
    ),
    thread_fact(
        "open_questions",
        "list",
        "Questions and requests of the customer that no business message has dealt with.",
        _questions,
    ),
    thread_fact(
        "dealt_questions", "list", "Questions that the last dealing business message dealt with, and its index.", _dealt
    ),
    thread_fact(
        "given",
        "set",
        "What the customer has given: name, order-number, email, phone, address, account-id, date, product, amount.",
        _given,
        SLOTS,
    ),
    thread_fact("rejected", "set", "What the business said was wrong or not found.", _rejected, SLOTS),
    thread_fact("topics", "set", "Topics that either side has touched, by the names of the topic lists.", _topics),
    thread_fact(
        "invited",
        "bool",
        "The customer asked for offers: deals, recommendations, what there is.",
        lambda f: f.state.of(Consent).invited is not None,
    ),
    thread_fact(
        "only_agreed",
        "bool",
        "The customer agreed to get offers, without asking for any, and is about something else now.",
        lambda f: f.state.of(Consent).only_agreed,
    ),
    thread_fact(
        "shopping",
        "bool",
        "The customer asked about prices, wares or memberships, or wants to buy.",
        lambda f: f.state.of(Consent).shopping is not None,
    ),
    thread_fact(
        "leaving",
        "bool",
        "The customer wants to leave: a membership, a contract, an account, a list.",
        lambda f: f.state.once(leaving) is not None,
    ),
    thread_fact(
        "matter",
        "set",
        "Content words of the customer's latest messages, cut down to stems.",
        lambda f: f.state.of(Matter).stems,
    ),
    Fact(
        "thread.opted_out",
        "bool",
        "The customer opted out, in the thread or on record, and has not opted in again.",
        _opted_out,
        reads=THREAD,
        stands=True,
    ),
    thread_fact(
        "opted_in",
        "bool",
        "The customer opted in, in the thread, in words of their own.",
        lambda f: f.state.of(Consent).opted_in is not None,
    ),
    thread_fact(
        "opt_out_confirmed",
        "bool",
        "The business has written since the customer opted out in the thread.",
        lambda f: f.state.of(Consent).confirmed,
    ),
    thread_fact(
        "asked_after_opt_out",
        "bool",
        "After opting out, the customer wrote again and waits for an answer.",
        _asked_since,
    ),
    thread_fact("heard", "list", "What the customer wrote among the last messages, read.", _heard),
    thread_fact(
        "told",
        "bool",
        "The customer asked to be told something, or the business promised to tell.",
        lambda f: dues(f).told,
    ),
    thread_fact(
        "told_at_once",
        "bool",
        "The customer asked to be told at once, or at any hour.",
        lambda f: dues(f).told_at_once,
    ),
    thread_fact(
        "customer_calls",
        "bool",
        "The customer's last message asks if anyone is there.",
        lambda f: dues(f).customer_calls,
    ),
    thread_fact("mood", "text", "How the customer is.", lambda f: f.state.of(Mood).mood, MOODS),
    thread_fact(
        "likeness",
        "float",
        "How alike some sentence of the draft is to what an earlier business message said, 0 to 1.",
        _echo,
    ),
    thread_fact(
        "greeted",
        "bool",
        "The business has greeted the customer before.",
        lambda f: f.state.of(Openings).greeted is not None,
    ),
    thread_fact(
        "introduced",
        "bool",
        "The business has introduced itself before.",
        lambda f: f.state.of(Openings).introduced is not None,
    ),
    thread_fact(
        "need_stated",
        "bool",
        "The customer has said what it is about, and has not thanked for it or taken leave since.",
        lambda f: f.state.of(Openings).stated is not None,
    ),
    thread_fact(
        "under_way",
        "bool",
        "A conversation goes on: the business has written in it, with no long pause and no new greeting of the customer since.",
        lambda f: f.state.of(Openings).under_way(stamp(f.draft.at)),
    ),
    thread_fact(
        "customer_greets",
        "bool",
        "The customer has greeted since the business last wrote.",
        lambda f: f.state.of(Openings).customer_greets,
    ),
    thread_fact(
        "handed_over",
        "bool",
        "The last business message passed the customer on to someone else.",
        lambda f: f.state.of(Openings).handed_over is not None,
    ),
    thread_fact(
        "holding",
        "bool",
        "The last business message did no more than put the customer off.",
        lambda f: f.state.of(Openings).holding is not None,
    ),
)
