"""From findings to a report: stamp, sort, score, decide."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Callable, Final, Iterable, Iterator, Mapping, Sequence

from couth.engine.compiled import Outcome
from couth.model import Decision, Draft, Hit, Report, Unknown, Violation
from couth.model.report import SEVERITIES, Action, Severity, Verdict
from couth.policy.templates import filled

if TYPE_CHECKING:
    from couth.engine.terms import Terms
    from couth.policy import Policy, Rule

Permitted = Callable[[datetime], "datetime | None"]
"""The first moment from one on at which no rule of the clock objects; None where there is none."""

EXCERPT = 60
"""An excerpt inside a rule's message is cut to so many characters."""


def report(policy: Policy, draft: Draft, outcomes: list[Outcome], permitted: Permitted) -> Report:
    """The report on a draft."""
    if not outcomes:
        return Report("pass", 100, _SEND, (), (), policy.name, policy.fingerprint, draft.id)
    violations = sorted((v for o in outcomes for v in _violations(draft, o)), key=lambda v: (v.span, v.rule, v.message))
    unknown = tuple(o.unknown for o in outcomes if o.unknown)
    deductions = deductions_of(policy, violations)
    score = max(0, 100 - sum(points for _, points in deductions))
    verdict = verdict_of(policy, violations, score, {policy.stands_for(u.rule) for u in unknown})
    return Report(
        verdict=verdict,
        score=score,
        decision=_decision(policy, verdict, outcomes, permitted),
        violations=tuple(violations),
        unknown=unknown,
        policy=policy.name,
        fingerprint=policy.fingerprint,
        id=draft.id,
        faults=tuple(o.fault for o in outcomes if o.fault),
        deductions=deductions,
    )


def _violations(draft: Draft, outcome: Outcome) -> Iterator[Violation]:
    rule = outcome.rule
    for hit in outcome.hits:
        excerpt = draft.text[hit.span[0] : hit.span[1]]
        values = _values(hit, excerpt)
        yield Violation(
            rule=rule.id,
            severity=_severity(rule, hit),
            basis=rule.basis,
            points=rule.points,
            message=filled(rule.message, values),
            span=hit.span,
            excerpt=excerpt,
            evidence=hit.evidence,
            suggestion=hit.suggestion or (rule.suggest and filled(rule.suggest, values)),
            fix=hit.fix,
        )


def _severity(rule: Rule, hit: Hit) -> Severity:
    """The rule's severity, or the lesser one that the finding can have at most."""
    return max(rule.severity, hit.at_most or rule.severity, key=SEVERITIES.index)


def _values(hit: Hit, excerpt: str) -> dict[str, object]:
    """What a message of the rule may name."""
    given = {name: shortened(value) if isinstance(value, str) else value for name, value in hit.values.items()}
    return {**given, "excerpt": shortened(excerpt)}


def shortened(text: str) -> str:
    """A text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def deductions_of(policy: Policy | Terms, violations: Iterable[Violation]) -> tuple[tuple[str, int], ...]:
    """Points taken off by group, each after its cap."""
    points: Counter[str] = Counter()
    for violation in violations:
        points[violation.rule.split(".", 1)[0]] += violation.points
    return tuple((group, min(total, policy.caps.get(group, total))) for group, total in sorted(points.items()) if total)


def verdict_of(policy: Policy | Terms, violations: Sequence[Violation], score: int, unknown: set[str]) -> Verdict:
    """The verdict on findings, a score, and what it means that rules could not judge."""
    severities = {violation.severity for violation in violations}
    if "error" in severities or score < policy.block_below:
        return "block"
    if "block" in unknown:
        return "needs_context"
    return "warn" if "warning" in severities or "warn" in unknown else "pass"


_SEND: Final = Decision("send")
_ACTIONS: Mapping[Action, str] = {
    "block": "nothing makes it right",
    "revise": "the words are at fault",
    "use_template": "the reply window is closed",
    "hold": "not at this moment",
}
"""Actions in order of precedence, with what they mean."""


def _decision(policy: Policy, verdict: Verdict, outcomes: list[Outcome], permitted: Permitted) -> Decision:
    if verdict == "pass":
        return _SEND
    counting = [o for o in outcomes if o.hits and o.rule.severity != "info"]
    moment = _not_before(counting, permitted)
    asked = asked_for([(o.rule.id, _action(o)) for o in counting], moment)
    return asked or by_default(policy, verdict, [o.unknown for o in outcomes if o.unknown])


def asked_for(actions: Sequence[tuple[str, Action]], moment: datetime | None) -> Decision | None:
    """The decision that rules ask for, the gravest first; None where they ask for nothing."""
    for action, meaning in _ACTIONS.items():
        rules = [rule for rule, wanted in actions if wanted == action]
        if rules:
            return Decision(action, moment, f"{meaning}: {', '.join(rules)}")
    return None


def by_default(policy: Policy | Terms, verdict: Verdict, unknown: Sequence[Unknown]) -> Decision:
    """Where no violation asks for anything by itself: a score too low, or something that must be known is not."""
    if verdict == "block":
        return Decision("revise", None, f"the score is under {policy.block_below}")
    wanted = "block" if verdict == "needs_context" else "warn"
    needs = [need for one in unknown if policy.stands_for(one.rule) == wanted for need in one.needs]
    action: Action = "hold" if verdict == "needs_context" else "send"
    return Decision(action, None, f"not known: {', '.join(dict.fromkeys(needs))}")


def _action(outcome: Outcome) -> Action:
    if outcome.rule.decision:
        return outcome.rule.decision
    if any(hit.not_before for hit in outcome.hits):
        return "hold"
    return "block" if outcome.rule.check.of_clock else "revise"  # a cap of none: no other moment will do either


def _not_before(outcomes: list[Outcome], permitted: Permitted) -> datetime | None:
    moments = [hit.not_before for o in outcomes for hit in o.hits if hit.not_before]
    return permitted(max(moments)) if moments else None
