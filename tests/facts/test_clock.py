"""The customer's wall clock: local time, quiet hours, and the first minute that is permitted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.engine import default_linter
from couth.facts import FACTS, Facts, Missing
from couth.facts.clock import inside, next_permitted
from couth.model import Customer, Draft, Thread

LINTER: Final = default_linter()
NIGHT: Final = (time(21), time(8))
MINUTE: Final = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def facts(moment: datetime | None, zone: str | None) -> Facts:
    return Facts(Draft("x", moment), Thread([], Customer(zone)), LINTER.knowledge, FACTS)


@pytest.mark.parametrize(
    ("wall", "start", "end", "quiet"),
    [
        (time(21), *NIGHT, True), (time(20, 59, 59, 999999), *NIGHT, False), (time(23, 59), *NIGHT, True), (time(0), *NIGHT, True),
        (time(7, 59, 59), *NIGHT, True), (time(8), *NIGHT, False), (time(12), *NIGHT, False),
        (time(13), time(13), time(15), True), (time(15), time(13), time(15), False), (time(12, 59), time(13), time(15), False),
        (time(9), time(9), time(9), False), (time(0), time(0), time(0), False),
        (time(0), time(0), time(23, 59), True), (time(23, 59), time(0), time(23, 59), False),
    ],
)  # fmt: skip
def test_hours_hold_their_start_and_not_their_end(wall: time, start: time, end: time, quiet: bool) -> None:
    assert inside(wall, start, end) is quiet


@pytest.mark.parametrize(
    ("zone", "moment", "hours", "permitted"),
    [
        # Outside the hours, the moment itself, to the second.
        ("Europe/London", "2026-01-15T12:00:30+00:00", NIGHT, "2026-01-15T12:00:30+00:00"),
        ("Europe/London", "2026-01-15T22:00:00+00:00", NIGHT, "2026-01-16T08:00:00+00:00"),
        ("Europe/London", "2026-01-15T07:59:59+00:00", NIGHT, "2026-01-15T08:00:00+00:00"),
        # The clock goes forward in the night: an hour less to wait; back: one more.
        ("Europe/London", "2026-03-28T22:00:00+00:00", NIGHT, "2026-03-29T07:00:00+00:00"),
        ("Europe/London", "2026-10-24T22:00:00+01:00", NIGHT, "2026-10-25T08:00:00+00:00"),
        ("America/New_York", "2026-03-07T23:00:00-05:00", NIGHT, "2026-03-08T12:00:00+00:00"),
        ("America/New_York", "2026-10-31T23:00:00-04:00", NIGHT, "2026-11-01T13:00:00+00:00"),
        ("Australia/Sydney", "2026-10-03T23:00:00+10:00", NIGHT, "2026-10-03T21:00:00+00:00"),
        ("Australia/Sydney", "2026-04-04T23:00:00+11:00", NIGHT, "2026-04-04T22:00:00+00:00"),
        ("America/Santiago", "2026-09-05T23:30:00-04:00", NIGHT, "2026-09-06T11:00:00+00:00"),
        # Hours that end inside the hour that is left out, or that comes twice.
        ("Europe/London", "2026-03-29T00:30:00+00:00", (time(21), time(1, 30)), "2026-03-29T01:00:00+00:00"),
        ("Europe/London", "2026-10-25T00:10:00+01:00", (time(21), time(1, 30)), "2026-10-25T00:30:00+00:00"),
        ("Europe/London", "2026-10-25T01:10:00+00:00", (time(21), time(1, 30)), "2026-10-25T01:30:00+00:00"),
        # Half an hour and two hours of daylight saving, odd offsets.
        ("Australia/Lord_Howe", "2026-10-03T23:00:00+10:30", NIGHT, "2026-10-03T21:00:00+00:00"),
        ("Antarctica/Troll", "2026-03-28T23:00:00+00:00", NIGHT, "2026-03-29T06:00:00+00:00"),
        ("Asia/Kolkata", "2026-03-03T15:30:00+00:00", NIGHT, "2026-03-04T02:30:00+00:00"),
        ("Asia/Kathmandu", "2026-03-03T16:00:00+00:00", NIGHT, "2026-03-04T02:15:00+00:00"),
        ("Pacific/Chatham", "2026-07-01T08:15:00+00:00", NIGHT, "2026-07-01T19:15:00+00:00"),
        # Both ends of the date line, and the day that Samoa left out.
        ("Pacific/Kiritimati", "2026-03-03T07:00:00+00:00", NIGHT, "2026-03-03T18:00:00+00:00"),
        ("Pacific/Pago_Pago", "2026-03-03T08:00:00+00:00", NIGHT, "2026-03-03T19:00:00+00:00"),
        ("Pacific/Apia", "2011-12-29T23:00:00-10:00", NIGHT, "2011-12-30T18:00:00+00:00"),
        # A leap day, the turn of a year, seconds rounded up.
        ("Asia/Tokyo", "2028-02-28T23:00:00+09:00", NIGHT, "2028-02-28T23:00:00+00:00"),
        ("Asia/Tokyo", "2028-02-29T23:00:00+09:00", NIGHT, "2028-02-29T23:00:00+00:00"),
        ("UTC", "2026-12-31T23:59:59.999999+00:00", NIGHT, "2027-01-01T08:00:00+00:00"),
        ("UTC", "2026-03-03T00:00:00+00:00", (time(0), time(23, 59)), "2026-03-03T23:59:00+00:00"),
    ],
)  # fmt: skip
def test_the_first_permitted_minute(zone: str, moment: str, hours: tuple[time, time], permitted: str) -> None:
    assert next_permitted(at(moment), zone, *hours) == at(permitted)


ZONES: Final = st.sampled_from(
    "Europe/London America/New_York America/Santiago America/St_Johns Australia/Sydney Australia/Lord_Howe Asia/Kolkata "
    "Asia/Kathmandu Asia/Tehran Africa/Casablanca Antarctica/Troll Pacific/Apia Pacific/Chatham Pacific/Kiritimati "
    "Pacific/Pago_Pago Pacific/Norfolk America/Sao_Paulo Africa/Monrovia Asia/Pyongyang UTC".split()
)
WALLS: Final = st.times().map(lambda t: t.replace(second=0, microsecond=0))
ANY_DAY: Final = st.datetimes(datetime(1965, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC))
CHANGES: Final = st.sampled_from(
    "2026-03-29 2026-10-25 2026-03-08 2026-11-01 2026-04-05 2026-10-04 2026-04-04 2026-09-06 2011-12-30 1972-01-07 2028-02-29".split()
).flatmap(lambda day: st.timedeltas(timedelta(-1), timedelta(2)).map(lambda delta: at(f"{day}T00:00:00+00:00") + delta))
"""Moments about days on which some zone changes its clock."""


@settings(deadline=None, max_examples=40)
@given(st.one_of(CHANGES, ANY_DAY), ZONES, WALLS, WALLS)
def test_it_is_what_a_walk_by_minutes_finds(moment: datetime, zone: str, start: time, end: time) -> None:
    assert next_permitted(moment, zone, start, end) == walked(moment, ZoneInfo(zone), start, end)


def walked(moment: datetime, zone: ZoneInfo, start: time, end: time) -> datetime:
    """Minute by minute from the moment on, to the first that shows a permitted time."""
    if not inside(moment.astimezone(zone).time(), start, end):
        return moment
    minute = moment.replace(second=0, microsecond=0)
    minute += MINUTE if minute < moment else timedelta(0)
    while inside(minute.astimezone(zone).time(), start, end):
        minute += MINUTE
    return minute


def test_a_night_without_end_has_no_permitted_minute() -> None:
    assert next_permitted(datetime.max.replace(tzinfo=UTC), "UTC", *NIGHT) is None


@pytest.mark.parametrize(
    ("moment", "zone", "needs"),
    [
        (None, "Asia/Tokyo", ("draft.at",)),
        ("2026-03-03T12:00:00+00:00", None, ("customer.timezone",)),
        (None, None, ("draft.at", "customer.timezone")),
        ("9999-12-31T23:59:00+00:00", "Asia/Tokyo", ("draft.at",)),
        ("0001-01-01T00:00:00+00:00", "America/Lima", ("draft.at",)),
    ],
)
def test_local_time_is_missing_with_what_it_needs(moment: str | None, zone: str | None, needs: tuple[str, ...]) -> None:
    known = facts(at(moment) if moment else None, zone)

    assert known["clock.local_time"] == known["clock.local_hour"] == known["clock.weekday"] == Missing(needs)


@pytest.mark.parametrize(
    ("moment", "zone", "hour", "weekday"),
    [
        ("2026-03-03T12:30:00+00:00", "Asia/Kolkata", 18, "tuesday"),
        ("2026-03-03T23:30:00+00:00", "Pacific/Kiritimati", 13, "wednesday"),
        ("2026-03-01T05:00:00+00:00", "Pacific/Pago_Pago", 18, "saturday"),
        ("2028-02-29T23:59:59+00:00", "UTC", 23, "tuesday"),
        ("2026-03-29T01:00:00+00:00", "Europe/London", 2, "sunday"),
    ],
)
def test_hour_and_weekday_are_those_where_the_customer_is(moment: str, zone: str, hour: int, weekday: str) -> None:
    known = facts(at(moment), zone)

    assert (known["clock.local_hour"], known["clock.weekday"], known["clock.at"]) == (hour, weekday, at(moment))
