import pytest

from couth.text.emoji import emoji


@pytest.mark.parametrize(
    "text",
    [
        "😀", "✨", "☀", "☀️", "❤", "❤️", "☺️", "‼", "ℹ️", "㊗️", "↔", "▪️", "🀄",
        "👍🏽", "☝🏿", "👩🏻‍🦰", "🕵🏽‍♂️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴‍☠", "👁‍🗨", "❤️‍🔥", "🍪‍😀", "🤝🏻",
        "🇺🇸", "🇿🇼", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "1⃣", "#️⃣", "*⃣", "🏿", "🦰",
    ],
)  # fmt: skip
def test_one_emoji(text: str) -> None:
    assert emoji(text) == ((0, len(text)),)
    assert emoji(f"a{text}b") == ((1, 1 + len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain :)",
        "5 # *",
        "© ™ ®",
        "©️ ™️ ®️",
        "1\ufe0f",
        "🇺",
        "❤\ufe0e",
        "①",
        "→",
        "你好，“ok”…",
        "\u200d\ufe0f",
        "\ud83d",
    ],
)
def test_no_emoji(text: str) -> None:
    assert emoji(text) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("👍🏽👍", 2),
        ("🇺🇸🇫🇷", 2),
        ("🇺🇸🇫", 1),
        ("😀😀😀", 3),
        ("1️⃣2️⃣", 2),
        ("👨‍👩‍👧👨‍👩‍👧", 2),
        ("ok 😀, fine ✅!", 2),
        ("👍🏽🏽", 2),
    ],
)
def test_several(text: str, count: int) -> None:
    assert len(emoji(text)) == count
