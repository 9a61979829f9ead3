"""How long records stay, and what of them one customer may ask for: retention, export, erasure."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final, Iterator

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update

from couth.engine import Linter
from couth.facts.consent import Consent
from couth.facts.kept import readings_of
from couth.facts.state import state_of
from couth.integrations.contents import customer_of
from couth.integrations.inputs import PHONES, address
from couth.integrations.reader import Reader
from couth.integrations.records import Records
from couth.integrations.store import Store
from couth.integrations.tables import CONSENTS, DECISIONS, KEPT, MESSAGES, OWNED, PERMITS, REPLIES, THREADS
from couth.integrations.thread_records import ThreadRow
from couth.integrations.threads import Entry
from couth.integrations.transaction import moment, ticks
from couth.model import Customer


def prune(store: Store, before: datetime, linter: Linter) -> dict[str, int]:
    """Remove messages, decisions and permits from before a moment; how many of each.

    Consent stays: an opt-out in words that are removed is put on record first. Where the words of messages are kept,
    nothing else that was known of removed ones stays known; where none are, what is known of a thread goes with the
    last of its messages.
    """
    reader = Reader(linter, lambda: store.sealer, store.bodies != "off")
    removed = dict.fromkeys(("messages", "decisions", "permits"), 0)
    with store.reading() as records:
        threads = records.connection.execute(select(THREADS.c.id, THREADS.c.channel).order_by(THREADS.c.id)).all()
    for thread, channel in threads:
        with store.writing() as records:
            row = records.locked(thread)
            if row is not None:
                removed["messages"] += _prune_messages(records, row, before, Entry(reader, channel))
                records.permits(row.id, before)  # closes those whose time is up
                removed["permits"] += _prune_table(records, PERMITS, PERMITS.c.opened, row, before)
                removed["decisions"] += _prune_table(records, DECISIONS, DECISIONS.c.at, row, before)
    store.database.sweep()
    return removed


def _prune_messages(records: Records, row: ThreadRow, before: datetime, entry: Entry) -> int:
    cut = _cut(records, row, before)
    there = select(func.count()).where(MESSAGES.c.thread == row.id, MESSAGES.c.seq < cut)
    count = int(records.connection.execute(there).scalar_one())
    if not count:
        return 0
    _remember_consent(records, row, entry, before)
    records.connection.execute(delete(MESSAGES).where(MESSAGES.c.thread == row.id, MESSAGES.c.seq < cut))
    records.connection.execute(delete(REPLIES).where(REPLIES.c.thread == row.id))
    words_kept = records.contents.bodies != "off"
    if words_kept or cut == row.seq:
        records.connection.execute(delete(KEPT).where(KEPT.c.thread == row.id))
        values = {"first": cut, "kept": cut, "changed": THREADS.c.changed + 1}
        records.connection.execute(update(THREADS).where(THREADS.c.id == row.id).values(values))
    return count


def _cut(records: Records, row: ThreadRow, before: datetime) -> int:
    """The number of the first message that stays: nothing older follows the first one that is new enough."""
    mine, at = MESSAGES.c.thread == row.id, ticks(before)
    stays = records.connection.execute(select(func.min(MESSAGES.c.seq)).where(mine, MESSAGES.c.at >= at)).scalar()
    if stays is not None:
        return int(stays)
    old = records.connection.execute(select(func.max(MESSAGES.c.seq)).where(mine, MESSAGES.c.at < at)).scalar()
    return row.first if old is None else row.seq


def _remember_consent(records: Records, row: ThreadRow, entry: Entry, now: datetime) -> None:
    """Put on record what the customer has said of being written to, before their words go."""
    said = _said(records, row, entry)
    before = customer_of(row.record)
    if said is not None and said != before.opted_out and (said or before.opted_out):
        values = {name: getattr(before, name) for name in before.__dataclass_fields__}
        records.record(row, Customer(**{**values, "opted_out": said}), now, "in the customer's own words")


def _said(records: Records, row: ThreadRow, entry: Entry) -> bool | None:
    """Whether the customer has opted out in words; None where they have said nothing of it."""
    thread = entry.sync(records, row)
    reader = entry.reader
    for lang in entry.langs():
        state_of(thread, reader.knowledge, lang)
    found = [state.of(Consent) for state in readings_of(thread)]
    if any(consent.opted_out for consent in found):
        return True
    return False if any(consent.opted_in for consent in found) else None


def _prune_table(records: Records, table: Table, at: Any, row: ThreadRow, before: datetime) -> int:
    is_open = select(PERMITS.c.id).where(PERMITS.c.thread == row.id, PERMITS.c.state == "open")
    done = records.connection.execute(
        delete(table).where(table.c.thread == row.id, at < ticks(before), table.c.id.not_in(is_open))
    )
    return done.rowcount


def exported(store: Store, customer: str, channel: str | None = None) -> dict[str, Any] | None:
    """Everything that is kept of one customer, as plain data; None where nothing is."""
    with store.reading() as records:
        threads = [_exported(records, row) for row in _threads(records, customer, channel)]
    return {"customer": customer, "threads": threads} if threads else None


_TIMES: Final = frozenset({"at", "created", "updated", "opened", "expires", "closed", "not_before"})
_HIDDEN: Final = frozenset(
    {"couth_messages.content", "couth_permits.content", "couth_decisions.report", "couth_kept.state"}
)
_JSON: Final = _HIDDEN | {"couth_decisions.rules", "couth_threads.record", "couth_consents.value", "couth_permits.kept"}


def _exported(records: Records, row: Any) -> dict[str, Any]:
    exported = {n: _plain(records, THREADS, n, row[n]) for n in ("channel", "created", "updated", "record")}
    for table in OWNED:
        mine = table.select().where(table.c.thread == row["id"]).order_by(*table.primary_key)
        exported[table.name.removeprefix("couth_")] = [
            {
                name: _plain(records, table, name, value)
                for name, value in found.items()
                if value is not None and name != "thread"
            }
            for found in records.connection.execute(mine).mappings()
        ]
    return exported


def _plain(records: Records, table: Table, name: str, value: Any) -> Any:
    column = f"{table.name}.{name}"
    if name in _TIMES:
        return moment(value).isoformat()
    text = records.contents.shown(value) if column in _HIDDEN else value
    return json.loads(text) if column in _JSON else text


def erase(store: Store, customer: str, channel: str | None = None, keep_opt_out: bool = False) -> int:
    """Remove everything that is kept of one customer; on how many channels something was.

    With `keep_opt_out` the address and the opt-out stay, of who has opted out on record, so that they are not written to
    again. Opt-outs in words are put on record by `prune`, or by whoever reads them.
    """
    with store.writing() as records:
        threads = list(_threads(records, customer, channel))
        for row in threads:
            for table in OWNED:
                records.connection.execute(delete(table).where(table.c.thread == row["id"]))
            _erase_thread(records, row, keep_opt_out)
    store.database.sweep()
    return len(threads)


def _erase_thread(records: Records, row: Any, keep_opt_out: bool) -> None:
    mine = THREADS.c.id == row["id"]
    if keep_opt_out and customer_of(row["record"]).opted_out:
        values = {
            "record": '{"opted_out":true}',
            "first": row["seq"],
            "kept": row["seq"],
            "changed": row["changed"] + 1,
        }
        records.connection.execute(update(THREADS).where(mine).values(values))
    else:
        records.connection.execute(delete(THREADS).where(mine))


def _threads(records: Records, customer: str, channel: str | None) -> Iterator[Any]:
    wanted = THREADS.select().where(_is(customer)).order_by(THREADS.c.channel)
    if channel is not None:
        wanted = wanted.where(THREADS.c.channel == channel)
    yield from records.connection.execute(wanted).mappings().all()


def _is(customer: str) -> ColumnElement[bool]:
    """Whether a thread is a customer's, by the address as its channel has it."""
    at_phone = THREADS.c.channel.in_(PHONES)
    number = address(PHONES[0], customer).customer
    return or_(and_(at_phone, THREADS.c.customer == number), and_(~at_phone, THREADS.c.customer == customer))


def counts(store: Store) -> dict[str, int]:
    """How many records of each kind there are, permits by their state."""
    with store.reading() as records:
        found = {t.name.removeprefix("couth_"): records.count(t) for t in (THREADS, MESSAGES, CONSENTS, DECISIONS)}
        states = select(PERMITS.c.state, func.count()).group_by(PERMITS.c.state).order_by(PERMITS.c.state)
        permits = {f"permits {state}": int(count) for state, count in records.connection.execute(states)}
    return found | permits
