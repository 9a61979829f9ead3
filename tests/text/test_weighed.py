"""Lists with weights: what counts in a sentence, what adds up, and where that is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text import Grouped, Lexicon, Reading, WordList, fold
from couth.text.weighed import LENGTHS, LONGEST, Weighed, counted, fault, ngrams, telling

BLUNT = {"^": -0.25, "you": 0.25, "never read": 1.0, "^ well": 0.5, "<num>": 0.125, "please": -1.0}

IN_ENGLISH = Grouped({"en": [(weight, ngram) for ngram, weight in BLUNT.items()]})


def reading(text: str, lang: str = "en") -> Reading:
    return Reading(text, lang, Lexicon({"words.blunt": WordList({}, weights=IN_ENGLISH)}))


def total(sentence: str) -> float:
    sums = Weighed({"words.blunt": BLUNT}).sums(fold(sentence).text)
    assert sums is not None
    return sums[0]


def test_words_and_pairs_of_a_sentence() -> None:
    assert ngrams(counted("you read 5 pages.")) == {
        "^", "^ you", "you", "you read", "read", "read <num>", "<num>", "<num> pages", "pages",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "adds_up_to"),
    [
        ("It is here.", -0.25),
        ("You have it.", 0.0),
        ("You and you and YOU.", 0.0),  # counted once
        ("You never read it.", 1.0),
        ("You never once read it.", 0.0),  # no pair
        ("Well, you never read it, please.", 0.5),
        ("You have 2 of 3.", 0.125),
    ],
)
def test_what_a_sentence_adds_up_to(sentence: str, adds_up_to: float) -> None:
    assert total(sentence) == adds_up_to


@pytest.mark.parametrize(
    ("count", "length"),
    [
        (1, "<1-3 words>"),
        (3, "<1-3 words>"),
        (4, "<4-7 words>"),
        (31, "<28-31 words>"),
        (32, "<32+ words>"),
        (45, "<32+ words>"),
    ],
)
def test_how_long_a_sentence_is(count: int, length: str) -> None:
    assert telling(["so"] * count) & {*LENGTHS} == {length}


def test_a_length_has_a_weight() -> None:
    of = {"you": 0.5, "<4-7 words>": 0.5}
    assert [Weighed({"a": of}).sums(text) for text in ("you read", "you read it here")] == [[0.5], [1.0]]


def test_a_list_is_found_in_the_sentence_that_has_enough() -> None:
    read = reading("It is here. You never read it! Bye.")
    assert [hit.span for hit in read.hits("words.blunt")] == [(12, 30)]
    assert read.places("words.blunt") == 1
    assert read.has("words.blunt", (12, 30))
    assert not read.has("words.blunt", (0, 11))
    assert "words.blunt" in read.found
    assert read.sum_of("words.blunt", 14) == 1.0


def test_what_a_sentence_quotes_does_not_count() -> None:
    read = reading("He said “you never read it” and left. It is “you” never read.")
    assert read.hits("words.blunt") == ()
    assert [read.sum_of("words.blunt", at) for at in (0, 50)] == [-0.25, 0.75]


def test_a_list_without_weights_in_a_language_tells_nothing_there() -> None:
    read = reading("You never read it!", "de")
    assert read.hits("words.blunt") == ()
    assert read.sum_of("words.blunt", 0) is None


def test_a_sentence_that_is_too_long_is_not_told() -> None:
    read = reading("you never read " + "it " * LONGEST)
    assert read.hits("words.blunt") == ()
    assert read.sum_of("words.blunt", 0) is None


def test_weights_in_groups_are_taken_apart_by_language() -> None:
    weights = Grouped({"en": [(0.5, "you,never read"), (-0.25, "^"), (0.75, "you")], "de": [(1.0, "?")]})
    assert {lang: dict(of) for lang, of in weights.items()} == {
        "en": {"you": 0.75, "never read": 0.5, "^": -0.25},  # the later where one is given twice
        "de": {"?": 1.0},
    }
    assert weights.get("fr") is None
    assert len(weights) == 2


def test_more_weights_for_a_language_leave_the_others() -> None:
    weights = Grouped({"en": [(0.5, "you,read")], "de": [(1.0, "?")]}).also("en", [(0.25, "you,!")])
    assert {lang: dict(of) for lang, of in weights.items()} == {
        "en": {"you": 0.25, "read": 0.5, "!": 0.25},
        "de": {"?": 1.0},
    }


def test_a_text_of_letters_set_apart_is_not_said_to_sound_otherwise() -> None:
    lists = {"words.blunt": WordList({}, weights=IN_ENGLISH), "words.rude": WordList({"en": ("idiot",)})}
    assert Reading("You i d i o t.", "en", Lexicon(lists)).sum_of("words.blunt", 0) is None


@pytest.mark.parametrize(
    "ngram", ["you", "you read", "^ you", "^", "<num>", "<num> left", "don't", "?", "<4-7 words>", "é"]
)
def test_words_and_pairs_as_they_may_be_written(ngram: str) -> None:
    assert (fault([ngram]) is None) is (ngram != "é")


@pytest.mark.parametrize("ngram", ["You", "you * read", "a b c", "", "you ^", "well, you", "5", "<5 words>"])
def test_what_could_never_be_found_is_a_mistake(ngram: str) -> None:
    assert fault(["you", ngram])


WORDS = st.sampled_from(["you", "never", "read", "well", "please", "7", "it", "?", "Über"])


@given(st.lists(WORDS, max_size=60))
def test_the_sum_is_that_of_the_words_and_pairs_that_stand_there(words: list[str]) -> None:
    folded = fold(" ".join(words)).text
    sums = Weighed({"a": BLUNT, "b": {"it": 0.5}, "c": {}}).sums(folded)
    found = counted(folded)
    if len(found) > LONGEST:
        assert sums is None
    else:
        assert sums == [sum(w for n, w in of.items() if n in telling(found)) for of in (BLUNT, {"it": 0.5}, {})]
