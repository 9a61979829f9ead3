"""The guard: stands in front of the real send, and lets out what the policy lets out."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock
from time import perf_counter
from typing import Any, Callable, Final, Iterable, Literal, Mapping, TypeVar

from sqlalchemy import URL

from couth.engine import Judgement, Linter
from couth.errors import InputError, StoreError
from couth.integrations.contents import as_message, customer_of
from couth.integrations.events import Event, Listener, Name, log
from couth.integrations.records import Earlier, Records, ThreadRow, Verdict
from couth.integrations.sending import Permit, Sending
from couth.integrations.stopped import AlreadySent, Blocked, Held, Stopped
from couth.integrations.store import Store, as_store
from couth.integrations.threads import EVERY, Entry, Reader, StoredThread, Threads
from couth.integrations.tools import Guarded
from couth.model import Customer, Decision, Draft, Message, Report, Thread
from couth.model.values import CHANNELS
from couth.model.wire import draft_from, message_from
from couth.text.stems import plain_words

Mode = Literal["enforce", "warn", "shadow"]
MODES: Final = ("enforce", "warn", "shadow")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Override:
    """Why a draft goes out that would be stopped, and who says so; both are recorded."""

    reason: str
    by: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.by.strip():
            raise InputError("an override needs a reason and a name")


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
        workers: int = 8,
    ) -> None:
        self.linter = linter
        self.store = as_store(store)
        self.mode = mode
        self.modes = _checked_modes(mode, modes or {}, linter)
        self._fails_open = _one_of("when_store_fails", when_store_fails, ("closed", "open")) == "open"
        self._permit_time = timedelta(seconds=permit_seconds)
        self._listeners = (log, *listeners)
        self.clock = clock or (lambda: datetime.now(UTC))
        self._reader = Reader(linter, lambda: self.store.sealer, self.store.bodies != "off")
        self._threads = Threads(self._reader, threads_in_memory)
        self._unrecorded: deque[_Unrecorded] = deque()
        self._flushing = Lock()
        self._workers = workers
        self._executor: ThreadPoolExecutor | None = None
        self._executor_lock = Lock()

    # --- what comes in ----------------------------------------------------------------------------

    def received(self, channel: str, customer: str, message: Message | Mapping[str, object] | str) -> bool:
        """Record a message of the customer's, as from the inbound webhook; without a time it came now.

        False where a message with the same id is there already. Raises StoreError where it cannot be recorded: answer
        the webhook with an error then, and the platform will send it again.
        """
        return self.record(channel, customer, self._message(message))

    def record(self, channel: str, customer: str, message: Message) -> bool:
        """Record a message of either side that went by without the guard."""
        self.flush()
        began, entry = perf_counter(), self._entry(channel, customer)
        message = message if message.at else replace(message, at=self.clock())
        with entry.lock, self._undone(entry), self.store.writing() as records:
            row = records.thread(channel, customer, self.clock())
            new = self._append(entry, records, row, message, None)
        if new:
            self._tell("received", channel, row.id, seconds=perf_counter() - began)
        return new

    def customer(self, channel: str, customer: str, source: str | None = None, **known: Any) -> Customer:
        """Put on record what is known of a customer (`timezone`, `marketing_consent`, `opted_out`, ...), and from where."""
        names = {field.name for field in fields(Customer)}
        wrong = sorted(set(known) - names)
        if wrong:
            raise InputError(f"unknown {', '.join(wrong)}: a customer has {', '.join(sorted(names))}")
        entry = self._entry(channel, customer)
        with entry.lock, self.store.writing() as records:
            row = records.thread(channel, customer, self.clock())
            made = replace(customer_of(row.record), **known)
            records.record(row, made, self.clock(), source)
        return made

    # --- what goes out ----------------------------------------------------------------------------

    def sending(
        self,
        channel: str,
        customer: str,
        draft: Draft | Mapping[str, object] | str,
        *,
        key: str | None = None,
        override: Override | None = None,
    ) -> Sending:
        """Leave to send a draft: use it with `with` or `async with` around the real send.

        Entering judges the draft and reserves its place; Blocked or Held is raised where it must not go out (now). Leaving
        confirms it as sent, or gives the place back where the send has raised. `key` makes the same send count once:
        AlreadySent is raised where it has gone out.
        """
        self._channel(channel)
        made = self._draft(channel, draft)
        return Sending(self, partial(self._permit, channel, customer, made, key, override))

    def judge(self, channel: str, customer: str, draft: Draft | Mapping[str, object] | str) -> Report:
        """The report on a draft as of now; nothing is reserved or recorded."""
        made, entry = self._draft(channel, draft), self._entry(channel, customer)
        with entry.lock, self.store.reading() as records:
            row = records.found_thread(channel, customer)
            if row is None:
                return self.linter.lint(made, Thread((), None, channel))
            entry.sync(records, row)
            thread = entry.with_open(())
            self._reveal(entry, made)
            return self.linter.lint(made, thread)

    def guarded(
        self, *, channel: str, customer: str, text: str = "text", on_stop: Literal["raise", "tell"] = "raise"
    ) -> Guarded:
        """A decorator for a function that sends, plain or async.

        `customer` and `text` name its parameters that hold the customer and the text (or Draft). With `on_stop="tell"` a
        draft that is stopped raises nothing: the caller, such as an AI agent, gets back what to change.
        """
        return Guarded(self, self._channel(channel), customer, text, on_stop)

    # --- the store's absence ----------------------------------------------------------------------

    @property
    def unrecorded(self) -> int:
        """How many sends wait in memory for the store to come back."""
        return len(self._unrecorded)

    def flush(self) -> int:
        """Write down what waits for the store; how many still wait. Done by itself before anything else is written."""
        if self._unrecorded and self._flushing.acquire(blocking=False):
            try:
                while self._unrecorded:
                    self._unrecorded[0].write()
                    self._unrecorded.popleft()
            except StoreError:
                pass
            finally:
                self._flushing.release()
        return len(self._unrecorded)

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
                self._executor = ThreadPoolExecutor(self._workers, "couth-guard")
        return await asyncio.get_running_loop().run_in_executor(self._executor, partial(function, *arguments))

    async def areceived(self, channel: str, customer: str, message: Message | Mapping[str, object] | str) -> bool:
        """`received`, for async code."""
        return await self.run(self.received, channel, customer, message)

    async def arecord(self, channel: str, customer: str, message: Message) -> bool:
        """`record`, for async code."""
        return await self.run(self.record, channel, customer, message)

    async def ajudge(self, channel: str, customer: str, draft: Draft | Mapping[str, object] | str) -> Report:
        """`judge`, for async code."""
        return await self.run(self.judge, channel, customer, draft)

    # --- deciding ---------------------------------------------------------------------------------

    def _permit(self, channel: str, customer: str, draft: Draft, key: str | None, override: Override | None) -> Permit:
        began = perf_counter()
        self.flush()
        entry = self._entry(channel, customer)
        draft = draft if draft.at else replace(draft, at=self.clock())
        try:
            with entry.lock, self._undone(entry), self.store.writing() as records:
                row = records.thread(channel, customer, self.clock())
                permit = self._decided(entry, records, row, draft, key, override)
        except StoreError as error:
            self._tell("failed", channel, error=error.kind, seconds=perf_counter() - began)
            if not self._fails_open:
                raise
            permit = self._without_store(entry, channel, customer, draft, override)
        self._announce(permit, perf_counter() - began)
        if permit.stopped is not None:
            raise permit.stopped
        return permit

    def _decided(
        self, entry: Entry, records: Records, row: ThreadRow, draft: Draft, key: str | None, override: Override | None
    ) -> Permit:
        entry.sync(records, row)
        self._reveal(entry, draft)
        permits = records.permits(row.id, self.clock())
        if key is not None:
            _refuse_repeated(records.earlier(row.id, key), key, records.sealer.digest(draft))
        thread = entry.with_open(permits)
        verdict = self._verdict(self.linter.judge(draft, thread, self._binds), draft, key, override)
        number = records.decide(row.id, verdict, self.clock())
        permit = self._made(number, row.id, thread.channel or "", draft, verdict)
        if permit.stopped is None:
            message, now = as_message(draft), self.clock()
            known = entry.known_with(thread, message)
            records.permit(number, row.id, message, (now, now + self._permit_time), known)
            permit.expires = now + self._permit_time
            permit.entry = entry
        return permit

    def _verdict(self, judged: Judgement, draft: Draft, key: str | None, override: Override | None) -> Verdict:
        outcome = self._outcome(judged, override)
        by, reason = (override.by, override.reason) if override and outcome == "overridden" else (None, None)
        return Verdict(draft, judged.report, judged.stop, outcome, self.mode, key, by, reason)

    def _outcome(self, judged: Judgement, override: Override | None) -> str:
        if judged.stop is not None:
            if override is not None:
                return "overridden"
            return "held" if judged.stop.action == "hold" and judged.stop.not_before else "blocked"
        if judged.report.verdict in ("pass", "warn"):
            return "passed"
        modes = {self._mode_of(v.rule) for v in judged.report.violations}
        return "warned" if "warn" in modes or (self.mode == "warn" and "shadow" not in modes) else "shadowed"

    def _made(self, number: int | None, thread: int | None, channel: str, draft: Draft, verdict: Verdict) -> Permit:
        stopped = None
        if verdict.outcome in ("held", "blocked"):
            decision = verdict.stop or verdict.report.decision
            kind = Held if verdict.outcome == "held" else Blocked
            stopped = kind(_said(decision, verdict.report), verdict.report, decision, number)
        return Permit(self, number, thread, channel, draft, verdict.report, verdict.outcome, stopped)

    def _without_store(
        self, entry: Entry, channel: str, customer: str, draft: Draft, override: Override | None
    ) -> Permit:
        """By what is in memory of the thread, else by the draft alone; recorded when the store is back."""
        with entry.lock:
            thread = entry.thread or Thread(None, None, channel)
            verdict = self._verdict(self.linter.judge(draft, thread, self._binds), draft, None, override)
        permit = self._made(None, None, channel, draft, verdict)
        permit.customer, permit.verdict = customer, verdict
        return permit

    def _binds(self, rule: str) -> bool:
        return self._mode_of(rule) == "enforce"

    def _mode_of(self, rule: str) -> str:
        if not self.modes:
            return self.mode
        return self.modes.get(rule) or self.modes.get(rule.split(".", 1)[0]) or self.mode

    # --- what becomes of a permit -----------------------------------------------------------------

    def _confirm(self, permit: Permit) -> None:
        """Record a draft as sent. Where the store does not answer, it is remembered until it does: it has gone out."""
        waiting = _Unrecorded(self, permit, replace(as_message(permit.draft), id=permit.message_id))
        try:
            waiting.write()
        except StoreError as error:
            self._unrecorded.append(waiting)
            self._tell("unrecorded", permit.channel, permit.thread, permit.number, error=error.kind)
        else:
            self._tell("sent", permit.channel, permit.thread, permit.number, outcome=permit.outcome)

    def _release(self, permit: Permit) -> None:
        """Give the place back; where the store does not answer, time does it."""
        if permit.number is None:
            return
        try:
            with self.store.writing() as records:
                records.close_permit(permit.number, "released", self.clock())
        except StoreError as error:
            self._tell("failed", permit.channel, permit.thread, permit.number, error=error.kind)
        else:
            self._tell("released", permit.channel, permit.thread, permit.number, outcome=permit.outcome)

    def _write_sent(self, permit: Permit, message: Message) -> None:
        entry = permit.entry or self._entry(permit.channel, permit.customer or "")
        with entry.lock, self._undone(entry), self.store.writing() as records:
            if permit.number is None:
                row: ThreadRow | None = records.thread(permit.channel, permit.customer or "", self.clock())
                assert row is not None and permit.verdict is not None  # noqa: S101, PT018  (set where there is no number)
                number = records.decide(row.id, permit.verdict, self.clock())
                records.permit(number, row.id, message, (self.clock(), self.clock()), None)
            else:
                number, row = permit.number, records.locked(permit.thread or 0)
            if row is not None and records.close_permit(number, "sent", self.clock()):
                self._append(entry, records, row, message, number)

    def _append(self, entry: Entry, records: Records, row: ThreadRow, message: Message, permit: int | None) -> bool:
        """Store the next message, and keep what is known where it is time to."""
        in_step = entry.thread is not None and entry.row == row
        due = not self._reader.words_kept or row.seq + 1 - row.kept >= EVERY
        if due and not in_step:
            entry.sync(records, row)
        if not records.append(row, message, self.clock(), permit):
            return False
        if due or in_step:
            entry.append(message)
        if due:
            entry.keep(records)
        return True

    # --- small matters ----------------------------------------------------------------------------

    def _undone(self, entry: Entry) -> _Undone:
        return _Undone(entry)

    def _entry(self, channel: str, customer: str) -> Entry:
        if not isinstance(customer, str) or not 0 < len(customer) <= _LONGEST_CUSTOMER:
            raise InputError(f"a customer is a string of 1 to {_LONGEST_CUSTOMER} characters")
        return self._threads.entry(self._channel(channel), customer)

    @staticmethod
    def _channel(channel: str) -> str:
        return _one_of("channel", channel, CHANNELS)

    def _message(self, message: Message | Mapping[str, object] | str) -> Message:
        if isinstance(message, str):
            return Message("customer", message)
        return message if isinstance(message, Message) else message_from({"role": "customer", **message})

    def _draft(self, channel: str, draft: Draft | Mapping[str, object] | str) -> Draft:
        if isinstance(draft, Draft):
            return draft
        if isinstance(draft, str):
            return Draft(draft)
        if isinstance(draft, Mapping):
            return draft_from(draft)
        raise InputError(f"a draft must be a Draft, a mapping or a string, not {type(draft).__name__}")

    def _reveal(self, entry: Entry, draft: Draft) -> None:
        if not self._reader.words_kept:
            entry.reveal(_words(draft.text))

    def _announce(self, permit: Permit, seconds: float) -> None:
        report, stop = permit.report, permit.stopped.decision if permit.stopped else permit.report.decision
        rules = tuple(sorted({violation.rule for violation in report.violations}))
        self._tell(
            "decided", permit.channel, permit.thread, permit.number, outcome=permit.outcome, mode=self.mode,
            verdict=report.verdict, action=stop.action, not_before=stop.not_before, rules=rules,
            policy=report.fingerprint, seconds=seconds,
        )  # fmt: skip

    def _tell(
        self, name: Name, channel: str, thread: int | None = None, decision: int | None = None, **more: Any
    ) -> None:
        event = Event(name, self.clock(), channel, thread, decision, **more)
        for listener in self._listeners:
            listener(event)


class _Undone:
    """Has a thread read anew where its transaction was undone."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and not issubclass(kind, (Stopped, AlreadySent)):
            self._entry.forget()


@dataclass(frozen=True, slots=True)
class _Unrecorded:
    """A send that has gone out and is to be written down."""

    guard: Guard
    permit: Permit
    message: Message

    def write(self) -> None:
        """Write it down; raises StoreError where that cannot be done."""
        self.guard._write_sent(self.permit, self.message)


_LONGEST_CUSTOMER: Final = 255


def _words(text: str) -> list[str]:
    from couth.text import fold

    return [*plain_words(fold(text).text)]


def _said(decision: Decision, report: Report) -> str:
    """What an error says: the rules, and none of the words that they are about."""
    rules = ", ".join(sorted({v.rule for v in report.violations if v.severity == "error"})) or f"score {report.score}"
    when = f", not before {decision.not_before.isoformat()}" if decision.not_before else ""
    return f"{decision.action}{when}: {rules}"


def _refuse_repeated(earlier: Earlier | None, key: str, digest: str) -> None:
    if earlier is None or earlier.state not in ("sent", "open"):
        return
    if earlier.digest != digest:
        raise InputError("the idempotency key belongs to another draft")
    raise AlreadySent(key, earlier.id, is_open=earlier.state == "open")


def _checked_modes(mode: str, modes: Mapping[str, Mode], linter: Linter) -> Mapping[str, Mode]:
    rules = linter.policy.rules
    groups = {rule.split(".", 1)[0] for rule in rules}
    for name, value in (("", mode), *modes.items()):
        _one_of("mode", value, MODES)
        if name and name not in rules and name not in groups:
            raise InputError(f"unknown rule or group {name!r} in modes: groups are {', '.join(sorted(groups))}")
    return dict(modes)


def _one_of(what: str, value: str, legal: tuple[str, ...]) -> str:
    if value not in legal:
        raise InputError(f"unknown {what} {value!r}: one of {', '.join(legal)}")
    return value


__all__ = ["Blocked", "Guard", "Held", "Override", "Permit", "StoredThread"]
