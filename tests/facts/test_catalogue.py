"""The catalogue of facts: complete, documented, and of the types it declares."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, LISTS, SENTENCE_FACTS, Facts, Lacking, Missing
from couth.model import Attachment, Customer, Draft, Message, Sender, Thread

NOON: Final = datetime(2026, 3, 3, 12, tzinfo=UTC)
LINTER: Final = default_linter()
KNOWN: Final = Customer("Europe/Paris", "en", "FR", marketing_consent=True, opted_out=False)
TYPES: Final = {
    "bool": bool, "int": int, "float": float, "text": str, "duration": float, "moment": datetime, "set": frozenset, "list": (list, tuple),
}  # fmt: skip


def facts(draft: Draft, thread: Thread) -> Facts:
    return Facts(draft, thread, LINTER.knowledge, FACTS)


def told() -> Facts:
    """A draft of which everything is known."""
    thread = Thread(
        [
            Message("customer", "Hi, where is order 12-345?", NOON - timedelta(hours=2)),
            Message("business", "One moment please.", NOON - timedelta(hours=1)),
            Message("customer", "and can I return it?", NOON - timedelta(minutes=2)),
        ],
        KNOWN,
        "whatsapp",
    )
    draft = Draft("Yes, within 28 days.", NOON, "reply", (Attachment("image"),), sender=Sender("+442079460000", "Acme"))
    return facts(draft, thread)


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_is_documented_and_of_its_type(name: str) -> None:
    fact, value = FACTS[name], told()[name]

    assert fact.name == name
    assert fact.doc.endswith(".")
    assert isinstance(value, TYPES[fact.type]), (name, value)
    assert not fact.values or not isinstance(value, str) or value in fact.values


@pytest.mark.parametrize("name", FACTS)
def test_nothing_known_is_missing_or_of_its_type_and_never_raises(name: str) -> None:
    value = facts(Draft(""), Thread(None))[name]

    assert isinstance(value, (Missing, TYPES[FACTS[name].type]))


@pytest.mark.parametrize(
    "name", [n for n in FACTS if n.startswith("thread.") and n not in ("thread.known", "thread.opted_out")]
)
def test_facts_of_an_unknown_thread_are_missing(name: str) -> None:
    value = facts(Draft("x", NOON), Thread(None, KNOWN))[name]

    assert isinstance(value, Missing)
    assert "thread" in value.needs


DERIVED = ("customer.agreed", "customer.subscribed", "customer.us_number")


@pytest.mark.parametrize("name", [n for n in FACTS if n.startswith("customer.") and n not in DERIVED])
def test_what_is_not_on_record_is_missing(name: str) -> None:
    assert facts(Draft("x"), Thread([]))[name] == Missing((name,))


def test_known_raises_what_is_lacking() -> None:
    with pytest.raises(Lacking, match="customer.timezone"):
        facts(Draft("x", NOON), Thread([])).known("clock.local_time")


def test_a_fact_is_computed_once() -> None:
    view = told()

    assert view["draft.questions"] is view["draft.questions"]


def test_the_shipped_lists_are_all_there() -> None:
    assert set(LISTS) <= set(LINTER.policy.words)


@pytest.mark.parametrize("name", SENTENCE_FACTS)
def test_facts_of_a_sentence_are_documented(name: str) -> None:
    assert SENTENCE_FACTS[name].doc.endswith(".")
    assert name.startswith("sentence.")
