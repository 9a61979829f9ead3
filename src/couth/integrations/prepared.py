"""Statements of every send, compiled once for each database: SQLAlchemy's own way to them costs more than running them."""

from __future__ import annotations

from typing import Any, Mapping

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.expression import Executable


class Prepared:
    """A statement with its parameters by name; `columns` are those of an insert."""

    def __init__(self, statement: Executable, columns: tuple[str, ...] = ()) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._compiled: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def on(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Run it; its rows have the names of its columns."""
        found = self._compiled.get(connection.dialect.name)
        if found is None:
            found = self._compiled[connection.dialect.name] = self._made(connection)
        sql, fixed, order = found
        given = {**fixed, **values}
        return connection.exec_driver_sql(sql, given if order is None else tuple([given[name] for name in order]))

    def _made(self, connection: Connection) -> tuple[str, dict[str, Any], list[str] | None]:
        """The text, the values that the statement itself holds, and the order of parameters where they have no names."""
        kwargs = {"render_postcompile": True}
        compiled: Any = self._statement.compile(  # type: ignore[attr-defined]
            dialect=connection.dialect, column_keys=self._columns, compile_kwargs=kwargs
        )
        return str(compiled), dict(compiled.params), list(compiled.positiontup) if compiled.positional else None
