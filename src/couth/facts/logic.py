"""Three-valued logic over facts (Kleene's): what is unknown stays unknown, with everything that it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Final, Iterable, Protocol

from couth.facts.catalogue import Fact, Lacking, Missing


class Asked(Protocol):
    """What conditions are put to: facts by name."""

    def __getitem__(self, name: str) -> object:
        """The value of a fact, or Missing."""


Answer = bool | Missing
Evaluator = Callable[[Asked], Answer]
"""Puts a condition to the facts: True, False, or Missing with its needs, in order and without doubles."""

Compare = Callable[[Any, Any], object]
"""Compares two known values."""

Gate = frozenset[str]
"""Word lists and signs (`sign:digits`) of which one must stand in the draft's text, parts (`draft:buttons`) that it has, or
letters (`letters:refund`) in it, whether small or capital; of a text that is not ASCII these tell nothing."""

PART: Final = "draft:"
LETTERS: Final = "letters:"
ACT: Final = "act:"
"""`act:promotion` stands for whatever the act cannot be done without; `Knowledge.opened` tells what that is."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition or a part of one: how to put it to the facts, what that costs, and what it cannot hold without."""

    evaluate: Evaluator
    reads: int
    """The dearest sort of facts that it asks for (`catalogue.DRAFT` to `THREAD`)."""
    gate: Gate | None = None
    """It is False unless one of these stands in the text; None where that tells nothing."""
    standing: Evaluator | None = None
    """A part of it that holds until the thread grows, and without which it does not hold; None where it has none."""
    stands: bool = False
    """Whether that part is all of it."""


def joined(parts: list[Condition], *, decisive: bool) -> Condition:
    """`and` (decided by the first False) or `or` (decided by the first True) of the parts; the cheapest are asked first."""
    if len(parts) == 1:
        return parts[0]
    in_order = [part.evaluate for part in parts]
    cheapest_first = [part.evaluate for part in sorted(parts, key=lambda part: part.reads)]

    def joined(facts: Asked) -> Answer:
        unknown = False
        for part in cheapest_first:
            answer = part(facts)
            if answer is decisive:
                return decisive
            unknown = unknown or isinstance(answer, Missing)
        return _lacking(in_order, facts) if unknown else not decisive

    reads = max((part.reads for part in parts), default=0)
    standing, stands = _standing(parts, decisive=decisive), all(part.stands for part in parts)
    return Condition(joined, reads, _gate(parts, all_needed=not decisive), joined if stands else standing, stands)


def _standing(parts: list[Condition], *, decisive: bool) -> Evaluator | None:
    """What of a joint condition stands: of an `and` any part that does, of an `or` all parts or nothing."""
    known = [Condition(part.standing, part.reads) for part in parts if part.standing is not None]
    return joined(known, decisive=decisive).evaluate if known and (len(known) == len(parts) or not decisive) else None


def _lacking(parts: Iterable[Evaluator], facts: Asked) -> Missing:
    """What the parts lack, in the order in which they are written."""
    answers = [part(facts) for part in parts]
    return Missing(tuple(dict.fromkeys(need for a in answers if isinstance(a, Missing) for need in a.needs)))


def _gate(parts: list[Condition], *, all_needed: bool) -> Gate | None:
    """What a joint condition cannot hold without: the smallest gate of an `and`, all the gates of an `or`."""
    gates = [part.gate for part in parts if part.gate is not None]
    if all_needed:
        return min(gates, key=len, default=None)
    return frozenset().union(*gates) if gates and len(gates) == len(parts) else None


def negated(inner: Condition) -> Condition:
    """The opposite; unknown stays unknown."""
    evaluate = inner.evaluate

    def negated(facts: Asked) -> Answer:
        answer = evaluate(facts)
        return answer if isinstance(answer, Missing) else not answer

    return Condition(negated, inner.reads, standing=negated if inner.stands else None, stands=inner.stands)


def truth_of(fact: Fact) -> Condition:
    """Whether a fact is true, or a set or list has anything in it."""
    name = fact.name

    def truth(facts: Asked) -> Answer:
        try:
            value = facts[name]
        except Lacking as lacking:  # an act that hangs on what is missing
            return Missing(lacking.needs)
        return value if isinstance(value, Missing) else bool(value)

    return Condition(truth, fact.reads, fact.gate, truth if fact.stands else None, fact.stands)


def compared_value(fact: Fact, test: Callable[[object], object], gate: Gate | None) -> Condition:
    """Whether the value of a fact passes a test; it is nothing where nothing of the gate stands in the text."""
    name, fails_without = fact.name, not test(_NOTHING[fact.type]) if gate else False

    def compared(facts: Asked) -> Answer:
        try:
            value = facts[name]
        except Lacking as lacking:
            return Missing(lacking.needs)
        return value if isinstance(value, Missing) else bool(test(value))

    gate = gate if fails_without else None
    return Condition(compared, fact.reads, gate, compared if fact.stands else None, fact.stands)


_NOTHING: dict[str, object] = {"bool": False, "int": 0, "float": 0.0, "text": "", "set": frozenset(), "list": []}
"""What a fact is where nothing of its gate stands in the text."""


def bounded(inner: Condition, bound: Condition) -> Condition:
    """A condition that does not hold where a cheaper one, which it implies, does not."""
    evaluate, cheaper = inner.evaluate, bound.evaluate

    def bounded(facts: Asked) -> Answer:
        return False if cheaper(facts) is False else evaluate(facts)

    stands = inner.stands and bound.stands
    return Condition(bounded, inner.reads, inner.gate, bounded if stands else bound.standing, stands)


def compared_facts(left: Fact, compare: Compare, right: Fact) -> Condition:
    """Whether two facts compare so."""
    one, other = left.name, right.name

    def compared(facts: Asked) -> Answer:
        try:
            a, b = facts[one], facts[other]
        except Lacking as lacking:
            return Missing(lacking.needs)
        needs = [need for value in (a, b) if isinstance(value, Missing) for need in value.needs]
        return Missing(tuple(dict.fromkeys(needs))) if needs else bool(compare(a, b))

    stands = left.stands and right.stands
    return Condition(compared, max(left.reads, right.reads), None, compared if stands else None, stands)
