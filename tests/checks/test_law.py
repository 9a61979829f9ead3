"""Hours of the law: where the customer is, with Sundays and holidays, and the first minute that is permitted."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth import Customer, Draft, Report, Thread
from couth.engine import default_linter
from couth.facts import holidays as public
from couth.facts.holidays import is_holiday


def sent(at: datetime, customer: Customer, channel: str = "sms") -> Report:
    draft = Draft("Acme: the new rugs are in. Reply STOP to stop.", at, "promotion", channel=channel)
    return default_linter().lint(draft, Thread([], customer))


def told(report: Report) -> str | None:
    return next((v.message for v in report.violations if v.rule == "channel.legal-hours"), None)


def here(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


FLORIDA = Customer("America/New_York", country="US", region="US-FL", marketing_consent=True)
TEXAS = Customer("America/Chicago", country="US", region="US-TX", marketing_consent=True)
OREGON = Customer("America/Los_Angeles", country="US", region="US-OR", marketing_consent=True)
ALABAMA = Customer("America/Chicago", country="US", region="US-AL", marketing_consent=True)
FRANCE = Customer("Europe/Paris", country="FR", marketing_consent=True)


@pytest.mark.parametrize(
    ("customer", "when", "permitted"),
    [
        (OREGON, (2026, 3, 3, 20, 59), True),
        (OREGON, (2026, 3, 3, 21, 0), False),
        (FLORIDA, (2026, 3, 3, 19, 59), True),
        (FLORIDA, (2026, 3, 3, 20, 0), False),
        (TEXAS, (2026, 3, 8, 11, 59), False),  # a Sunday
        (TEXAS, (2026, 3, 8, 12, 0), True),
        (TEXAS, (2026, 3, 9, 9, 0), True),
        (ALABAMA, (2026, 3, 8, 12, 0), False),
        (ALABAMA, (2026, 7, 3, 12, 0), False),  # Independence Day, observed
        (FRANCE, (2026, 3, 3, 12, 0), True),
        (FRANCE, (2026, 7, 14, 12, 0), False),
        (FRANCE, (2026, 3, 8, 12, 0), False),
    ],
)
def test_the_hours_of_a_place(customer: Customer, when: tuple[int, ...], permitted: bool) -> None:
    pytest.importorskip("holidays")
    assert (told(sent(here(customer.timezone or "UTC", *when), customer)) is None) is permitted


def test_the_finding_tells_the_place_and_the_next_minute() -> None:
    report = sent(here("America/New_York", 2026, 3, 7, 20, 30), FLORIDA)
    assert told(report) == "Saturday 20:30 in US-FL: promotions may arrive from 08:00 to 20:00"
    assert report.decision.not_before == here("America/New_York", 2026, 3, 8, 8, 0)  # the clock goes forward between


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10 * 1440), st.sampled_from([FLORIDA, TEXAS, OREGON]))
def test_held_until_not_before_it_may_be_sent(minutes: int, customer: Customer) -> None:
    at = here("UTC", 2026, 10, 28, 0, 0) + timedelta(minutes=minutes)
    report = sent(at, customer)
    moment = report.decision.not_before
    if told(report) is not None:
        assert moment is not None
        assert told(sent(moment, customer)) is None
        assert told(sent(moment - timedelta(minutes=1), customer)) is not None or moment - at < timedelta(minutes=1)


def test_hours_of_operators_warn_and_hours_of_the_law_stop() -> None:
    pytest.importorskip("holidays")
    french = [
        v.severity
        for v in sent(here("Europe/Paris", 2026, 3, 8, 12, 0), FRANCE).violations
        if v.rule == "channel.legal-hours"
    ]
    assert french == ["warning"]
    florida = sent(here("America/New_York", 2026, 3, 3, 22, 0), FLORIDA).violations
    assert [v.severity for v in florida if v.rule == "channel.legal-hours"] == ["error"]


def test_a_part_that_is_not_known_counts_where_it_would_decide() -> None:
    unknown = Customer("America/New_York", country="US", marketing_consent=True)
    at_noon, at_half_past_eight = (
        here("America/New_York", 2026, 3, 3, 12, 0),
        here("America/New_York", 2026, 3, 3, 20, 30),
    )
    rules = {u.rule: u.needs for u in sent(at_noon, unknown).unknown}
    assert "channel.legal-hours" not in rules
    rules = {u.rule: u.needs for u in sent(at_half_past_eight, unknown).unknown}
    assert rules["channel.legal-hours"] == ("customer.region",)
    assert told(sent(here("America/New_York", 2026, 3, 3, 21, 30), unknown)) is not None


def test_other_countries_have_no_such_hours_here() -> None:
    report = sent(here("Asia/Tokyo", 2026, 3, 3, 3, 0), Customer("Asia/Tokyo", country="JP", marketing_consent=True))
    assert told(report) is None
    assert "channel.legal-hours" not in {u.rule for u in report.unknown}


def test_without_the_library_a_permitted_day_is_unknown_and_a_sunday_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("couth.checks.law.library", lambda: None)
    monkeypatch.setattr(public, "library", lambda: None)
    public._of_year.cache_clear()
    noon, sunday = here("Europe/Paris", 2026, 3, 3, 12, 0), here("Europe/Paris", 2026, 3, 8, 12, 0)
    assert {u.rule: u.needs for u in sent(noon, FRANCE).unknown}["channel.legal-hours"] == ("holidays",)
    assert told(sent(sunday, FRANCE)) is not None
    public._of_year.cache_clear()


def test_public_holidays_of_countries_and_their_parts() -> None:
    pytest.importorskip("holidays")
    assert is_holiday("FR", datetime(2026, 7, 14).date())
    assert is_holiday("US-AL", datetime(2026, 12, 25).date())
    assert not is_holiday("FR", datetime(2026, 7, 15).date())
    assert not is_holiday("XX", datetime(2026, 7, 14).date())
