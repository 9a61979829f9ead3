"""The check that says what to say instead."""

from __future__ import annotations

from typing import ClassVar, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder, Gate, Knowledge, Phrase, PhrasesByLanguage
from couth.checks.places import Skip, is_in
from couth.facts import Facts
from couth.model import Edit, Fix, Hit, Span


class Swap(Check):
    """Finds words that are better said otherwise, and says how."""

    gives: ClassVar[tuple[str, ...]] = ("instead",)

    kind: Literal["swap"]
    pairs: dict[str, dict[Phrase, str]] = Field(description="by language: the phrase, and what to say for it")
    safe: bool = Field(default=False, description="the fix cannot change what is meant")
    skip: list[Skip] = Field(default=["quotes", "links", "codes"], description="places that do not count")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """Its left-hand sides are the rule's list."""
        return {"": {lang: list(pairs) for lang, pairs in self.pairs.items()}}

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Its list."""
        return frozenset({name})

    def finder(self, name: str) -> Finder:
        """Every phrase found, with the words to say instead as suggestion and fix."""
        instead = {lang: tuple(pairs.values()) for lang, pairs in self.pairs.items()}

        def find(facts: Facts) -> Iterator[Hit]:
            by_number = (*instead.get(facts.lang, ()), *instead.get("any", ()))
            for hit in facts.reading.hits(name):
                if hit.number < len(by_number) and not is_in(self.skip, facts, hit.span):
                    yield _swapped(facts, hit.span, by_number[hit.number], self.safe)

        return find


def _swapped(facts: Facts, span: Span, text: str, safe: bool) -> Hit:
    written = facts.draft.text[span[0] : span[1]]
    text = text[:1].upper() + text[1:] if written[:1].isupper() else text
    return Hit(span, values={"instead": text}, suggestion=text, fix=Fix((Edit(span, text),), safe))
