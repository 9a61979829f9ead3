"""Which parts of a draft wander off to news of the house, to the world at large, to a case of others."""

from __future__ import annotations

from typing import Final, Sequence, cast

from couth.facts import Facts
from couth.facts.asides import Aside, aside_of, told_of
from couth.facts.sentences import length
from couth.facts.topics import topics_of
from couth.model import Span
from couth.regexes import regex_of
from couth.text.stems import stem

Topics = frozenset[str]


def wanders(facts: Facts, parts: Sequence[Span], number: int, claim: Span) -> bool:
    """Whether a part is an aside by what it says, and none of its words is kin to the matter.

    What is first may be the answer, unless what follows takes up the matter. Lore of the very thing is an aside, too.
    """
    kind = aside_of(facts.reading, parts[number], claim) if number or _answers_later(facts, parts) else None
    if kind is None:
        return False
    if kind in _TOLD and wonders(facts):
        return False
    if kind == "lore" and number:
        return True
    if kind == "news":
        return len(shared(facts, claim)) < (_ENOUGH if number else 1)
    if kind == "others" and _goes_with(facts, parts, number, claim):
        return False
    return not akin(facts, _core(facts, kind, claim), parts[:number] if kind == "others" else ())


_TOLD: Final = ("news", "lore", "world")
"""What answers who asks how something came about."""


def akin(facts: Facts, claim: Span, before: Sequence[Span]) -> bool:
    """Whether a claim has a word of the matter, or of what stands before it, or one akin to any, light ones aside."""
    reading = facts.reading
    said = matter_of(facts).union(*map(reading.stems_of, before))
    return reading.lexicon.kindred(reading.lang, parts=True).akin(reading.stems_of(claim) - _LIGHT, said - _LIGHT)


def shared(facts: Facts, claim: Span) -> frozenset[str]:
    """The words of a claim that are words of the matter, light ones aside."""
    return facts.reading.stems_of(claim) & matter_of(facts) - _LIGHT


_ENOUGH: Final = 2
"""News that have so many words in common with the matter may serve it: `our Cork shop has moved to the quay`; what comes first, with one."""


def matter_of(facts: Facts) -> frozenset[str]:
    """The words of what the customer writes about."""
    return cast("frozenset[str]", facts.known("thread.matter"))


def raised_in(facts: Facts) -> Topics:
    """The topics that the thread has touched."""
    return cast("Topics", facts.known("thread.topics"))


def follows_little(facts: Facts, parts: Sequence[Span], number: int, claim: Span) -> bool:
    """Whether so little stands before a part (`They do.`, but not `Platform 3.`) that it may be the answer itself."""
    if not number or length(facts.reading, (parts[0][0], claim[0])) >= _SAID:
        return False
    return not any(map(str.isdigit, facts.reading.text[parts[0][0] : claim[0]]))


_SAID: Final = 3


def _goes_with(facts: Facts, parts: Sequence[Span], number: int, claim: Span) -> bool:
    """Whether a rule for others may be for the customer: it follows little, or is told by people of the same topic alone."""
    reading = facts.reading
    if follows_little(facts, parts, number, parts[number]):
        return True
    if reading.has("words.aside-others", parts[number]):
        return False
    return not topics_of(reading, told_of(reading, claim)).isdisjoint(raised_in(facts) - EVERYWHERE)


EVERYWHERE: Final = Topics(("payment", "appointment", "fees"))
"""Topics that go with any other, so that they tell nothing."""


def _core(facts: Facts, kind: Aside, claim: Span) -> Span:
    return told_of(facts.reading, claim) if kind in ("others", "said") else claim


def _answers_later(facts: Facts, parts: Sequence[Span]) -> bool:
    """Whether what stands after the first part takes up a word of the customer."""
    return any(facts.reading.stems_of(part) & matter_of(facts) for part in parts[1:])


def wonders(facts: Facts) -> bool:
    """Whether the customer asks why, how things came about or what they mean."""
    asked = (facts.thread[i].text for i in range(len(facts.thread)) if facts.thread[i].role == "customer")
    return PAST in raised_in(facts) or any(map(_WONDERS.search, asked))


PAST: Final = "history"
_WONDERS: Final = regex_of(
    r"(?i)\b(?:why|history|histories|origins?|meaning|means?|meant|called|old|older|oldest|story|invent\w*|handmade|hand-made|made"
    r"|authentic|original\w*|traditional\w*|antique|vintage|difference|what(?: is|'s|s) an?\b|about the|tell me about|come from|grown"
    r"|sourced|famous|plot|synopsis|about(?= (?:it|that|them)?\s*(?:\?|$)))\b"
)
_LIGHT: Final = frozenset(
    map(
        stem,
        (
            "pay paid fee price cost charge form work working need needs change book open close new big small large size one first"
            " time day way number people person two order item case question paper document proof id note hold step leave part place"
            " stop take give send get within cm inch inches kg metre mile month week year old date end"
            " red green blue black white grey brown pink yellow navy"
        ).split(),
    )
)
"""Words of such wide use that two texts which have their kind in common need not speak of one thing."""
