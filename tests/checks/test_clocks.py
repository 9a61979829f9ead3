"""Checks of the clock: how much in how long, at what hour, and from when on a finding is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from couth.checks.clocks import Hours, Pace, spoken
from couth.engine import default_linter
from couth.facts import FACTS, Facts, Lacking
from couth.model import Customer, Draft, Hit, Message, Thread

NOON: Final = datetime(2026, 3, 3, 12, tzinfo=UTC)
LINTER: Final = default_linter()
DAY: Final = timedelta(days=1)


def pace(of: str, *caps: tuple[int, str]) -> Pace:
    return Pace.model_validate(
        {"kind": "pace", "of": of, "caps": [{"at_most": most, "within": within} for most, within in caps]}
    )


def hits(
    check: Pace | Hours, at: datetime | None, messages: list[Message] | None, zone: str | None = None
) -> list[Hit]:
    facts = Facts(Draft("The pool is open.", at), Thread(messages, Customer(zone)), LINTER.knowledge, FACTS)
    return list(check.finder("x")(facts))


def lacks(
    check: Pace | Hours, at: datetime | None, messages: list[Message] | None, zone: str | None = None
) -> tuple[str, ...]:
    with pytest.raises(Lacking) as caught:
        hits(check, at, messages, zone)
    return caught.value.needs


def business(*ages: timedelta | None) -> list[Message]:
    """Notices of the business, sent so long before noon; None where that is not known."""
    return [Message("business", "The pool is closed.", None if age is None else NOON - age) for age in ages]


@pytest.mark.parametrize(
    ("caps", "ages", "found"),
    [
        ([(1, "24h")], (), None),
        ([(1, "24h")], (DAY,), None),  # a message exactly as old as the window is outside it
        ([(1, "24h")], (DAY - timedelta(microseconds=1),), (2, 1, "24h")),
        ([(1, "24h")], (timedelta(0),), (2, 1, "24h")),
        ([(2, "24h")], (timedelta(hours=1),), None),
        ([(2, "24h")], (timedelta(hours=9), timedelta(hours=1)), (3, 2, "24h")),
        ([(3, "7d")], (timedelta(days=6), timedelta(days=4), timedelta(days=2)), (4, 3, "7d")),
        ([(3, "7d")], (timedelta(days=7), timedelta(days=4), timedelta(days=2)), None),
        # Of two full caps, the one that asks for the longer wait.
        ([(1, "24h"), (3, "7d")], (timedelta(days=5), timedelta(days=4), timedelta(hours=2)), (4, 3, "7d")),
        ([(1, "24h"), (3, "7d")], (timedelta(days=6.5), timedelta(days=4), timedelta(hours=2)), (2, 1, "24h")),
        # Messages that are not in order, and one that is later than the draft.
        ([(2, "24h")], (timedelta(hours=1), timedelta(hours=9)), (3, 2, "24h")),
        ([(1, "24h")], (timedelta(hours=-1),), None),
    ],
)
def test_one_more_than_a_cap_allows(
    caps: list[tuple[int, str]], ages: tuple[timedelta, ...], found: tuple[int, int, str] | None
) -> None:
    values = [
        (hit.values["count"], hit.values["limit"], hit.values["within"])
        for hit in hits(pace("sent", *caps), NOON, business(*ages))
    ]

    assert values == ([found] if found else [])


def test_a_hit_names_the_whole_draft_the_last_messages_and_the_moment_of_a_free_place() -> None:
    ages = [timedelta(minutes=minutes) for minutes in (70, 60, 50, 40, 30, 20, 10)]
    (hit,) = hits(pace("sent", (6, "24h")), NOON, business(*ages))

    assert hit.span == (0, len("The pool is open."))
    assert [place.message for place in hit.evidence] == [2, 3, 4, 5, 6]
    assert {place.excerpt for place in hit.evidence} == {"The pool is closed."}
    assert hit.not_before == NOON - timedelta(minutes=60) + DAY


def test_nothing_frees_a_place_where_none_may_be_sent_or_the_calendar_ends() -> None:
    (never,) = hits(pace("sent", (0, "24h")), NOON, business(timedelta(hours=1)))
    last = datetime.max.replace(tzinfo=UTC)
    (late,) = hits(pace("sent", (1, "24h")), last, [Message("business", "The pool is closed.", last)])

    assert never.not_before is late.not_before is None


def test_a_run_begins_anew_where_the_customer_writes() -> None:
    run, parts = pace("run", (3, "60s")), business(*(timedelta(seconds=s) for s in (40, 30, 20)))
    answer = Message("customer", "ok", NOON - timedelta(seconds=25))

    assert [hit.values["count"] for hit in hits(run, NOON, parts)] == [4]
    assert hits(run, NOON, [*parts[:2], answer, *parts[2:]]) == []
    assert hits(pace("sent", (3, "60s")), NOON, [*parts[:2], answer, *parts[2:]])


def test_answers_are_not_proactive_and_service_is_no_promotion() -> None:
    asked = Message("customer", "is the pool open?", NOON - timedelta(hours=3))
    answered = [asked, *business(timedelta(hours=2))]

    assert hits(pace("proactive", (1, "24h")), NOON, answered) == []
    assert hits(pace("proactive", (1, "24h")), NOON, business(timedelta(hours=2)))
    assert hits(pace("promotion", (1, "24h")), NOON, business(timedelta(hours=2))) == []
    offer = Message("business", "Enjoy 20% off all boots.", NOON - timedelta(hours=2))
    assert hits(pace("promotion", (1, "24h")), NOON, [offer])


@pytest.mark.parametrize(
    ("at", "ages", "needs"),
    [
        (None, (timedelta(hours=1),), ("draft.at",)),
        (None, (None,), ("draft.at",)),
        (NOON, (None,), ("thread.times",)),
        (NOON, (None, timedelta(days=9)), ("thread.times",)),
    ],
)
def test_what_would_decide_is_missing(
    at: datetime | None, ages: tuple[timedelta | None, ...], needs: tuple[str, ...]
) -> None:
    assert lacks(pace("sent", (1, "24h")), at, business(*ages)) == needs


def test_what_would_not_decide_may_be_missing() -> None:
    once, thrice = pace("sent", (1, "24h")), pace("sent", (3, "24h"))

    assert hits(once, None, []) == []  # nothing was sent, whenever it is
    assert hits(thrice, None, business(None, timedelta(hours=1))) == []  # too few for the cap, whenever they were
    assert hits(once, NOON, business(None, timedelta(hours=1)))  # full without the one that is not known
    assert lacks(once, NOON, None) == ("thread",)


MOMENTS: Final = st.integers(0, 40 * 24 * 3600 * 1_000_000).map(lambda micro: NOON - timedelta(microseconds=micro))
CAPS: Final = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(["60s", "1h", "24h", "7d", "30d"])), min_size=1, max_size=3
)
LENGTHS: Final = {"60s": 60, "1h": 3600, "24h": 86400, "7d": 7 * 86400, "30d": 30 * 86400}


@settings(deadline=None)
@given(st.lists(MOMENTS, max_size=12), CAPS)
def test_caps_are_those_of_a_count_by_hand_and_free_places_are_the_first(
    sent: list[datetime], caps: list[tuple[int, str]]
) -> None:
    check, messages = pace("sent", *caps), [Message("business", "x", at) for at in sent]
    found = hits(check, NOON, messages)

    assert bool(found) == too_many(sent, caps, NOON)
    if found:
        free = found[0].not_before
        assert free is not None
        assert not hits(check, free, messages)
        assert hits(check, free - timedelta(microseconds=1), messages)


def too_many(sent: list[datetime], caps: list[tuple[int, str]], at: datetime) -> bool:
    return any(sum(at - s < timedelta(seconds=LENGTHS[within]) for s in sent) >= most for most, within in caps)


NIGHT: Final = Hours.model_validate({"kind": "hours", "start": "21:00", "end": "08:00"})


@pytest.mark.parametrize(
    ("at", "zone", "local", "not_before"),
    [
        ("2026-03-03T22:30:00+00:00", "Europe/London", "22:30", "2026-03-04T08:00:00+00:00"),
        ("2026-03-03T07:59:59+00:00", "Europe/London", "07:59", "2026-03-03T08:00:00+00:00"),
        ("2026-03-03T12:00:00+00:00", "Pacific/Auckland", "01:00", "2026-03-03T19:00:00+00:00"),
        ("2026-03-28T23:00:00+00:00", "Europe/Paris", "00:00", "2026-03-29T06:00:00+00:00"),
    ],
)
def test_a_moment_inside_the_quiet_hours(at: str, zone: str, local: str, not_before: str) -> None:
    (hit,) = hits(NIGHT, datetime.fromisoformat(at), [], zone)

    assert hit.values == {"local": local, "start": "21:00", "end": "08:00"}
    assert hit.not_before == datetime.fromisoformat(not_before)


@pytest.mark.parametrize("at", ["2026-03-03T08:00:00+00:00", "2026-03-03T20:59:59.999999+00:00"])
def test_a_moment_outside_the_quiet_hours(at: str) -> None:
    assert hits(NIGHT, datetime.fromisoformat(at), None, "Europe/London") == []


def test_hours_need_the_moment_and_the_time_zone() -> None:
    assert lacks(NIGHT, None, [], None) == ("draft.at", "customer.timezone")
    assert lacks(NIGHT, NOON, [], None) == ("customer.timezone",)
    assert lacks(NIGHT, datetime.max.replace(tzinfo=UTC), [], "Asia/Tokyo") == ("draft.at",)


@pytest.mark.parametrize("wall", ["9:00", "24:00", "21:00:00", "2100", 2100, 75600, None])
def test_a_time_of_day_is_written_in_full_and_in_quotes(wall: Any) -> None:
    with pytest.raises(ValidationError, match='"21:00"'):
        Hours.model_validate({"kind": "hours", "start": wall, "end": "08:00"})


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(60, "1m"), (90, "90s"), (3600, "1h"), (5400, "90m"), (86400, "24h"), (172800, "2d"), (604800, "7d"), (1, "1s")],
)
def test_durations_are_spoken_as_they_are_written(seconds: float, text: str) -> None:
    assert spoken(seconds) == text
