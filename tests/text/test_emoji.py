import pytest
from emoji import EMOJI_DATA, STATUS

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


def test_every_emoji_that_another_library_knows_is_one() -> None:
    known = [sign for sign, data in EMOJI_DATA.items() if data["status"] == STATUS["fully_qualified"]]
    apart = [sign for sign in known if emoji(sign) != ((0, len(sign)),)]

    assert len(known) > 3000
    assert [sign for sign in apart if sign[0] not in "©®™"] == []
