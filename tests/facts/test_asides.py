"""What kinds of asides there are, and what makes a sentence none."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts.asides import Aside, aside_of, orders, plainly_addresses, stands_alone, told_of
from couth.facts.subjects import restricted, rules_out
from couth.text import Reading

LEXICON = default_linter().knowledge.lexicon


def read(text: str) -> tuple[Reading, tuple[int, int]]:
    return Reading(text, "en", LEXICON), (0, len(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our founder learned the trade in Vienna.", "news"),
        ("The hotel's parrot turned nine last week.", "news"),
        ("Denim gets its name from a town in France.", "lore"),
        ("Did you know that tulips were once smuggled in ancient Persia?", "lore"),
        ("Research shows that tea helps most people sleep.", "world"),
        ("The loom came over from Leeds in 1910.", "news"),
        ("For a change of surname we need the certificate.", "others"),
        ("Singers who break a stand replace it within two weeks.", "others"),
        ("Bell founders train for seven years.", "others"),
        ("Pianos are carried by a firm from Cork.", "others"),
        ("Auctions are held in the old mint.", "others"),
        ("The altar cloths are washed by nuns.", "others"),
        ("Coffee prices have doubled since spring.", "world"),
        ("Our gardener is leaving to get married.", "news"),
        ("The north gate, by the way, is painted every spring.", "said"),
    ],
)
def test_asides(text: str, kind: Aside) -> None:
    reading, span = read(text)
    assert aside_of(reading, span, span) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Your founder discount was taken off in 1910.",
        "It was named after the mayor of the town.",
        "Ask our founder, who learned the trade in Vienna.",
        "Such gates were first built in ancient Rome.",
        "- Gift card of 1910, used in full, ending in 1910",
        "Luggage can be left at reception until the evening.",
        "Old oil is drained while the engine is warm.",
    ],
)
def test_no_asides(text: str) -> None:
    reading, span = read(text)
    assert aside_of(reading, span, span) is None


def test_a_rule_is_told_by_its_purpose() -> None:
    text = "To adopt a rescue dog, applicants must show proof."
    reading, span = read(text)
    assert text[slice(*told_of(reading, span))] == "To adopt a rescue dog"
    assert told_of(*read("Applicants must show proof of it.")) == (0, 33)


def test_people_told_apart() -> None:
    assert restricted(*read("Singers arriving by helicopter must ring."))
    assert not restricted(*read("Singers must ring."))
    assert not restricted(*read("Guests arriving by helicopter must ring."))
    assert not restricted(*read("Letters under 500 g can fly tonight."))


def test_rules() -> None:
    assert rules_out(*read("Cats travel in the hold only."))
    assert not rules_out(*read("Cats travel in the hold."))


def test_orders() -> None:
    assert orders(*read("And have a look in the shed."))
    assert not orders(*read("The shed is open."))


@pytest.mark.parametrize(
    ("text", "clause", "alone"),
    [
        ("The desk is free; the tables can be raised.", "the tables can be raised.", False),
        ("The fee is taken back, and it goes to your card.", "The fee is taken back,", False),
        ("The gate is shut, and lost items are kept there.", "and lost items are kept there.", True),
    ],
)
def test_clauses(text: str, clause: str, alone: bool) -> None:
    reading, _ = read(text)
    start = text.index(clause)
    assert stands_alone(reading, (start, start + len(clause))) is alone


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Your loom is ready.", True),
        ("The loom is ready when you are.", True),
        ("Did you know that looms once ran on water?", False),
        ("As for your question, looms are heavy.", False),
        ("El telar y la lana son del molino.", False),
        ("The youth club has a loom, and the bayou a mill.", False),
    ],
)
def test_who_is_addressed_plainly(text: str, addresses: bool) -> None:
    assert plainly_addresses(*read(text)) is addresses
