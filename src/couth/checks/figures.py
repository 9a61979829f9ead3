"""What the checks of a channel's figures share: they ask the profile of the draft's channel."""

from __future__ import annotations

from typing import Callable, Final, Iterator, Literal, Mapping

from couth.checks.base import Finder
from couth.facts import Facts, Figure, Profile
from couth.facts.profiles import under_profile
from couth.model import Hit

Finds = Callable[[Facts, Profile], Iterator[Hit]]


def of_profile(kinds: tuple[str, ...], find: Finds) -> Finder:
    """A finder that asks the profile of the draft's channel."""
    return lambda facts: under_profile(facts, lambda profile: find(facts, profile), kinds)


def at_most(figure: Figure) -> Literal["warning"] | None:
    """The gravest that a finding may be which rests on a figure."""
    return None if figure.is_firm else "warning"


MEASURES: Final[Mapping[str, Callable[[str], int]]] = {
    "characters": len,
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "bytes": lambda text: len(text.encode("utf-8", "surrogatepass")),
}
"""How long a text is, by the units that lengths are counted in."""
