"""Leave to send, as a context manager around the real send, sync and async."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Callable, Protocol

from couth.integrations.beside import Beside
from couth.integrations.permit_records import PermitId, Verdict
from couth.model import Draft, Report

if TYPE_CHECKING:
    from types import TracebackType


class Keeper(Protocol):
    """Who takes down what becomes of a permit."""

    def confirm(self, permit: Permit) -> None:
        """It was used."""

    def release(self, permit: Permit) -> None:
        """It was not."""


@dataclass(eq=False, slots=True)
class Permit:
    """Leave to send one draft. Set `message_id` to the platform's id of the message before it is confirmed, if known.

    `number` is that of the decision in the store, `thread` that of the customer's thread; None where the store did not
    answer and the guard lets pass then.
    """

    channel: str
    customer: str
    verdict: Verdict = field(repr=False)
    keeper: Keeper = field(repr=False)
    number: int | None = None
    thread: int | None = None
    expires: datetime | None = None
    message_id: str | None = None
    is_open: bool = True

    @property
    def id(self) -> PermitId | None:
        """What the store knows it by; None where it knows nothing of it."""
        if self.number is None or self.thread is None or self.expires is None:
            return None
        return PermitId(self.number, self.thread, self.expires)

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
            self.keeper.confirm(self)

    def release(self) -> None:
        """Give the place back: nothing was sent."""
        if self.is_open:
            self.is_open = False
            self.keeper.release(self)


class Sending:
    """A send that is about to happen; `with` or `async with` it. It can be entered once."""

    def __init__(self, decide: Callable[[], Permit], beside: Beside) -> None:
        self._decide = decide
        self._beside = beside
        self._permit: Permit | None = None
        self._is_wanted = True
        self._lock = Lock()

    def __enter__(self) -> Permit:
        self._permit = self._decide()
        return self._permit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended(kind)()

    async def __aenter__(self) -> Permit:
        try:
            return await self._beside.run(self._decided)
        except asyncio.CancelledError:
            self._forgo()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._beside.run(self._ended(kind))

    def _decided(self) -> Permit:
        """The permit, given back at once where the task that asked for it was cancelled meanwhile."""
        permit = self._decide()
        with self._lock:
            self._permit = permit
            is_wanted = self._is_wanted
        if not is_wanted:
            permit.release()
        return permit

    def _forgo(self) -> None:
        with self._lock:
            self._is_wanted, permit = False, self._permit
        if permit is not None:
            self._beside.start(permit.release)

    def _ended(self, kind: type[BaseException] | None) -> Callable[[], None]:
        permit = self._permit
        if permit is None:
            raise RuntimeError("a sending is left before it was entered")
        return permit.release if kind is not None else permit.confirm
