import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't re-check, please!", ["Don't", "re-check", "please"]),
        ("3.50 at 10:30 for 1,000", ["3.50", "at", "10:30", "for", "1,000"]),
        ("a.b x_y --z '90s'", ["a", "b", "x", "y", "z", "90s"]),
        ("O’Neil’s café cafe\u0301", ["O’Neil’s", "café", "cafe\u0301"]),
        ("s\u200bale no\u00adw", ["s\u200bale", "no\u00adw"]),
        ("你好 world 30元", ["你", "好", "world", "30", "元"]),
        ("カナー々〆", ["カ", "ナー", "々", "〆"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어 합니다 Привет", ["한국어", "합니다", "Привет"]),
        ("ok 👍🏽 ❤️ 🇺🇸 ™", ["ok"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_texts_are_split_as_others_are(text: str) -> None:
    assert words(text) == words(text + " é")[:-1]


@given(st.text())
def test_spans_are_in_order_and_apart(text: str) -> None:
    flat = [offset for span in words(text) for offset in span]
    assert flat == sorted(flat)
    assert all(start < end <= len(text) for start, end in words(text))
