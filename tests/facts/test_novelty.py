"""What a draft says that nobody has said before."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts, Missing
from couth.facts.novelty import SPOKEN
from couth.model import Draft, Message, Thread

LINTER = default_linter()
QUOTED = Thread([Message("customer", "what is the oak desk?"), Message("business", "It is 420, with delivery.")])


@pytest.mark.parametrize(
    ("draft", "added"),
    [
        ("Have you thought about the desk?", 0),
        ("Any word on the delivery, Mrs Achterberg?", 0),
        ("It's been four days. What do you say?", 0),
        ("The varnish is dry.", 2),
        ("The desk is 380 now.", 1),
    ],
)
def test_new_words_are_told_from_the_thread_s_and_from_talk(draft: str, added: int) -> None:
    assert Facts(Draft(draft), QUOTED, LINTER.knowledge, FACTS)["draft.added"] == added


def test_what_was_said_long_ago_is_new_again() -> None:
    later = [Message("customer", "thanks")] * SPOKEN
    thread = Thread([Message("business", "The varnish is dry."), *later])
    assert Facts(Draft("The varnish is dry."), thread, LINTER.knowledge, FACTS)["draft.added"] == 2


def test_nothing_is_known_of_it_without_the_thread() -> None:
    facts = Facts(Draft("The varnish is dry."), Thread(None), LINTER.knowledge, FACTS)
    assert isinstance(facts["draft.added"], Missing)
