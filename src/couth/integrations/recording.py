"""What has happened, written down; and what could not be, remembered until it can."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Callable, Final, Iterable, Iterator

from couth.errors import StoreError
from couth.integrations.contents import as_message
from couth.integrations.forking import renewed_in_children
from couth.integrations.inputs import Address
from couth.integrations.permit_records import PermitId
from couth.integrations.records import Records
from couth.integrations.sending import Permit
from couth.integrations.stopped import AlreadySent, Stopped
from couth.integrations.store import Store
from couth.integrations.thread_records import ThreadRow
from couth.integrations.threads import EVERY, Entry, Threads
from couth.model import Customer, Draft, Message

RECENT: Final = 10.0
"""Seconds. A server that dies forgets no more than what it has agreed to in its last seconds."""


@dataclass(slots=True)
class _Sent:
    permit: Permit
    message: Message
    at: float = field(default_factory=monotonic)
    is_doubtful: bool = False
    """Whether it was written down once, and the store may have forgotten it."""


class Recorder:
    """Writes messages and the fate of permits. What went out while the store was away waits in memory."""

    def __init__(self, store: Store, threads: Threads, words_kept: bool, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._threads = threads
        self._words_kept = words_kept
        self._clock = clock
        self.renew()
        renewed_in_children(self)

    def renew(self) -> None:
        """Know nothing that waits: what does is the parent's to write down."""
        self._waiting: deque[_Sent] = deque()
        self._recent: deque[_Sent] = deque()
        self._losses = self._store.database.losses
        self._flushing, self._remembering = Lock(), Lock()

    @property
    def waiting(self) -> int:
        """How many sends wait to be written down."""
        return sum(not sent.is_doubtful for sent in tuple(self._waiting))

    def waiting_for(self, channel: str, customer: str) -> list[Message]:
        """What went out to a customer and waits to be written down."""
        sent = tuple(one for one in self._waiting if not one.is_doubtful)
        return [one.message for one in sent if (one.permit.channel, one.permit.customer) == (channel, customer)]

    @contextmanager
    def writing(self, entry: Entry, lasting: bool = True) -> Iterator[Records]:
        """A transaction on a thread, which is read anew where it is undone."""
        with entry.lock:
            try:
                with self._store.writing(lasting) as records:
                    yield records
            except (Stopped, AlreadySent):
                raise
            except BaseException:
                entry.forget()
                raise
            finally:
                entry.detach()

    def read_ahead(self, entry: Entry, to: Address, draft: Draft) -> None:
        """Read what a draft has to be judged by before anybody is locked out; a long thread may take its time."""
        if entry.is_read_for(draft):
            return
        with entry.lock, self._store.reading() as records:
            row = records.found_thread(*to)
            if row is not None:
                try:
                    entry.sync(records, row)
                    entry.read_for(draft)
                finally:
                    entry.detach()

    def received(
        self, entry: Entry, channel: str, customer: str, message: Message, known: Customer | None = None
    ) -> tuple[int, bool]:
        """Write down a message, and first what is known of the customer; the number of its thread, and whether it is new."""
        with self.writing(entry) as records:
            row = self.thread(records, channel, customer, known)
            return row.id, self._append(entry, records, row, message)

    def thread(self, records: Records, channel: str, customer: str, known: Customer | None = None) -> ThreadRow:
        """The customer's thread, locked, with what is known of the customer on record."""
        now = self._clock()
        row = records.thread(channel, customer, now)
        if known is not None and records.introduce(row, known, now):
            row = records.thread(channel, customer, now)
        return row

    def imported(self, entry: Entry, channel: str, customer: str, messages: Iterable[Message]) -> int:
        """Write down many messages at once, and keep what is known then."""
        with self.writing(entry) as records:
            row = records.thread(channel, customer, self._clock())
            known = entry.sync(records, row) if not self._words_kept else None
            added = records.append_all(row, messages, self._clock())
            if known is not None:
                for start in range(0, len(added), EVERY):
                    for message in added[start : start + EVERY]:
                        entry.reveal(message.text)
                        entry.append(message)
                    entry.take_in()
            else:
                entry.sync(records, records.thread(channel, customer, self._clock()))
            entry.keep(records)
            return len(added)

    def sent(self, permit: Permit) -> StoreError | None:
        """Write down that a draft has gone out, now or when the store is back; why it has to wait."""
        sent = _Sent(permit, replace(as_message(permit.draft), id=permit.message_id))
        try:
            self._write(sent)
        except StoreError as error:
            self._waiting.append(sent)
            return error
        if self._store.database.forgets and permit.id is not None:
            self._remember(sent)
        return None

    def released(self, permit: Permit) -> None:
        """Give a place back; raises StoreError where that cannot be written down."""
        if permit.id is not None:
            with self._store.writing(lasting=False) as records:
                records.close_permit(permit.id, "released", self._clock())

    def flush(self) -> Iterator[Permit]:
        """Write down what waits, each as it is done, until the store fails again; what it refuses keeps nothing else up."""
        self._doubt()
        if self._waiting and self._flushing.acquire(blocking=False):
            try:
                for _ in range(len(self._waiting)):
                    sent = self._waiting[0]
                    try:
                        is_news = self._write(sent)
                    except StoreError as error:
                        if error.kind != "broken":
                            return
                        self._waiting.rotate(-1)
                        continue
                    self._waiting.popleft()
                    if is_news:
                        yield sent.permit
            finally:
                self._flushing.release()

    def _remember(self, sent: _Sent) -> None:
        with self._remembering:
            self._recent.append(sent)
            while sent.at - self._recent[0].at > RECENT:
                self._recent.popleft()

    def _doubt(self) -> None:
        """Where the store was away, write down once more what it may have forgotten."""
        losses = self._store.database.losses
        if losses != self._losses:
            with self._remembering:
                self._losses = losses
                self._waiting.extend(replace(sent, is_doubtful=True) for sent in self._recent)
                self._recent.clear()

    def _write(self, sent: _Sent) -> bool:
        """Write down a send; False where it is there already, or its customer was erased."""
        entry, permit = self._threads.entry(sent.permit.channel, sent.permit.customer), sent.permit
        with self.writing(entry, lasting=permit.id is None or sent.is_doubtful) as records:
            if permit.id is None:
                self._write_late(entry, records, self.thread(records, permit.channel, permit.customer), sent)
                return True
            row = records.numbered(permit.id.thread, self._clock())
            if row is None:
                return False
            if records.close_permit(permit.id, "sent", self._clock()):
                self._append(entry, records, row, sent.message, permit.number, is_numbered=True)
                return True
            if not records.has_permit(permit.id):
                self._write_late(entry, records, row, sent, is_numbered=True)
                return True
            records.grow(row, 0, self._clock())
            return False

    def _write_late(
        self, entry: Entry, records: Records, row: ThreadRow, sent: _Sent, is_numbered: bool = False
    ) -> None:
        """A send of which the store knows nothing: its decision, its permit and its message at once."""
        now = self._clock()
        number = records.decide(row.id, sent.permit.verdict, now)
        records.permit(number, row.id, sent.message, (now, now), None)
        records.close_permit(PermitId(number, row.id, now), "sent", now)
        self._append(entry, records, row, sent.message, number, is_numbered)

    def _append(
        self,
        entry: Entry,
        records: Records,
        row: ThreadRow,
        message: Message,
        permit: int | None = None,
        is_numbered: bool = False,
    ) -> bool:
        """Store the next message, and keep what is known where it is time to; False where it is there already."""
        due = not self._words_kept or row.seq + 1 - row.kept >= EVERY
        in_step = entry.is_at(row)
        if due and not in_step:
            entry.sync(records, row)
        if not records.append(row, message, self._clock(), permit, is_numbered):
            return False
        if due or in_step:
            entry.reveal(message.text)
            entry.append(message)
        if due:
            entry.keep(records)
        return True
