"""What the linter says of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Mapping

from couth.model.values import Span

SEVERITIES: Final = ("error", "warning", "info")
VERDICTS: Final = ("pass", "warn", "block", "needs_context")
ACTIONS: Final = ("send", "revise", "hold", "use_template", "block")

Severity = Literal["error", "warning", "info"]
Basis = Literal["fact", "heuristic"]
Verdict = Literal["pass", "warn", "block", "needs_context"]
Action = Literal["send", "revise", "hold", "use_template", "block"]
Mending = Literal["revise", "hold", "use_template", "block"]
"""What can be done about a finding."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the `span` of the draft."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a violation; `safe` where they cannot change what is meant."""

    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the thread that a finding rests on: index of the message, and the span in its text."""

    message: int
    span: Span
    excerpt: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check saw: a span of the draft, its evidence, values for the rule's message.

    `not_before` is the first moment at which this finding would be gone, for findings of the clock. `at_most` is the
    gravest that it can be, whatever its rule says: what rests on a figure that is not certain is no error.
    """

    span: Span
    evidence: tuple[Evidence, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    fix: Fix | None = None
    not_before: datetime | None = None
    at_most: Severity | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A hit with the identity, weight and words of its rule."""

    rule: str
    severity: Severity
    basis: Basis
    points: int
    message: str
    span: Span
    excerpt: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A rule that could not judge, and what it lacked."""

    rule: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that broke off on this draft (a pattern that ran away); never a pass."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with the draft, from when on, and why."""

    action: Action
    not_before: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found of one draft, under one policy."""

    verdict: Verdict
    score: int
    decision: Decision
    violations: tuple[Violation, ...]
    unknown: tuple[Unknown, ...]
    policy: str
    fingerprint: str
    id: str | None = None
    faults: tuple[Fault, ...] = ()
    deductions: tuple[tuple[str, int], ...] = ()
    """Points taken off by group, after its cap: the score is 100 less their sum."""
