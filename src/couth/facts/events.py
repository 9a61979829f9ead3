"""Facts of what the customer did beside writing, and who wrote last; all missing where the thread is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from couth.facts.catalogue import TIMES, Fact
from couth.facts.contacts import MESSAGE, Contacts
from couth.facts.times import thread_fact
from couth.text import Reading

if TYPE_CHECKING:
    from couth.facts.view import Facts


def _fact(name: str, doc: str, holds: Callable[[Contacts], bool]) -> Fact:
    """Whether something holds of what the customer did, and of who wrote."""
    return thread_fact(name, "bool", doc, lambda facts: holds(facts.state.of(Contacts)), reads=TIMES)


def _ending(contacts: Contacts) -> str | None:
    """How the customer ended it, if that stands."""
    return contacts.ended and contacts.ended[1]


def _newest(facts: Facts) -> Reading | None:
    """The customer's last words, if the business has not answered them."""
    state = facts.state
    if not len(facts.thread) or facts.thread[len(facts.thread) - 1].role != "customer":
        return None
    return state.reading(len(facts.thread) - 1)


def _asks_person(facts: Facts) -> object:
    reading = _newest(facts)
    return reading is not None and reading.has("words.asks-human")


FACTS = (
    _fact(
        "left",
        "The customer has unfollowed, blocked or closed, and has not come back since.",
        lambda c: _ending(c) in ("unfollow", "close"),
    ),
    _fact(
        "stopped_marketing",
        "The customer has stopped marketing in the app, and not resumed it.",
        lambda c: _ending(c) == "stop",
    ),
    _fact("commented", "All that the customer did is to comment on a post.", lambda c: set(c.latest) == {"comment"}),
    _fact("automatic", "The customer's last message was written by a machine.", lambda c: c.automatic),
    _fact("bot_wrote", "A bot wrote last for the business.", lambda c: c.by == "bot"),
    _fact("person_wrote", "A person wrote last for the business.", lambda c: c.by == "person"),
    _fact(
        "wrote",
        "The customer has written or tapped, and not only followed, opened or called.",
        lambda c: bool({MESSAGE, "tap"} & set(c.latest)),
    ),
    thread_fact("asks_person", "bool", "The customer's last message asks for a person.", _asks_person),
)
