"""What the last messages alone tell of a thread is what reading all of it tells."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from couth.engine import default_linter
from couth.facts.consent import Consent, leaving
from couth.facts.dues import Dues, due_by_last, waits
from couth.facts.questions import Questions, left_open
from couth.facts.state import ThreadState, state_of
from couth.facts.turns import Turns
from couth.model import Message, Thread

LINTER: Final = default_linter()
CUSTOMER: Final = (
    "I want to end my membership", "STOP", "is the wax vegan?", "JOIN", "please sign me up for offers again", "NO MAIL", "when does it open?",
    "ok thanks", "the roof leaks", "hello?", "let me think about it", "yes", "", "bye now",
)  # fmt: skip
BUSINESS: Final = (
    "It opens at nine.", "One moment please.", "I will tell you when it is there.", "Reply NO MAIL to get no more of these.",
    "What is your name?", "",
)  # fmt: skip


def messages() -> st.SearchStrategy[list[Message]]:
    """Threads of all roles, in which what is told by the last messages and what was long ago both occur."""
    customer = st.sampled_from(CUSTOMER).map(lambda text: Message("customer", text))
    business = st.sampled_from(BUSINESS).map(lambda text: Message("business", text))
    system = st.just(Message("system", "Rosa joined"))
    return st.lists(st.one_of(customer, business, customer, system), max_size=14)


def fresh(said: list[Message]) -> ThreadState:
    return state_of(Thread(said), LINTER.knowledge, "en")


@given(messages())
def test_leaving_is_told_by_the_last_messages(said: list[Message]) -> None:
    assert leaving(fresh(said)) == fresh(said).of(Consent).leaving


@given(messages())
def test_what_is_due_is_told_by_the_last_messages_or_left_open(said: list[Message]) -> None:
    state = fresh(said)
    told, dues = due_by_last(state, state.of(Turns)), fresh(said).of(Dues)
    assert told is None or told == bool(dues.pending or dues.awaited)


@given(messages())
def test_what_waits_is_told_by_the_last_messages(said: list[Message]) -> None:
    assert waits(fresh(said)) == fresh(said).of(Dues).pending


@given(messages())
def test_what_was_left_open_is_told_by_the_last_messages(said: list[Message]) -> None:
    told, whole = left_open(fresh(said)), fresh(said).of(Questions)
    assert told.left == whole.left
    if whole.left:
        assert (told.told, told.which) == (whole.told, whole.which)


def test_all_of_them_tell_something() -> None:
    asked = fresh([Message("business", "It opens at nine."), Message("customer", "when does it close?")])
    assert due_by_last(asked, asked.of(Turns)) is True
    long = [Message("business", "It opens at nine."), Message("customer", "I want to end my membership")]
    place = leaving(fresh([*long, *long, *long, *long]))
    assert place is not None
    assert place[0] == 7
    left = [
        Message("customer", "is the wax vegan?"),
        Message("business", "What is your name?"),
        Message("customer", "Rosa"),
    ]
    assert [question.message for question in left_open(fresh([*long, *left])).left] == [2]
    assert waits(fresh([*long, *left])) is not None
