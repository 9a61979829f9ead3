"""Words looked up one by one: whole, with any ending, as plurals, and in scripts without spaces."""

from __future__ import annotations

import pytest

from couth.text.phrases import Word
from couth.text.vocabulary import Vocabulary

WORDS = Vocabulary({
    "pets": [Word("dog"), Word("kennel", open=True)],
    "parking": [Word("bay"), Word("park", open=True)],
    "food": [Word("\u725b\u5976")],
})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("the dog sleeps", {"pets"}),
        ("two dogs in the kennels", {"pets"}),
        ("a dog-friendly bay", {"pets", "parking"}),
        ("parking is free", {"parking"}),
        ("dogma and spa", set()),
        ("\u6709\u725b\u5976\u5417", {"food"}),
    ],
)
def test_lists(text: str, lists: set[str]) -> None:
    assert WORDS.lists(text) == lists
