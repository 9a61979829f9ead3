"""Particulars that a customer gives in passing, and which of them a question is for."""

from __future__ import annotations

import pytest

from couth.facts.particulars import asks_how_many, changes, particular_in, particular_of


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("how many people will you be?", "party size"),
        ("how many trays would you like?", "number of trays"),
        ("how many do you need?", "number"),
        ("for how many?", "party size"),
        ("what time should we come?", "time"),
        ("which times of day suit you?", "free time"),
        ("how old is he?", "age"),
        ("which lesson would you like to cancel?", "which lesson"),
        ("your shoe size", "size"),
        ("what breed is she?", "breed"),
        ("where are you moving from?", "origin"),
        ("how long do you need it for?", "length of stay"),
        ("or the right one?", ""),
        ("pour combien de personnes ?", "party size"),
        ("para que hora?", "time"),
    ],
)
def test_which_particular_a_question_is_for(said: str, kind: str) -> None:
    assert particular_of(said) == kind


@pytest.mark.parametrize(
    ("kind", "text", "given"),
    [
        ("party size", "we are five for lunch", "we are five"),
        ("party size", "a table for 7 pm", None),
        ("time", "pick me up at 4:30 pm", "pick me up at 4:30 pm"),
        ("time", "my plane lands at 4:30 pm", None),
        ("free time", "I am off on Mondays", "off on Mondays"),
        ("number of trays", "three large trays of dates", "three large trays"),
        ("number of trays", "trays for three", None),
        ("number", "we need 40 of the blue ones", "need 40 of"),
        ("colour", "the navy one please", "navy"),
        ("colour", "it was navy, I ordered grey", None),
        ("size", "size 43 please", "size 43"),
        ("diet", "my mum is coeliac", "coeliac"),
        ("payment", "I paid by cheque", "paid by cheque"),
        ("registration", "reg is AB12 CDE", "reg is AB12 CDE"),
        ("which lesson", "please move my 3pm lesson", "3pm lesson"),
        ("which lesson", "please move my lesson", None),
        ("which oven", "I have a Bosch Serie 4 oven", "Bosch Serie 4 oven"),
        ("which oven", "my oven is dead", None),
        ("which terminal", "pick up at terminal 2", "terminal 2"),
        ("town", "I am in Lagos", "I am in Lagos"),
        ("floor", "we live on the third floor", "third floor"),
        ("which sink", "the kitchen sink is blocked", "kitchen sink"),
        ("age", "a kitten, 3 months, shy", ", 3 months"),
        ("time", "a table at 7 on Friday", "table at 7"),
        ("weight", "a parcel of 3 kg", "3 kg"),
        ("origin", "moving from Ghent to Lyon", "moving from Ghent"),
        ("choice of left/right", "the left one", "left"),
        ("nothing", "we are five", None),
    ],
)
def test_where_a_text_gives_it(kind: str, text: str, given: str | None) -> None:
    span = particular_in(kind, text)
    assert (span and text[span[0] : span[1]]) == given


def test_what_is_counted_and_what_is_taken_back() -> None:
    assert [asks_how_many(kind) for kind in ("number of trays", "party size", "time")] == [True, True, False]
    assert [changes(text) for text in ("oh wait, can we change the time", "at 7 please")] == [True, False]
