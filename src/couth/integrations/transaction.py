"""One transaction of the store: its connection, how words are written, and how time is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Callable, Final, Mapping

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite

from couth.integrations.contents import Plain
from couth.integrations.prepared import Prepared
from couth.integrations.sealing import Sealer


class Transaction:
    """What every kind of record needs to be read and written."""

    def __init__(self, connection: Connection, contents: Plain, sealer: Sealer) -> None:
        self.connection = connection
        self.contents = contents
        self.sealer = sealer


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def ticks(at: datetime) -> int:
    """Microseconds since the epoch."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """The moment of so many microseconds since the epoch."""
    return _EPOCH + at * _MICROSECOND


class Insert:
    """An insert that says, in each database's own words, what becomes of a row that is there already."""

    def __init__(self, table: Table, columns: tuple[str, ...], finish: Callable[[Any], Any]) -> None:
        self._by_dialect: Mapping[str, Prepared] = {
            name: Prepared(finish(dialect.insert(table)), columns)
            for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
        }

    def on(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Insert a row."""
        return self._by_dialect[connection.dialect.name].on(connection, values)

    def is_new(self, connection: Connection, values: Mapping[str, Any]) -> bool:
        """Insert a row; False where nothing was inserted."""
        return self.on(connection, values).one_or_none() is not None


def unless_there(table: Table, key: Any, columns: tuple[str, ...]) -> Insert:
    """An insert that leaves what is there already, and returns the key of what is new."""
    return Insert(table, columns, lambda insert: insert.on_conflict_do_nothing().returning(key))
