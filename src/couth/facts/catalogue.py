"""What a fact is: a named, typed, documented value, computed when a rule first asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Literal

if TYPE_CHECKING:
    from couth.facts.view import Facts

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
