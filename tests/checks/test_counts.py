"""Counting: exact figures, exact places."""

from __future__ import annotations

from typing import Any, Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.facts import Lacking
from couth.model import Attachment, Button, Draft, Hit

Excerpts = Callable[..., list[str]]
Find = Callable[..., list[Hit]]
TEXTS = st.text(st.one_of(st.sampled_from("aB1 .,!?\n-*😀é漢？，"), st.characters()), max_size=200)


@pytest.mark.parametrize(
    ("of", "limit", "text", "found"),
    [
        ("emoji", 1, "a 😀 b 😀 c 😀", ["😀 c 😀"]),
        ("emoji", 0, "👨‍👩‍👧 5 ©", ["👨‍👩‍👧"]),
        ("emoji", 2, "😀😀", []),
        ("links", 1, "https://a.example/1 or https://a.example/2", ["https://a.example/2"]),
        ("links", 1, "Booking.com and me@a.example and https://a.example", []),
        ("exclamations", 1, "One! Two!! Three!", ["!! Three!"]),
        ("exclamations", 1, "One!", []),
    ],
)
def test_more_than_there_may_be(excerpts: Excerpts, of: str, limit: int, text: str, found: list[str]) -> None:
    assert excerpts({"kind": "count", "of": of, "limit": limit}, text) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Which one? When? Where?", 3),
        ("Which flight was it, who sat beside you, and did you keep the pass?", 3),
        ("Please tell us when it began, how loud it is and whether the light is on.", 3),
        ("I'd need to know the size, the colour, and if it is a gift. Also, is it urgent?", 3),
        ("Which flight was it. Did you keep the pass. Have you told the desk", 3),
        ("Could you say who it is for?", 1),
        ("Would you like tea, coffee, or would you rather have water?", 1),
        ("Red or blue? Large or small?", 2),
        ('They ask "Who are you?" and "Where from?" and "How long?".', 0),
        ("What you need is a stamp. When you arrive, ring. Have a seat. Do it twice.", 0),
        ("Let us know if you need anything else.", 0),
        ("See https://a.example/?a=1&b=2?c?d for more.", 0),
        ("您叫什么名字，住在哪里，电话是多少？", 3),
        ("¿Cuándo llegó, cuántos son y qué talla es?", 3),
    ],
)
def test_questions_that_a_draft_asks(find: Find, text: str, number: int) -> None:
    lang = "zh" if "您" in text else "es" if "¿" in text else "en"
    hits = find({"kind": "count", "of": "questions", "limit": 0}, Draft(text, lang=lang))

    assert [hit.values["count"] for hit in hits] == ([number] if number else [])


def test_buttons_and_attachments_are_counted_for_the_whole_draft(find: Find) -> None:
    draft = Draft("Yes.", buttons=(Button("A"), Button("B")), attachments=(Attachment("image"),))

    assert [h.span for h in find({"kind": "count", "of": "buttons", "limit": 1}, draft)] == [(0, 4)]
    assert find({"kind": "count", "of": "attachments", "limit": 1}, draft) == []


def test_none_is_allowed_where_a_condition_holds(find: Find) -> None:
    check = {"kind": "count", "of": "emoji", "limit": 1, "none_when": "thread.mood == 'upset'"}

    assert find(check, "ok 😀", ["what time do you open"]) == []
    assert [hit.values["limit"] for hit in find(check, "ok 😀", ["this is a disgrace, I am furious"])] == [0]
    assert find(check, "ok", None) == []
    with pytest.raises(Lacking):
        find(check, "ok 😀", None)


MEASURES: list[Mapping[str, Any]] = [
    *({"kind": "count", "of": of, "limit": 0} for of in ("emoji", "links", "questions", "exclamations")),
]


@pytest.mark.parametrize("check", MEASURES)
@settings(deadline=None)  # the first text makes the index
@given(text=TEXTS)
def test_whatever_is_written_hits_lie_in_the_text(find: Find, check: Mapping[str, Any], text: str) -> None:
    for hit in find(check, text):
        start, end = hit.span
        assert 0 <= start < end <= len(text)
