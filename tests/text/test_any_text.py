"""Whatever is written, every view of a text is found, quickly, and lies in the text."""

import time
from typing import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.emoji import emoji
from couth.text.fold import fold
from couth.text.language import detect
from couth.text.links import links
from couth.text.placeholders import placeholders
from couth.text.quotes import quotes
from couth.text.readings import readings
from couth.text.sentences import sentences
from couth.text.words import words

LENGTH = 60_000
SECONDS = (
    60.0  # each takes a fraction of this where the time grows with the length, minutes where it grows with its square
)
HOSTILE = [
    "a", "&", "(((", ". ", ".", "😀", "👨\u200d", "\u0301", "e\u0301", "🇦", "a.", "a-", '"a ', "'a ", " 'a", "“", "“a", "‘a’b",
    "{", "{{a", "[", "[name ", "<a ", "%(", "a b ", "http://", "http://a)", "www.", "\n>", "!", "! ", ".)", ". 😀", "1. ", "A. ",
    "а", "аa ", "\ud800", "か\u3099", "ﷺ", "aaaab", "0a", "o0", "$a", "a@", "\u200b", "\t ", "&#1;", "Mr. ", "a. B", "...a", "x'y",
    "1\ufe0f", "1️⃣", "ー", "t.co/a)", "*|a", "\u0e01", "漢", "a1%", "\U0001f3f4\U000e0067", "t.co/" + ")" * 1_990, "https://a/" + "." * 5_000,
]  # fmt: skip


def read(text: str) -> object:
    return list(readings(fold(text), frozenset(("free", "aa", "ab"))))


VIEWS = [fold, read, sentences, words, emoji, links, quotes, placeholders, detect]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_time_grows_with_length_only(view: Callable[[str], object]) -> None:
    for piece in HOSTILE:
        text = (piece * LENGTH)[:LENGTH]
        begun = time.process_time()
        view(text)
        assert time.process_time() - begun < SECONDS, repr(piece)


ANY = st.text(
    alphabet=st.one_of(
        st.sampled_from("aB1 .,!?'\"“”«»<>{}[]()%$@#*|&;:/\\-_\n😀🏽🇺\u200d\ufe0f\u20e3é漢かअ"), st.characters()
    )
)


@given(ANY)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    for view in (sentences, words, emoji, quotes, placeholders):
        _well_placed(text, view(text))
    _well_placed(text, tuple(link.span for link in links(text)))
    detect(text)
    read(text)


def _well_placed(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    covered = 0
    for start, end in spans:
        assert covered <= start < end <= len(text)
        covered = end


@pytest.mark.parametrize("text", ["Visit x.com/a, t.co/b.", "https://example.com/(a)", "www.example.com/?q=1!"])
def test_a_link_is_its_host_and_path(text: str) -> None:
    for link in links(text):
        assert text[slice(*link.span)].endswith(link.host + link.path)
