"""Values that are given away: what counts as one, what it looks like, and what tells that it is exposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth import Draft, Linter, Message, PolicyError, Thread
from couth.engine import default_linter
from couth.facts.exposable import SHAPES, values
from couth.facts.exposing import LOOKS, begun_by, sums, told_in
from couth.policy import load
from couth.text import Lexicon, Reading
from couth.text.weighed import LONGEST

RULE = "privacy.exposes"


def reading(text: str, lang: str = "en") -> Reading:
    return Reading(text, lang, default_linter().knowledge.lexicon)


@pytest.mark.parametrize(
    ("text", "value", "looks"),
    [
        ("It is 4471.", "4471", {"four digits", "in one group"}),
        ("It is 60-11-43.", "60-11-43", {"six digits", "in three groups", "dashes"}),
        ("It is 4-4-7-1 today.", "4-4-7-1", {"four digits", "in four groups", "dashes", "single digits"}),
        ("It is 07700 900 123.", "07700 900 123", {"ten to twelve digits", "in three groups", "like a phone"}),
        ("Use Bluebird88!", "Bluebird88", {"letters and digits", "ten to twelve signs", "a word and digits", "small and capitals"}),
        ("Use moss@4lamp.", "moss@4lamp", {"letters and digits", "ten to twelve signs", "mixed", "small", "a sign inside"}),
        ("It is QQ 12 34 56 C", "QQ 12 34 56", {"letters and digits", "ten to twelve signs", "a prefix", "capitals"}),
        ("On 2026-05-01.", "2026-05-01", {"like a date"}),
    ],
)  # fmt: skip
def test_what_a_value_looks_like(text: str, value: str, looks: set[str]) -> None:
    (found,) = values(reading(text))
    assert (text[slice(*found.span)], {*found.looks}) == (value, looks)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $4471.", "It costs £ 1,200.50.", "It is R18 402.55 now.", "S$12.40 it is.", "At 14:30 or 5pm.", "The 23rd, 24/7.",
        "Page 12 of 40", "It weighs 450g.", "Open 192.168.1.1 in it.", "See https://moss.example/9912834 for it.", "No figure here.", "",
    ],
)  # fmt: skip
def test_amounts_times_measures_and_links_are_no_values(text: str) -> None:
    assert [text[slice(*value.span)] for value in values(reading(text))] == []


PIECES = st.sampled_from(
    ["4471", "12-34", "Bluebird88", "is", "your", ".", "$9", "@", "#", " ", "-", ",", "QQ", "١٢٣", "é7", "\n", "/"]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_spans_lie_in_the_text_and_nothing_is_raised(text: str, heard: str) -> None:
    found = sums(reading(text), lambda: begun_by([reading(heard)], default_linter().knowledge.lexicon, "en"))
    assert all(0 <= start < end <= len(text) for (start, end), _ in (value for value, _ in found))
    assert {look for value, _ in found for look in value.looks} <= SHAPES
    assert found == sums(reading(text), lambda: begun_by([reading(heard)], default_linter().knowledge.lexicon, "en"))


def test_what_tells_of_a_value_in_its_sentence() -> None:
    read = reading("We looked. The box says 4471 and 5520.")
    first, _ = values(read)
    assert told_in(read, first, 2) == {
        "^", "the", "box", "says", "<it>", "and", "<num>", "^ the", "the box", "box says", "says <it>", "<it> and", "and <num>",
        "<four digits>", "<in one group>", "<two values>",
    }  # fmt: skip


def test_a_sentence_that_is_too_long_is_not_told() -> None:
    assert sums(reading("so " * LONGEST + "4471"), float) == []


def test_a_value_of_many_pieces_is_told_in_a_short_sentence() -> None:
    key = "-".join(["a1@b2#c3$d4%e5^f6&g7"] * 13)
    ((value, _),) = sums(reading(f"It is {key}."), float)
    assert value.span == (6, 6 + len(key))


def test_many_values_take_time_that_grows_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = list[str]()
    monkeypatch.setattr("couth.facts.exposing.counted", lambda text: looked.append(text) or text.split())
    assert sums(reading("so 4471 " * 2000), float) == []
    assert sum(map(len, looked)) < 3 * len("so 4471 " * 2000)


def test_a_language_without_weights_tells_nothing() -> None:
    assert sums(reading("Es ist 4471.", "de"), float) == []
    assert sums(Reading("It is 4471.", "en", Lexicon({})), []) == []


def exposed(draft: str, *heard: str, linter: Linter | None = None) -> list[str]:
    thread = Thread([Message("customer", text) for text in heard])
    report = (linter or default_linter()).lint(Draft(draft), thread)
    return [v.excerpt for v in report.violations if v.rule == RULE]


def test_a_policy_changes_a_weight(tmp_path: Path) -> None:
    draft, heard = "The harbour has you down as 77 moss 10.", "what do you know of me"
    assert exposed(draft, heard) == []
    path = tmp_path / "policy.yaml"
    path.write_text(
        "name: acme\nextends: default\nwords: {words.sounds-exposing: {en: {weights: [{weight: 9, ngrams: ['as <it>']}]}}}\n"
    )
    assert exposed("The harbour has you down as 771092.", heard, linter=Linter(load(path))) == ["771092"]


@pytest.mark.parametrize(
    ("list_id", "ngram", "says"),
    [
        ("words.sounds-exposing", "<sixty digits>", "there is no sign '<sixty digits>'"),
        ("words.sounds-exposing", "<4-7 words>", "words.sounds-exposing is not added up in a sentence, which alone has a length"),
        ("words.sounds-smug", "is <it>", "<it> stands for a value, in words.sounds-exposing alone"),
        ("words.sounds-locked-out", "<six digits>", "signs have weights in words.sounds-skipping and words.sounds-exposing alone"),
    ],
)  # fmt: skip
def test_signs_that_are_not_or_stand_in_another_list_are_mistakes(
    tmp_path: Path, list_id: str, ngram: str, says: str
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(
        f"name: acme\nextends: default\nwords: {{{list_id}: {{en: {{weights: [{{weight: 1, ngrams: ['{ngram}']}}]}}}}}}\n"
    )
    with pytest.raises(PolicyError) as refused:
        load(path)
    assert says in str(refused.value)


def test_all_signs_have_names_of_words() -> None:
    assert all(look.replace(" ", "").replace("-", "").isalpha() for look in LOOKS)
