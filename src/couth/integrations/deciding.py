"""From a judgement to what is done: let through, held, or stopped, by the mode of each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Mapping

from couth.engine import Judgement, Linter
from couth.errors import InputError
from couth.integrations.inputs import one_of
from couth.integrations.permit_records import Earlier, Verdict
from couth.integrations.stopped import AlreadySent, Blocked, Held, Stopped
from couth.integrations.written import told
from couth.model import Decision, Draft, Report, Thread

Mode = Literal["enforce", "warn", "shadow"]
MODES: Final = ("enforce", "warn", "shadow")


@dataclass(frozen=True, slots=True)
class Override:
    """Why a draft goes out that would be stopped, and who says so; both are recorded."""

    reason: str
    by: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.by.strip():
            raise InputError("an override needs a reason and a name")
        told("who overrides", self.by)
        told("why", self.reason)


class Modes:
    """What a finding that stops a draft does, for all rules and for some by rule or group."""

    def __init__(self, linter: Linter, mode: Mode, some: Mapping[str, Mode]) -> None:
        self._linter = linter
        self.mode: str = one_of("mode", mode, MODES)
        self._some = {name: one_of("mode", value, MODES) for name, value in some.items()}
        known = set(linter.policy.rules) | {rule.split(".", 1)[0] for rule in linter.policy.rules}
        if wrong := sorted(set(some) - known):
            groups = sorted(name for name in known if "." not in name)
            raise InputError(f"no rule or group {', '.join(wrong)} to set a mode for; groups are {', '.join(groups)}")

    def of(self, rule: str) -> str:
        """The mode of a rule."""
        return self._some.get(rule) or self._some.get(rule.split(".", 1)[0]) or self.mode

    def verdict(self, draft: Draft, thread: Thread, key: str | None, override: Override | None) -> Verdict:
        """Judge a draft, and say what comes of it."""
        judged = self._linter.judge(draft, thread, self._binds)
        outcome = self._outcome(judged, override)
        by, reason = (override.by, override.reason) if override and outcome == "overridden" else (None, None)
        return Verdict(draft, judged.report, judged.stop, outcome, self.mode, key, by, reason)

    def _binds(self, rule: str) -> bool:
        return self.of(rule) == "enforce"

    def _outcome(self, judged: Judgement, override: Override | None) -> str:
        if judged.stop is not None:
            if override is not None:
                return "overridden"
            return "held" if judged.stop.action == "hold" and judged.stop.not_before else "blocked"
        if judged.report.verdict in ("pass", "warn"):
            return "passed"
        rules = [v.rule for v in judged.report.violations] + [u.rule for u in judged.report.unknown]
        return "warned" if "warn" in map(self.of, rules) else "shadowed"


def stopped_by(verdict: Verdict, number: int | None) -> Stopped | None:
    """What is raised for a verdict; None where the draft may go."""
    if verdict.outcome not in ("held", "blocked"):
        return None
    decision = verdict.stop or verdict.report.decision
    kind = Held if verdict.outcome == "held" else Blocked
    return kind(_said(decision, verdict.report), verdict.report, decision, number)


def _said(decision: Decision, report: Report) -> str:
    """What an error says: the rules, and none of the words that they are about."""
    rules = ", ".join(sorted({v.rule for v in report.violations if v.severity == "error"})) or f"score {report.score}"
    when = f", not before {decision.not_before.isoformat()}" if decision.not_before else ""
    return f"{decision.action}{when}: {rules}"


def refuse_repeated(earlier: Earlier | None, key: str, digest: str) -> None:
    """Raise AlreadySent where a send with the key has gone out or is under way, InputError where it is another one."""
    if earlier is None or earlier.state not in ("sent", "open"):
        return
    if earlier.digest != digest:
        raise InputError("the idempotency key belongs to another draft")
    raise AlreadySent(key, earlier.id, is_open=earlier.state == "open")
