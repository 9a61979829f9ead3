"""Signs of a text: what each of them stands for, told slowly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.signs import SIGNS, sign, signs

MARKS = "!?！？؟⁇⁈⁉‼"
SLOWLY = {
    "capitals": lambda text: any(_is_big(a) and _is_big(b) for a, b in pairwise(text)),
    "digits": lambda text: any(char.isdecimal() for char in text),
    "exclamation": lambda text: any(char in "!！⁉‼" for char in text),
    "exclamations": lambda text: sum(char in "!！⁉‼" for char in text) >= 3,
    "marks": lambda text: any(char in MARKS for char in text),
    "marks-together": lambda text: (
        any(a in MARKS and b in MARKS for a, b in pairwise(text)) or any(c in "⁇⁈⁉‼" for c in text)
    ),
    "pictures": lambda text: any(ord(char) > 127 for char in text),
}


def _is_big(char: str) -> bool:
    """A letter that is none of a to z."""
    return char.isalpha() and not "a" <= char <= "z"


@given(st.text("aAbZé0٣!?！⁉‼. I'", max_size=12))
def test_a_sign_shows_where_it_stands(text: str) -> None:
    shown = signs(text)

    for name, stands in SLOWLY.items():
        assert (f"sign:{name}" in shown) == stands(text), name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi {name}", "blanks"),
        ("Hi *|NAME|*", "blanks"),
        ("Hi undefined", "blanks"),
        ("see acme.example/x", "dots"),
        ("sooo good", "repeats"),
    ],
)
def test_a_sign_by_example(text: str, name: str) -> None:
    assert sign(name) <= signs(text)
    assert not sign(name) & signs("See you at noon. Bye")


def test_every_sign_can_be_a_gate() -> None:
    assert sign(*SIGNS) == {f"sign:{name}" for name in SIGNS}
