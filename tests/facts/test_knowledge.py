"""What a policy lends to the facts: gates of acts, and drafts that stay read."""

from __future__ import annotations

import pytest

from couth.facts import CATALOGUE, Cue, Knowledge, Scorer
from couth.facts.knowledge import Drafts
from couth.text import Lexicon, WordList

LEXICON = Lexicon({"acts.promotion/deal": WordList({"en": ("deal",)}), "words.stopwords": WordList({"en": ("the",)})})


def _knowledge(*cues: Cue) -> Knowledge:
    return Knowledge(LEXICON, {"promotion": Scorer(list(cues), 1.0, "acts.promotion", CATALOGUE)})


def test_an_act_in_a_gate_stands_for_its_own_gate() -> None:
    knowledge = _knowledge(Cue(name="deal", phrases={"en": ["deal"]}))

    assert knowledge.opened(frozenset({"act:promotion", "draft:purpose"})) == {"acts.promotion/deal", "draft:purpose"}
    assert knowledge.opened(frozenset({"act:nothing"})) == frozenset()
    assert knowledge.opened(None) is None


def test_an_act_that_may_be_done_in_any_words_leaves_no_gate() -> None:
    knowledge = _knowledge(Cue(name="first", when="sentence.first"))

    assert knowledge.opened(frozenset({"act:promotion", "draft:purpose"})) is None


def test_drafts_of_the_same_words_are_one_reading_and_not_too_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("couth.facts.knowledge._DRAFTS", 2)
    drafts = Drafts(LEXICON)

    first = drafts.reading("The deal", "en", "en")
    assert drafts.reading("The deal", "en", "en") is first
    assert drafts.reading("The deal", "de", "en") is not first
    drafts.reading("One", "en", None)
    assert drafts.reading("The deal", "en", "en") is not first
    long = "deal " * 200
    assert drafts.reading(long, "en", "en") is not drafts.reading(long, "en", "en")
