import pytest

from couth.text.quotes import quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('You wrote "stop it", ok', ['"stop it"']),
        ("“a” «b» 「c」 „d“ ‹e› 『f』 „g”", ["“a”", "«b»", "「c」", "„d“", "‹e›", "『f』", "„g”"]),
        ("»so« sagte er", ["»so«"]),
        ("‘it’s fine’ ok", ["‘it’s fine’"]),
        ("Tap 'Pay now' to go", ["'Pay now'"]),
        ("Tap 'My orders'.", ["'My orders'"]),
        ("'I'm here', she said", ["'I'm here'"]),
        ("> first\n  > second\nmine > yours", ["> first", "  > second"]),
        ('a "b" c "d"', ['"b"', '"d"']),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotes(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "plain", "don't and won't", "the '90s and the customers' choice", "rock 'n' roll", "'tis the customers' joy",
        'a 5" x 6" box', '"open', "“open", '" "', "the dogs' and cats' bowls", "a > b",
    ],
)  # fmt: skip
def test_no_quotations(text: str) -> None:
    assert quotes(text) == ()


def test_the_outer_of_nested_ones() -> None:
    text = "“she said 'yes' twice”"
    assert quotes(text) == ((0, len(text)),)
