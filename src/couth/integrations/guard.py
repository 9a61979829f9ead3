"""The guard: stands in front of the real send, and lets out what the policy lets out."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock
from time import perf_counter
from typing import Any, Callable, Iterable, Literal, Mapping, TypeVar

from sqlalchemy import URL

from couth.engine import Linter
from couth.errors import InputError, StoreError
from couth.integrations.contents import as_message, customer_of
from couth.integrations.deciding import Mode, Modes, Override, refuse_repeated, stopped_by
from couth.integrations.events import LOG, Event, Listener, Name, log
from couth.integrations.inputs import AnyDraft, AnyMessage, address, as_draft, as_received, one_of
from couth.integrations.reader import Reader
from couth.integrations.recording import Recorder
from couth.integrations.records import Records
from couth.integrations.sending import Permit, Sending
from couth.integrations.store import Store, as_store
from couth.integrations.stored_thread import after
from couth.integrations.threads import Entry, Threads
from couth.integrations.tools import Guarded
from couth.model import Customer, Draft, Message, Report, Thread
from couth.readers.payloads import read_payload

T = TypeVar("T")


class Guard:
    """Judges what is about to be sent against the stored thread of its customer, and records what becomes of it.

    `linter` judges; `store` is a Store or its URL. `mode` says what a finding that stops a draft does: `enforce` stops it,
    `warn` lets it pass and says so loudly, `shadow` lets it pass and records it; `modes` sets another one for some rules
    or groups. A permit that is not confirmed within `permit_seconds` is taken back. `when_store_fails` is `closed` (raise
    StoreError, send nothing) or `open` (judge by what is in memory, send, and record it when the store is back).
    `listeners` are told every event. Safe to share between threads of a program and between event loops.
    """

    def __init__(  # noqa: PLR0913  (options, by name)
        self,
        linter: Linter,
        store: Store | str | URL,
        *,
        mode: Mode = "enforce",
        modes: Mapping[str, Mode] | None = None,
        permit_seconds: float = 60.0,
        when_store_fails: Literal["closed", "open"] = "closed",
        listeners: Iterable[Listener] = (),
        clock: Callable[[], datetime] | None = None,
        threads_in_memory: int = 2000,
    ) -> None:
        self.linter = linter
        self.store = as_store(store)
        self.modes = Modes(linter, mode, modes or {})
        self.clock = clock or (lambda: datetime.now(UTC))
        self._fails_open = one_of("when_store_fails", when_store_fails, ("closed", "open")) == "open"
        self._permit_time = timedelta(seconds=permit_seconds)
        self._listeners = (log, *listeners)
        self._words_kept = self.store.bodies != "off"
        self._threads = Threads(Reader(linter, lambda: self.store.sealer, self._words_kept), threads_in_memory)
        self._recorder = Recorder(self.store, self._threads, self._words_kept, self.clock)
        self._executor: ThreadPoolExecutor | None = None
        self._executor_lock = Lock()
        linter.lint("Hello.", ())  # what is compiled at first use is not to keep the first customers waiting

    # --- what comes in ----------------------------------------------------------------------------

    def received(self, channel: str, customer: str, message: AnyMessage) -> bool:
        """Record a message of the customer's, as from the inbound webhook; without a time it came now.

        False where a message with the same id is there already. Raises StoreError where it cannot be recorded: answer
        the webhook with an error then, and the platform will send it again.
        """
        return self.record(channel, customer, as_received(message))

    def webhook(self, body: object, platform: str | None = None, headers: Mapping[str, str] | None = None) -> int:
        """Record what a platform's webhook tells of, as its body parsed from JSON or a form, or as text; how many messages.

        The platform is told by the body's shape where it is not named. What customers do without words (follow, block,
        unsubscribe) is a message, too. Raises StoreError like `received`.
        """
        count = 0
        for arrived in read_payload(platform, body, headers=headers).messages:
            if arrived.channel is not None and arrived.peer is not None:
                message = arrived.message if arrived.message.at else replace(arrived.message, at=self.clock())
                count += self.record(arrived.channel, arrived.peer, message, known=arrived.customer)
        return count

    def record(self, channel: str, customer: str, message: Message, known: Customer | None = None) -> bool:
        """Record a message of either side that went by without the guard; `known` goes on record where it is news."""
        began, entry = perf_counter(), self._threads.entry(*address(channel, customer))
        self.flush()
        message = message if message.at else replace(message, at=self.clock())
        introduce = None if known is None else partial(self._introduce, known=known)
        thread, is_new = self._recorder.received(entry, channel, customer, message, introduce)
        if is_new:
            self._tell("received", channel, thread, seconds=perf_counter() - began)
        return is_new

    def record_all(self, channel: str, customer: str, messages: Iterable[Message]) -> int:
        """Record messages that went by before the guard was there, in order, all or none; how many were new.

        A message with an id that is there already is left out. Times stay as they are, unknown ones too.
        """
        entry = self._threads.entry(*address(channel, customer))
        return self._recorder.imported(entry, channel, customer, messages)

    def customer(self, channel: str, customer: str, source: str | None = None, **known: Any) -> Customer:
        """Put on record what is known of a customer (`timezone`, `marketing_consent`, `opted_out`, ...), and from where."""
        names = {field.name for field in fields(Customer)}
        if wrong := sorted(set(known) - names):
            raise InputError(f"unknown {', '.join(wrong)}: a customer has {', '.join(sorted(names))}")
        entry = self._threads.entry(*address(channel, customer))
        with self._recorder.writing(entry) as records:
            row = records.thread(channel, customer, self.clock())
            made = replace(customer_of(row.record), **known)
            records.record(row, made, self.clock(), source)
        return made

    # --- what goes out ----------------------------------------------------------------------------

    def sending(
        self,
        channel: str,
        customer: str,
        draft: AnyDraft,
        *,
        key: str | None = None,
        override: Override | None = None,
    ) -> Sending:
        """Leave to send a draft: use it with `with` or `async with` around the real send.

        Entering judges the draft and reserves its place; Blocked or Held is raised where it must not go out (now). Leaving
        confirms it as sent, or gives the place back where the send has raised. `key` makes the same send count once:
        AlreadySent is raised where it has gone out.
        """
        return Sending(self, partial(self.permit, channel, customer, draft, key=key, override=override))

    def permit(
        self,
        channel: str,
        customer: str,
        draft: AnyDraft,
        *,
        key: str | None = None,
        override: Override | None = None,
        known: Customer | None = None,
    ) -> Permit:
        """The same without a `with`: `confirm` or `release` what is returned.

        `known` is what the address tells of the customer (a phone number's country and time zone); it goes on record
        where nothing else is.
        """
        began, made = perf_counter(), as_draft(draft)
        entry = self._threads.entry(*address(channel, customer))
        self.flush()
        try:
            with self._recorder.writing(entry) as records:
                if known is not None:
                    self._introduce(records, channel, customer, known=known)
                permit = self._decided(entry, records, (channel, customer), made, key, override)
        except StoreError as error:
            self._tell("failed", channel, error=error.kind, seconds=perf_counter() - began)
            if not self._fails_open:
                raise
            permit = self._without_store(entry, channel, customer, made, override)
        self._announce(permit, perf_counter() - began)
        if stopped := stopped_by(permit.verdict, permit.number):
            raise stopped
        return permit

    def replied(self, token: str) -> str | None:
        """The customer whose message a reply token came with; None for a token that is not known."""
        with self.store.reading() as records:
            return records.replied(token)

    def judge(self, channel: str, customer: str, draft: AnyDraft) -> Report:
        """The report on a draft as of now; nothing is reserved or recorded."""
        made, entry = self._timed(as_draft(draft)), self._threads.entry(*address(channel, customer))
        with entry.lock, self.store.reading() as records:
            row = records.found_thread(channel, customer)
            if row is None:
                return self.linter.lint(made, Thread((), None, channel))
            try:
                thread = entry.sync(records, row)
                entry.reveal(made.text)
                return self.linter.lint(made, thread)
            finally:
                entry.detach()

    def guarded(
        self, *, channel: str, customer: str, text: str = "text", on_stop: Literal["raise", "tell"] = "raise"
    ) -> Guarded:
        """A decorator for a function that sends, plain or async.

        `customer` and `text` name its parameters that hold the customer and the text (or Draft). With `on_stop="tell"` a
        draft that is stopped raises nothing: the caller, such as an AI agent, gets back what to change.
        """
        return Guarded(self, address(channel, customer)[0], customer, text, on_stop)

    # --- the store's absence ----------------------------------------------------------------------

    @property
    def unrecorded(self) -> int:
        """How many sends wait in memory for the store to come back."""
        return self._recorder.waiting

    def flush(self) -> int:
        """Write down what waits for the store; how many still wait. Done by itself before anything else is written."""
        for permit in self._recorder.flush():
            self._tell("recorded", permit.channel, permit.thread, permit.number, outcome=permit.outcome)
        return self.unrecorded

    def close(self) -> None:
        """Write down what waits, and close the connections."""
        self.flush()
        if self._executor is not None:
            self._executor.shutdown()
        self.store.close()

    # --- async ------------------------------------------------------------------------------------

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function of the guard beside the event loop, whichever that is."""
        with self._executor_lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(WORKERS, "couth-guard")
        within = partial(copy_context().run, function, *arguments)
        return await asyncio.get_running_loop().run_in_executor(self._executor, within)

    async def areceived(self, channel: str, customer: str, message: AnyMessage) -> bool:
        """`received`, for async code."""
        return await self.run(self.received, channel, customer, message)

    async def arecord(self, channel: str, customer: str, message: Message) -> bool:
        """`record`, for async code."""
        return await self.run(self.record, channel, customer, message)

    async def ajudge(self, channel: str, customer: str, draft: AnyDraft) -> Report:
        """`judge`, for async code."""
        return await self.run(self.judge, channel, customer, draft)

    # --- behind the scenes ------------------------------------------------------------------------

    def _decided(
        self,
        entry: Entry,
        records: Records,
        to: tuple[str, str],
        draft: Draft,
        key: str | None,
        override: Override | None,
    ) -> Permit:
        """Judge under the lock of the customer's thread, with every open permit as if it were used."""
        now = self.clock()
        row = records.thread(*to, now)
        entry.sync(records, row)
        entry.reveal(draft.text)
        permits = records.permits(row.id, now)
        if key is not None:
            refuse_repeated(records.earlier(row.id, key), key, records.sealer.digest(draft))
        thread = entry.with_open(permits)
        draft = draft if draft.at else replace(draft, at=after(thread, now))
        verdict = self.modes.verdict(draft, thread, key, override)
        if entry.has_news():
            entry.keep(records)
        permit = Permit(self, *to, verdict, records.decide(row.id, verdict, now), row.id)
        if stopped_by(verdict, permit.number) is None:
            permit.expires = now + self._permit_time
            message = as_message(draft)
            known = entry.known_with(thread, message)
            records.permit(permit.number or 0, row.id, message, (now, permit.expires), known)
        return permit

    def _introduce(self, records: Records, channel: str, customer: str, *, known: Customer) -> None:
        """Put on record what an address tells, where the record is silent."""
        row = records.thread(channel, customer, self.clock())
        there = customer_of(row.record)
        new = {name: told for name in _OF_ADDRESS if (told := getattr(known, name)) is not None}
        new = {name: told for name, told in new.items() if getattr(there, name) is None}
        if new:
            records.record(row, replace(there, **new), self.clock(), "told by the address")

    def _without_store(
        self, entry: Entry, channel: str, customer: str, draft: Draft, override: Override | None
    ) -> Permit:
        """By what is in memory of the thread, else by the draft alone; recorded when the store is back."""
        with entry.lock:
            waiting = self._recorder.waiting_for(channel, customer)
            thread = entry.followed_by(waiting) if entry.thread else Thread(None, None, channel)
            return Permit(self, channel, customer, self.modes.verdict(self._timed(draft), thread, None, override))

    def _timed(self, draft: Draft) -> Draft:
        return draft if draft.at else replace(draft, at=self.clock())

    def _confirm(self, permit: Permit) -> None:
        error = self._recorder.sent(permit)
        name: Name = "sent" if error is None else "unrecorded"
        self._tell(
            name, permit.channel, permit.thread, permit.number, outcome=permit.outcome, error=error and error.kind
        )

    def _release(self, permit: Permit) -> None:
        """Give the place back; where the store does not answer, time does it."""
        try:
            self._recorder.released(permit)
        except StoreError as error:
            self._tell("failed", permit.channel, permit.thread, permit.number, error=error.kind)
        else:
            self._tell("released", permit.channel, permit.thread, permit.number, outcome=permit.outcome)

    def _announce(self, permit: Permit, seconds: float) -> None:
        report = permit.report
        stop = permit.verdict.stop or report.decision
        rules = tuple(sorted({violation.rule for violation in report.violations}))
        self._tell(
            "decided", permit.channel, permit.thread, permit.number, outcome=permit.outcome, mode=self.modes.mode,
            verdict=report.verdict, action=stop.action, not_before=stop.not_before, rules=rules,
            policy=report.fingerprint, seconds=seconds,
        )  # fmt: skip

    def _tell(
        self, name: Name, channel: str, thread: int | None = None, decision: int | None = None, **more: Any
    ) -> None:
        event = Event(name, self.clock(), channel, thread, decision, **more)
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:  # noqa: BLE001  (a listener of any kind must not stop what was decided)
                LOG.warning("a listener failed at %s", event.name)


_OF_ADDRESS = ("timezone", "language", "country", "phone", "region")
"""What an address or a profile tells of a customer; consent is theirs to give."""

WORKERS = 8
"""Threads beside the event loops."""
