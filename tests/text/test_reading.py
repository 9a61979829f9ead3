"""A text's reading: hits in the original text, whatever was folded; what a text is about."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from couth.text import Lexicon, Reading, WordList

LEXICON = Lexicon(
    {
        "nudge": WordList({"en": ("are you still there",)}),
        "push": WordList({"en": ("last chance", "special discount", "(so|very) much")}),
        "offer": WordList({"en": ("off", "sale")}, leet=True),
        "words.stopwords": WordList({"en": ("the", "is", "my")}),
    }
)


def excerpts(text: str, list_id: str) -> list[str]:
    return [text[h.start : h.end] for h in Reading(text, "en", LEXICON).hits(list_id)]


def test_look_alike_letters_are_read_as_what_they_look_like() -> None:
    assert excerpts("Аrе уоu ѕtіll tһеrе?", "nudge") == ["Аrе уоu ѕtіll tһеrе"]


def test_invisible_characters_are_passed_over() -> None:
    assert excerpts("Are you s\u200bti\u00adll there?", "nudge") == ["Are you s\u200bti\u00adll there"]


def test_spaced_letters_are_read_together() -> None:
    assert excerpts("L a s t  c h a n c e.", "push") == ["L a s t  c h a n c e"]
    assert excerpts("a s p e c i a l d i s c o u n t here", "push") == ["s p e c i a l d i s c o u n t"]


def test_signs_for_letters_count_only_where_a_list_asks_for_it() -> None:
    assert excerpts("30% 0FF", "offer") == ["0FF"]
    assert excerpts("l4st ch4nce", "push") == []


def test_lengthened_letters_are_cut() -> None:
    assert excerpts("are you stiiiill there", "nudge") == ["are you stiiiill there"]


def test_overlapping_hits_of_a_list_are_one() -> None:
    lexicon = Lexicon({"r": WordList({"en": ("one two", "two three", "one")})})

    assert [h.span for h in Reading("one two three", "en", lexicon).hits("r")] == [(0, 13)]


def test_stems_leave_out_what_carries_no_subject() -> None:
    assert Reading("Is my delivery delivered?", "en", LEXICON).stems == {"deliv"}


def test_a_quoted_span_is_told() -> None:
    reading = Reading('He said "are you still there" to me', "en", LEXICON)

    assert reading.quoted(reading.hits("nudge")[0].span)


@given(st.text(max_size=300))
def test_every_hit_lies_in_the_text(text: str) -> None:
    reading = Reading(text, "en", LEXICON)
    for name in LEXICON.lists:
        for hit in reading.hits(name):
            assert 0 <= hit.start < hit.end <= len(text)


@given(st.text("aSALEof0ff $.", max_size=60))
def test_hits_are_in_order_and_apart(text: str) -> None:
    hits = Reading(text, "en", LEXICON).hits("offer")

    assert all(one.end <= other.start for one, other in pairwise(hits))
