"""The store: messages, consent, permits and decisions of every customer, in one database."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Iterator, Sequence

from sqlalchemy import URL, Connection, select

from couth.errors import StoreError
from couth.integrations.contents import Bodies, contents
from couth.integrations.database import Database
from couth.integrations.forking import renewed_in_children
from couth.integrations.records import Records
from couth.integrations.sealing import Sealer
from couth.integrations.tables import SETTINGS, migrate

_CANARY = "couth"
"""Stored encrypted, it tells whether a key is the one that the store was made with."""


class Store:
    """Where a guard keeps what it must know; SQLite or PostgreSQL, by URL.

    `bodies` says what becomes of words: `keep`, `encrypt` (with `key`, of which there may be several: the first
    encrypts, all decrypt), or `off`: no words at all, only tokens of those that rules compare. It is fixed when the
    tables are made. `timeout` is for how many seconds a lock is waited for. With `durable` every commit waits for the
    disk; without it a send does not, and a guard writes it down once more if the server dies. Raises InputError where
    the arguments do not go together; the database is first touched when it is first used, and StoreError says what is
    wrong with it.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        bodies: Bodies = "keep",
        key: str | bytes | Sequence[str | bytes] | None = None,
        timeout: float = 10.0,
        durable: bool = False,
    ) -> None:
        keys = [key] if isinstance(key, (str, bytes)) else list(key or ())
        self.contents = contents(bodies, keys)
        self.database = Database(url, timeout, durable)
        self._sealer: Sealer | None = None
        self.renew()
        renewed_in_children(self)

    def renew(self) -> None:
        """Have a lock of its own."""
        self._lock = Lock()

    @classmethod
    def existing(cls, url: str, key: str | Sequence[str] | None = None) -> Store:
        """A store that was made before, with words kept as it was made to; raises StoreError where there is none."""
        database = Database(url)
        try:
            if database.is_sqlite and not Path(database.url.database or "").is_file():
                raise StoreError(f"there is no file {database.url.database}", "unavailable")
            with database.reading() as connection:
                found = connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == "bodies")).scalar()
        finally:
            database.close()
        if found == "encrypt" and not key:
            raise StoreError("the store is encrypted: a key is needed", "key")
        return cls(url, bodies=found or "keep", key=key if found == "encrypt" else None)

    @property
    def bodies(self) -> Bodies:
        """What becomes of words."""
        return self.contents.bodies

    @property
    def sealer(self) -> Sealer:
        """Makes tokens of words; known once the store was first used."""
        if self._sealer is None:
            self.open()
        assert self._sealer is not None  # noqa: S101  (set by open)
        return self._sealer

    def open(self) -> None:
        """Make the tables, or bring them up to date; done by itself at first use."""
        with self._lock:
            if self._sealer is None:
                try:
                    with self.database.writing() as connection:
                        migrate(connection)
                        settings = self._settled(connection)
                except StoreError:
                    self.database.close()
                    raise
                self._sealer = Sealer(settings["secret"])

    @contextmanager
    def writing(self, lasting: bool = True) -> Iterator[Records]:
        """The records, in a transaction that is committed at the end, or undone where anything is raised.

        What is not `lasting` may be forgotten by a server that dies in the second after: see `durable`.
        """
        sealer = self.sealer
        with self.database.writing(lasting) as connection:
            yield Records(connection, self.contents, sealer)

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """The records, to be looked at."""
        sealer = self.sealer
        with self.database.reading() as connection:
            yield Records(connection, self.contents, sealer)

    def close(self) -> None:
        """Close the connections."""
        self.database.close()

    def _settled(self, connection: Connection) -> dict[str, str]:
        """The store's settings, made at first; raises StoreError where bodies or key are others than it was made with."""
        found = {row.name: row.value for row in connection.execute(select(SETTINGS))}
        if "bodies" not in found:
            made = {
                "bodies": self.bodies,
                "secret": secrets.token_urlsafe(32),
                "canary": self.contents.hidden(_CANARY),
            }
            connection.execute(SETTINGS.insert(), [{"name": n, "value": v} for n, v in made.items()])
            found |= made
        if found["bodies"] != self.bodies:
            raise StoreError(f"the store was made with bodies={found['bodies']!r}, not {self.bodies!r}", "key")
        self.contents.shown(found["canary"])
        return found


def as_store(store: Store | str | URL) -> Store:
    """The store itself, or the one at a URL."""
    return store if isinstance(store, Store) else Store(store)
