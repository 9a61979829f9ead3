"""Content words cut down, and words made plain."""

from __future__ import annotations

import pytest

from couth.text.stems import Stems, plain_words, stem, stems


@pytest.mark.parametrize("word", ["deliver", "delivers", "delivered", "delivery"])
def test_forms_of_one_word_meet(word: str) -> None:
    assert stem(word) == stem("deliver")


@pytest.mark.parametrize(("word", "cut"), [("bus", "bus"), ("planned", "plan"), ("12", "12")])
def test_what_is_short_stays(word: str, cut: str) -> None:
    assert stem(word) == cut


def test_where_much_is_hung_on_ends_beginnings_meet() -> None:
    turkish, english = Stems(lang="tr"), Stems(lang="en")

    assert turkish["randevunuz"] == turkish["randevunuzu"] == "rande"
    assert english["randevunuz"] != english["randevunuzu"]
    assert turkish["448120"] == "448120"


def test_stems_leave_out_what_carries_no_subject() -> None:
    assert stems("the parcel's 2 labels", Stems(frozenset({"the"}))) == {"parcel", "2", "label"}


def test_scripts_without_spaces_are_read_in_pairs() -> None:
    assert stems("订单号", Stems()) == {"订单", "单号"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("i've two", "i have 2"), ("you'll see", "you will see"), ("it isn't", "it is not"), ("can't", "cannot")],
)
def test_two_ways_to_write_the_same_are_the_same(one: str, other: str) -> None:
    assert plain_words(one) == plain_words(other)


def test_numbers_and_codes_stay_whole() -> None:
    assert plain_words("at 10:30, ref d-55") == ("at", "10:30", "ref", "d-55")
