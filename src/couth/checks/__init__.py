"""The kinds of checks: a closed set, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated, Final, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder
from couth.checks.capitals import Share
from couth.checks.clocks import Hours, Pace
from couth.checks.judged import Cues
from couth.checks.measures import Count, Length
from couth.checks.records import Attachments, FactCheck, Numbers, Told
from couth.checks.threads import ReAsk, Repeat, Topic, Unanswered
from couth.checks.words import Missing, PatternCheck, Phrases, Swap
from couth.facts import Facts, Lacking
from couth.facts import Missing as MissingFact
from couth.model import Hit, Span
from couth.text import PhrasesByLanguage

Single = Annotated[
    Attachments
    | Count
    | Cues
    | FactCheck
    | Hours
    | Length
    | Missing
    | Numbers
    | Pace
    | PatternCheck
    | Phrases
    | ReAsk
    | Repeat
    | Share
    | Swap
    | Told
    | Topic
    | Unanswered,
    Field(discriminator="kind"),
]


class AnyOf(Check):
    """Finds what any of several checks finds; each has a name, by which its options are changed."""

    kind: Literal["any"]
    of: dict[str, Single] = Field(min_length=2, description="the checks, by a name of their own")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The lists of its checks, each under the check's name."""
        return {
            f"{name}/{suffix}" if suffix else name: words
            for name, check in self.of.items()
            for suffix, words in check.lists().items()
        }

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
                raise Lacking(MissingFact(tuple(dict.fromkeys(needs))))

        return find


KINDS: Final[tuple[type[Check], ...]] = (
    AnyOf, Attachments, Count, Cues, FactCheck, Hours, Length, Missing, Numbers, Pace, PatternCheck, Phrases, ReAsk, Repeat,
    Share, Swap, Told, Topic, Unanswered,
)  # fmt: skip
"""Every kind, in alphabetical order of their names."""

AnyCheck = Annotated[
    AnyOf
    | Attachments
    | Count
    | Cues
    | FactCheck
    | Hours
    | Length
    | Missing
    | Numbers
    | Pace
    | PatternCheck
    | Phrases
    | ReAsk
    | Repeat
    | Share
    | Swap
    | Told
    | Topic
    | Unanswered,
    Field(discriminator="kind"),
]

__all__ = ["KINDS", "AnyCheck", "AnyOf", "Check", "Finder"]
