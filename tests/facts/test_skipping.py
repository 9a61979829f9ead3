"""What tells that a message passes a question over: signs that have names, and weights that a policy may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth import Linter, PolicyError
from couth.engine import default_linter
from couth.facts.answers import matter
from couth.facts.exposing import EXPOSING
from couth.facts.question_forms import Question, questions_in
from couth.facts.skipping import SIGNED, SIGNS, signs, skipped
from couth.text import Lexicon, Reading
from couth.text.lexicon import PASSED_OVER

LEXICON = default_linter().knowledge.lexicon
WORDS = st.lists(
    st.sampled_from(
        "when how much is are can you do I the rug dog fee Monday £9 and or also ? . yes no it we sorry thanks please both if"
        " ready green https://x.example why who where which 3 pm not free because call".split()
    ),
    max_size=24,
).map(" ".join)


def read(text: str, lang: str = "en") -> Reading:
    return Reading(text, lang, LEXICON)


def asked(text: str) -> list[Question]:
    return list(questions_in(0, read(text)))


@given(WORDS, WORDS, st.booleans())
def test_every_sign_has_a_name(text: str, reply: str, plainly: bool) -> None:
    turn, message = asked(text), read(reply)
    for question in turn:
        rivals = [other for other in turn if other is not question]
        assert set(signs(message, question, rivals, matter(message), plainly)) <= SIGNS


@given(WORDS, WORDS)
def test_the_same_again(text: str, reply: str) -> None:
    turn, message = asked(text), read(reply)
    told = [skipped(message, question, turn, matter(message), False) for question in turn]
    assert told == [skipped(read(reply), question, asked(text), matter(read(reply)), False) for question in asked(text)]


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("is it wool", {"says one", "takes very few words", "shares one", "takes up another"}),
        ("Yes, it is wool.", {"says yes", "yes or no to it", "yes or no to another"}),
        ("Thanks! A felted rug is £9 at https://felt.example", {"thanks", "links", "names money", "names a figure"}),
        ("Which one do you mean?", {"asks back"}),
    ],
)
def test_signs(reply: str, found: set[str]) -> None:
    turn, message = asked("is it wool? and do you mend chairs?"), read(reply)
    told = set(signs(message, turn[1], turn[:1], matter(message), False))
    assert found <= told | {"shares one"}
    assert {"asks yes-no", "asks two things", "asked last"} <= told


def test_a_language_without_weights_goes_by_clauses_alone() -> None:
    turn = list(questions_in(0, read("Ist er aus Wolle? Und flicken Sie Stühle?", "de")))
    message = read("Er ist aus Wolle.", "de")
    assert [skipped(message, question, turn, matter(message), True) for question in turn] == [None] * len(turn)


def test_words_without_these_lists_tell_nothing() -> None:
    bare = Lexicon({name: words for name, words in LEXICON.lists.items() if name != SIGNED})
    assert bare.weighed_apart(PASSED_OVER, "en") is None


CHANGE = (
    "name: acme\nextends: default\nwords: {{{list}: {{en: {{weights: [{{weight: {weight}, ngrams: [{ngram}]}}]}}}}}}\n"
)


@pytest.mark.parametrize(("weight", "count"), [(9.0, 1), (-9.0, 0)])
def test_a_policy_changes_the_weight_of_a_sign(tmp_path: Path, weight: float, count: int) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(CHANGE.format(list=SIGNED, weight=weight, ngram='"<asks two things>"'))
    thread = [{"role": "customer", "text": "is the rug wool? and do you mend chairs?"}]
    report = Linter(path).lint("The rug is wool on all sides.", thread)
    assert sum(v.rule == "continuity.ignored-question" for v in report.violations) == count


@pytest.mark.parametrize(
    ("name", "sign", "message"),
    [
        (SIGNED, "asks prize", "there is no sign '<asks prize>'; did you mean 'asks price'"),
        ("words.sounds-smug", "asks price", f"signs have weights in {SIGNED} and {EXPOSING} alone"),
    ],
)
def test_a_sign_that_is_none_is_a_mistake(tmp_path: Path, name: str, sign: str, message: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(CHANGE.format(list=name, weight=1.0, ngram=f'"<{sign}>"'))
    with pytest.raises(PolicyError) as caught:
        Linter(path)
    assert message in str(caught.value)
    assert ":3:" in str(caught.value)
