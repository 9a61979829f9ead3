"""Later parts of a message, and answers in public to who called nobody."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.posted import is_later_part
from couth.model import Draft, Message, Thread

LINTER = default_linter()


@pytest.mark.parametrize(
    "text", ["(2/2) It opens at nine.", "@ito 2/3 It opens", "It opens. ^BG 2/2", "It opens (3/3)"]
)
def test_a_later_part_says_so(text: str) -> None:
    assert is_later_part(text)


@pytest.mark.parametrize("text", ["", "(1/2) It opens", "It opens on 3/4", "2/3 of them are in", "(3/2) It opens"])
def test_a_first_part_a_day_and_a_share_are_none(text: str) -> None:
    assert not is_later_part(text)


@pytest.mark.parametrize(
    ("said", "text", "unaddressed"),
    [
        ("stairs again, great", "@ito We are sorry.", True),
        ("stairs again, @museum", "@ito We are sorry.", False),
        ("stairs again, great", "We are sorry.", False),
        ("write to me@example.com", "@ito We are sorry.", True),
    ],
)
def test_who_mentions_nobody_calls_nobody(said: str, text: str, unaddressed: bool) -> None:
    facts = Facts(Draft(text), Thread([Message("customer", said)]), LINTER.knowledge, FACTS)

    assert facts["draft.unaddressed"] is unaddressed
