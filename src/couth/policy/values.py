"""A policy as the engine takes it: plain values, complete and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Literal, Mapping

from couth.checks import Check
from couth.facts import Act, Expression, Profile
from couth.model import Draft, Thread
from couth.model.report import Basis, Mending, Severity
from couth.text import Outlines, WordList

Stand = Literal["pass", "warn", "block"]
"""What it means that a rule could not judge."""

Choose = Callable[["str | None", "str | None", "str | None", "str | None"], "Policy"]


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must find (`at` holds the excerpts), must leave alone, or cannot judge, and its place."""

    draft: Draft
    thread: Thread = field(compare=False)
    at: tuple[str, ...] = ()
    note: str | None = None
    path: str = ""
    line: int | None = None

    def values(self) -> tuple[Draft, Thread]:
        """What to lint: the draft, and the thread before it."""
        return self.draft, self.thread


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of a rule, by what must come of them."""

    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    unknown: tuple[Example, ...] = ()


class LaterExamples(Examples):
    """Examples that are made when somebody first asks for one, and are equal to those that were there from the start."""

    __slots__ = ("_make",)
    _make: Callable[[], Examples]

    def __init__(self, make: Callable[[], Examples]) -> None:
        object.__setattr__(self, "_make", make)

    def __getattr__(self, name: str) -> tuple[Example, ...]:
        """Called where a field has not been filled yet."""
        if name not in ("bad", "good", "unknown"):
            raise AttributeError(name)
        made = self._make()
        for field_name in ("bad", "good", "unknown"):
            object.__setattr__(self, field_name, getattr(made, field_name))
        return tuple(getattr(made, name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Examples) and _listed(self) == _listed(other)

    def __hash__(self) -> int:
        return hash(_listed(self))


def _listed(examples: Examples) -> tuple[tuple[Example, ...], ...]:
    return examples.bad, examples.good, examples.unknown


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its identity, weight and words, and the conditions under which it speaks.

    It speaks of drafts on its `channels` (of all where there are none), where all of `when` hold and none of `unless`
    does. It is silent on a draft in which one of
    the rules that it `yields` to has found something. `decision` is what to do about it, where that does
    not follow from the check. `path` names its file. `altered` says that a policy changed what it finds and brought no
    examples for that.
    """

    id: str
    group: str
    summary: str
    why: str
    source: tuple[str, ...]
    severity: Severity
    points: int
    basis: Basis
    check: Check
    channels: frozenset[str]
    when: tuple[Expression, ...]
    unless: tuple[Expression, ...]
    message: str
    suggest: str | None
    decision: Mending | None
    yields: tuple[str, ...]
    unknown: Stand | None
    examples: Examples
    path: str
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules that are on, in order of their ids, with thresholds, word lists and acts.

    `words` holds every list by its id: `words.<name>` for the shared ones, `<rule>` or `<rule>/<suffix>`
    for those of a rule's check, `acts.<act>/<cue>` for those of an act. `caps` are the most points that a
    group takes off. The fingerprint changes with anything that changes a report.
    """

    name: str
    rules: Mapping[str, Rule]
    disabled: tuple[str, ...]
    block_below: int
    unknown: Mapping[str, Stand]
    caps: Mapping[str, int]
    words: Mapping[str, WordList]
    acts: Mapping[str, Act]
    lang: str
    limits: Mapping[str, int]
    channels: Mapping[str, Profile]
    """What each channel permits, by channel."""
    fingerprint: str
    merged: Mapping[str, Any] = field(repr=False, compare=False)
    """The whole of it as one policy file, `extends` resolved; see `effective`."""
    outlines: Outlines = field(default_factory=dict, repr=False, compare=False)
    """What is known of the templates of its lists; where that is not there, it is worked out from them."""
    choose: Choose | None = field(default=None, repr=False, compare=False)
    """Finds the policy for a channel, language, purpose and path; None where there are no scopes."""

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def is_scoped(self) -> bool:
        """Whether it is another one for some channel, language, purpose or path."""
        return self.choose is not None

    def scoped(
        self, channel: str | None = None, lang: str | None = None, purpose: str | None = None, path: str | None = None
    ) -> Policy:
        """The policy with the overrides that `for:` gives for these; itself where none apply."""
        return self if self.choose is None else self.choose(channel, lang, purpose, path)

    def stands_for(self, rule_id: str) -> Stand:
        """What it means that a rule could not judge: set for the rule, in the rule, for its group, else `pass`."""
        if rule_id in self.unknown:
            return self.unknown[rule_id]
        rule = self.rules.get(rule_id)
        if rule is not None and rule.unknown is not None:
            return rule.unknown
        return self.unknown.get(rule_id.split(".", 1)[0], "pass")
