"""What a fact is: a named, typed, documented value, computed when a rule first asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Literal

if TYPE_CHECKING:
    from couth.facts.view import Facts

DRAFT, TEXT, TIMES, THREAD = range(4)
"""What a fact is read off, from the cheapest to the dearest: what the draft and the record say of themselves, the words
of the draft, the roles and times of the thread, the words of the thread."""

FactType = Literal["bool", "int", "float", "text", "duration", "moment", "set", "list"]
"""`duration` is in seconds; `set` holds strings; `list` holds values that only checks look into."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Stands where a value would: what would have to be known for it."""

    needs: tuple[str, ...]


class Lacking(Exception):  # noqa: N818  (no error: the engine turns it into an unknown)
    """Raised by `Facts.known` where the fact asked for is missing."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(", ".join(missing.needs))
        self.needs = missing.needs


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the catalogue. `values` lists the legal ones where they are few and fixed."""

    name: str
    type: FactType
    doc: str
    compute: Callable[[Facts], object]
    values: tuple[str, ...] = ()
    reads: int = TEXT
    gate: frozenset[str] | None = None
    """Word lists and signs; unless one of them stands in the draft's text, the fact is False, 0 or empty."""
    stages: tuple[tuple[int, frozenset[str]], ...] = ()
    """The same for so many or more, in ascending order, where several take more than one does."""
    stands: bool = False
    """Whether it rests on the thread and the customer's record alone, so that it holds until the thread grows."""
    at_most: str | None = None
    """Another fact, cheaper to come by, that is never less than this one."""

    def gate_of(self, least: float) -> frozenset[str] | None:
        """What the fact cannot be so much or more without."""
        return next((gate for count, gate in reversed(self.stages) if count <= least), self.gate)
