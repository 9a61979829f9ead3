"""Weighted cues: what a sentence's score adds up to, by sentence and by clause; and what advertises."""

from __future__ import annotations

from typing import Any, Final

import pytest
from pydantic import ValidationError

from couth.engine import default_linter
from couth.facts import CATALOGUE, FACTS, Act, Cue, Facts, Knowledge, Lacking, Scorer
from couth.facts.knowledge import performs
from couth.model import Customer, Draft, Message, Thread
from couth.text import Lexicon, Reading, WordList

LINTER: Final = default_linter()


def cue(name: str, weight: float, *phrases: str, **options: Any) -> Cue:
    return Cue.model_validate({"name": name, "weight": weight, "phrases": {"en": list(phrases)}, **options})


def found(text: str, *cues: Cue, facts: bool = False, by_clause: bool = False) -> list[tuple[str, float]]:
    """The excerpts that reach 1.0, with their scores; with the facts of a draft whose thread is unknown, or without."""
    lists = {f"a/{c.name}": WordList({lang: tuple(w) for lang, w in (c.words() or {}).items()}) for c in cues}
    lists["words.joint"] = WordList({"en": ("and our", "but")})
    knowledge = Knowledge(Lexicon(lists))
    scorer = Scorer(list(cues), 1.0, "a", CATALOGUE, by_clause)
    reading = Reading(text, "en", knowledge.lexicon)
    asked = Facts(Draft(text, lang="en"), Thread(None), knowledge, FACTS) if facts else None
    return [(text[start:end], round(score, 3)) for (start, end), score in scorer.sentences(reading, asked)]


@pytest.mark.parametrize(
    ("text", "cues", "expected"),
    [
        ("A red lamp. A blue lamp.", [cue("red", 1, "red")], [("A red lamp.", 1.0)]),
        ("A red lamp.", [cue("red", 0.7, "red"), cue("lamp", 0.3, "lamp")], [("A red lamp.", 1.0)]),
        ("A red, red lamp.", [cue("red", 0.7, "red")], []),
        ("A red lamp, sorry.", [cue("red", 1.2, "red"), cue("sorry", -0.5, "sorry")], []),
        ("Red! Now!", [cue("now", 1, "now"), cue("red", 1, "red", scope="before")], [("Now!", 2.0)]),
        ("Now! Red!", [cue("now", 0.5, "now"), cue("red", 0.5, "red", scope="after")], [("Now!", 1.0)]),
        ("Now! Red!", [cue("now", 0.5, "now"), cue("red", 0.5, "red", scope="text")], [("Now!", 1.0)]),
        ("Now!", [cue("now", 0.6, "now"), cue("loud", 0.4, when="sentence.exclaims", phrases=None)], [("Now!", 1.0)]),
        ("Now.", [cue("now", 0.6, "now"), cue("loud", 0.4, when="sentence.exclaims", phrases=None)], []),
    ],
)
def test_cues_add_up(text: str, cues: list[Cue], expected: list[tuple[str, float]]) -> None:
    assert found(text, *cues) == expected


def test_phrases_with_weights_of_their_own_add_up() -> None:
    weighted = Cue.model_validate({"name": "w", "weights": {"en": {"red": 0.75, "lamp": 0.5, "sorry": -1.0}}})
    assert found("A red lamp.", weighted) == [("A red lamp.", 1.25)]
    assert found("A red lamp, sorry.", weighted) == []


def test_a_clause_is_judged_by_itself() -> None:
    cues = [cue("deal", 1, "half price"), cue("order", -1, "your parcel"), cue("sorry", -1, "sorry", scope="around")]
    mixed = "Your parcel is here today, but all lamps are half price."
    assert found(mixed, *cues) == []
    assert found(mixed, *cues, by_clause=True) == [("but all lamps are half price.", 1.0)]
    assert found(f"Sorry that {mixed}", *cues, by_clause=True) == []
    assert found("All lamps are half price and our rugs as well.", *cues, by_clause=True) == [
        ("All lamps are half price and our rugs as well.", 1.0)
    ]


def test_what_is_missing_matters_only_where_it_decides() -> None:
    owed = cue("owed", -1, when="thread.owes == 'business'", phrases=None)
    assert found("A red lamp.", cue("red", 2, "red"), owed, facts=True) == [("A red lamp.", 2.0)]
    with pytest.raises(Lacking) as lacking:
        found("A red lamp.", cue("red", 1, "red"), owed, facts=True)
    assert lacking.value.needs == ("thread",)
    assert found("A red lamp.", cue("red", 1, "red"), owed) == [("A red lamp.", 1.0)]  # the text alone is judged


def test_a_cue_says_something_and_has_a_name_of_its_own() -> None:
    with pytest.raises(ValidationError, match="a cue needs phrases, weights, a list or a condition"):
        Cue.model_validate({"name": "nothing"})
    with pytest.raises(ValidationError, match="two cues are named red"):
        Act.model_validate({"summary": "Reds", "cues": [{"name": "red", "list": "words.no"}] * 2})


def advertises(text: str, *customer: str, purpose: str | None = "reply") -> list[str]:
    """The parts of a draft that advertise, where the customer wrote so."""
    thread = Thread([Message("customer", said) for said in customer], customer=Customer())
    draft = Draft(text, purpose=purpose, lang="en")  # type: ignore[arg-type]
    facts = Facts(draft, thread, LINTER.knowledge, FACTS)
    return [text[start:end] for start, end in performs(LINTER.knowledge, "promotion", facts.reading, facts)]


@pytest.mark.parametrize(
    ("text", "customer", "part"),
    [
        (
            "It is at the depot. All lamps are 20% off this week.",
            "where is my parcel",
            "All lamps are 20% off this week.",
        ),
        (
            "It is at the depot, and for just $5 more you could have it gift-wrapped.",
            "where is my parcel",
            "and for just $5 more you could have it gift-wrapped.",
        ),
        (
            "Your filling is booked for Monday. Did you know that we also do whitening?",
            "can i come on monday",
            "Did you know that we also do whitening?",
        ),
        (
            "It is fixed. Most of our customers also take the care plan at $4 a month.",
            "is my phone fixed",
            "Most of our customers also take the care plan at $4 a month.",
        ),
    ],
)
def test_what_is_off_the_matter_advertises(text: str, customer: str, part: str) -> None:
    assert advertises(text, customer) == [part]


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Yes, lamps are 20% off.", "any offers on lamps?"),
        ("It is $49, and the bigger lamp is $79.", "how much is the reading lamp"),
        ("They do. Students get 10% off.", "do students pay less"),
        ("The refund of $20 is on its way.", "where is my refund"),
        ("We are sorry. Enjoy $10 off your next order to make up for it.", "my parcel came broken"),
        ("Your plan renews on 1 May at $20 a month.", "when does my plan renew"),
        ("Which lamp would you like, the red one or the blue one?", "I need a lamp"),
        ("A deposit of $50 secures the table.", "can I book for Friday"),
    ],
)
def test_what_answers_or_puts_right_does_not_advertise(text: str, customer: str) -> None:
    assert advertises(text, customer) == []


def test_a_declared_promotion_advertises_but_for_its_way_out() -> None:
    assert advertises("Hello Ann. The red lamps are here. Reply STOP to hear no more.", purpose="promotion") == [
        "The red lamps are here."
    ]


def test_a_cue_that_the_thread_rules_out_needs_no_words() -> None:
    cues = [cue("owed", 0.6, when="thread.owes == 'business'", phrases=None), cue("now", 0.5, "now")]
    scorer = Scorer(cues, 1.0, "a", CATALOGUE)
    knowledge = Knowledge(Lexicon({"a/now": WordList({"en": ("now",)})}))
    owed, quiet = Thread([Message("customer", "When?")]), Thread([Message("business", "Here it is.")])

    def judged(text: str, thread: Thread) -> tuple[bool, list[object]]:
        facts = Facts(Draft(text, lang="en"), thread, knowledge, FACTS)
        return scorer.is_shut(facts.reading, facts), list(scorer.sentences(facts.reading, facts))

    assert judged("Now.", quiet) == (True, [])
    assert judged("Later.", owed) == (True, [])
    assert judged("Now.", owed) == (False, [((0, 4), pytest.approx(1.1))])
