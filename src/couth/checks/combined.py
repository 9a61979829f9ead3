"""The check that is several checks."""

from __future__ import annotations

from typing import Iterator, Literal, Mapping

from pydantic import Field, InstanceOf, field_validator

from couth.checks.base import Check, Finder, Gate, Knowledge, PhrasesByLanguage
from couth.facts import Facts, Lacking, Missing
from couth.model import Hit, Span


class AnyOf(Check):
    """Finds what any of several checks finds; each has a name, by which its options are changed."""

    kind: Literal["any"]
    of: dict[str, InstanceOf[Check]] = Field(min_length=2, description="the checks, by a name of their own")

    @field_validator("of")
    @classmethod
    def _single(cls, of: dict[str, Check]) -> dict[str, Check]:
        nested = [name for name, check in of.items() if isinstance(check, AnyOf)]
        if nested:
            raise ValueError(f"{nested[0]} is of the kind 'any' itself; put its checks here, side by side")
        return of

    def late_lists(self) -> frozenset[str]:
        """Those of its checks, each under the check's name."""
        return frozenset(f"{name}/{suffix}" for name, check in self.of.items() for suffix in check.late_lists())

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The lists of its checks, each under the check's name."""
        return {
            f"{name}/{suffix}" if suffix else name: words
            for name, check in self.of.items()
            for suffix, words in check.lists().items()
        }

    def message_values(self) -> frozenset[str]:
        """What any of its checks gives."""
        return frozenset[str]().union(*(check.message_values() for check in self.of.values()))

    @property
    def reads(self) -> int:
        """What the dearest of them reads."""
        return max(check.reads for check in self.of.values())

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """What one of them needs."""
        gates = [check.gate(f"{name}/{suffix}", knowledge) for suffix, check in self.of.items()]
        return None if None in gates else frozenset().union(*filter(None, gates))

    def finder(self, name: str) -> Finder:
        """Hits of every check, one each place; unknown only where nothing was found and some check lacks something."""
        finders = [check.finder(f"{name}/{suffix}") for suffix, check in self.of.items()]

        def find(facts: Facts) -> Iterator[Hit]:
            seen: set[Span] = set()
            needs: list[str] = []
            for finder in finders:
                try:
                    for hit in finder(facts):
                        if hit.span not in seen:
                            seen.add(hit.span)
                            yield hit
                except Lacking as lacking:
                    needs.extend(lacking.needs)
            if needs and not seen:
                raise Lacking(Missing(tuple(dict.fromkeys(needs))))

        return find
