"""Facts of what came before the draft; all missing where the thread is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Final

from couth.facts.catalogue import DRAFT, THREAD, TIMES, Fact, FactType, Missing
from couth.facts.consent import Consent
from couth.facts.dues import Dues
from couth.facts.knowledge import SLOTS
from couth.facts.matter import Matter
from couth.facts.mood import MOODS, Mood
from couth.facts.openings import Openings
from couth.facts.questions import Question, Questions
from couth.facts.said import Said
from couth.facts.slots import Slots
from couth.facts.topics import Topics
from couth.facts.turns import BURST, LIVE, Turns, elapsed, stamp
from couth.text import Reading

if TYPE_CHECKING:
    from couth.facts.view import Facts

UNKNOWN: Final = Missing(("thread",))
TIMES_UNKNOWN: Final = Missing(("thread.times",))
NOW: Final = Missing(("draft.at",))
OWING: Final = ("business", "customer", "nobody")


def _fact(
    name: str,
    type: FactType,
    doc: str,
    compute: Callable[[Facts], object],
    values: tuple[str, ...] = (),
    at_most: str | None = None,
) -> Fact:
    """A fact of the thread, read off roles and times alone where it is one of those."""
    reads = TIMES if name in _OF_TIMES else THREAD
    return Fact(f"thread.{name}", type, doc, _of_thread(compute), values, reads, at_most=at_most)


_OF_TIMES: Final = frozenset(
    "empty length has_customer has_business last_role live unanswered_streak continues_burst just_wrote since_customer"
    " since_business since_turn".split()
)


def _of_thread(compute: Callable[[Facts], object]) -> Callable[[Facts], object]:
    """The computation, or what it lacks where the thread is unknown."""

    def computed(facts: Facts) -> object:
        return compute(facts) if facts.thread.known else UNKNOWN

    return computed


def turns(facts: Facts) -> Turns:
    """Who wrote when."""
    return facts.state.of(Turns)


def dues(facts: Facts) -> Dues:
    """What is due to the customer."""
    return facts.state.of(Dues)


def _owes(facts: Facts) -> object:
    state = turns(facts) if turns(facts).last_customer is None else dues(facts)
    if isinstance(state, Dues) and (state.pending or state.awaited):
        return "business"
    return "customer" if state.bursts[1] else "nobody"


def _streak(facts: Facts) -> object:
    """Bursts of the business since the customer wrote; where times are not known, messages cannot be told apart."""
    least, most = turns(facts).bursts
    return least if least == most else TIMES_UNKNOWN


def _continues(facts: Facts) -> object:
    """Whether the draft belongs to a burst that is under way."""
    state = turns(facts)
    if not state.bursts[1] or state.last_business is None:
        return False
    since = elapsed(state.last_business[1], stamp(facts.draft.at))
    return (NOW if facts.draft.at is None else TIMES_UNKNOWN) if since is None else since <= BURST


def _since(side: str) -> Callable[[Facts], object]:
    def seconds(facts: Facts) -> object:
        last = turns(facts).last_customer if side == "customer" else turns(facts).last_business
        if last is None:
            return Missing((f"thread.{side}",))
        since = elapsed(last[1], stamp(facts.draft.at))
        return (NOW if facts.draft.at is None else TIMES_UNKNOWN) if since is None else since

    return seconds


def _since_turn(facts: Facts) -> object:
    heard = turns(facts).heard
    if not heard.times and not heard.unsure:
        return 0.0
    if heard.unsure or facts.draft.at is None:
        return NOW if facts.draft.at is None else TIMES_UNKNOWN
    return elapsed(heard.times[0][0], stamp(facts.draft.at))


def _waiting(facts: Facts) -> object:
    state = dues(facts)
    if state.pending is None:
        return 0.0
    since = elapsed(state.pending.at, stamp(facts.draft.at))
    return (NOW if facts.draft.at is None else TIMES_UNKNOWN) if since is None else since


def _live(facts: Facts) -> object:
    state = turns(facts)
    if state.last_customer is None:
        return False
    since = elapsed(state.last_customer[1], stamp(facts.draft.at))
    return since <= LIVE if since is not None else state.last_role == "customer"


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
        return dues(facts).pending is not None
    return consent.asked_since and turns(facts).last_role == "customer"


FACTS = (
    Fact(
        "thread.known", "bool", "Whether it is known what came before the draft.", lambda f: f.thread.known, reads=DRAFT
    ),
    _fact("empty", "bool", "Nothing came before the draft.", lambda f: f.state is not None and len(f.thread) == 0),
    _fact("length", "int", "Number of messages so far.", lambda f: f.state is not None and len(f.thread)),
    _fact("has_customer", "bool", "The customer has written in this thread.", lambda f: turns(f).customer_messages > 0),
    _fact(
        "has_business", "bool", "The business has written in this thread.", lambda f: turns(f).last_business is not None
    ),
    _fact(
        "last_role",
        "text",
        "Who wrote last; empty where nobody did.",
        lambda f: turns(f).last_role or "",
        ("customer", "business", ""),
    ),
    _fact(
        "owes",
        "text",
        "Who owes the next word: the business while a question is open, or an answer that it put off.",
        _owes,
        OWING,
    ),
    _fact(
        "live", "bool", "The customer wrote within the last 10 minutes; without times, the customer wrote last.", _live
    ),
    _fact(
        "unanswered_streak",
        "int",
        "Business messages since the customer last wrote; those within 5 minutes of each other are one.",
        _streak,
    ),
    _fact("continues_burst", "bool", "The draft follows an unanswered business message within 5 minutes.", _continues),
    _fact(
        "just_wrote",
        "bool",
        "The business wrote last, within 5 minutes; without times, it is taken not to have.",
        lambda f: _continues(f) is True,
    ),
    _fact("since_customer", "duration", "Time since the customer last wrote.", _since("customer")),
    _fact("since_business", "duration", "Time since the business last wrote.", _since("business")),
    _fact(
        "waiting",
        "duration",
        "How long the customer's oldest unanswered message has waited; 0 where none waits.",
        _waiting,
        at_most="thread.since_turn",
    ),
    _fact(
        "since_turn",
        "duration",
        "Time since the first of the customer's messages that the business has not written after; 0 where there is none.",
        _since_turn,
    ),
    _fact(
        "open_questions",
        "list",
        "Questions and requests of the customer that no business message has dealt with.",
        _questions,
    ),
    _fact(
        "dealt_questions", "list", "Questions that the last dealing business message dealt with, and its index.", _dealt
    ),
    _fact(
        "given",
        "set",
        "What the customer has given: name, order-number, email, phone, address, account-id, date, product, amount.",
        _given,
        SLOTS,
    ),
    _fact("rejected", "set", "What the business said was wrong or not found.", _rejected, SLOTS),
    _fact("topics", "set", "Topics that either side has touched, by the names of the topic lists.", _topics),
    _fact(
        "invited",
        "bool",
        "The customer asked for offers: deals, recommendations, what there is.",
        lambda f: f.state.of(Consent).invited is not None,
    ),
    _fact(
        "shopping",
        "bool",
        "The customer asked about prices, wares or memberships, or wants to buy.",
        lambda f: f.state.of(Consent).shopping is not None,
    ),
    _fact(
        "leaving",
        "bool",
        "The customer wants to leave: a membership, a contract, an account, a list.",
        lambda f: f.state.of(Consent).leaving is not None,
    ),
    _fact(
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
    ),
    _fact(
        "opted_in",
        "bool",
        "The customer opted in, in the thread, in words of their own.",
        lambda f: f.state.of(Consent).opted_in is not None,
    ),
    _fact(
        "opt_out_confirmed",
        "bool",
        "The business has written since the customer opted out in the thread.",
        lambda f: f.state.of(Consent).confirmed,
    ),
    _fact(
        "asked_after_opt_out",
        "bool",
        "After opting out, the customer wrote again and waits for an answer.",
        _asked_since,
    ),
    _fact("heard", "list", "What the customer wrote among the last messages, read.", _heard),
    _fact(
        "told",
        "bool",
        "The customer asked to be told something, or the business promised to tell.",
        lambda f: dues(f).told,
    ),
    _fact(
        "told_at_once",
        "bool",
        "The customer asked to be told at once, or at any hour.",
        lambda f: dues(f).told_at_once,
    ),
    _fact(
        "customer_calls",
        "bool",
        "The customer's last message asks if anyone is there.",
        lambda f: dues(f).customer_calls,
    ),
    _fact("mood", "text", "How the customer is.", lambda f: f.state.of(Mood).mood, MOODS),
    _fact(
        "likeness",
        "float",
        "How alike some sentence of the draft is to what an earlier business message said, 0 to 1.",
        _echo,
    ),
    _fact(
        "greeted",
        "bool",
        "The business has greeted the customer before.",
        lambda f: f.state.of(Openings).greeted is not None,
    ),
    _fact(
        "introduced",
        "bool",
        "The business has introduced itself before.",
        lambda f: f.state.of(Openings).introduced is not None,
    ),
    _fact(
        "need_stated",
        "bool",
        "The customer has said what it is about, and has not thanked for it or taken leave since.",
        lambda f: f.state.of(Openings).stated is not None,
    ),
    _fact(
        "under_way",
        "bool",
        "A conversation goes on: the business has written in it, with no long pause and no new greeting of the customer since.",
        lambda f: f.state.of(Openings).under_way(stamp(f.draft.at)),
    ),
    _fact(
        "customer_greets",
        "bool",
        "The customer has greeted since the business last wrote.",
        lambda f: f.state.of(Openings).customer_greets,
    ),
    _fact(
        "handed_over",
        "bool",
        "The last business message passed the customer on to someone else.",
        lambda f: f.state.of(Openings).handed_over is not None,
    ),
    _fact(
        "holding",
        "bool",
        "The last business message did no more than ask the customer to wait.",
        lambda f: f.state.of(Openings).holding is not None,
    ),
)
