"""Weights of words and pairs in a policy: a rule's cue goes by them, and another policy changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from couth import Draft, Linter, Message, PolicyError, Thread
from couth.policy import load
from couth.policy.kept import plain, restored
from couth.policy.loading import policy_of, read_parts

RULE = """\
name: acme
extends: default
rules:
  acme.blunt:
    summary: Do not be blunt
    check:
      kind: cues
      cues:
        - {name: sounds-so, list: words.sounds-smug}
        - {name: named, phrases: {en: [tortoise]}}
        - {name: sounds-otherwise, list: words.sounds-smug, short: true, weight: -1.0}
words:
  words.sounds-smug:
    en:
      weights:
        - {weight: 3.0, ngrams: [quokka]}
        - {weight: -9.0, ngrams: "quoll, ^ quoll"}
"""


def found(policy: Path, draft: str) -> bool:
    return any(v.rule == "acme.blunt" for v in Linter(policy).lint(draft, []).violations)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(RULE)
    return path


@pytest.mark.parametrize(
    ("draft", "is_found"),
    [
        ("The quokka is here.", True),
        ("The quokka and the quoll are here.", False),
        ("The tortoise and the quoll are here.", False),
        ("The tortoise and the quokka are here.", True),
    ],
)
def test_weights_that_a_policy_gives(policy: Path, draft: str, is_found: bool) -> None:
    assert found(policy, draft) is is_found


def test_other_weights_stay(policy: Path) -> None:
    before = load("default").words["words.sounds-smug"].weights["en"]
    after = load(policy).words["words.sounds-smug"].weights["en"]
    assert {**before, "quokka": 3.0, "quoll": -9.0, "^ quoll": -9.0} == after


def test_a_weight_changes_the_fingerprint(policy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RULE.replace("3.0", "2.0"))
    assert load(policy).fingerprint != load(other).fingerprint


def test_made_plain_and_back(policy: Path) -> None:
    parts = read_parts(policy)
    made = policy_of(parts)
    again = restored(plain(parts, made))
    assert again.words["words.sounds-smug"] == made.words["words.sounds-smug"]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        ("[{weight: 1.0, ngrams: [a b c]}]", 3, "'a b c' is neither a word nor a pair"),
        ("[{weight: 1.0, ngrams: [Upper]}]", 3, "'Upper' in 'Upper' is no word as texts are read"),
        ("[{weight: .inf, ngrams: [you]}]", 3, "weight "),
        ('[{weight: 1.0, ngrams: "you, a b c"}]', 3, "'a b c' is neither a word nor a pair"),
        ("[{wieght: 1.0, ngrams: [you]}]", 3, "unknown key 'wieght'; legal here: weight, ngrams"),
        ("[{weight: 1.0, ngrams: []}]", 3, "ngrams must have at least 1"),
    ],
)
def test_mistakes_are_told_where_they_stand(change: str, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(f"name: acme\nextends: default\nwords: {{words.sounds-smug: {{en: {{weights: {change}}}}}}}\n")

    with pytest.raises(PolicyError) as refused:
        load(path)

    assert any(p.line == line and says in p.message for p in refused.value.problems), refused.value.problems


def test_short_goes_with_a_list_and_a_weight_below_nothing(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(RULE.replace("short: true, weight: -1.0", "short: true"))

    with pytest.raises(PolicyError) as refused:
        load(path)

    assert "short goes with a list, a weight below 0, and the sentence itself" in str(refused.value)


def test_what_falls_short_has_weights(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(RULE.replace("list: words.sounds-smug, short", "list: words.greeting, short"))

    with pytest.raises(PolicyError) as refused:
        load(path)

    assert [(p.line, p.message[:60]) for p in refused.value.problems] == [
        (11, "short: 'words.greeting' has no weights that could fall short"[:60])
    ]


@pytest.mark.parametrize(
    "list_id", ["words.sounds-skipping", "words.sounds-skipped", "words.stopwords", "words.kindred"]
)
def test_a_cue_goes_by_a_list_that_texts_are_searched_for(tmp_path: Path, list_id: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(RULE.replace("list: words.sounds-smug, short: true, weight: -1.0", f"list: {list_id}"))

    with pytest.raises(PolicyError) as refused:
        load(path)

    assert [(p.line, p.message) for p in refused.value.problems] == [
        (11, f"{list_id!r} is looked up for other facts and never found in a text: no cue can hold by it")
    ]


BESIDE = """\
name: acme
extends: default
rules:
  acme.beside:
    summary: Keep to the matter
    check: {kind: topic, like: LIST}
words:
  words.sounds-beside-the-point:
    en:
      weights:
        - {weight: -9.0, ngrams: quoll}
"""
ASKED = [Message("customer", "is my kettle mended?")]


@pytest.mark.parametrize(
    ("draft", "lang", "is_found"),
    [
        ("Yes, it is mended. Our cafe was founded in 1952 by two sisters.", "en", True),
        ("Yes, it is mended. Our cafe was founded in 1952 by two quoll sisters.", "en", False),
        ("Sí, está reparado. Por cierto, nuestro jefe acaba de subir el Aneto.", "es", True),
        ("Sí, está reparado. No permite cambios y el asiento se asigna al embarcar.", "es", False),
    ],
)
def test_what_does_not_sound_beside_the_point_is_let_be(tmp_path: Path, draft: str, lang: str, is_found: bool) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(BESIDE.replace("LIST", "words.sounds-beside-the-point"))

    report = Linter(path).lint(Draft(draft, lang=lang), Thread(ASKED))

    assert any(v.rule == "acme.beside" for v in report.violations) is is_found


@pytest.mark.parametrize(("name", "says"), [("words.greeting", "has no weights"), ("words.no-list", "words.no-")])
def test_a_topic_is_like_a_list_with_weights(tmp_path: Path, name: str, says: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(BESIDE.replace("LIST", name))

    with pytest.raises(PolicyError) as refused:
        load(path)

    assert any(p.line == 6 and says in p.message for p in refused.value.problems), refused.value.problems
