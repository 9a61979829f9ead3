"""Changes to lists whose words are looked up one by one: those of topics, and words that stand for one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from couth import Draft, Linter, Message, PolicyError, Thread

POLICY = "name: acme\nextends: default\nwords: {{words.topic-pets: {{en: {change}}}}}\n"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("{add: [dog lead]}", "'words.topic-pets' is looked up word by word; 'dog lead' is more than a word"),
        ("{add: [(cat|hot dog)]}", "'words.topic-pets' is looked up word by word; '(cat|hot dog)' is more than a word"),
        ("{allow: [hot dog]}", "'words.topic-pets' is looked up word by word: nothing can be allowed or weighed there"),
    ],
)
def test_what_is_no_single_word_is_refused(change: str, says: str, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY.format(change=change))

    with pytest.raises(PolicyError) as refused:
        Linter(policy)

    assert [(p.line, p.column, p.message) for p in refused.value.problems] == [(3, 9, says)]


def test_a_word_more_is_looked_up(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY.format(change="{add: [axolotl*, (newt|newts)]}"))

    linter = Linter(policy)
    reading = linter.knowledge.drafts.reading("Two axolotls.", "en", None)

    assert linter.knowledge.lexicon.topics("en").lists("two axolotls") == {"words.topic-pets"}
    assert reading.has("words.topic-pets")
    assert not reading.lists & {"words.topic-pets"}
    assert linter.lint(Draft("Hello."), Thread([Message("customer", "hi")])).verdict == "pass"


def test_words_that_stand_for_one_another_are_single_words_too(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("name: acme\nextends: default\nwords: {words.kindred: {en: {add: [(axolotl|newt)]}}}\n", "utf-8")
    lexicon = Linter(path).knowledge.lexicon
    assert lexicon.kindred("en").akin({"axolotl"}, {"newt"})
    assert not lexicon.kindred("de").akin({"axolotl"}, {"newt"})
    assert lexicon.kindred("en", parts=True).akin({"groom"}, {"vow"})
    assert not lexicon.kindred("en").akin({"groom"}, {"vow"})
    path.write_text(path.read_text("utf-8").replace("newt", "fire newt"), "utf-8")
    with pytest.raises(PolicyError, match="'words.kindred' is looked up word by word"):
        Linter(path)
