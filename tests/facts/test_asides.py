"""Sentences that are nobody's matter, and those that only look so."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts.asides import is_aside, is_lore, is_shut_notice, opens_another
from couth.text import Reading

LINTER = default_linter()


def reading(text: str) -> Reading:
    return Reading(text, "en", LINTER.knowledge.lexicon)


@pytest.mark.parametrize(
    ("text", "asked", "aside"),
    [
        ("Our porter Lia has run her tenth marathon.", "is my room ready", True),
        ("We've been named one of the best firms of the county.", "where is my key", True),
        ("We've been named one of the best firms of the county.", "is your company any good", False),
        ("The council is planting limes along the quay.", "when do you open", True),
        ("Airing a cellar in winter helps against mould.", "did my parcel leave", True),
        ("Airing a cellar in winter helps against mould.", "what can I do about the smell", False),
        ("Knowing this will help us to find it.", "my parcel is lost", False),
        ("When we lay an oak floor, the room has to be dry.", "was I charged twice", True),
        ("In other news, the choir sang in Prague.", "where is row 12", True),
        ("It was named after a king.", "where is row 12", False),
        ("Our driver will ring you at noon.", "where is my parcel", False),
        ("Our engineer fixed the fault at noon.", "is the line down", False),
    ],
)
def test_news_and_advice(text: str, asked: str, aside: bool) -> None:
    read = reading(text)
    assert is_aside(read, read.sentences[0], asked) is aside


def test_lore() -> None:
    read = reading("The word paprika comes from a Slavic name.")
    assert [is_lore(read, read.sentences[0], asked) for asked in ("any left?", "what does it mean?")] == [True, False]


def test_a_notice_of_hours() -> None:
    read = reading("All our stores are closed on Thanksgiving.")
    told = [is_shut_notice(read, read.sentences[0], asked) for asked in ("I was charged twice", "can I come by")]
    assert told == [True, False]


def test_what_opens_another_matter() -> None:
    texts = ("As regards rabbits, their teeth grow.", "The rabbits are fed at six.")
    assert [opens_another(read, read.sentences[0]) for read in map(reading, texts)] == [True, False]
