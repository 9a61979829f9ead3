"""The same said again, and what makes it news."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.said import KEPT, Said
from couth.model import Draft, Message, Thread

LINTER = default_linter()


def facts(draft: str, *lines: str) -> Facts:
    """A draft after messages written as `c text` and `b text`."""
    roles = {"c": "customer", "b": "business"}
    thread = Thread([Message(roles[line[0]], line[2:]) for line in lines])
    return Facts(Draft(draft), thread, LINTER.knowledge, FACTS)


FIRST = "b Uploads may take up to 24 hours to show in your profile."


def likeness(draft: str, *lines: str) -> float:
    found = facts(draft, *lines)
    return max((echo.likeness for echo in found.state.of(Said).echoes(found.reading)), default=0.0)


@pytest.mark.parametrize(
    "draft",
    [FIRST[2:], "Uploads can take up to twenty-four hours to appear in your profile.".replace("twenty-four", "24")],
)
def test_the_same_or_nearly(draft: str) -> None:
    assert likeness(draft, "c where is my file", FIRST, "c I have only till tonight") >= 0.75


@pytest.mark.parametrize(
    ("draft", "reply"),
    [
        (FIRST[2:], "c lost that message, can you send it again"),
        ("Uploads may take up to 48 hours to show in your profile.", "c still nothing"),
        ("Uploads may not take up to 24 hours to show in your profile.", "c still nothing"),
        (FIRST[2:], "c so uploads take up to 24 hours to show?"),
    ],
)
def test_news_or_asked_for(draft: str, reply: str) -> None:
    assert likeness(draft, "c where is my file", FIRST, reply) < 0.75


def test_courtesy_may_come_again() -> None:
    assert likeness("You're welcome!", "c thanks", "b You're welcome!", "c bye") == 0.0


def test_what_lies_far_back_is_forgotten() -> None:
    talk = [f"b Number {n} was called to desk {n}." for n in range(KEPT)]
    assert likeness(FIRST[2:], FIRST, *talk, "c and now") < 0.75


def test_who_comes_back_to_a_question_is_told_again() -> None:
    asked = ("c which kayaks are there", "b There are no kayaks left for that bay.")
    between = ("c and a canoe?", "b Sorry, there are no canoes either.")
    assert likeness(asked[1][2:], *asked, *between, "c any kayaks close by?") == 0
    assert likeness(asked[1][2:], *asked, "c any boats close by?") >= 0.75
    assert likeness(asked[1][2:], *asked, *between, "c what a pity") >= 0.75


def test_a_detail_more_answers_a_question() -> None:
    earlier, draft = (
        "b After the bridge turn left on Mill Lane.",
        "After the bridge turn left on Mill Lane, behind the blue bakery.",
    )
    assert likeness(draft, earlier, "c is there something to look out for?") == 0
    assert likeness(draft, earlier, "c I am at the bridge") >= 0.75


OFFER = "The pier hall is free on Monday at six. Shall I book it for you?"


def test_what_leads_up_to_a_question_left_open_may_be_said_once_more() -> None:
    assert likeness(OFFER, f"b {OFFER}", "c my brother is a diver, you know") == 0.0


@pytest.mark.parametrize(
    "lines",
    [
        (f"b {OFFER}", "c my brother is a diver", f"b {OFFER}", "c and my aunt too"),  # for the third time
        (f"b {OFFER}", "c tell me more about it"),
    ],
)
def test_not_for_the_third_time_nor_to_who_wants_more(lines: tuple[str, ...]) -> None:
    assert likeness(OFFER, *lines) >= 0.75
