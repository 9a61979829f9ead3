"""Words and sentences in capitals: what shouts, and what only looks like it."""

from __future__ import annotations

from typing import Any, Callable, Final, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.model import Hit

Excerpts = Callable[..., list[str]]
Find = Callable[..., list[Hit]]

BARE: Final[Mapping[str, Any]] = {"kind": "share", "over": 0.5, "at_least": 12}
LISTED: Final[Mapping[str, Any]] = {
    **BARE,
    "words": {"en": ["never", "stop"]},
    "ordinary": {"en": ["the", "order", "is", "late"]},
    "allow": {"en": ["never mind"]},
}


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        # a sentence, where no list says which words are ordinary
        (BARE, "WE ARE WAITING HERE FOR YOUR ANSWER.", ["WE ARE WAITING HERE FOR YOUR ANSWER."]),
        (BARE, "Hello there. WE ARE WAITING HERE FOR YOUR ANSWER.", ["WE ARE WAITING HERE FOR YOUR ANSWER."]),
        (BARE, "WAITING HERE", []),  # too few letters
        (BARE, "NASA and ESA send PDFs.", []),  # too small a share
        (BARE, "We said: “WE ARE WAITING HERE FOR YOUR ANSWER”", []),  # quoted
        (BARE, "OPENING HOURS THIS WEEK:\nMonday 9 to 5", []),  # a heading
        # words that shout by themselves
        (LISTED, "We NEVER said that.", ["NEVER"]),
        (LISTED, "We never said that.", []),
        (LISTED, "Then NEVER MIND that.", []),  # let be
        (LISTED, "Type /STOP to end.", []),  # names a command
        (LISTED, "Add STOP mast = 2 to it.", []),  # code, before what is compared
        (LISTED, "The horn says NEVER STOP twice.", []),  # as it says
        (LISTED, "The label says NEVER to wash it.", ["NEVER"]),  # one word is put in for emphasis
        # ordinary words: two of them tell
        (LISTED, "Sorry, THE ORDER came today.", ["THE ORDER"]),
        (LISTED, "Sorry, THE one came today.", []),
        (LISTED, "THE ORDER IS LATE AGAIN, SORRY", ["THE ORDER IS LATE AGAIN, SORRY"]),
        (LISTED, "IKEA KALLAX BESTA MALM LACK", []),  # names alone, in a language with a list
    ],
)
def test_what_shouts(excerpts: Excerpts, check: Mapping[str, Any], text: str, found: list[str]) -> None:
    assert excerpts(check, text) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Is THE ORDER out on disc?", []),  # a name, as the customer wrote it
        ("Is The Order out on disc?", ["THE ORDER"]),
        ("IS THE ORDER OUT ON DISC?", ["THE ORDER"]),  # who shouts names nothing
        (None, ["THE ORDER"]),
    ],
)
def test_what_the_customer_wrote_so_is_a_name(find: Find, said: str | None, found: list[str]) -> None:
    text = "Yes, THE ORDER came out in June."
    hits = find(LISTED, text, None if said is None else [said])
    assert [text[hit.span[0] : hit.span[1]] for hit in hits] == found


@pytest.mark.parametrize(
    ("text", "percent"), [("WE ARE WAITING HERE FOR YOUR ANSWER", 100), ("WE ARE WAITING HERE for your ANSWER", 76)]
)
def test_the_share_is_told_in_per_cent(find: Find, text: str, percent: int) -> None:
    (hit,) = find(BARE, text)
    assert hit.values == {"percent": percent}


@given(text=st.text(alphabet="ABC abc.!?:\n'’“”-_/1é漢", max_size=60))
def test_places_lie_in_the_text_in_order(find: Find, text: str) -> None:
    ends = [0]
    for start, end in (hit.span for hit in find(LISTED, text)):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(text=st.text(alphabet="abc xyz.!?", max_size=60))
def test_small_letters_never_shout(find: Find, text: str) -> None:
    assert find(LISTED, text) == []
