"""How a send is stopped, and what its author is told."""

from __future__ import annotations

from datetime import datetime

from couth.errors import CouthError
from couth.model import Decision, Report, Unknown


class Stopped(CouthError):  # noqa: N818  (what happened, not what went wrong)
    """A draft that must not go out as it is, or not now. `report` says all; the text of the error holds no words of it."""

    def __init__(self, message: str, report: Report, decision: Decision, number: int | None = None) -> None:
        super().__init__(message)
        self.report = report
        self.decision = decision
        self.number = number
        """Of the decision in the store; None where it could not be recorded."""

    def __reduce__(self) -> tuple[type[Stopped], tuple[object, ...]]:
        return type(self), (str(self), self.report, self.decision, self.number)

    def advice(self) -> str:
        """What to change, for whoever wrote the draft, a person or a program: quotes the draft and the thread."""
        lines = [f"Not sent: {_WHAT.get(self.decision.action, self.decision.action)}.", self.decision.reason]
        for number, violation in enumerate(self.report.violations, 1):
            lines.append(f"{number}. [{violation.severity}] {violation.rule}: {violation.message}")
            if violation.suggestion:
                lines.append(f"   {violation.suggestion}")
        lines += [f"Not known: {', '.join(u.needs)} ({u.rule})" for u in self._undecided()]
        return "\n".join(filter(None, lines))

    def _undecided(self) -> list[Unknown]:
        return list(self.report.unknown) if self.report.verdict == "needs_context" else []


_WHAT = {
    "revise": "revise the draft and send it again",
    "block": "this must not be sent at all",
    "use_template": "the reply window is closed, use an approved template",
    "hold": "something must be known first",
}


class Blocked(Stopped):
    """The draft breaks a rule that stops it."""


class Held(Stopped):
    """The draft may go out, but not before `not_before`."""

    @property
    def not_before(self) -> datetime:
        """The first moment at which it may."""
        assert self.decision.not_before is not None  # noqa: S101  (what is held has one)
        return self.decision.not_before

    def advice(self) -> str:
        """When to send it."""
        return f"Not sent: send it at {self.not_before.isoformat()} or later.\n{self.decision.reason}"


class AlreadySent(CouthError):  # noqa: N818  (the same)
    """A send with this idempotency key has gone out, or is about to (`is_open`); `number` is that of its decision."""

    def __init__(self, key: str, number: int, is_open: bool = False) -> None:
        super().__init__(f"{'being sent' if is_open else 'already sent'}, by decision {number}")
        self.key = key
        self.number = number
        self.is_open = is_open

    def __reduce__(self) -> tuple[type[AlreadySent], tuple[object, ...]]:
        return type(self), (self.key, self.number, self.is_open)


def stopped_in(error: BaseException) -> Stopped | None:
    """What stopped a send, of an error in which a client has wrapped it."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, Stopped):
        seen = seen.__cause__ or seen.__context__
    return seen
