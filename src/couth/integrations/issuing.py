"""Leave to send: judged under the lock of the customer's thread, reserved, and taken down when it was used."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter
from typing import Callable

from couth.errors import StoreError
from couth.integrations.contents import as_message
from couth.integrations.deciding import Modes, Override, refuse_repeated, stopped_by
from couth.integrations.events import Events, Name
from couth.integrations.inputs import Address
from couth.integrations.recording import Recorder
from couth.integrations.records import Records
from couth.integrations.sending import Permit
from couth.integrations.stored_thread import after
from couth.integrations.thread_records import ThreadRow
from couth.integrations.threads import Entry
from couth.model import Customer, Draft, Thread


class Issuer:
    """Gives leave to send, and takes down what becomes of it."""

    def __init__(
        self,
        modes: Modes,
        recorder: Recorder,
        events: Events,
        clock: Callable[[], datetime],
        permit_time: timedelta,
        fails_open: bool,
    ) -> None:
        self._modes = modes
        self._recorder = recorder
        self._events = events
        self._clock = clock
        self._permit_time = permit_time
        self._fails_open = fails_open

    def permit(
        self,
        entry: Entry,
        to: Address,
        draft: Draft,
        key: str | None,
        override: Override | None,
        known: Customer | None,
    ) -> Permit:
        """Judge a draft and reserve its place; raises what stops it."""
        began = perf_counter()
        try:
            self._recorder.read_ahead(entry, to, draft)
            with self._recorder.writing(entry, lasting=False) as records:
                row = self._recorder.thread(records, *to, known)
                permit = self._decided(entry, records, row, to, draft, key, override)
        except StoreError as error:
            self._events.tell("failed", to[0], error=error.kind, seconds=perf_counter() - began)
            if not self._fails_open:
                raise
            permit = self._without_store(entry, to, draft, override)
        self._announce(permit, perf_counter() - began)
        if stopped := stopped_by(permit.verdict, permit.number):
            raise stopped
        return permit

    def confirm(self, permit: Permit) -> None:
        """Take down that it was used, now or when the store is back."""
        error = self._recorder.sent(permit)
        self._tell("sent" if error is None else "unrecorded", permit, error)

    def release(self, permit: Permit) -> None:
        """Give the place back; where the store does not answer, time does it."""
        try:
            self._recorder.released(permit)
        except StoreError as error:
            self._tell("failed", permit, error)
        else:
            self._tell("released", permit)

    def recorded(self, permit: Permit) -> None:
        """Tell that what had to wait was taken down."""
        self._tell("recorded", permit)

    def _decided(
        self,
        entry: Entry,
        records: Records,
        row: ThreadRow,
        to: Address,
        draft: Draft,
        key: str | None,
        override: Override | None,
    ) -> Permit:
        """Judge under the lock of the customer's thread, with every open permit as if it were used."""
        now = self._clock()
        entry.sync(records, row)
        entry.reveal(draft.text)
        permits = records.permits(row.id, now)
        if key is not None:
            refuse_repeated(records.earlier(row.id, key), key, records.sealer.digest(draft))
        thread = entry.with_open(permits)
        draft = draft if draft.at else replace(draft, at=after(thread, now))
        verdict = self._modes.verdict(draft, thread, key, override)
        if entry.has_news():
            entry.keep(records)
        number = records.decide(row.id, verdict, now)
        permit = Permit(*to, verdict, self, number, row.id)
        if stopped_by(verdict, number) is None:
            permit.expires = now + self._permit_time
            message = as_message(draft)
            known = entry.known_with(thread, message)
            records.permit(number, row.id, message, (now, permit.expires), known)
        return permit

    def _without_store(self, entry: Entry, to: Address, draft: Draft, override: Override | None) -> Permit:
        """By what is in memory of the thread, else by the draft alone; recorded when the store is back."""
        with entry.lock:
            waiting = self._recorder.waiting_for(*to)
            thread = entry.followed_by(waiting) if entry.thread else Thread(None, None, to[0])
            timed = draft if draft.at else replace(draft, at=self._clock())
            return Permit(*to, self._modes.verdict(timed, thread, None, override), self)

    def _announce(self, permit: Permit, seconds: float) -> None:
        report = permit.report
        stop = permit.verdict.stop or report.decision
        rules = tuple(sorted({violation.rule for violation in report.violations}))
        self._events.tell(
            "decided", permit.channel, permit.thread, permit.number, outcome=permit.outcome, mode=self._modes.mode,
            verdict=report.verdict, action=stop.action, not_before=stop.not_before, rules=rules,
            policy=report.fingerprint, seconds=seconds,
        )  # fmt: skip

    def _tell(self, name: Name, permit: Permit, error: StoreError | None = None) -> None:
        self._events.tell(
            name, permit.channel, permit.thread, permit.number, outcome=permit.outcome, error=error and error.kind
        )
