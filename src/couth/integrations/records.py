"""What the store does in one transaction. Whoever writes to a thread locks its row first, so that nobody waits in a ring."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from couth.integrations.message_records import MessageRecords
from couth.integrations.permit_records import PermitRecords


class Records(MessageRecords, PermitRecords):
    """The records of one transaction: threads with their messages, decisions and permits."""

    def count(self, table: Any) -> int:
        """How many rows a table has."""
        return int(self.connection.execute(select(func.count()).select_from(table)).scalar_one())
