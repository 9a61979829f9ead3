"""Facts of whose turn it is and since when, by roles and times alone; all missing where the thread is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Final

from couth.facts.catalogue import DRAFT, THREAD, TIMES, Fact, FactType, Missing
from couth.facts.turns import BURST, LIVE, Turns, elapsed, stamp

if TYPE_CHECKING:
    from couth.facts.view import Facts

UNKNOWN: Final = Missing(("thread",))
TIMES_UNKNOWN: Final = Missing(("thread.times",))
NOW: Final = Missing(("draft.at",))


def thread_fact(
    name: str,
    type: FactType,
    doc: str,
    compute: Callable[[Facts], object],
    values: tuple[str, ...] = (),
    at_most: str | None = None,
    reads: int = THREAD,
) -> Fact:
    """A fact of the thread, missing where the thread is unknown."""
    stands = name not in _OF_THE_MOMENT
    return Fact(f"thread.{name}", type, doc, _of_thread(compute), values, reads, stands=stands, at_most=at_most)


_OF_THE_MOMENT: Final = frozenset(
    "live continues_burst just_wrote since_customer since_business since_turn waiting likeness under_way".split()
)
"""Facts that rest on the draft or its time as well; the others stand until the thread grows."""


def _fact(
    name: str, type: FactType, doc: str, compute: Callable[[Facts], object], values: tuple[str, ...] = ()
) -> Fact:
    return thread_fact(name, type, doc, compute, values, reads=TIMES)


def _of_thread(compute: Callable[[Facts], object]) -> Callable[[Facts], object]:
    """The computation, or what it lacks where the thread is unknown."""

    def computed(facts: Facts) -> object:
        return compute(facts) if facts.thread.known else UNKNOWN

    return computed


def turns(facts: Facts) -> Turns:
    """Who wrote when."""
    return facts.state.of(Turns)


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


def _live(facts: Facts) -> object:
    state = turns(facts)
    if state.last_customer is None:
        return False
    since = elapsed(state.last_customer[1], stamp(facts.draft.at))
    return since <= LIVE if since is not None else state.last_role == "customer"


FACTS = (
    Fact(
        "thread.known",
        "bool",
        "Whether it is known what came before the draft.",
        lambda f: f.thread.known,
        reads=DRAFT,
        stands=True,
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
        "since_turn",
        "duration",
        "Time since the first of the customer's messages that the business has not written after; 0 where there is none.",
        _since_turn,
    ),
)
