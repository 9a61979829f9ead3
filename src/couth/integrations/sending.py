"""Leave to send, as a context manager around the real send, sync and async."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Callable

from couth.model import Draft, Report

if TYPE_CHECKING:
    from types import TracebackType

    from couth.integrations.guard import Guard
    from couth.integrations.records import Verdict
    from couth.integrations.stopped import Stopped
    from couth.integrations.threads import Entry


class Permit:
    """Leave to send one draft. Set `message_id` to the platform's id of the message before it is confirmed, if known.

    `outcome` says why it was given: `passed`, `warned`, `shadowed` or `overridden`. `number` is that of the decision in
    the store; None where the store did not answer and the guard lets pass then.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (made in one place, by the guard)
        self,
        guard: Guard,
        number: int | None,
        thread: int | None,
        channel: str,
        draft: Draft,
        report: Report,
        outcome: str,
        stopped: Stopped | None,
    ) -> None:
        self._guard = guard
        self._open = True
        self.number = number
        self.thread = thread
        self.channel = channel
        self.draft = draft
        self.report = report
        self.outcome = outcome
        self.stopped = stopped
        self.expires: datetime | None = None
        self.message_id: str | None = None
        self.customer: str | None = None
        self.verdict: Verdict | None = None
        self.entry: Entry | None = None

    def confirm(self) -> None:
        """Record the draft as sent; once is enough."""
        if self._open:
            self._open = False
            self._guard._confirm(self)

    def release(self) -> None:
        """Give the place back: nothing was sent."""
        if self._open:
            self._open = False
            self._guard._release(self)


class Sending:
    """A send that is about to happen; `with` or `async with` it. It can be entered once."""

    def __init__(self, guard: Guard, decide: Callable[[], Permit]) -> None:
        self._guard = guard
        self._decide = decide
        self._permit: Permit | None = None

    def __enter__(self) -> Permit:
        self._permit = self._decide()
        return self._permit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended(kind)()

    async def __aenter__(self) -> Permit:
        self._permit = await self._guard.run(self._decide)
        return self._permit

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._guard.run(self._ended(kind))

    def _ended(self, kind: type[BaseException] | None) -> Callable[[], None]:
        permit = self._permit
        if permit is None:
            raise RuntimeError("a sending is left before it was entered")
        return permit.release if kind is not None else permit.confirm
