"""Decisions and permits in the store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

from sqlalchemy import bindparam, insert, or_, select, update

from couth.integrations.contents import message_of
from couth.integrations.prepared import Prepared
from couth.integrations.tables import DECISIONS, PERMITS
from couth.integrations.transaction import Transaction, moment, ticks
from couth.model import Decision, Draft, Message, Report


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


class OpenPermit(NamedTuple):
    """Leave to send that is neither used nor given back."""

    id: int
    expires: datetime
    message: Message
    kept: str | None


class PermitId(NamedTuple):
    """What tells a permit from all others, even where a server that has died gives its number once more."""

    number: int
    thread: int
    expires: datetime


class Earlier(NamedTuple):
    """What came of a send with the same idempotency key."""

    id: int
    digest: str
    outcome: str
    state: str | None
    expires: datetime | None


_OPEN: Final = Prepared(
    select(PERMITS.c.id, PERMITS.c.expires, PERMITS.c.content, PERMITS.c.kept)
    .where(PERMITS.c.thread == bindparam("of"), PERMITS.c.state == "open")
    .order_by(PERMITS.c.id)
)
_EXPIRE: Final = (
    update(PERMITS)
    .where(PERMITS.c.thread == bindparam("of"), PERMITS.c.state == "open", PERMITS.c.expires <= bindparam("now"))
    .values(state="expired", closed=bindparam("now"))
)
_THIS: Final = (
    PERMITS.c.id == bindparam("of"),
    PERMITS.c.thread == bindparam("in_thread"),
    PERMITS.c.expires == bindparam("until"),
)
_IS_THERE: Final = select(PERMITS.c.id).where(*_THIS)
_CLOSE: Final = {
    state: Prepared(
        update(PERMITS)
        .where(
            *_THIS,
            or_(*(PERMITS.c.state == each for each in unused)),
        )
        .values(state=state, closed=bindparam("now"))
    )
    for state, unused in (("sent", ("open", "expired")), ("released", ("open",)))
}
"""By what a permit becomes: one that has expired can still turn out to have been used."""
_EARLIER: Final = (
    select(DECISIONS.c.id, DECISIONS.c.digest, DECISIONS.c.outcome, PERMITS.c.state, PERMITS.c.expires)
    .join_from(DECISIONS, PERMITS, PERMITS.c.id == DECISIONS.c.id, isouter=True)
    .where(DECISIONS.c.thread == bindparam("of"), DECISIONS.c.key == bindparam("with_key"))
    .order_by(DECISIONS.c.id.desc())
    .limit(1)
)
_DECIDE: Final = Prepared(
    insert(DECISIONS).returning(DECISIONS.c.id), tuple(c.name for c in DECISIONS.columns if c.name != "id")
)
_PERMIT: Final = Prepared(insert(PERMITS), tuple(c.name for c in PERMITS.columns if c.name != "closed"))


class PermitRecords(Transaction):
    """What was judged, and leave to send."""

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
        rows = _OPEN.on(self.connection, {"of": thread}).all()
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

    def close_permit(self, permit: PermitId, state: Literal["sent", "released"], now: datetime) -> bool:
        """Close a permit; False where it was closed already, or is not there."""
        return _CLOSE[state].on(self.connection, {**_of(permit), "now": ticks(now)}).rowcount > 0

    def has_permit(self, permit: PermitId) -> bool:
        """Whether a permit is there, in any state."""
        return self.connection.execute(_IS_THERE, _of(permit)).one_or_none() is not None


def _of(permit: PermitId) -> dict[str, int]:
    return {"of": permit.number, "in_thread": permit.thread, "until": ticks(permit.expires)}
