"""The check that holds the draft against the customer's matter: what was not asked for and serves none of it."""

from __future__ import annotations

from typing import ClassVar, Final, Iterator, Literal, Sequence

from pydantic import Field

from couth.checks.asides import EVERYWHERE, PAST, akin, follows_little, matter_of, raised_in, wanders
from couth.checks.base import Check, Finder
from couth.checks.judged import joined
from couth.facts import Facts
from couth.facts.asides import orders, plainly_addresses, stands_alone
from couth.facts.catalogue import THREAD
from couth.facts.matter import is_content
from couth.facts.sentences import clauses, length
from couth.facts.stance import addresses, speaks_in_general
from couth.facts.subjects import Subject, is_past, rules_out, subject_of, tells_when
from couth.facts.topics import new_topics, topics_of
from couth.model import Hit, Span
from couth.text import Reading


class Topic(Check):
    """Finds sentences on a matter that the customer did not raise and that serves none of theirs."""

    gives: ClassVar[tuple[str, ...]] = ()

    kind: Literal["topic"]
    general: bool = Field(default=True, description="only sentences that speak of the business in general")
    like: str | None = Field(
        default=None,
        description="a list with weights, by id: a sentence in which these add up to less than nothing is let be, and in a language that it"
        " has none for any that is not plainly an aside",
    )

    @property
    def reads(self) -> int:
        """The words of the thread."""
        return THREAD

    def finder(self, name: str) -> Finder:
        """One hit a run of sentences after the answer that speak to nobody and share no word or topic with the matter."""

        def find(facts: Facts) -> Iterator[Hit]:
            reading = facts.reading
            said = [span for span in reading.sentences if not _greets(reading, span)]
            strays = [span for n, span in enumerate(said) if self._strays(facts, said, n)]
            parts = [part for span in said for part in ((span,) if span in strays else clauses(reading, span))]
            if len(parts) > len(said):
                strays = [
                    part
                    for n, part in enumerate(parts)
                    if part in strays or (stands_alone(reading, part) and self._strays(facts, parts, n))
                ]
            yield from (Hit(span) for span in joined(facts, strays, _says_anything))

        return find

    def _strays(self, facts: Facts, parts: Sequence[Span], number: int) -> bool:
        """Whether a part is an aside, or speaks of something else to nobody."""
        reading, span = facts.reading, parts[number]
        if length(reading, span) < _FEWEST or (self.like and reading.sounds_otherwise(self.like, span[0])):
            return False
        claim = (_shift(facts, span), span[1])
        if plainly_addresses(reading, claim):
            return False
        if wanders(facts, parts, number, claim):
            return True
        return (claim != span or not self._untold(reading)) and self._stands_apart(facts, parts, number, claim)

    def _stands_apart(self, facts: Facts, parts: Sequence[Span], number: int, claim: Span) -> bool:
        """Whether a part is general or taken up as another matter, addresses nobody, and nothing ties it to what stands before."""
        reading, span = facts.reading, parts[number]
        subject = subject_of(reading, claim)
        general = not self.general or claim != span or speaks_in_general(reading, span)
        if (
            not (general or subject)
            or addresses(reading, claim, of_others=subject is not None and subject.others)
            or orders(reading, claim)
        ):
            return False
        if _slight(facts, parts, number, claim) and not (subject is not None and subject.others):
            return False
        return not _tied(facts, parts, number, subject) and _elsewhere(facts, parts[:number], claim, general, subject)

    def _untold(self, reading: Reading) -> bool:
        """Whether the list has no weights for the language, so that nothing tells against a sentence that only is no answer."""
        return self.like is not None and not reading.lexicon.has_weights(self.like, reading.lang)


def _greets(reading: Reading, span: Span) -> bool:
    """Whether a sentence greets and says little else."""
    return reading.has("words.greeting", span) and length(reading, span) < _FEW


_FEWEST: Final = 5
"""What has fewer words is hardly a matter of its own."""
_FEW: Final = 7
"""Nor is what has fewer words and is known by its topics alone."""


def _slight(facts: Facts, parts: Sequence[Span], number: int, claim: Span) -> bool:
    """Whether a part says too little to be known for a matter of its own, or has a word akin to what was said before."""
    reading = facts.reading
    if reading.lang == "en" and length(reading, claim) < _FEW and not is_past(reading, claim):
        return True
    return follows_little(facts, parts, number, claim) or akin(facts, claim, parts[:number])


def _tied(facts: Facts, parts: Sequence[Span], number: int, subject: Subject | None) -> bool:
    """Whether a part takes up a word of the customer or of what stands before it, or nothing but it can be the answer.

    What is about others may have one of its many words in common.
    """
    reading, span = facts.reading, parts[number]
    others = subject is not None and subject.others
    if not number and not others and not any(reading.stems_of(part) & matter_of(facts) for part in parts[1:]):
        return True
    stems = frozenset(filter(is_content, reading.stems_of(span)))
    return not stems or len(_shared(facts, parts, number)) > (others and len(stems) > _MANY)


def _shared(facts: Facts, parts: Sequence[Span], number: int) -> frozenset[str]:
    """The words of a part that stand in the customer's matter or in what comes before it."""
    reading = facts.reading
    stems = frozenset(filter(is_content, reading.stems_of(parts[number])))
    return stems & matter_of(facts).union(*map(reading.stems_of, parts[:number]))


_MANY: Final = 5


def _elsewhere(facts: Facts, before: Sequence[Span], claim: Span, general: bool, subject: Subject | None) -> bool:
    """Whether the topics of a claim are other ones than those touched so far, as far as they are known.

    What is said in general has some topic that nobody touched; what only has a subject of its own has one none of
    whose topics was, or one that the customer has no part in.
    """
    reading = facts.reading
    raised = raised_in(facts)
    touched = raised.union(*(topics_of(reading, one) for one in before))
    new = new_topics(reading, claim, touched)
    first = raised.union(*(topics_of(reading, one) for one in before[:1]))
    past = PAST in first or any(is_past(reading, one) for one in before[:1])
    if subject is not None and _serves(reading, claim, subject, past):
        return False
    if general and (new if subject is not None else new - EVERYWHERE):
        return True
    if subject is None:
        return False
    named = topics_of(reading, subject.span)
    if subject.others or not named.isdisjoint(touched):
        return subject.others
    if not rules_out(reading, claim):
        lives = subject.group and "can" not in reading.folded_in(claim)
        return lives and bool(new - EVERYWHERE) and bool(raised - EVERYWHERE)
    return subject.group or (bool(raised - EVERYWHERE) and (bool(named) or len(new - EVERYWHERE) > 1))


def _serves(reading: Reading, claim: Span, subject: Subject, past: bool) -> bool:
    """Whether a claim about the house is of use: its age where that was asked or told first, or when and how long."""
    if subject.others:
        return past and is_past(reading, claim)
    return not subject.group and tells_when(reading, claim)


def _shift(facts: Facts, span: Span) -> int:
    """Where the words end by which a part takes up another matter; its start where there are none."""
    hits = facts.reading.hits_in("words.shift", span)
    return hits[0].end if hits else span[0]


def _says_anything(between: str) -> bool:
    """Whether more than marks and spaces stands there."""
    return any(map(str.isalnum, between))
