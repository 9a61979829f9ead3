"""What claims at large are about."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts.subjects import subject_of
from couth.text import Reading

LEXICON = default_linter().knowledge.lexicon


@pytest.mark.parametrize(
    ("text", "subject", "others"),
    [
        ("Dogs must stay outside.", "Dogs", False),
        ("And visitors to the ward must ring.", "visitors to the ward", False),
        ("Our founder started out as a saddler.", "Our founder", True),
        ("Suppliers are asked to use the gate.", "Suppliers", True),
        ("Boats built before 1900 need a pilot.", "Boats built before 1900", True),
    ],
)
def test_claims(text: str, subject: str, others: bool) -> None:
    found = subject_of(Reading(text, "en", LEXICON), (0, len(text)))
    assert found is not None
    assert (text[slice(*found.span)], found.others) == (subject, others)


@pytest.mark.parametrize(
    "text",
    [
        "It is ready.",
        "Take the lift to level 4.",
        "Covers for it are kept here.",
        "Photo ID is needed.",
        "Ada Byron is on her way.",
    ],
)
def test_answers_claim_nothing_at_large(text: str) -> None:
    assert subject_of(Reading(text, "en", LEXICON), (0, len(text))) is None
