"""Listed phrases: what stands in a name of which the customer wrote, or in a quotation that the words lead up to."""

from __future__ import annotations

from typing import Any, Callable, Final, Mapping

import pytest

Excerpts = Callable[..., list[str]]

SHORT: Final[Mapping[str, Any]] = {
    "kind": "phrases",
    "phrases": {"en": ["r u", "(yes)? dude"]},
    "in_capitals": {"en": ["r u"]},
    "skip": ["quotes", "capitals"],
}


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("We are: on R U OK Day.", ["is r u ok day on"], []),  # a name, in whatever letters
        ("We are: on R U OK Day.", ["is the day on"], ["R U"]),
        ("We are: on R U OK Day.", None, ["R U"]),
        ("r u ready", ["r u open"], ["r u"]),  # in small letters it is none
        ("Yes, dude.", [], ["Yes, dude"]),
        ('Yes, "dude" fits on the lid.', [], []),
        ('Yes "dude", it fits.', [], ['Yes "dude']),  # no comma leads up to it
        ('It says "dude".', [], []),
    ],
)
def test_names_and_quotations_are_let_be(
    excerpts: Excerpts, text: str, said: list[str] | None, found: list[str]
) -> None:
    assert excerpts(SHORT, text, said) == found
