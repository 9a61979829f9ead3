"""Facts that stand: whatever the draft says and whenever it is sent, they are what the thread makes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.engine import default_linter
from couth.facts import CATALOGUE, FACTS, Facts, parse_expression
from couth.model import Draft, Message, Thread

LINTER: Final = default_linter()
STANDING: Final = sorted(name for name, fact in FACTS.items() if fact.stands)
AT: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAID: Final = (
    "hello",
    "Where is my order?",
    "STOP",
    "please cancel my plan",
    "thanks, bye",
    "how much is it",
    "are you there?",
)

messages = st.lists(st.tuples(st.sampled_from(["customer", "business"]), st.sampled_from(SAID)), max_size=5)
drafts = st.tuples(st.sampled_from(SAID), st.integers(0, 80), st.sampled_from([None, "reply", "promotion"]))


def test_there_are_some() -> None:
    assert {"thread.known", "thread.owes", "thread.leaving", "thread.last_role"} <= set(STANDING)
    assert not [name for name in STANDING if name.startswith(("draft.", "clock.", "sentence."))]


@given(messages, drafts, drafts)
def test_no_draft_and_no_hour_changes_them(said: list[tuple[str, str]], one: object, other: object) -> None:
    thread = Thread([Message(role, text, AT + timedelta(minutes=n)) for n, (role, text) in enumerate(said)])  # type: ignore[arg-type]
    first, second = (_facts(draft, thread) for draft in (one, other))
    assert {name: first[name] for name in STANDING} == {name: second[name] for name in STANDING}


def _facts(draft: object, thread: Thread) -> Facts:
    text, hours, purpose = draft  # type: ignore[misc]
    return Facts(Draft(text, AT + timedelta(hours=hours), purpose, lang="en"), thread, LINTER.knowledge, FACTS)


@pytest.mark.parametrize(
    ("condition", "stands"),
    [
        ("thread.owes == 'business'", True),
        ("not thread.known", True),
        ("thread.leaving and draft.links > 0", True),
        ("thread.leaving or draft.links > 0", False),
        ("thread.leaving or thread.known", True),
        ("not (thread.leaving and draft.links > 0)", False),
        ("thread.waiting > 24h", False),
        ("sentence.first", False),
    ],
)
def test_what_of_a_condition_stands(condition: str, stands: bool) -> None:
    assert (parse_expression(condition, CATALOGUE).standing is not None) is stands
