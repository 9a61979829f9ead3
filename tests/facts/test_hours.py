"""Hours and windows over changes of the clock: the first permitted minute, held against a walk minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.facts.clock import inside, next_permitted
from couth.facts.hours import MINUTE, Hours, Span, first_inside, whole_minute

ZONES = (
    "Europe/London", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "America/Santiago", "Antarctica/Troll",
    "Africa/Casablanca", "UTC",
)  # fmt: skip
CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),  # Europe goes forward
    datetime(2026, 10, 25, 1, tzinfo=UTC),  # and back
    datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),  # Lord Howe goes back, by half an hour
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2011, 12, 30, 10, tzinfo=UTC),  # Samoa leaves out a day
    datetime(2028, 2, 29, 12, tzinfo=UTC),  # a leap day
    datetime(2026, 12, 31, 23, tzinfo=UTC),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))
SPANS = st.builds(Span, TIMES, TIMES).filter(lambda span: span.start < span.end or span.end == time())
MOMENTS = st.builds(
    lambda near, minutes, seconds: near + timedelta(minutes=minutes, seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-2 * 1440, 2 * 1440),
    st.sampled_from((0, 0, 1, 59)),
)
WEEKS = st.builds(
    Hours,
    SPANS,
    st.dictionaries(st.sampled_from(("monday", "saturday", "sunday", "holiday")), st.none() | SPANS, max_size=3),
)
HOLIDAYS = frozenset({date(2026, 3, 29), date(2026, 10, 26), date(2011, 12, 31), date(2028, 2, 29), date(2027, 1, 1)})
LONGEST = 4 * 1440


def holiday(day: date) -> bool:
    return day in HOLIDAYS


def walked(at: datetime, zone: ZoneInfo, hours: Hours) -> datetime | None:
    """The first permitted moment, found by looking at every minute."""
    if hours.permit(at.astimezone(zone), holiday):
        return at
    moment = whole_minute(at)
    for _ in range(LONGEST):
        if hours.permit(moment.astimezone(zone), holiday):
            return moment
        moment += MINUTE
    return None


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.sampled_from(ZONES), WEEKS)
def test_the_first_permitted_minute_is_the_first_that_a_walk_finds(at: datetime, name: str, hours: Hours) -> None:
    zone = ZoneInfo(name)

    found = first_inside(at, zone, lambda wall: hours.permit(wall, holiday), lambda wall: hours.ahead(wall, holiday))

    assert found == walked(at, zone, hours) or (found is not None and found - at > timedelta(minutes=LONGEST - 1))


@settings(max_examples=100, deadline=None)
@given(MOMENTS, st.sampled_from(ZONES), TIMES, TIMES)
def test_quiet_hours_end_at_the_first_minute_outside_them(at: datetime, name: str, start: time, end: time) -> None:
    zone = ZoneInfo(name)

    found = next_permitted(at, name, start, end)

    moment = at if not inside(at.astimezone(zone).time(), start, end) else whole_minute(at)
    while inside(moment.astimezone(zone).time(), start, end):
        moment += MINUTE
    assert found == moment


def test_a_week_without_hours_is_given_up() -> None:
    closed = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    hours = Hours(Span(time(9), time(17)), closed)
    at = CHANGES[0]
    assert (
        first_inside(at, ZoneInfo("UTC"), lambda w: hours.permit(w, holiday), lambda w: hours.ahead(w, holiday)) is None
    )


def test_the_calendar_may_end_before() -> None:
    hours = Hours(Span(time(9), time(17)))
    at = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    assert (
        first_inside(at, ZoneInfo("UTC"), lambda w: hours.permit(w, holiday), lambda w: hours.ahead(w, holiday)) is None
    )


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        (Hours(Span(time(8), time(21))), "08:00 to 21:00"),
        (Hours(Span(time(9), time()), {"sunday": None}, "Europe/Paris"), "09:00 to 00:00, sunday off (Europe/Paris)"),
    ],
)
def test_hours_are_told(hours: Hours, shown: str) -> None:
    assert str(hours) == shown


def test_midnight_ends_a_day() -> None:
    span = Span(time(20), time())
    assert [span.holds(time(hour)) for hour in (0, 19, 20, 23)] == [False, False, True, True]
