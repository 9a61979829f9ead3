"""The parts of a text message, held against an independent calculator and against what the standard says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text import sms

SMALL = "".join(sorted(sms.BASIC))
ESCAPED = "".join(sorted(sms.EXTENSION))
POOLS = (
    SMALL,
    SMALL + ESCAPED,
    SMALL + ESCAPED * 12,
    SMALL + "’“–…ç",
    SMALL + "你好世界",
    SMALL + "🙂👍🏽🎉",
    "🙂🎉",
    "ñöø你🙂’[]" + SMALL,
)


def test_ten_thousand_texts_have_the_parts_that_another_calculator_counts() -> None:
    smsutil = pytest.importorskip("smsutil")
    draw = random.Random(23038)  # noqa: S311  (for drawing, not for secrets)
    for number in range(10_000):
        length = draw.choice((draw.randint(1, 40), draw.randint(60, 80), draw.randint(130, 165)))
        if number % 50 == 0:
            length = draw.randint(165, 480)
        text = "".join(draw.choices(POOLS[number % len(POOLS)], k=length))

        found = sms.parts(text)

        assert found.encoding == ("GSM-7" if smsutil.is_valid_gsm(text) else "UCS-2"), text
        assert found.count == len(smsutil.split(text).parts), text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("GSM-7", 0, 0)),
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("a" * 306, ("GSM-7", 306, 2)),
        ("a" * 307, ("GSM-7", 307, 3)),
        ("€" * 80, ("GSM-7", 160, 1)),
        ("a" * 152 + "€" + "a" * 153, ("GSM-7", 307, 3)),  # the escape pair moves to the second part whole
        ("a" * 151 + "€" + "a" * 153, ("GSM-7", 306, 2)),
        ("é" * 70 + "ê", ("UCS-2", 71, 2)),
        ("你" * 70, ("UCS-2", 70, 1)),
        ("你" * 71, ("UCS-2", 71, 2)),
        ("🙂" * 35, ("UCS-2", 70, 1)),
        ("你" * 66 + "🙂" + "你" * 66, ("UCS-2", 134, 3)),  # and the surrogate pair
        ("你" * 65 + "🙂" + "你" * 67, ("UCS-2", 134, 2)),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_the_standard_says(text: str, parts: tuple[str, int, int]) -> None:
    found = sms.parts(text)
    assert (found.encoding, found.units, found.count) == parts


def test_the_alphabets_have_their_sizes_and_no_sign_in_common() -> None:
    assert (len(sms.BASIC), len(sms.EXTENSION), sms.BASIC & sms.EXTENSION) == (127, 10, frozenset())


@given(st.text(max_size=400))
def test_strangers_are_the_signs_that_flip_the_alphabet(text: str) -> None:
    assert bool(sms.strangers(text)) == (sms.parts(text).encoding == "UCS-2")
    assert all(text[start:end] not in sms.BASIC | sms.EXTENSION for start, end in sms.strangers(text))


@given(st.text(alphabet="".join(sms.PLAIN) + SMALL, max_size=400))
def test_plain_signs_are_of_the_small_alphabet_and_never_cost_more(text: str) -> None:
    plain = sms.plain(text)
    assert sms.parts(plain).encoding == "GSM-7"
    assert sms.plain(plain) == plain
    assert len(plain) > len(text) or sms.parts(plain).count <= sms.parts(text).count
