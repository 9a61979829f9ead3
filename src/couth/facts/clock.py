"""The clock on the customer's wall: local time, quiet hours, the next moment that is permitted."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from couth.facts.catalogue import Fact, Missing

if TYPE_CHECKING:
    from couth.facts.view import Facts

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTE: Final = timedelta(minutes=1)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of a name that the model has checked."""
    return ZoneInfo(name)


def local(facts: Facts) -> datetime | Missing:
    """The moment of sending where the customer is."""
    needs = [n for n, v in (("draft.at", facts.draft.at), ("customer.timezone", facts.thread.customer.timezone)) if not v]
    if needs or facts.draft.at is None:
        return Missing(tuple(needs))
    return facts.draft.at.astimezone(zone(facts.thread.customer.timezone or "UTC"))


def inside(moment: time, start: time, end: time) -> bool:
    """Whether a wall-clock time lies in [start, end), which may run over midnight; equal ends are no hours at all."""
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def next_permitted(at: datetime, name: str, start: time, end: time) -> datetime:
    """The first whole minute from `at` on that is outside the quiet hours, in UTC; `at` itself where it is outside.

    Wall-clock times are looked up as the zone has them, so a clock that is put forward or back in
    the night is respected: minutes are walked in UTC from the last certain quiet one.
    """
    where = zone(name)
    moment = at
    if not inside(moment.astimezone(where).time(), start, end):
        return at
    moment = _whole_minute(moment)
    while inside(moment.astimezone(where).time(), start, end):
        moment = _leap(moment, where, start, end)
    return moment.astimezone(timezone.utc)


def _leap(moment: datetime, where: ZoneInfo, start: time, end: time) -> datetime:
    """A later moment, with nothing permitted in between: to just before the end of the hours, else by a minute."""
    wall = moment.astimezone(where)
    ending = datetime.combine(wall.date() + timedelta(days=wall.time() >= end), end, tzinfo=where)
    before = ending.astimezone(timezone.utc) - _MARGIN
    return max(before, moment + MINUTE) if before > moment else moment + MINUTE


_MARGIN: Final = timedelta(hours=3)
"""No zone has put its clock by more than this in a night (Troll: two hours)."""


def _whole_minute(moment: datetime) -> datetime:
    rounded = moment.astimezone(timezone.utc).replace(second=0, microsecond=0)
    return rounded if rounded >= moment else rounded + MINUTE


def _hour(facts: Facts) -> object:
    moment = local(facts)
    return moment if isinstance(moment, Missing) else moment.hour


def _weekday(facts: Facts) -> object:
    moment = local(facts)
    return moment if isinstance(moment, Missing) else _DAYS[moment.weekday()]


def _known(facts: Facts) -> object:
    return facts.draft.at or Missing(("draft.at",))


FACTS = (
    Fact("clock.at", "moment", "The moment of sending.", _known),
    Fact("clock.local_time", "moment", "The moment of sending on the customer's clock.", local),
    Fact("clock.local_hour", "int", "The hour of sending on the customer's clock, 0 to 23.", _hour),
    Fact("clock.weekday", "text", "The day of the week where the customer is.", _weekday, _DAYS),
)
