"""What takes how many cells, and what never reaches a terminal raw."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.reporters.cells import clusters, visible, width, wrapped

ANY_TEXT = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain", 5),
        ("", 0),
        ("您好", 4),
        ("ｆｕｌｌ", 8),
        ("e\u0301", 1),
        ("Z\u0336a\u0336", 2),
        ("🙂", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇬🇧🇫🇷", 4),
        ("1\ufe0f\u20e3", 2),
        ("❤\ufe0f", 2),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("का", 2),
        ("می\u200cخواهم", 7),
        ("\t", 4),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\rb\x07", "a<U+000D>b<U+0007>"),
        ("a\u2028b", "a<U+2028>b"),
        ("\ud83d", "<U+D83D>"),
        ("a\U000e0041", "a<U+E0041>"),
        ("a\tb", "a    b"),
        ("Zoë 🙂 您", "Zoë 🙂 您"),
    ],
)
def test_what_is_hidden_or_dangerous_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert width(text) == sum(cluster.width for cluster in clusters(text))


@given(ANY_TEXT)
def test_clusters_are_the_text_and_show_nothing_that_a_terminal_obeys(text: str) -> None:
    assert "".join(text[c.start : c.end] for c in clusters(text)) == text
    assert not [char for char in visible(text) if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]


@given(ANY_TEXT, st.integers(8, 40))
def test_rows_are_the_text_and_fit(text: str, cells: int) -> None:
    rows = wrapped(text, cells)
    assert "".join(text[start:end] for start, end in rows) == text
    assert all(width(text[start:end].rstrip()) <= cells for start, end in rows)


def test_rows_break_after_spaces() -> None:
    text = "one two three four"
    assert [text[start:end] for start, end in wrapped(text, 9)] == ["one two ", "three ", "four"]
