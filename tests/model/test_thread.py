"""A thread grows at its end and nowhere else."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth import Customer, InputError, Message, Thread
from couth.model.values import CHANNELS, ROLES

HELLO = Message("customer", "Hello")
ANSWER = Message("business", "Good morning")

messages = st.lists(st.builds(Message, st.sampled_from(ROLES), st.text(max_size=20)), max_size=8)


def test_nothing_given_means_that_nothing_came_before() -> None:
    assert Thread().known
    assert Thread().messages == ()


def test_none_means_that_what_came_before_is_unknown() -> None:
    thread = Thread(None)
    assert not thread.known
    assert (thread.messages, len(thread)) == ((), 0)


def test_an_unknown_thread_cannot_grow() -> None:
    with pytest.raises(InputError, match=r"^cannot append to a thread whose earlier messages are unknown$"):
        Thread(None).append(HELLO)


def test_whatever_is_not_said_of_the_customer_is_unknown() -> None:
    thread = Thread()
    assert (thread.customer, thread.channel) == (Customer(), None)


def test_what_is_said_is_kept() -> None:
    thread = Thread([HELLO], Customer(opted_out=False), "sms")
    assert (thread.customer.opted_out, thread.channel) == (False, "sms")


def test_mappings_are_read_like_the_wire_format() -> None:
    thread = Thread([{"role": "customer", "text": "Hello"}])
    thread.append({"role": "business", "text": "Good morning"})
    assert thread.messages == (HELLO, ANSWER)


def test_messages_come_by_index() -> None:
    thread = Thread([HELLO, ANSWER])
    assert (thread[0], thread[1], thread[-1]) == (HELLO, ANSWER, ANSWER)
    with pytest.raises(IndexError):
        thread[2]
    with pytest.raises(IndexError):
        Thread(None)[0]


def test_a_list_that_was_passed_in_stays_the_callers() -> None:
    given = [HELLO]
    thread = Thread(given)
    thread.append(ANSWER)
    given.clear()
    assert thread.messages == (HELLO, ANSWER)


def test_a_snapshot_does_not_grow() -> None:
    thread = Thread([HELLO])
    before = thread.messages
    thread.append(ANSWER)
    assert before == (HELLO,)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("Hello", "a message must be a Message or a mapping, not str"),
        (None, "a message must be a Message or a mapping, not NoneType"),
        (("customer", "Hello"), "a message must be a Message or a mapping, not tuple"),
        ({}, "role: Field required"),
        ({"role": "customer", "txt": "Hello"}, "unknown key 'txt'"),
        ({"role": "customer", "at": "14:05"}, "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        (
            {"role": "clerk", "text": 5},
            "role: must be one of 'customer', 'business' or 'system'; text: must be a string",
        ),
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_added(message: Any, says: str) -> None:
    thread = Thread([HELLO])
    for take in (thread.append, lambda one: Thread([one])):
        with pytest.raises(InputError) as caught:
            take(message)
        assert str(caught.value) == says
    assert thread.messages == (HELLO,)


def test_a_refusal_does_not_repeat_what_the_customer_wrote() -> None:
    with pytest.raises(InputError) as caught:
        Thread([{"role": "my card is 4111", "text": ["my pin is 1234"]}])
    assert "4111" not in str(caught.value)
    assert "1234" not in str(caught.value)


def test_an_unknown_channel_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        Thread(channel="fax")
    assert str(caught.value) == f"unknown channel 'fax': one of {', '.join(CHANNELS)}"


@given(messages)
def test_appending_one_by_one_is_building_it_whole(said: list[Message]) -> None:
    thread = Thread()
    for number, message in enumerate(said):
        assert len(thread) == number
        thread.append(message)
    assert thread.messages == Thread(said).messages == tuple(said)


@pytest.mark.parametrize("name", ["customer", "channel"])
def test_whom_a_thread_belongs_to_stays(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Thread([]), name, None)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: Thread([], {"timezone": "UTC"}), "customer must be a Customer, not dict"),  # type: ignore[arg-type]
        (lambda: Thread("hello"), "messages must be a list, not str"),  # type: ignore[arg-type]
        (lambda: Thread({"role": "customer"}), "messages must be a list, not dict"),  # type: ignore[arg-type,list-item]
        (lambda: Thread(5), "messages must be a list, not int"),  # type: ignore[arg-type]
    ],
)
def test_other_arguments_are_refused(made: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError, match=f"^{said}$"):
        made()
