"""Outlines that are known from before: of a language's lists by themselves, and of all of them together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import AbstractSet, Any, Container, Mapping, Sequence

from couth.text.outline import Outline, joined
from couth.text.packing import Packing, pack_json, packed_bytes, unpack_json


@dataclass(frozen=True)
class KnownOutlines:
    """Packed until they are asked for: most processes ask for those of one language, all together.

    Those of lists that are `fresh`, by their short names as they are included too, hold no more.
    """

    _all: bytes
    _by_list: bytes
    fresh: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of_plain(cls, data: Sequence[Packing]) -> KnownOutlines:
        """What `plain` gave; raises ValueError where it was damaged since."""
        everything, by_list = data
        return cls(packed_bytes(everything), packed_bytes(by_list))

    def without(self, fresh: AbstractSet[str]) -> KnownOutlines:
        """The same where further lists are others than those that were looked through."""
        return replace(self, fresh=self.fresh | fresh) if fresh else self

    def together(self, lists: Sequence[str]) -> Outline | None:
        """The outline of these lists in this order; None where that of other ones is known."""
        if self.fresh:
            return None
        names, outline = unpack_json(self._all)
        return Outline.of_plain(outline) if names == list(lists) else None

    def of(self, lists: Container[str]) -> dict[str, Outline]:
        """The outlines of those of some lists of which they are known."""
        found: Mapping[str, Any] = unpack_json(self._by_list)
        return {name: Outline.of_plain(one) for name, one in found.items() if name in lists and self._holds(name, one)}

    def _holds(self, name: str, outline: Mapping[str, Any]) -> bool:
        return name not in self.fresh and self.fresh.isdisjoint(outline["includes"])


def plain(outlines: Mapping[str, Outline]) -> list[Packing]:
    """The outlines of lists, in their order, as plain data."""
    together = [list(outlines), joined(outlines.values()).plain()]
    return [pack_json(together), pack_json({name: outline.plain() for name, outline in outlines.items()})]
