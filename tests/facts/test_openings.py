"""Whether a conversation is under way, and whether the need is stated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.openings import PAUSE, Openings
from couth.model import Draft, Message, Thread

LINTER = default_linter()


def facts(draft: str, *lines: str) -> Facts:
    """A draft after messages written as `c text` and `b text`."""
    roles = {"c": "customer", "b": "business"}
    thread = Thread([Message(roles[line[0]], line[2:]) for line in lines])
    return Facts(Draft(draft), thread, LINTER.knowledge, FACTS)


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        (["c hello"], False),
        (["c my lamp arrived broken"], True),
        (["c hi", "b May I have your name?", "c Kay Moss of Elmwood"], False),
        (["c my lamp arrived broken", "b A new one is on its way.", "c thank you, bye"], False),
        (["c my lamp arrived broken", "b Which one?", "c the blue one"], True),
    ],
)
def test_need_stated(lines: list[str], stated: bool) -> None:
    assert facts("", *lines)["thread.need_stated"] is stated


@pytest.mark.parametrize(
    ("lines", "goes_on"),
    [
        (["c my lamp arrived broken"], False),
        (["c my lamp arrived broken", "b Which one?", "c the blue one"], True),
        (["c my lamp arrived broken", "b Which one?", "c hello again"], False),
    ],
)
def test_under_way(lines: list[str], goes_on: bool) -> None:
    assert facts("", *lines)["thread.under_way"] is goes_on


@pytest.mark.parametrize(("seconds", "goes_on"), [(PAUSE, True), (PAUSE + 1, False)])
def test_a_long_pause_ends_a_conversation(seconds: float, goes_on: bool) -> None:
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    thread = Thread([Message("customer", "my lamp broke", at), Message("business", "Which one?", at)])
    found = Facts(Draft("", at + timedelta(seconds=seconds)), thread, LINTER.knowledge, FACTS)
    assert found.state.of(Openings).under_way((at + timedelta(seconds=seconds)).timestamp()) is goes_on
