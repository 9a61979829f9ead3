"""What hasty questions ask, one by one; what an answer would hold; questions that are put again."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts.answers import matter, plainly_passed_over
from couth.facts.insisted import offers_more, only_asks_on, put_again
from couth.facts.question_forms import questions_in
from couth.text import Reading

LEXICON = default_linter().knowledge.lexicon


def reading(text: str, lang: str = "en") -> Reading:
    return Reading(text, lang, LEXICON)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hello good day pls is the loom free and is oak ok", ["is the loom free and ", "is oak ok"]),
        ("how much is a loom, and got reeds or not?", ["how much is a loom, and ", "got reeds or not?"]),
        ("Hi, 1) can I pay later 2) does the price include VAT", ["can I pay later", "does the price include VAT"]),
        ("What's the fee, and am I covered to ride?", ["What's the fee, and ", "am I covered to ride?"]),
        ("need the form for 2023. is it long?", ["need the form for 2023.", "is it long?"]),
    ],
)
def test_hasty_questions(text: str, asked: list[str]) -> None:
    assert [text[slice(*question.span)] for question in questions_in(0, reading(text))] == asked


@pytest.mark.parametrize(
    ("text", "reply", "ignored"),
    [
        ("how much is it to grind a sack of rye", "We grind all kinds of corn. Our millers wear white coats.", True),
        ("how much is it to grind a sack of rye", "We grind all kinds of corn. Our rate is on the door.", False),
        ("when will my falcon be sent back?", "Falcons are sent back in a dark crate with straw inside.", True),
        ("when will my falcon be sent back?", "Falcons are sent back on the day they are ringed.", False),
        ("are geese allowed in the orchard", "Our orchard has forty rows of trees and is fenced in winter.", True),
        ("are geese allowed in the orchard", "Our orchard is fenced, so any bird is welcome in it.", False),
        ("does the barge have a fridge?", "The barge was built in 1950 and sleeps six.", True),
        ("does the barge have a fridge?", "The galley has a hob, a sink and a chest for ice.", False),
    ],
)
def test_kinds_of_answer(text: str, reply: str, ignored: bool) -> None:
    turn = list(questions_in(0, reading(text)))
    assert [plainly_passed_over(reading(reply), question, turn, matter(reading(reply))) for question in turn] == [
        ignored
    ]


@pytest.mark.parametrize(
    ("reply", "ignored"),
    [
        ("Die Orgel wird am Montag gestimmt.", True),
        ("Die Orgel wird am Montag gestimmt, der Chor kommt auch.", False),
        ("Ja, die Orgel wird am Montag gestimmt.", True),
        ("Ja, gern.", False),
    ],
)
def test_of_other_languages_only_words_are_known(reply: str, ignored: bool) -> None:
    turn = list(questions_in(0, reading("Stimmen Sie die Orgel am Montag? Und singt der Chor mit?", "de")))
    assert plainly_passed_over(reading(reply, "de"), turn[1], turn, matter(reading(reply, "de"))) is ignored


def test_put_again() -> None:
    first = list(questions_in(0, reading("the barn for may please. is there an organ in it?")))
    again = next(questions_in(2, reading("a wake. what about the organ?")))
    other = next(questions_in(2, reading("a wake. what about the cows?")))
    assert put_again(again, first, 1) is first[-1]
    assert put_again(other, first, 1) is None
    assert put_again(again, first, 0) is None


@pytest.mark.parametrize(
    ("text", "more", "on"),
    [
        ("Is there anything else I can help you with?", True, True),
        ("And for how many guests?", False, True),
        ("Sorry, for how many guests?", False, False),
        ("It is at nine.", False, False),
    ],
)
def test_going_on(text: str, more: bool, on: bool) -> None:
    assert (offers_more(reading(text)), only_asks_on(reading(text))) == (more, on)
