"""What the store does in one transaction. Whoever writes to a thread locks its row first, so that nobody waits in a ring."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Iterable, Literal, Mapping, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from couth.errors import StoreError
from couth.integrations.contents import Plain, customer_json, customer_of, message_of
from couth.integrations.prepared import Prepared
from couth.integrations.sealing import Sealer
from couth.integrations.tables import (
    CONSENTS,
    DECISIONS,
    KEPT,
    MESSAGES,
    MIGRATIONS,
    PERMITS,
    REPLIES,
    SETTINGS,
    THREADS,
    newer,
)
from couth.model import Customer, Decision, Draft, Message, Report


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as its row has it: its messages are numbered `first` to `seq` - 1."""

    id: int
    first: int
    seq: int
    kept: int
    changed: int
    record: str


class OpenPermit(NamedTuple):
    """Leave to send that is neither used nor given back."""

    id: int
    expires: datetime
    message: Message
    kept: str | None


class Earlier(NamedTuple):
    """What came of a send with the same idempotency key."""

    id: int
    digest: str
    outcome: str
    state: str | None
    expires: datetime | None


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def ticks(at: datetime) -> int:
    """Microseconds since the epoch."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """The moment of so many microseconds since the epoch."""
    return _EPOCH + at * _MICROSECOND


_COLUMNS: Final = (THREADS.c.id, THREADS.c.first, THREADS.c.seq, THREADS.c.kept, THREADS.c.changed, THREADS.c.record)
_VERSION: Final = select(SETTINGS.c.value).where(SETTINGS.c.name == "schema").scalar_subquery()
_FIND: Final = select(*_COLUMNS, _VERSION.label("version")).where(
    THREADS.c.channel == bindparam("of_channel"), THREADS.c.customer == bindparam("of_customer")
)
_LOCK: Final = _FIND.with_for_update(of=THREADS)
_LOCK_ID: Final = (
    select(*_COLUMNS, _VERSION.label("version")).where(THREADS.c.id == bindparam("of")).with_for_update(of=THREADS)
)
_MESSAGES: Final = (
    select(MESSAGES.c.seq, MESSAGES.c.content)
    .where(MESSAGES.c.thread == bindparam("of"), MESSAGES.c.seq >= bindparam("low"), MESSAGES.c.seq < bindparam("high"))
    .order_by(MESSAGES.c.seq)
)
_GROW: Final = (
    update(THREADS).where(THREADS.c.id == bindparam("of")).values(seq=bindparam("to"), updated=bindparam("now"))
)
_NEXT: Final = (
    update(THREADS)
    .where(THREADS.c.id == bindparam("of"))
    .values(seq=THREADS.c.seq + 1, updated=bindparam("now"))
    .returning(*_COLUMNS)
)
_OPEN: Final = (
    select(PERMITS.c.id, PERMITS.c.expires, PERMITS.c.content, PERMITS.c.kept)
    .where(PERMITS.c.thread == bindparam("of"), PERMITS.c.state == "open")
    .order_by(PERMITS.c.id)
)
_EXPIRE: Final = (
    update(PERMITS)
    .where(PERMITS.c.thread == bindparam("of"), PERMITS.c.state == "open", PERMITS.c.expires <= bindparam("now"))
    .values(state="expired", closed=bindparam("now"))
)
_MINE: Final = PERMITS.c.id == bindparam("of")
_UNUSED: Final = or_(PERMITS.c.state == "open", PERMITS.c.state == "expired")
_CLOSE: Final = {
    "sent": Prepared(update(PERMITS).where(_MINE, _UNUSED).values(state="sent", closed=bindparam("now"))),
    "released": Prepared(
        update(PERMITS).where(_MINE, PERMITS.c.state == "open").values(state="released", closed=bindparam("now"))
    ),
}
"""By what a permit becomes: one that has expired can still turn out to have been used."""
_EARLIER: Final = (
    select(DECISIONS.c.id, DECISIONS.c.digest, DECISIONS.c.outcome, PERMITS.c.state, PERMITS.c.expires)
    .join_from(DECISIONS, PERMITS, PERMITS.c.id == DECISIONS.c.id, isouter=True)
    .where(DECISIONS.c.thread == bindparam("of"), DECISIONS.c.key == bindparam("with_key"))
    .order_by(DECISIONS.c.id.desc())
    .limit(1)
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


_REPLIED: Final = (
    select(THREADS.c.customer)
    .join_from(REPLIES, THREADS, THREADS.c.id == REPLIES.c.thread)
    .where(REPLIES.c.token == bindparam("by"))
)
_RUN_LOCK: Final = Prepared(_LOCK)
_RUN_NEXT: Final = Prepared(_NEXT)
_RUN_GROW: Final = Prepared(_GROW)
_RUN_OPEN: Final = Prepared(_OPEN)
_DECIDE: Final = Prepared(
    insert(DECISIONS).returning(DECISIONS.c.id), tuple(c.name for c in DECISIONS.columns if c.name != "id")
)
_PERMIT: Final = Prepared(insert(PERMITS), tuple(c.name for c in PERMITS.columns if c.name != "closed"))
_UNLESS_THERE: Final[Mapping[tuple[str, str], Prepared]] = {
    (dialect.__name__.rsplit(".", 1)[-1], table.name): Prepared(
        dialect.insert(table).on_conflict_do_nothing().returning(key), columns
    )
    for dialect in (sqlite, postgresql)
    for table, key, columns in (
        (
            THREADS,
            THREADS.c.id,
            ("channel", "customer", "first", "seq", "kept", "changed", "record", "created", "updated"),
        ),
        (MESSAGES, MESSAGES.c.seq, tuple(c.name for c in MESSAGES.columns)),
        (REPLIES, REPLIES.c.token, ("token", "thread")),
    )
}
"""By dialect and table, an insert that leaves what is there already, and returns nothing then."""


class Records:
    """The records of one transaction."""

    def __init__(self, connection: Connection, contents: Plain, sealer: Sealer) -> None:
        self.connection = connection
        self.contents = contents
        self.sealer = sealer

    # --- threads ----------------------------------------------------------------------------------

    def thread(self, channel: str, customer: str, now: datetime) -> ThreadRow:
        """The customer's thread, made where there is none, locked until the end of the transaction."""
        keys = {"of_channel": channel, "of_customer": customer}
        found = _RUN_LOCK.on(self.connection, keys).one_or_none()
        if found is None:
            values = {
                "channel": channel,
                "customer": customer,
                "created": ticks(now),
                "updated": ticks(now),
                **_NEW_THREAD,
            }
            self._unless_there(THREADS).on(self.connection, values)
            found = _RUN_LOCK.on(self.connection, keys).one()
        return _row(found)

    def found_thread(self, channel: str, customer: str) -> ThreadRow | None:
        """The customer's thread as it is, None where there is none."""
        found = self.connection.execute(_FIND, {"of_channel": channel, "of_customer": customer}).one_or_none()
        return None if found is None else _row(found)

    def numbered(self, thread: int, now: datetime) -> ThreadRow | None:
        """A thread as it is before its next message, locked, with the number of that message taken; None where it is gone."""
        found = _RUN_NEXT.on(self.connection, {"of": thread, "now": ticks(now)}).one_or_none()
        if found is None:
            return None
        return ThreadRow(found.id, found.first, found.seq - 1, found.kept, found.changed, found.record)

    def give_back(self, row: ThreadRow, now: datetime) -> None:
        """Take back the number that `numbered` has taken for a message that does not come."""
        _RUN_GROW.on(self.connection, {"of": row.id, "to": row.seq, "now": ticks(now)})

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

    # --- messages ---------------------------------------------------------------------------------

    def messages(self, thread: int, low: int, high: int) -> list[Message]:
        """Messages by number; one that is kept no longer stands as one of nobody's, so that the numbers stay right."""
        rows = self.connection.execute(_MESSAGES, {"of": thread, "low": low, "high": high}).all()
        found = {row.seq: message_of(self.contents.shown(row.content)) for row in rows}
        return [found.get(seq, _GONE) for seq in range(low, high)]

    def append(
        self, row: ThreadRow, message: Message, now: datetime, permit: int | None = None, is_numbered: bool = False
    ) -> bool:
        """Add the next message of a locked thread; False where one with the same outside id is there already."""
        values = self._message(row.id, row.seq, message, permit)
        done = self._unless_there(MESSAGES).on(self.connection, values)
        is_new = done.one_or_none() is not None
        if is_new is not is_numbered:
            _RUN_GROW.on(self.connection, {"of": row.id, "to": row.seq + is_new, "now": ticks(now)})
        if not is_new:
            return False
        if message.reply_token is not None and message.role == "customer":
            values = {"token": message.reply_token, "thread": row.id}
            self._unless_there(REPLIES).on(self.connection, values)
        return True

    def replied(self, token: str) -> str | None:
        """The customer to whom a reply token leads."""
        found: str | None = self.connection.execute(_REPLIED, {"by": token}).scalar()
        return found

    def append_all(self, row: ThreadRow, messages: Iterable[Message], now: datetime) -> list[Message]:
        """Add many messages to a locked thread; those that were new."""
        ids = select(MESSAGES.c.outside_id).where(MESSAGES.c.thread == row.id, MESSAGES.c.outside_id.is_not(None))
        there = set(self.connection.execute(ids).scalars())
        new: list[Message] = []
        for message in messages:
            if message.id is None or message.id not in there:
                there.add(message.id)
                new.append(message)
        for start in range(0, len(new), _AT_ONCE):
            values = [self._message(row.id, row.seq + n, new[n]) for n in range(start, min(start + _AT_ONCE, len(new)))]
            self.connection.execute(insert(MESSAGES), values)
        _RUN_GROW.on(self.connection, {"of": row.id, "to": row.seq + len(new), "now": ticks(now)})
        return new

    def _message(self, thread: int, seq: int, message: Message, permit: int | None = None) -> dict[str, Any]:
        return {
            "thread": thread,
            "seq": seq,
            "role": message.role,
            "at": None if message.at is None else ticks(message.at),
            "outside_id": message.id,
            "permit": permit,
            "content": self.contents.message(message),
        }

    # --- kept facts -------------------------------------------------------------------------------

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
            values = {"seq": seq, "state": self.contents.hidden(state)}
            statement = self._insert(KEPT).on_conflict_do_update(
                index_elements=["thread", "basis", "lang"], set_=values
            )
            self.connection.execute(statement, {"thread": thread, "basis": basis, "lang": lang, **values})
        self.connection.execute(_KEPT_TO, {"of": thread, "to": seq})

    # --- decisions and permits --------------------------------------------------------------------

    def earlier(self, thread: int, key: str) -> Earlier | None:
        """The last decision on an idempotency key."""
        found = self.connection.execute(_EARLIER, {"of": thread, "with_key": key}).one_or_none()
        if found is None:
            return None
        expires = None if found.expires is None else moment(found.expires)
        return Earlier(found.id, found.digest, found.outcome, found.state, expires)

    def decide(self, thread: int, verdict: Verdict, now: datetime) -> int:
        """Record a decision; its id."""
        stop = verdict.stop or verdict.report.decision
        values = {
            "thread": thread,
            "at": ticks(now),
            "key": verdict.key,
            "digest": self.sealer.digest(verdict.draft) if verdict.key else "",
            "outcome": verdict.outcome,
            "mode": verdict.mode,
            "verdict": verdict.report.verdict,
            "score": verdict.report.score,
            "action": stop.action,
            "not_before": None if stop.not_before is None else ticks(stop.not_before),
            "rules": json.dumps(sorted({v.rule for v in verdict.report.violations})),
            "report": self.contents.report(verdict.report),
            "policy": verdict.report.fingerprint,
            "overridden_by": verdict.overridden_by,
            "override_reason": verdict.override_reason,
        }
        return int(_DECIDE.on(self.connection, values).scalar_one())

    def permits(self, thread: int, now: datetime) -> list[OpenPermit]:
        """The open permits of a locked thread; those whose time is up are closed."""
        rows = _RUN_OPEN.on(self.connection, {"of": thread}).all()
        late = [row for row in rows if row.expires <= ticks(now)]
        if late:
            self.connection.execute(_EXPIRE, {"of": thread, "now": ticks(now)})
        return [
            OpenPermit(row.id, moment(row.expires), message_of(self.contents.shown(row.content)), row.kept)
            for row in rows
            if row not in late
        ]

    def permit(
        self, decision: int, thread: int, message: Message, times: tuple[datetime, datetime], kept: str | None
    ) -> None:
        """Give leave to send, from the first moment to the second."""
        opened, expires = map(ticks, times)
        content = self.contents.message(message)
        _PERMIT.on(
            self.connection,
            {
                "id": decision, "thread": thread, "state": "open", "opened": opened, "expires": expires,
                "content": content, "kept": kept,
            },
        )  # fmt: skip

    def close_permit(self, permit: int, state: Literal["sent", "released"], now: datetime) -> bool:
        """Close a permit; False where it was closed already."""
        return _CLOSE[state].on(self.connection, {"of": permit, "now": ticks(now)}).rowcount > 0

    def count(self, table: Any) -> int:
        """How many rows a table has."""
        return int(self.connection.execute(select(func.count()).select_from(table)).scalar_one())

    def _unless_there(self, table: Any) -> Prepared:
        return _UNLESS_THERE[self.connection.dialect.name, table.name]

    def _insert(self, table: Any) -> Any:
        return (sqlite if self.connection.dialect.name == "sqlite" else postgresql).insert(table)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision to be recorded."""

    draft: Draft
    report: Report
    stop: Decision | None
    outcome: str
    mode: str
    key: str | None = None
    overridden_by: str | None = None
    override_reason: str | None = None


_NEW_THREAD: Final = {"first": 0, "seq": 0, "kept": 0, "changed": 0, "record": "{}"}
_AT_ONCE: Final = 1000
_GONE: Final = Message("system")


def _row(found: Any) -> ThreadRow:
    if found.version != str(len(MIGRATIONS)):
        if found.version is not None and int(found.version) > len(MIGRATIONS):
            raise newer(int(found.version), len(MIGRATIONS))
        raise StoreError("the store's tables are older than this couth: open the store anew", "schema")
    return ThreadRow(found.id, found.first, found.seq, found.kept, found.changed, found.record)
