"""The stock: what the shipped folder brings to every policy, rules, shared lists and acts, and the profiles of channels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Callable, Mapping

from couth.errors import Problem
from couth.facts import Profile
from couth.policy.profiles import read_profiles
from couth.policy.rules import RawRule, Raws, rule_file
from couth.policy.shared import Shared, read_shared
from couth.policy.shipped import Shelf, shelf
from couth.policy.values import Rule
from couth.text import Outlines


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """The shared lists and acts at once; the rules of the default policy and the profiles when they are asked for.

    Of a stock that is known from before, `ready` are its rules, each as it is written and as it is built, `outlines` those
    of its word lists, and `fingerprint` that of the default policy. Where the YAML was read just now, there are none.
    """

    shared: Shared
    raws: Callable[[list[Problem]], Raws]
    profiles: Callable[[list[Problem]], Mapping[str, Profile]]
    ready: Mapping[str, tuple[RawRule, Rule]] = field(default_factory=dict)
    outlines: Outlines = field(default_factory=dict)
    fingerprint: str = ""

    def built(self, raw: RawRule) -> Rule | None:
        """The rule that stands built and that nothing was changed in."""
        before, rule = self.ready.get(raw.id, (None, None))
        return rule if before is not None and raw.data is before.data else None

    def with_examples(self, raw: RawRule, rule: Rule) -> Rule:
        """A rule with its shipped examples, where no policy brings others: what is ready is written without them."""
        known = self.ready.get(raw.id)
        return rule if known is None or "examples" in raw.data else replace(rule, examples=known[1].examples)


def read_stock(folder: Path, problems: list[Problem]) -> Stock:
    """The stock as its YAML has it; every mistake is noted."""
    files = shelf(folder, problems)
    return Stock(
        read_shared(folder, files, problems),
        partial(_raws, files),
        partial(read_profiles, files.channels),
    )


def _raws(files: Shelf, problems: list[Problem]) -> Raws:
    return {rule_id: rule_file(rule_id, path, problems) for rule_id, path in files.rules.items()}
