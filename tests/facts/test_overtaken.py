"""A question from before the business asked something of its own, still open when that has been answered."""

from __future__ import annotations

import pytest

from couth import Draft, Linter, Message

LINTER = Linter()
RULE = "continuity.ignored-question"


def finds(asked: str, back: str, told: str, draft: str) -> bool:
    thread = [Message("customer", asked), Message("business", back), Message("customer", told)]
    return any(found.rule == RULE for found in LINTER.lint(Draft(draft), thread).violations)


@pytest.mark.parametrize(
    ("asked", "back", "told", "draft"),
    [
        (
            "do you have hay for a goat?",
            "Could I have your name?",
            "Okoye",
            "Thank you, Mr Okoye. Your barn is ready from 3 pm.",
        ),
        ("is the wax vegan?", "Which scent would you like?", "fig", "Great, one fig candle is added to your basket."),
        ("do lessons include a helmet?", "What time suits you?", "11", "Perfect, 11 it is. You are booked with Kasia."),
        (
            "can the soup be made without nuts",
            "What is your booking name?",
            "Castle, sat",
            "I see the booking: Castle, Saturday, 7 pm.",
        ),
    ],
)
def test_left_behind(asked: str, back: str, told: str, draft: str) -> None:
    assert finds(asked, back, told, draft)


@pytest.mark.parametrize(
    ("asked", "back", "told", "draft"),
    [
        ("is there a table tonight?", "For how many?", "4", "You are booked for 4 at 7:30."),
        ("does the bus run on Sundays?", "Which line?", "7", "Line 7 leaves at 9 and 12 on weekends."),
        ("is my order shipped?", "What is the number?", "8812", "Thank you. Order 8812 left the warehouse on Monday."),
        ("are the eggs organic?", "Which box did you get?", "the big one", "The big box is from hens kept outdoors."),
        ("would it be okay if we sing?", "Which song would you like?", "the first", "The first song is noted for you."),
        ("is the wax vegan?", "Is there anything else I can do?", "fig, for 8", "The fig candle is reserved for you."),
        (
            "how much is a key?",
            "Which flat is it?",
            "12C",
            "Thank you. Flat 12C is in block two, and the first key is free.",
        ),
    ],
)
def test_served_or_answered(asked: str, back: str, told: str, draft: str) -> None:
    assert not finds(asked, back, told, draft)
