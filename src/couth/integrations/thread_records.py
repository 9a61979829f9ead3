"""Threads in the store, what is on record of their customers, and what is known of their messages."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Mapping

from sqlalchemy import bindparam, insert, select, update

from couth.errors import StoreError
from couth.integrations.contents import customer_json, customer_of
from couth.integrations.prepared import Prepared
from couth.integrations.tables import CONSENTS, KEPT, MIGRATIONS, SETTINGS, THREADS, newer
from couth.integrations.transaction import Insert, Transaction, ticks, unless_there
from couth.model import Customer


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as its row has it: its messages are numbered `first` to `seq` - 1."""

    id: int
    first: int
    seq: int
    kept: int
    changed: int
    record: str


_COLUMNS: Final = (THREADS.c.id, THREADS.c.first, THREADS.c.seq, THREADS.c.kept, THREADS.c.changed, THREADS.c.record)
_VERSION: Final = select(SETTINGS.c.value).where(SETTINGS.c.name == "schema").scalar_subquery()
_FIND: Final = select(*_COLUMNS, _VERSION.label("version")).where(
    THREADS.c.channel == bindparam("of_channel"), THREADS.c.customer == bindparam("of_customer")
)
_LOCK: Final = Prepared(_FIND.with_for_update(of=THREADS))
_LOCK_ID: Final = (
    select(*_COLUMNS, _VERSION.label("version")).where(THREADS.c.id == bindparam("of")).with_for_update(of=THREADS)
)
_GROW: Final = Prepared(
    update(THREADS).where(THREADS.c.id == bindparam("of")).values(seq=bindparam("to"), updated=bindparam("now"))
)
_NEXT: Final = Prepared(
    update(THREADS)
    .where(THREADS.c.id == bindparam("of"))
    .values(seq=THREADS.c.seq + 1, updated=bindparam("now"))
    .returning(*_COLUMNS)
)
_KEPT: Final = select(KEPT.c.lang, KEPT.c.seq, KEPT.c.state).where(
    KEPT.c.thread == bindparam("of"), KEPT.c.basis == bindparam("on")
)
_LATEST_KEPT: Final = (
    select(KEPT.c.basis).where(KEPT.c.thread == bindparam("of")).order_by(KEPT.c.seq.desc(), KEPT.c.basis).limit(1)
)
_KEPT_TO: Final = update(THREADS).where(THREADS.c.id == bindparam("of")).values(kept=bindparam("to"))
_RECORD: Final = (
    update(THREADS)
    .where(THREADS.c.id == bindparam("of"))
    .values(record=bindparam("to"), changed=THREADS.c.changed + 1, updated=bindparam("now"))
)
_KEEP: Final = Insert(
    KEPT,
    tuple(column.name for column in KEPT.columns),
    lambda insert: insert.on_conflict_do_update(
        index_elements=list(KEPT.primary_key.columns),
        set_={"seq": insert.excluded.seq, "state": insert.excluded.state},
    ),
)
_NEW: Final = unless_there(
    THREADS, THREADS.c.id, tuple(column.name for column in THREADS.columns if column.name != "id")
)
_NOTHING_YET: Final = {"first": 0, "seq": 0, "kept": 0, "changed": 0, "record": "{}"}


class ThreadRecords(Transaction):
    """Threads, customers and kept facts. Whoever writes to a thread locks its row first."""

    def thread(self, channel: str, customer: str, now: datetime) -> ThreadRow:
        """The customer's thread, made where there is none, locked until the end of the transaction."""
        keys = {"of_channel": channel, "of_customer": customer}
        found = _LOCK.on(self.connection, keys).one_or_none()
        if found is None:
            made = {"channel": channel, "customer": customer, "created": ticks(now), "updated": ticks(now)}
            _NEW.on(self.connection, made | _NOTHING_YET)
            found = _LOCK.on(self.connection, keys).one()
        return _row(found)

    def found_thread(self, channel: str, customer: str) -> ThreadRow | None:
        """The customer's thread as it is, None where there is none."""
        found = self.connection.execute(_FIND, {"of_channel": channel, "of_customer": customer}).one_or_none()
        return None if found is None else _row(found)

    def numbered(self, thread: int, now: datetime) -> ThreadRow | None:
        """A thread as it is before its next message, locked, with the number of that message taken; None where it is gone."""
        found = _NEXT.on(self.connection, {"of": thread, "now": ticks(now)}).one_or_none()
        if found is None:
            return None
        return ThreadRow(found.id, found.first, found.seq - 1, found.kept, found.changed, found.record)

    def introduce(self, row: ThreadRow, known: Customer, now: datetime) -> bool:
        """Put on record what an address or a profile tells, where the record is silent; whether that was news."""
        there = customer_of(row.record)
        told = {name: getattr(known, name) for name in _OF_ADDRESS if getattr(there, name) is None}
        new = {name: value for name, value in told.items() if value is not None}
        if new:
            self.record(row, replace(there, **new), now, "told by the address")
        return bool(new)

    def grow(self, row: ThreadRow, by: int, now: datetime) -> None:
        """Say that a locked thread has so many messages more than its row says; none takes a number back."""
        _GROW.on(self.connection, {"of": row.id, "to": row.seq + by, "now": ticks(now)})

    def locked(self, thread: int) -> ThreadRow | None:
        """A thread by its id, locked; None where it was erased."""
        found = self.connection.execute(_LOCK_ID, {"of": thread}).one_or_none()
        return None if found is None else _row(found)

    def record(self, row: ThreadRow, customer: Customer, now: datetime, source: str | None) -> None:
        """Put on record what is known of a customer, and where every change came from."""
        before = customer_of(row.record)
        changes = [f.name for f in fields(Customer) if getattr(before, f.name) != getattr(customer, f.name)]
        if not changes:
            return
        self.connection.execute(_RECORD, {"of": row.id, "to": customer_json(customer), "now": ticks(now)})
        values = json.loads(customer_json(customer))
        self.connection.execute(
            insert(CONSENTS),
            [
                {"thread": row.id, "at": ticks(now), "field": n, "value": json.dumps(values.get(n)), "source": source}
                for n in changes
            ],
        )

    def kept(self, thread: int, basis: str) -> dict[str, tuple[int, str]]:
        """What is known of a thread on a basis: by language, up to which number, and what."""
        rows = self.connection.execute(_KEPT, {"of": thread, "on": basis}).all()
        return {row.lang: (row.seq, self.contents.shown(row.state)) for row in rows}

    def latest_basis(self, thread: int) -> str | None:
        """The basis on which most is known."""
        found: str | None = self.connection.execute(_LATEST_KEPT, {"of": thread}).scalar()
        return found

    def keep(self, thread: int, basis: str, seq: int, states: Mapping[str, str]) -> None:
        """Keep what is known of a thread up to a number, by language."""
        for lang, state in states.items():
            values = {"thread": thread, "basis": basis, "lang": lang, "seq": seq, "state": self.contents.hidden(state)}
            _KEEP.on(self.connection, values)
        self.connection.execute(_KEPT_TO, {"of": thread, "to": seq})


_OF_ADDRESS: Final = ("timezone", "language", "country", "phone", "region")
"""What an address or a profile tells of a customer; consent is theirs to give."""


def _row(found: Any) -> ThreadRow:
    if found.version != str(len(MIGRATIONS)):
        if found.version is not None and int(found.version) > len(MIGRATIONS):
            raise newer(int(found.version), len(MIGRATIONS))
        raise StoreError("the store's tables are older than this couth: open the store anew", "schema")
    return ThreadRow(found.id, found.first, found.seq, found.kept, found.changed, found.record)
