"""What of a policy decides about findings that are there already; and reports judged anew by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Mapping, Sequence

from couth.engine.templates import not_applicable
from couth.engine.verdict import asked_for, by_default, deductions_of, verdict_of
from couth.model import Decision, Report, Violation
from couth.model.report import Action

if TYPE_CHECKING:
    from couth.policy import Policy
    from couth.policy.values import Stand


@dataclass(frozen=True, slots=True)
class Terms:
    """Thresholds and caps, what unknown means by rule, and what each rule asks for: plain data.

    `actions` holds what is asked for by rules that do not just ask for a revision.
    """

    block_below: int
    caps: Mapping[str, int]
    stands: Mapping[str, Stand]
    actions: Mapping[str, Action]

    def stands_for(self, rule_id: str) -> Stand:
        """What it means that a rule could not judge."""
        return self.stands.get(rule_id, "pass")


def terms_of(policy: Policy) -> Terms:
    """The terms of a policy."""
    actions = {
        rule.id: rule.decision or "hold" for rule in policy.rules.values() if rule.decision or rule.check.of_clock
    }
    stands = {rule_id: policy.stands_for(rule_id) for rule_id in policy.rules}
    return Terms(policy.block_below, dict(policy.caps), stands, actions)


def reconsidered(terms: Terms, before: Report, kept: Sequence[Violation], *, template: bool = False) -> Report:
    """The report as if only some of its violations had been found; of a template nothing counts that it cannot know.

    A moment that was named stays, where a rule still asks to hold: it is permitted, if perhaps not the first.
    """
    unknown = [one for one in before.unknown if not (template and not_applicable(one))]
    deductions = deductions_of(terms, kept)
    score = max(0, 100 - sum(points for _, points in deductions))
    verdict = verdict_of(terms, kept, score, {terms.stands_for(one.rule) for one in unknown})
    decision = Decision("send")
    if verdict != "pass":
        actions = _actions(terms, kept)
        moment = before.decision.not_before if any(action == "hold" for _, action in actions) else None
        decision = asked_for(actions, moment) or by_default(terms, verdict, unknown)
    return replace(
        before, verdict=verdict, score=score, decision=decision, violations=tuple(kept), deductions=deductions
    )


def _actions(terms: Terms, violations: Sequence[Violation]) -> list[tuple[str, Action]]:
    """What each rule asks for that found more than something to know, in order of their ids."""
    rules = sorted({violation.rule for violation in violations if violation.severity != "info"})
    return [(rule, terms.actions.get(rule, "revise")) for rule in rules]
