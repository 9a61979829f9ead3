"""The guard: stands in front of the real send, and lets out what the policy lets out."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Any, Callable, Iterable, Literal, Mapping, TypeVar

from sqlalchemy import URL

from couth.engine import Linter
from couth.errors import InputError
from couth.integrations.beside import Beside
from couth.integrations.contents import customer_of
from couth.integrations.deciding import Mode, Modes, Override
from couth.integrations.events import Events, Listener
from couth.integrations.inputs import AnyDraft, AnyMessage, address, as_draft, as_received, one_of
from couth.integrations.issuing import Issuer
from couth.integrations.reader import Reader
from couth.integrations.recording import Recorder
from couth.integrations.sending import Permit, Sending
from couth.integrations.store import Store, as_store
from couth.integrations.threads import Threads
from couth.integrations.tools import Guarded
from couth.integrations.written import named, told
from couth.model import Customer, Message, Report, Thread
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
        fails_open = one_of("when_store_fails", when_store_fails, ("closed", "open")) == "open"
        words_kept = self.store.bodies != "off"
        self._threads = Threads(Reader(linter, lambda: self.store.sealer, words_kept), threads_in_memory)
        self._recorder = Recorder(self.store, self._threads, words_kept, self.clock)
        self._events = Events(listeners, self.clock)
        permit_time = timedelta(seconds=permit_seconds)
        self._issuer = Issuer(self.modes, self._recorder, self._events, self.clock, permit_time, fails_open)
        self._beside = Beside()
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
        began, to = perf_counter(), address(channel, customer)
        self.flush()
        message = message if message.at else replace(message, at=self.clock())
        thread, is_new = self._recorder.received(self._threads.entry(*to), *to, message, known)
        if is_new:
            self._events.tell("received", channel, thread, seconds=perf_counter() - began)
        return is_new

    def record_all(self, channel: str, customer: str, messages: Iterable[Message]) -> int:
        """Record messages that went by before the guard was there, in order, all or none; how many were new.

        A message with an id that is there already is left out. Times stay as they are, unknown ones too.
        """
        to = address(channel, customer)
        return self._recorder.imported(self._threads.entry(*to), *to, messages)

    def customer(self, channel: str, customer: str, source: str | None = None, **known: Any) -> Customer:
        """Put on record what is known of a customer (`timezone`, `marketing_consent`, `opted_out`, ...), and from where."""
        names = {field.name for field in fields(Customer)}
        if wrong := sorted(set(known) - names):
            raise InputError(f"unknown {', '.join(wrong)}: a customer has {', '.join(sorted(names))}")
        told("a source", source or "")
        to = address(channel, customer)
        with self._recorder.writing(self._threads.entry(*to)) as records:
            row = records.thread(*to, self.clock())
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
        return Sending(partial(self.permit, channel, customer, draft, key=key, override=override), self._beside)

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
        made, to = as_draft(draft), address(channel, customer)
        if key is not None:
            named("an idempotency key", key)
        self.flush()
        return self._issuer.permit(self._threads.entry(*to), to, made, key, override, known)

    def replied(self, token: str) -> str | None:
        """The customer whose message a reply token came with; None for a token that is not known."""
        with self.store.reading() as records:
            return records.replied(token)

    def judge(self, channel: str, customer: str, draft: AnyDraft) -> Report:
        """The report on a draft as of now; nothing is reserved or recorded."""
        made, to = as_draft(draft), address(channel, customer)
        entry = self._threads.entry(*to)
        made = made if made.at else replace(made, at=self.clock())
        with entry.lock, self.store.reading() as records:
            row = records.found_thread(*to)
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
            self._issuer.recorded(permit)
        return self.unrecorded

    def close(self) -> None:
        """Write down what waits, and close the connections."""
        self.flush()
        self._beside.close()
        self.store.close()

    # --- async ------------------------------------------------------------------------------------

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function of the guard beside the event loop, whichever that is."""
        return await self._beside.run(function, *arguments)

    async def areceived(self, channel: str, customer: str, message: AnyMessage) -> bool:
        """`received`, for async code."""
        return await self.run(self.received, channel, customer, message)

    async def arecord(self, channel: str, customer: str, message: Message) -> bool:
        """`record`, for async code."""
        return await self.run(self.record, channel, customer, message)

    async def ajudge(self, channel: str, customer: str, draft: AnyDraft) -> Report:
        """`judge`, for async code."""
        return await self.run(self.judge, channel, customer, draft)
