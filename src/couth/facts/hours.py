"""Hours of the week at which something is permitted, on the wall clock of a place; and the next moment inside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Callable, Final, Mapping
from zoneinfo import ZoneInfo

Closed = Callable[[date], bool]
"""Whether a day is a public holiday."""

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOLIDAY: Final = "holiday"
DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)
STRIDE: Final = timedelta(hours=12)
"""So far at most it is looked ahead in one step, so that a step meets one change of the clock at most."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of day to another on the same day, the end exclusive; an end at 00:00 is midnight."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M} to {self.end:%H:%M}"

    def holds(self, moment: time) -> bool:
        """Whether a time of day lies inside."""
        return self.start <= moment and (moment < self.end or self.end == time())


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of every day, those of some days (`monday`, `holiday`) where they differ; None: not at all that day.

    `zone` is the clock that counts where it is not the customer's own.
    """

    usual: Span
    days: Mapping[str, Span | None] = field(default_factory=dict)
    zone: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.usual}", *(f"{day} {span or 'off'}" for day, span in self.days.items())]
        return ", ".join(parts) + (f" ({self.zone})" if self.zone else "")

    def on(self, day: date, holiday: Closed) -> Span | None:
        """The hours of a day."""
        if HOLIDAY in self.days and holiday(day):
            return self.days[HOLIDAY]
        return self.days.get(DAYS[day.weekday()], self.usual)

    def permit(self, local: datetime, holiday: Closed) -> bool:
        """Whether a moment on the wall clock lies inside."""
        span = self.on(local.date(), holiday)
        return span is not None and span.holds(local.time())

    def ahead(self, local: datetime, holiday: Closed) -> timedelta:
        """How far the wall clock has to go until the next opening; a stride where there is none in the next days."""
        for days in range(_LOOKED_AHEAD):
            try:
                day = local.date() + days * DAY
            except OverflowError:
                break
            span = self.on(day, holiday)
            wall = datetime.combine(day, span.start) if span else None
            if wall is not None and wall > local.replace(tzinfo=None):
                return wall - local.replace(tzinfo=None)
        return STRIDE


_LOOKED_AHEAD: Final = 3


def first_inside(
    at: datetime, zone: ZoneInfo, permits: Callable[[datetime], bool], ahead: Callable[[datetime], timedelta]
) -> datetime | None:
    """The first whole minute from `at` on that is permitted, in UTC; `at` itself where it is permitted.

    `permits` judges a moment on the zone's wall clock, `ahead` tells how far that clock has to go at least. None where
    the calendar ends before, or nothing is permitted within a year. Goes in strides while the zone's offset from UTC
    stays, by minutes where the clock is put forward or back.
    """
    if permits(at.astimezone(zone)):
        return at
    try:
        moment = whole_minute(at)
        end = moment + _GIVEN_UP
        while not permits(wall := moment.astimezone(zone)):
            landing = whole_minute(moment + min(max(ahead(wall), MINUTE), STRIDE))
            moment = landing if landing.astimezone(zone).utcoffset() == wall.utcoffset() else moment + MINUTE
            if moment > end:
                return None
    except OverflowError:
        return None
    return moment


_GIVEN_UP: Final = timedelta(days=366)


def whole_minute(moment: datetime) -> datetime:
    """The moment itself in UTC, or the next whole minute."""
    rounded = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return rounded if rounded >= moment else rounded + MINUTE
