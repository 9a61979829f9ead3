"""Leave to send, as a context manager around the real send, sync and async."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Callable

from couth.integrations.permit_records import Verdict
from couth.model import Draft, Report

if TYPE_CHECKING:
    from types import TracebackType

    from couth.integrations.guard import Guard


@dataclass(eq=False, slots=True)
class Permit:
    """Leave to send one draft. Set `message_id` to the platform's id of the message before it is confirmed, if known.

    `number` is that of the decision in the store, `thread` that of the customer's thread; None where the store did not
    answer and the guard lets pass then.
    """

    guard: Guard = field(repr=False)
    channel: str
    customer: str
    verdict: Verdict = field(repr=False)
    number: int | None = None
    thread: int | None = None
    expires: datetime | None = None
    message_id: str | None = None
    is_open: bool = True

    @property
    def draft(self) -> Draft:
        """The draft, with the moment of sending."""
        return self.verdict.draft

    @property
    def report(self) -> Report:
        """The report on the draft."""
        return self.verdict.report

    @property
    def outcome(self) -> str:
        """Why leave was given: `passed`, `warned`, `shadowed` or `overridden`."""
        return self.verdict.outcome

    def confirm(self) -> None:
        """Record the draft as sent; once is enough."""
        if self.is_open:
            self.is_open = False
            self.guard._confirm(self)

    def release(self) -> None:
        """Give the place back: nothing was sent."""
        if self.is_open:
            self.is_open = False
            self.guard._release(self)


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
