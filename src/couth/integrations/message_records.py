"""Messages in the store, and the tokens by which some can be answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Iterable

from sqlalchemy import bindparam, insert, select

from couth.integrations.contents import message_of
from couth.integrations.tables import MESSAGES, REPLIES, THREADS
from couth.integrations.thread_records import ThreadRecords, ThreadRow
from couth.integrations.transaction import ticks, unless_there
from couth.integrations.written import shortened
from couth.model import Message

_MESSAGES: Final = (
    select(MESSAGES.c.seq, MESSAGES.c.content)
    .where(MESSAGES.c.thread == bindparam("of"), MESSAGES.c.seq >= bindparam("low"), MESSAGES.c.seq < bindparam("high"))
    .order_by(MESSAGES.c.seq)
)
_REPLIED: Final = (
    select(THREADS.c.customer)
    .join_from(REPLIES, THREADS, THREADS.c.id == REPLIES.c.thread)
    .where(REPLIES.c.token == bindparam("by"))
)
_NEXT: Final = unless_there(MESSAGES, MESSAGES.c.seq, tuple(column.name for column in MESSAGES.columns))
_TOKEN: Final = unless_there(REPLIES, REPLIES.c.token, ("token", "thread"))
_AT_ONCE: Final = 1000
_GONE: Final = Message("system")


class MessageRecords(ThreadRecords):
    """The messages of threads, by number."""

    def messages(self, thread: int, low: int, high: int) -> list[Message]:
        """Messages by number; one that is kept no longer stands as one of nobody's, so that the numbers stay right."""
        rows = self.connection.execute(_MESSAGES, {"of": thread, "low": low, "high": high}).all()
        found = {row.seq: message_of(self.contents.shown(row.content)) for row in rows}
        return [found.get(seq, _GONE) for seq in range(low, high)]

    def append(
        self, row: ThreadRow, message: Message, now: datetime, permit: int | None = None, is_numbered: bool = False
    ) -> bool:
        """Add the next message of a locked thread; False where one with the same outside id is there already."""
        is_new = _NEXT.is_new(self.connection, self._message(row.id, row.seq, message, permit))
        if is_new is not is_numbered:
            self.grow(row, int(is_new), now)
        if is_new and message.reply_token is not None and message.role == "customer":
            _TOKEN.on(self.connection, {"token": shortened(message.reply_token), "thread": row.id})
        return is_new

    def replied(self, token: str) -> str | None:
        """The customer to whom a reply token leads."""
        found: str | None = self.connection.execute(_REPLIED, {"by": shortened(token)}).scalar()
        return found

    def append_all(self, row: ThreadRow, messages: Iterable[Message], now: datetime) -> list[Message]:
        """Add many messages to a locked thread; those that were new."""
        ids = select(MESSAGES.c.outside_id).where(MESSAGES.c.thread == row.id, MESSAGES.c.outside_id.is_not(None))
        there = set(self.connection.execute(ids).scalars())
        new: list[Message] = []
        for message in messages:
            outside_id = shortened(message.id)
            if outside_id is None or outside_id not in there:
                there.add(outside_id)
                new.append(message)
        for start in range(0, len(new), _AT_ONCE):
            values = [self._message(row.id, row.seq + n, new[n]) for n in range(start, min(start + _AT_ONCE, len(new)))]
            self.connection.execute(insert(MESSAGES), values)
        self.grow(row, len(new), now)
        return new

    def _message(self, thread: int, seq: int, message: Message, permit: int | None = None) -> dict[str, Any]:
        return {
            "thread": thread,
            "seq": seq,
            "role": message.role,
            "at": None if message.at is None else ticks(message.at),
            "outside_id": shortened(message.id),
            "permit": permit,
            "content": self.contents.message(message),
        }
