"""The tables of the store, and how one version of them becomes the next."""

from __future__ import annotations

from typing import Callable, Final, Sequence

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, inspect, select

from couth.errors import StoreError

METADATA: Final = MetaData()
_ID: Final = BigInteger().with_variant(Integer, "sqlite")

SETTINGS: Final = Table(
    "couth_settings",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""The version of the tables, and how bodies are kept."""

THREADS: Final = Table(
    "couth_threads",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("channel", String(32), nullable=False),
    Column("customer", String(255), nullable=False),
    Column("first", Integer, nullable=False, default=0),
    Column("seq", Integer, nullable=False, default=0),
    Column("kept", Integer, nullable=False, default=0),
    Column("changed", Integer, nullable=False, default=0),
    Column("record", Text, nullable=False, default="{}"),
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Index("couth_threads_of", "channel", "customer", unique=True),
    sqlite_autoincrement=True,
)
"""One customer on one channel. Messages are numbered `first` to `seq` - 1; `kept` is how far facts are kept; `changed`
counts what a process that has the thread in memory must read anew."""

MESSAGES: Final = Table(
    "couth_messages",
    METADATA,
    Column("thread", _ID, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("role", String(10), nullable=False),
    Column("at", BigInteger),
    Column("outside_id", String(255)),
    Column("permit", _ID),
    Column("content", Text, nullable=False),
    Index("couth_messages_outside", "thread", "outside_id", unique=True),
)
"""What was said; `outside_id` is the platform's own, so that a webhook that comes twice counts once."""

REPLIES: Final = Table(
    "couth_replies",
    METADATA,
    Column("token", String(255), primary_key=True),
    Column("thread", _ID, nullable=False, index=True),
)
"""Tokens by which a platform lets a message be answered without saying to whom."""

CONSENTS: Final = Table(
    "couth_consents",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("thread", _ID, nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text),
)
"""Every change of what is on record of a customer: consent, opt-out, time zone and the like, and where it came from."""

KEPT: Final = Table(
    "couth_kept",
    METADATA,
    Column("thread", _ID, primary_key=True, autoincrement=False),
    Column("basis", String(32), primary_key=True),
    Column("lang", String(16), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("state", Text, nullable=False),
)
"""What is known of a thread's messages up to a number, so that they need not be read again."""

DECISIONS: Final = Table(
    "couth_decisions",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("thread", _ID, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("key", String(255)),
    Column("digest", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("score", Integer, nullable=False),
    Column("action", String(16), nullable=False),
    Column("not_before", BigInteger),
    Column("rules", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("policy", String(32), nullable=False),
    Column("overridden_by", Text),
    Column("override_reason", Text),
    Index("couth_decisions_of", "thread", "at"),
    Index("couth_decisions_key", "thread", "key"),
    sqlite_autoincrement=True,
)
"""What was judged, and what came of it."""

PERMITS: Final = Table(
    "couth_permits",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=False),
    Column("thread", _ID, nullable=False),
    Column("state", String(8), nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("closed", BigInteger),
    Column("content", Text, nullable=False),
    Column("kept", Text),
    Index("couth_permits_open", "thread", "state"),
)
"""Leave to send, by the id of its decision: open, sent, released or expired."""

OWNED: Final = (MESSAGES, REPLIES, CONSENTS, KEPT, DECISIONS, PERMITS)
"""Tables whose rows belong to a thread."""


def _first(connection: Connection) -> None:
    METADATA.create_all(connection)


MIGRATIONS: Final[tuple[Callable[[Connection], None], ...]] = (_first,)
"""The steps from nothing to the tables as they are now; a step is never changed once it was released."""


def version_of(connection: Connection) -> int:
    """The version of the tables; 0 where there are none."""
    if not inspect(connection).has_table(SETTINGS.name):
        return 0
    return int(connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == "schema")).scalar() or 0)


def newer(found: int, known: int) -> StoreError:
    """The complaint of tables that a later couth has made."""
    return StoreError(
        f"the store's tables are of version {found}, and this couth knows version {known}: upgrade couth", "schema"
    )


def migrate(connection: Connection, steps: Sequence[Callable[[Connection], None]] = MIGRATIONS) -> int:
    """Bring the tables up to date, in the connection's transaction; the version they had. Refuses newer ones."""
    found = version_of(connection)
    if found > len(steps):
        raise newer(found, len(steps))
    for number, step in enumerate(steps[found:], found + 1):
        step(connection)
        connection.execute(SETTINGS.delete().where(SETTINGS.c.name == "schema"))
        connection.execute(SETTINGS.insert().values(name="schema", value=str(number)))
    return found
