"""Whether a sentence goes on with what the message said before it."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.sentence_facts import SentenceView
from couth.facts.sentences import clauses
from couth.model import Draft, Thread

LINTER = default_linter()


def _last(text: str, lang: str = "en") -> SentenceView:
    """The last clause of a text."""
    facts = Facts(Draft(text, lang=lang), Thread(None), LINTER.knowledge, FACTS)
    number = len(facts.reading.sentences) - 1
    span = clauses(facts.reading, facts.reading.sentences[number])[-1]
    return SentenceView(facts.reading, span, number, facts)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("The pier is open. It is 9 euros.", True),
        ("There is no fee; it's 9 euros a head.", True),
        ("The pier is open. But after that it is 9 euros.", True),
        ("Bring the oar back, and the next size is 4 euros more.", True),
        ("The pier is open. Rowers pay 9 euros.", False),
        ("The pier is open. Rowers like it.", False),
        ("The pier is open. This week oars are 9 euros.", False),
        ("The pier is open.", False),
    ],
)
def test_a_clause_points_back_by_the_words_that_it_begins_with(text: str, points: bool) -> None:
    assert _last(text)["sentence.points_back"] is points


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("The oak boat has two seats. The oak boat is 40 euros.", True),
        ("The oak boat has two seats; a pine boat has one.", True),
        ("The oak boat has 2 seats. Lunch is at 2.", False),
        ("The oak boat has two seats.", False),
    ],
)
def test_a_sentence_goes_on_with_a_word_said_before_and_numbers_are_none(text: str, goes_on: bool) -> None:
    assert _last(text)["sentence.goes_on"] is goes_on


def test_languages_without_such_words_point_back_nowhere() -> None:
    assert _last("Der Steg ist offen. Er kostet 9 Euro.", "de")["sentence.points_back"] is False


@pytest.mark.parametrize(
    ("text", "whole"), [("The pier is open. Oars are 9 euros.", True), ("It is open, and oars are 9 euros.", False)]
)
def test_a_clause_is_no_whole_sentence(text: str, whole: bool) -> None:
    assert _last(text)["sentence.whole"] is whole
