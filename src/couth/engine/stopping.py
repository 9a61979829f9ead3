"""What stops a draft: the findings that are errors, apart from those that only lower the score beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from couth.engine.compiled import Outcome
from couth.engine.verdict import Permitted, report
from couth.model import Decision, Draft, Report

if TYPE_CHECKING:
    from couth.policy import Policy


@dataclass(frozen=True, slots=True)
class Judgement:
    """A report, and the decision of what stops the draft; None where it may go."""

    report: Report
    stop: Decision | None


def stop_of(
    policy: Policy, draft: Draft, found: Report, outcomes: list[Outcome], permitted: Permitted
) -> Decision | None:
    """The decision on a report that blocks: by its errors alone where there are any, so that a slip of the pen beside
    them does not make a revision of what only has to wait."""
    if found.verdict in ("pass", "warn"):
        return None
    errors = {violation.rule for violation in found.violations if violation.severity == "error"}
    grave = [outcome for outcome in outcomes if outcome.rule.id in errors]
    return report(policy, draft, grave, permitted).decision if grave else found.decision
