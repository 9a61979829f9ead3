"""Whether a connection that was kept for later still leads to its database."""

from __future__ import annotations

import os
import select
from typing import Any, Final

from sqlalchemy import Connection

FileId = tuple[int, int]
"""What tells a file from all others: its device and number."""

FILE: Final = "couth_file"
"""Where a connection to SQLite keeps which file it has opened."""


def file_id(path: str) -> FileId | None:
    """The file at a path; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_lost(connection: Connection, path: str | None) -> bool:
    """Whether the server has ended a connection, or the file of one stands at its path no longer."""
    if path is not None:
        return connection.info.get(FILE) != file_id(path)
    raw: Any = connection.connection.dbapi_connection
    return bool(raw.closed) or _has_news(raw.fileno())


def _has_news(descriptor: int) -> bool:
    """Whether something can be read: a server has nothing to say to who asks nothing, but that it ends."""
    if not hasattr(select, "poll"):
        return bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
