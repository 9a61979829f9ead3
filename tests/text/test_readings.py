import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.fold import fold
from couth.text.readings import readings

VOCABULARY = frozenset(
    "a free sale off special discount last chance buy now offer nice good limited time cash all".split()
)


def read(text: str) -> list[tuple[str, str]]:
    return [(kind, reading.text) for kind, reading in readings(fold(text), VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L a s t  c h a n c e", ["last chance"]),  # wider gaps say where words begin
        ("s p e c i a l d i s c o u n t", ["special discount", "specialdiscount"]),
        ("Big s.a.l.e, now", ["big sale, now"]),
        ("f-r-e-e t-r-i-a-l", ["free trial"]),
        ("b u y n o w f o o", ["buy now foo", "buynowfoo"]),
        ("here: f o o s a l e", ["here: foo sale", "here: foosale"]),
        ("S P E C I A L\nO F F E R", ["special\noffer"]),
        ("清 仓 大 甩 卖", ["清仓大甩卖"]),
        ("x y z w", ["xyzw"]),
    ],
)
def test_letters_set_apart(text: str, expected: list[str]) -> None:
    assert read(text) == [("spaced", reading) for reading in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freeeee niiiice goood", ["free nice good"]),  # the vocabulary says how many letters
        ("sooo good", ["so good", "soo good"]),
        ("Hmmmm", ["hm", "hmm"]),
        ("zzzquil now", ["zquil now", "zzquil now"]),
    ],
)
def test_letters_repeated(text: str, expected: list[str]) -> None:
    assert read(text) == [("repeated", reading) for reading in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0FF", "off"),
        ("3O% 1OO% 5O", "30% 100% 50"),
        ("fr33 d1sc0unts c@sh $ale a11", "free discounts cash sale all"),
        ("L1M1T3D T1M3 0FF3R!", "limited time offer!"),
    ],
)
def test_signs_for_letters(text: str, expected: str) -> None:
    assert read(text) == [("leet", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Are you there?", "U S A", "A B C", "a b", "e.g. i.e. U.S.A.", "www xxx", "wwww", "1.2.3.4 or +1 555 123 4567",
        "$5k 1st 2nd 10am 50% 24h", "bob@example.com", "iphone15 mp3 b2b h264", "哈哈哈 ㅋㅋㅋ", "Order 12345, 30 cm", "Hi!",
        "a1" * 5_000,
    ],
)  # fmt: skip
def test_plain_text_has_no_further_reading(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("Only: f r e e  s a l e!", "sale", "s a l e"),
        ("s p e c i a l d i s c o u n t", "special", "s p e c i a l"),
        ("a s\u200b.a.l.e.", "sale", "s\u200b.a.l.e"),
        ("soooo goooood!", "good", "goooood"),
        ("get $ALE now", "sale", "$ALE"),
    ],
)
def test_readings_lead_back_to_the_original(text: str, word: str, original: str) -> None:
    _, reading = next(readings(fold(text), VOCABULARY))
    start = reading.text.index(word)
    begin, end = reading.span(start, start + len(word))
    assert text[begin:end] == original


def test_a_very_long_run_is_joined_without_looking_for_words() -> None:
    assert read("o ff".replace("ff", "f f ") * 2_000)[0][0] == "spaced"


@given(st.text(alphabet=st.sampled_from("aabfreslo  .-$03!|%Oе\u200b\n&;")))
def test_spans_of_any_reading_lie_in_the_text(text: str) -> None:
    for _, reading in readings(fold(text), VOCABULARY):
        spans = [reading.span(i, i + 1) for i in range(len(reading.text))]
        assert spans == sorted(spans)
        assert all(0 <= begin < end <= len(text) for begin, end in spans)
