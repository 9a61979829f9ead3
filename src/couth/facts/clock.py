"""The clock on the customer's wall: local time, quiet hours, the next moment that is permitted."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from couth.facts.catalogue import DRAFT, Fact, Missing
from couth.facts.hours import DAYS, first_inside

if TYPE_CHECKING:
    from couth.facts.view import Facts


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of a name that the model has checked."""
    return ZoneInfo(name)


def local(facts: Facts) -> datetime | Missing:
    """The moment of sending where the customer is; missing too where the calendar has no such day there."""
    at, name = facts.draft.at, facts.thread.customer.timezone
    if name is None:
        return _NO_ZONE if at is not None else _NEITHER
    if at is None:
        return _NO_MOMENT
    try:
        return at.astimezone(zone(name))
    except OverflowError:
        return _NO_MOMENT


_NO_MOMENT: Final = Missing(("draft.at",))
_NO_ZONE: Final = Missing(("customer.timezone",))
_NEITHER: Final = Missing(("draft.at", "customer.timezone"))


def inside(moment: time, start: time, end: time) -> bool:
    """Whether a wall-clock time lies in [start, end), which may run over midnight; equal ends are no hours at all."""
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def next_permitted(at: datetime, name: str, start: time, end: time) -> datetime | None:
    """The first whole minute from `at` on that is outside the quiet hours, in UTC; `at` itself where it is outside.

    None where the calendar ends before.
    """
    return first_inside(
        at, zone(name), lambda wall: not inside(wall.time(), start, end), lambda wall: _until(wall.time(), end)
    )


def _until(wall: time, end: time) -> timedelta:
    """How far a wall clock has to go until it shows `end` next."""
    ahead = _since_midnight(end) - _since_midnight(wall)
    return ahead if ahead > timedelta(0) else ahead + timedelta(days=1)


def _since_midnight(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond)


def _hour(facts: Facts) -> object:
    moment = local(facts)
    return moment if isinstance(moment, Missing) else moment.hour


def _weekday(facts: Facts) -> object:
    moment = local(facts)
    return moment if isinstance(moment, Missing) else DAYS[moment.weekday()]


def _known(facts: Facts) -> object:
    return facts.draft.at or Missing(("draft.at",))


FACTS = (
    Fact("clock.at", "moment", "The moment of sending.", _known, reads=DRAFT),
    Fact("clock.local_time", "moment", "The moment of sending on the customer's clock.", local, reads=DRAFT),
    Fact("clock.local_hour", "int", "The hour of sending on the customer's clock, 0 to 23.", _hour, reads=DRAFT),
    Fact("clock.weekday", "text", "The day of the week where the customer is.", _weekday, DAYS, reads=DRAFT),
)
