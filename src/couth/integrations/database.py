"""The way to the database: connections, transactions that write, and what its errors mean."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final, Iterator, Mapping, NoReturn

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from couth.errors import InputError, StoreError
from couth.integrations.forking import renewed_in_children
from couth.integrations.liveness import FILE, file_id, is_lost

DRIVERS: Final[Mapping[str, str]] = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The driver of a URL that names none."""

_READ: Final = {"couth_begin": "BEGIN"}
_INHERITED: Final[list[Engine]] = []
"""Kept, as who forgets a connection closes it."""


class Database:
    """One database and how to write to it: one writer at a time for SQLite, row by row for PostgreSQL.

    `timeout` is for how many seconds a lock is waited for. `durable` has every commit wait for the disk. Without it,
    those wait that say so (`lasting`), and of the others a server that dies, or a machine with SQLite, may forget the
    last; `losses` counts how often that may have happened.
    """

    def __init__(self, url: str | URL, timeout: float = 10.0, durable: bool = False) -> None:
        self.url = _url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.forgets = not (self.is_sqlite or durable)
        """Whether a server that dies may forget what it has just agreed to, though this process lives on."""
        self.losses = 0
        self._timeout = timeout
        self._durable = durable
        self._path = _file_of(self.url)
        if self._path is not None:  # a program that changes its folder goes on with the same file
            self.url = self.url.set(database=self._path)
        self._was_there = False
        self._begin()
        renewed_in_children(self)

    def _begin(self) -> None:
        self._writer = Lock() if self.is_sqlite else None
        self._engine = self._made(self._durable)

    def renew(self) -> None:
        """Connect anew; the parent's connections are neither used nor closed."""
        _INHERITED.append(self._engine)
        self._begin()

    @contextmanager
    def writing(self, lasting: bool = False) -> Iterator[Connection]:
        """A transaction that writes; raises StoreError where the database does not let it."""
        self._acquire()
        try:
            with self._noticing(), self._connected() as connection, connection.begin():
                if lasting and self.forgets:
                    connection.exec_driver_sql("SET LOCAL synchronous_commit TO on")
                yield connection
        finally:
            if self._writer is not None:
                self._writer.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        if self._in_memory:
            with self.writing() as connection:
                yield connection
            return
        with self._noticing(), self._connected() as connection, connection.execution_options(**_READ).begin():
            yield connection

    def sweep(self) -> None:
        """Leave nothing of what was removed where it stood, as far as that is in one's hands and nobody reads it now.

        PostgreSQL sweeps by itself (autovacuum).
        """
        if self._path is not None:
            with self._noticing(), self._connected() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._engine.dispose()

    @property
    def _in_memory(self) -> bool:
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    def _acquire(self) -> None:
        if self._writer is not None and not self._writer.acquire(timeout=self._timeout):
            raise StoreError(f"the store is locked: no turn to write within {self._timeout:g} s", "locked")

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Errors as StoreError; a database that could not be reached may have lost something."""
        try:
            with translated():
                yield
        except StoreError as error:
            self.losses += error.kind == "unavailable"
            raise

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection that leads somewhere: one that was lost meanwhile is replaced by a new one."""
        connection = self._new_connection()
        try:
            if (self._path or not self.is_sqlite) and is_lost(connection, self._path):
                self.losses += 1
                connection.invalidate()
                connection.close()
                connection = self._new_connection()
            yield connection
        finally:
            connection.close()

    def _new_connection(self) -> Connection:
        """A connection; a file of SQLite's that was there is not made anew, as it may come back."""
        if self._path is not None:
            is_there = file_id(self._path) is not None
            if self._was_there and not is_there:
                raise StoreError("the store's file is gone", "unavailable")
        connection = self._engine.connect()
        self._was_there = True
        return connection

    def _made(self, durable: bool) -> Engine:
        options: dict[str, Any] = {"hide_parameters": True}
        if self._in_memory:
            options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        elif self.is_sqlite:
            options |= {"connect_args": {"timeout": self._timeout, "check_same_thread": False}}
        else:
            options |= {"pool_size": 10, "max_overflow": 20, "pool_timeout": self._timeout}
            milliseconds = int(self._timeout * 1000)
            settings = f"-c lock_timeout={milliseconds} -c synchronous_commit={'on' if durable else 'off'}"
            options["connect_args"] = {
                "connect_timeout": 5,
                "options": f"{self.url.query.get('options', '')} {settings}",
            }
        try:
            engine = create_engine(self.url, **options)
        except (ImportError, NoSuchModuleError) as error:
            raise InputError(f"no driver for {self.url.drivername}: {_install(self.url)}") from error
        if self.is_sqlite:
            _prepare(engine, durable, self._path)
        return engine


def _url(url: str | URL) -> URL:
    try:
        made = make_url(url)
    except ArgumentError:
        raise InputError("a store is a URL such as sqlite:///couth.db or postgresql://host/database") from None
    if made.drivername in DRIVERS:
        return made.set(drivername=DRIVERS[made.drivername])
    if made.get_backend_name() not in ("sqlite", "postgresql"):
        raise InputError(f"a store is SQLite or PostgreSQL, not {made.get_backend_name()}")
    return made


def _file_of(url: URL) -> str | None:
    """The file of a SQLite database; None where it is in memory, or named by a URI of its own."""
    name = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return None
    return str(Path(name).absolute())


def _install(url: URL) -> str:
    return "pip install 'couth[postgres]'" if url.get_backend_name() == "postgresql" else "pip install 'couth[store]'"


def _prepare(engine: Engine, durable: bool, path: str | None) -> None:
    """SQLite as a database of many processes: readers beside a writer, who takes the lock at once or waits for it."""

    @event.listens_for(engine, "connect")
    def connected(raw: Any, record: Any) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        if path is not None:
            record.info[FILE] = file_id(path)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("couth_begin", "BEGIN IMMEDIATE"))


@contextmanager
def translated() -> Iterator[None]:
    """What goes wrong with the database, as StoreError: what it is about, and nothing of what was to be stored."""
    try:
        yield
    except DBAPIError as error:
        _raise(error)
    except SQLAlchemyError as error:
        raise StoreError(f"the store does not answer: {type(error).__name__}", "unavailable") from None


_KINDS: Final = (
    ("full", "the store is full", ("database or disk is full", "No space left"), ("53100", "53200")),
    ("locked", "the store is locked by another writer", ("database is locked", "table is locked"), ("55P03", "40P01")),
    ("readonly", "the store cannot be written to", ("readonly database",), ("25006",)),
    ("schema", "the store's tables are not there, or are others", ("no such table", "no such column"), ("42P01", "42703")),
)  # fmt: skip


def _raise(error: DBAPIError) -> NoReturn:
    said, state = str(error.orig), getattr(error.orig, "sqlstate", None)
    for kind, meaning, words, states in _KINDS:
        if state in states or any(word in said for word in words):
            raise StoreError(f"{meaning} ({_name(error)})", kind) from None
    kind = "broken" if state and not state.startswith(("08", "57")) else "unavailable"
    raise StoreError(f"the store cannot be reached or used ({_name(error)})", kind) from None


def _name(error: DBAPIError) -> str:
    """What the driver calls it, without its text, which may hold what was to be stored."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return " ".join(filter(None, (type(error.orig).__name__, code)))
