"""Three-valued logic over facts (Kleene's): what is unknown stays unknown, with everything that it lacks."""

from __future__ import annotations

from typing import Any, Callable, Protocol

from couth.facts.catalogue import Missing


class Asked(Protocol):
    """What conditions are put to: facts by name."""

    def __getitem__(self, name: str) -> object:
        """The value of a fact, or Missing."""


Answer = bool | Missing
Evaluator = Callable[[Asked], Answer]
"""Puts a condition to the facts: True, False, or Missing with its needs, in order and without doubles."""

Compare = Callable[[Any, Any], object]
"""Compares two known values."""


def joined(parts: list[Evaluator], *, decisive: bool) -> Evaluator:
    """`and` (decided by the first False) or `or` (decided by the first True) of the parts."""
    if len(parts) == 1:
        return parts[0]

    def joined(facts: Asked) -> Answer:
        needs: dict[str, None] = {}
        for part in parts:
            answer = part(facts)
            if answer is decisive:
                return decisive
            if isinstance(answer, Missing):
                needs.update(dict.fromkeys(answer.needs))
        return Missing(tuple(needs)) if needs else not decisive

    return joined


def negated(inner: Evaluator) -> Evaluator:
    """The opposite; unknown stays unknown."""

    def negated(facts: Asked) -> Answer:
        answer = inner(facts)
        return answer if isinstance(answer, Missing) else not answer

    return negated


def truth_of(name: str) -> Evaluator:
    """Whether a fact is true, or a set or list has anything in it."""

    def truth(facts: Asked) -> Answer:
        value = facts[name]
        return value if isinstance(value, Missing) else bool(value)

    return truth


def compared_value(name: str, test: Callable[[object], object]) -> Evaluator:
    """Whether the value of a fact passes a test."""

    def compared(facts: Asked) -> Answer:
        value = facts[name]
        return value if isinstance(value, Missing) else bool(test(value))

    return compared


def compared_facts(left: str, compare: Compare, right: str) -> Evaluator:
    """Whether two facts compare so."""

    def compared(facts: Asked) -> Answer:
        a, b = facts[left], facts[right]
        needs = [need for value in (a, b) if isinstance(value, Missing) for need in value.needs]
        return Missing(tuple(dict.fromkeys(needs))) if needs else bool(compare(a, b))

    return compared
