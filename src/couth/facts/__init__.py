"""What can be known of a draft, its thread, the customer and the clock."""

from __future__ import annotations

from typing import Final

from couth.extensions import Extensions
from couth.facts import clock, customer, delivery, draft, events, thread, times
from couth.facts.acts import Scorer
from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.conditions import ConditionError, Expression, parse_expression
from couth.facts.cues import Act, Cue
from couth.facts.knowledge import ACTS, ASKABLE, LISTS, SLOTS, Knowledge
from couth.facts.profiles import FIGURES, Figure, FigureKind, Profile
from couth.facts.sentence_facts import SENTENCE as SENTENCE_FACTS
from couth.facts.sentence_facts import SentenceView
from couth.facts.view import Facts


def _fit(name: str, fact: object) -> Fact:
    if not isinstance(fact, Fact):
        raise TypeError(f"{fact!r} is no couth.facts.Fact")
    if fact.name != name:
        raise ValueError(f"the fact calls itself {fact.name!r}")
    return fact


FACTS: Final = Extensions[Fact](
    "couth.facts",
    {f.name: f for module in (draft, delivery, times, thread, events, customer, clock) for f in module.FACTS},
    _fit,
)
"""The catalogue, by name: what conditions may ask of a draft; facts of others under the entry point `couth.facts`."""

CATALOGUE: Final = FACTS.beside(SENTENCE_FACTS)
"""What the conditions of cues may ask: of a draft, and of one of its sentences."""

__all__ = [
    "ACTS",
    "ASKABLE",
    "CATALOGUE",
    "FACTS",
    "FIGURES",
    "LISTS",
    "SENTENCE_FACTS",
    "SLOTS",
    "Act",
    "ConditionError",
    "Cue",
    "Expression",
    "Fact",
    "Facts",
    "Figure",
    "FigureKind",
    "Knowledge",
    "Lacking",
    "Missing",
    "Profile",
    "Scorer",
    "SentenceView",
    "parse_expression",
]  # fmt: skip
