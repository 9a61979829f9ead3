"""The sides of comparisons in conditions: facts and literals, and which of them can be held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Sequence

from couth.errors import nearest
from couth.facts.catalogue import Fact


class OperandError(ValueError):
    """Operands that do not go together, or a literal that is none."""


_UNITS: Final = "; write a duration as 90s, 5m, 24h or 7d"
_CLASSES: Final = {"int": "number", "float": "number"}
_LITERALS: Final[dict[type, str]] = {bool: "bool", int: "number", float: "number", str: "text"}
_ORDERED: Final = ("number", "duration", "moment")
_TRUTHS: Final = ("bool", "set", "list")


@dataclass(frozen=True, slots=True)
class Operand:
    """A side of a comparison: its class (`number`, `text`, …, or `list of …`), and the fact or the literal value."""

    kind: str
    fact: Fact | None = None
    value: object = None

    def __str__(self) -> str:
        return f"{self.fact.name} ({self.kind})" if self.fact else f"{self.value!r} ({self.kind})"

    @classmethod
    def of(cls, fact: Fact) -> Operand:
        """A fact as an operand."""
        return cls(_CLASSES.get(fact.type, fact.type), fact)

    @property
    def has_truth(self) -> bool:
        """Whether it is true or false by itself: a yes or no, or whether anything is in it."""
        return self.kind in _TRUTHS

    def negative(self) -> Operand:
        """The number with a minus before it; raises OperandError for anything else."""
        if not isinstance(self.value, (int, float)) or self.kind != "number":
            raise OperandError(f"{self} cannot be negative")
        return Operand("number", value=-self.value)


def literal(value: object) -> Operand:
    """A literal; raises OperandError for one of no class that facts have."""
    kind = _LITERALS.get(type(value))
    if kind is None:
        raise OperandError("a literal is text, a number, true, false or a duration")
    return Operand(kind, value=value)


def listed(parts: Sequence[Operand]) -> Operand:
    """A written list; raises OperandError unless it holds literals of one class."""
    kinds = {part.kind for part in parts}
    if len(kinds) != 1 or any(part.fact or part.kind.startswith("list") for part in parts):
        raise OperandError("a list holds literals of one kind, and at least one")
    return Operand("list of " + kinds.pop(), value=tuple(part.value for part in parts))


def hold_together(left: Operand, name: str, right: Operand) -> None:
    """Raises OperandError where two operands cannot be compared so (`==`, `<`, `in`), or never are what is compared."""
    if left.fact is None and right.fact is None:
        raise OperandError("a comparison needs a fact on one side")
    (_member if name.endswith("in") else _alike)(left, name, right)
    _legal(left, right)
    _legal(right, left)


def _alike(left: Operand, name: str, right: Operand) -> None:
    if left.kind != right.kind:
        mixed = {left.kind, right.kind} == {"duration", "number"}
        raise OperandError(f"cannot compare {left} with {right}{_UNITS if mixed else ''}")
    if name in ("==", "!=") and left.kind not in ("text", "bool", *_ORDERED):
        raise OperandError(f"{left} cannot be compared with {name}; ask with `in`")
    if name not in ("==", "!=") and left.kind not in _ORDERED:
        raise OperandError(f"{left} has no order; use == or !=")


def _member(left: Operand, name: str, right: Operand) -> None:
    wanted = "text" if right.kind == "set" else right.kind.removeprefix("list of ")
    if right.kind != "set" and not right.kind.startswith("list of "):
        raise OperandError(f"{name} needs a set or a written list on its right, not {right}")
    if left.kind != wanted:
        raise OperandError(f"cannot look for {left} in {right}")


def _legal(known: Operand, written: Operand) -> None:
    """Refuses a text that the fact never has."""
    if known.fact is None or not known.fact.values or written.fact is not None:
        return
    legal = known.fact.values
    for value in written.value if isinstance(written.value, tuple) else (written.value,):
        if value not in legal:
            raise OperandError(f"{known.fact.name} is never {value!r}; {nearest(str(value), legal)}")
