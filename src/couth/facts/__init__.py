"""What can be known of a draft, its thread, the customer and the clock."""

from __future__ import annotations

from typing import Final, Mapping

from couth.facts import clock, customer, draft, thread
from couth.facts.acts import Act, Cue, Scorer
from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.conditions import ConditionError, Expression, parse_expression
from couth.facts.knowledge import ACTS, LISTS, SLOTS, Knowledge
from couth.facts.sentence_facts import SENTENCE as SENTENCE_FACTS
from couth.facts.sentence_facts import SentenceView
from couth.facts.view import Facts

FACTS: Final[Mapping[str, Fact]] = {f.name: f for f in (*draft.FACTS, *thread.FACTS, *customer.FACTS, *clock.FACTS)}
"""The catalogue, by name: what conditions may ask of a draft."""

__all__ = [
    "ACTS",
    "FACTS",
    "LISTS",
    "SENTENCE_FACTS",
    "SLOTS",
    "Act",
    "ConditionError",
    "Cue",
    "Expression",
    "Fact",
    "Facts",
    "Knowledge",
    "Lacking",
    "Missing",
    "Scorer",
    "SentenceView",
    "parse_expression",
]  # fmt: skip
