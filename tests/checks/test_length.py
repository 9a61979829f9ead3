"""Length: what counts, what does not, and what permits more."""

from __future__ import annotations

from typing import Any, Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.model import Hit

Find = Callable[..., list[Hit]]
TEXTS = st.text(st.one_of(st.sampled_from("aB1 .,!?\n-*_é漢？，"), st.characters()), max_size=200)
LETTER = "Dear Ms Ito,\n\nIt is here. It is safe.\n\nKind regards,\nJo\nHarbour Boats"
LIST = "To do:\n- open the lid\n- press the red button for long\n- close it"


@pytest.mark.parametrize(
    ("limits", "text", "found"),
    [
        ({"characters": 3}, "abcd", ("characters", 4, 3)),
        ({"characters": 4}, "abcd", None),
        ({"words": 2}, "one two three", ("words", 3, 2)),
        ({"sentences": 2}, "One. Two. Three.", ("sentences", 3, 2)),
        ({"sentences": 2}, "It costs 3.50, i.e. nothing. Dr. Ito pays.", None),
        ({"sentences": 1}, LETTER, ("sentences", 2, 1)),
        ({"sentences": 2}, LETTER, None),
        ({"sentences": 1}, LIST, None),
        ({"sentences": 1}, "1. Tell us whether it hums.\n2. Tell us whether it leaks at night.", None),
        ({"characters": 11}, "**bold** a_b", None),
        ({"characters": 6}, "**bold** a_b", ("characters", 8, 6)),
        ({"lines": 2}, "a\n\n \nb", None),
        ({"lines": 2}, "- a\n  - one\n  - two\n- b\n  - three", None),
        ({"lines": 2}, "a\n  one\n  two", ("lines", 3, 2)),
        ({"lines": 2}, "a\nb\nc", ("lines", 3, 2)),
        ({"characters": 20, "lines": 2}, "a\nb\nc", ("lines", 3, 2)),
        ({"characters": 3, "lines": 2}, "a\nb\nc", ("characters", 5, 3)),
    ],
)
def test_too_long(find: Find, limits: Mapping[str, int], text: str, found: tuple[str, int, int] | None) -> None:
    hits = find({"kind": "length", **limits}, text)

    assert [h.span for h in hits] == ([(0, len(text))] if found else [])
    assert [(h.values["measure"], h.values["count"], h.values["limit"]) for h in hits] == ([found] if found else [])


PERMITTING: Mapping[str, Any] = {
    "kind": "length", "lines": 2,
    "required": {"en": ["by law"]}, "asked": {"en": ["in detail"]}, "steps": {"en": ["how do i"]},
    "choices": {"en": ["show me"]},
}  # fmt: skip
STEPS = "Do this:\n1. turn\n2. press\n3) pull"


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("a\nb\nc", (), True),
        ("By law:\na\nb", (), False),
        ("a\nb\nc", ("tell me in detail", "ok"), False),
        ("a\nb\nc", ("how do I start it",), True),
        (STEPS, ("how do I start it",), False),
        (STEPS, ("show me all of them",), False),
        (STEPS, ("start it",), True),
        (STEPS, None, True),
    ],
)
def test_length_that_is_required_or_asked_for(find: Find, text: str, said: tuple[str, ...] | None, found: bool) -> None:
    assert bool(find(PERMITTING, text, said)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oh no! The pump is old. We look at it today. Thanks.", []),
        ("Oh no! Thanks. The pump is old. We look at it today. Thanks.", [3]),
        ("The pump is old. We look at it today. It hums.", [3]),
    ],
)
def test_two_courtesies_are_no_length(find: Find, text: str, found: list[int]) -> None:
    check = {"kind": "length", "sentences": 2, "courtesies": {"en": ["oh no", "thanks"]}}

    assert [hit.values["count"] for hit in find(check, text)] == found


@settings(deadline=None)  # the first text makes the index
@given(text=TEXTS)
def test_whatever_is_written_a_hit_is_the_whole_text(find: Find, text: str) -> None:
    check = {"kind": "length", "characters": 9, "words": 2, "sentences": 1, "lines": 1, "required": {"en": ["a"]}}

    assert [hit.span for hit in find(check, text)] in ([], [(0, len(text))])
