"""The rules' own examples, run: what `couth test` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator

from couth.engine.linter import Linter
from couth.model import Report

if TYPE_CHECKING:
    from couth.policy import Example, Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that its rule does not judge as it says: which one, and what came out."""

    rule: str
    kind: str
    number: int
    draft: str
    message: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome of a rule's examples; `fires` tells whether any bad one was found at all.

    The examples of a rule that a policy altered are those of what it was before: so many are `left_out`.
    """

    rule: str
    tried: int
    failures: tuple[Failure, ...]
    fires: bool
    left_out: int = 0


def try_policy(linter: Linter) -> Iterator[Trial]:
    """A trial of every rule that is on, in order of ids."""
    return (try_rule(linter, rule) for rule in linter.policy.rules.values())


def try_rule(linter: Linter, rule: Rule) -> Trial:
    """The rule's own examples, judged by the whole policy."""
    failures, fires, tried = [], False, 0
    for kind in ("bad", "good", "unknown"):
        for number, example in enumerate(getattr(rule.examples, kind), 1):
            draft, thread = example.values()
            outcome = linter.lint(draft, thread)
            fires = fires or any(v.rule == rule.id for v in outcome.violations)
            tried += 1
            message = _CHECKS[kind](rule.id, example, outcome)
            if message:
                failures.append(Failure(rule.id, kind, number, draft.text, message))
    if rule.altered:
        return Trial(rule.id, 0, (), fires, left_out=tried)
    return Trial(rule.id, tried, tuple(failures), fires)


def _missed(rule: str, example: Example, report: Report) -> str | None:
    found = [v.excerpt for v in report.violations if v.rule == rule]
    if not found:
        return f"found nothing{_unknown(rule, report)}{_instead(report)}"
    missing = [at for at in example.at if at not in found]
    return f"expected {_quoted(missing)}, found {_quoted(found)}" if missing else None


def _alarmed(rule: str, _: Example, report: Report) -> str | None:
    found = [v.excerpt for v in report.violations if v.rule == rule]
    if found:
        return f"found {_quoted(found)}"
    return f"could not judge{_unknown(rule, report)}" if _unknown(rule, report) else None


def _judged(rule: str, _: Example, report: Report) -> str | None:
    return None if _unknown(rule, report) else f"was judged, though something was to be unknown{_instead(report)}"


_CHECKS = {"bad": _missed, "good": _alarmed, "unknown": _judged}
"""By the kind of an example: what is wrong with the report on it, None where nothing is."""


def _unknown(rule: str, report: Report) -> str:
    needs = [need for u in report.unknown if u.rule == rule for need in u.needs]
    return f" (needs {', '.join(needs)})" if needs else ""


def _instead(report: Report) -> str:
    rules = sorted({v.rule for v in report.violations})
    return f"; other rules found: {', '.join(rules)}" if rules else ""


def _quoted(excerpts: list[str]) -> str:
    return ", ".join(f"“{e}”" for e in excerpts)
