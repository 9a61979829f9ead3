"""What has happened, written down; and what could not be, remembered until it can."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Callable, Iterable, Iterator

from couth.errors import StoreError
from couth.integrations.contents import as_message
from couth.integrations.permit_records import Verdict
from couth.integrations.records import Records
from couth.integrations.sending import Permit
from couth.integrations.stopped import AlreadySent, Stopped
from couth.integrations.store import Store
from couth.integrations.thread_records import ThreadRow
from couth.integrations.threads import EVERY, Entry, Threads
from couth.model import Message

Introduce = Callable[[Records, str, str], None]


@dataclass(frozen=True, slots=True)
class _Sent:
    permit: Permit
    message: Message


class Recorder:
    """Writes messages and the fate of permits. What went out while the store was away waits in memory."""

    def __init__(self, store: Store, threads: Threads, words_kept: bool, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._threads = threads
        self._words_kept = words_kept
        self._clock = clock
        self._waiting: deque[_Sent] = deque()
        self._flushing = Lock()

    @property
    def waiting(self) -> int:
        """How many sends wait to be written down."""
        return len(self._waiting)

    def waiting_for(self, channel: str, customer: str) -> list[Message]:
        """What went out to a customer and waits to be written down."""
        sent = tuple(self._waiting)
        return [one.message for one in sent if (one.permit.channel, one.permit.customer) == (channel, customer)]

    @contextmanager
    def writing(self, entry: Entry) -> Iterator[Records]:
        """A transaction on a thread, which is read anew where it is undone."""
        with entry.lock:
            try:
                with self._store.writing() as records:
                    yield records
            except (Stopped, AlreadySent):
                raise
            except BaseException:
                entry.forget()
                raise
            finally:
                entry.detach()

    def received(
        self, entry: Entry, channel: str, customer: str, message: Message, introduce: Introduce | None = None
    ) -> tuple[int, bool]:
        """Write down a message, and first what is known of the customer; the number of its thread, and whether it is new."""
        with self.writing(entry) as records:
            if introduce is not None:
                introduce(records, channel, customer)
            row = records.thread(channel, customer, self._clock())
            return row.id, self._append(entry, records, row, message)

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
        return None

    def released(self, permit: Permit) -> None:
        """Give a place back; raises StoreError where that cannot be written down."""
        if permit.number is not None:
            with self._store.writing() as records:
                records.close_permit(permit.number, permit.thread or 0, "released", self._clock())

    def flush(self) -> Iterator[Permit]:
        """Write down what waits, each as it is done, until the store fails again."""
        if self._waiting and self._flushing.acquire(blocking=False):
            try:
                while self._waiting:
                    self._write(self._waiting[0])
                    yield self._waiting.popleft().permit
            except StoreError:
                return
            finally:
                self._flushing.release()

    def _write(self, sent: _Sent) -> None:
        permit = sent.permit
        entry = self._threads.entry(permit.channel, permit.customer)
        with self.writing(entry) as records:
            if permit.number is None:
                self._write_late(entry, records, sent, permit.verdict)
                return
            row = records.numbered(permit.thread or 0, self._clock())
            if row is None:
                return
            if records.close_permit(permit.number, row.id, "sent", self._clock()):
                self._append(entry, records, row, sent.message, permit.number, is_numbered=True)
            else:
                records.grow(row, 0, self._clock())

    def _write_late(self, entry: Entry, records: Records, sent: _Sent, verdict: Verdict) -> None:
        """A send that was judged without the store: its decision, its permit and its message at once."""
        now = self._clock()
        row = records.thread(sent.permit.channel, sent.permit.customer, now)
        number = records.decide(row.id, verdict, now)
        records.permit(number, row.id, sent.message, (now, now), None)
        records.close_permit(number, row.id, "sent", now)
        self._append(entry, records, row, sent.message, number)

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
