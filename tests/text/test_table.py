"""A table of weights: packed and unpacked it is the same, and what sentences add up to by it is what they add up to by the lists."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text import Grouped, Lexicon, Table, WordList, plain_table
from couth.text.table import BUCKETS
from couth.text.weighed import Weighed

NGRAMS = st.sampled_from(["^", "you", "^ you", "you read", "<num>", "です", "ね です", "?", "<4-7 words>", "don't"])
WEIGHTS = st.dictionaries(NGRAMS, st.integers(-2000, 2000).map(lambda n: n / 1000))
LISTS = st.dictionaries(st.sampled_from(["words.a", "words.b", "words.c"]), WEIGHTS)


def table_of(lists: dict[str, dict[str, float]]) -> Table:
    return Table.of_plain(plain_table(lists))


@given(LISTS)
def test_it_holds_the_weights_that_it_was_made_of(lists: dict[str, dict[str, float]]) -> None:
    table = table_of(lists)
    assert {name: table.weights(name) for name in table.names} == lists


@given(LISTS, st.lists(st.sets(NGRAMS), max_size=5))
def test_what_adds_up_by_a_table_is_what_adds_up_by_the_lists(
    lists: dict[str, dict[str, float]], sentences: list[set[str]]
) -> None:
    by_table, by_lists = Weighed(lists.keys(), table_of(lists)), Weighed(lists)
    for ngrams in sentences:
        assert by_table.added(ngrams) == by_lists.added(ngrams)


@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1))
def test_any_words_may_be_asked_for(words: list[str]) -> None:
    assert Weighed(["words.a"], table_of({"words.a": {"^": 0.5}})).added([*words, "^"]) == [0.5]


def test_only_the_lists_asked_for_are_added_up() -> None:
    lists = {"words.a": {"you": 0.5}, "words.b": {"you": 0.25, "read": 1.0}}
    assert Weighed(["words.b"], table_of(lists)).added(["you", "read", "it"]) == [1.25]


def test_after_some_sentences_all_of_it_was_taken_and_it_is_asked_no_more() -> None:
    words = {f"w{n}": 0.001 for n in range(5_000)}
    table = table_of({"words.a": words})
    weighed = Weighed(["words.a"], table)
    for n in range(BUCKETS // 2):
        assert weighed.added(list(words)[n : n + 9]) == [0.009]
        assert n or weighed._untaken is not None
    assert weighed._untaken is None
    assert weighed._weights.keys() == words.keys()
    assert "_buckets" not in table.__dict__
    assert weighed.added(words) == [5.0]
    assert table.weights("words.a") == words


def test_threads_that_take_at_once_are_told_the_same() -> None:
    words = [f"w{n}" for n in range(4_000)]
    weighed = Weighed(["words.a"], table_of({"words.a": dict.fromkeys(words, 0.001)}))
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda n: weighed.added(words[n : n + 40]), range(0, 3_900, 3)))
    assert {sums[0] for sums in told} == {0.04}


@pytest.mark.parametrize("damage", [lambda c, t: (c + 1, t), lambda c, t: (c, "?" + t), lambda c, t: (c, t[:-4])])
def test_one_that_was_damaged_is_not_taken(damage: object) -> None:
    names, (check, text) = plain_table({"words.a": {"you": 0.5}})
    with pytest.raises(ValueError):  # noqa: PT011  (of two kinds, with words of their own)
        Table.of_plain((names, damage(check, text)))  # type: ignore[operator]


def test_weights_in_tables_are_found_as_those_in_groups() -> None:
    lists = {"words.a": {"you": 0.5, "read": 0.75}, "words.b": {"you": 1.0}}
    tables = {"en": table_of(lists), "de": table_of({"words.b": {"du": 1.0}})}
    found = {name: Grouped(name=name, tables=tables) for name in lists}
    assert {name: {lang: dict(of) for lang, of in weights.items()} for name, weights in found.items()} == {
        "words.a": {"en": lists["words.a"]},
        "words.b": {"en": lists["words.b"], "de": {"du": 1.0}},
    }
    assert ("de" in found["words.a"], len(found["words.a"]), found["words.a"].get("de")) == (False, 1, None)


def test_a_list_that_a_policy_gave_more_weights_stands_beside_those_in_the_table() -> None:
    lists = {"words.a": {"you": 0.5, "read": 0.75}, "words.b": {"you": 1.0}}
    tables = {"en": table_of(lists)}
    words = {name: WordList({}, weights=Grouped(name=name, tables=tables)) for name in lists}
    words["words.a"] = WordList({}, weights=words["words.a"].weights.also("en", [(0.25, "you,it")]))
    weighed = Lexicon(words).weighed("en")
    assert dict(zip(weighed.numbers, weighed.added(["you", "read", "it"]), strict=True)) == {
        "words.a": 1.25,
        "words.b": 1.0,
    }
