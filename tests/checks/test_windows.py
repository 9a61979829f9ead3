"""Reply windows, quotas and tokens: who may write until when, and how often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth import Customer, Draft, Message, Report, Template, Thread
from couth.engine import default_linter

START = datetime(2026, 3, 2, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


def judged(draft: Draft, *messages: Message, customer: Customer | None = None) -> Report:
    return default_linter().lint(draft, Thread(messages, customer))


def found(report: Report, rule: str) -> bool:
    return any(v.rule == rule for v in report.violations)


def wrote(after: timedelta = timedelta(0), event: str | None = None) -> Message:
    return Message("customer", "" if event else "is it ready?", START + after, event=event)


WINDOWS = {"whatsapp": 24, "messenger": 24, "instagram": 24, "wechat": 48}


@pytest.mark.parametrize(("channel", "hours"), WINDOWS.items())
@pytest.mark.parametrize(
    "before", [START, datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2028, 2, 28, 20, tzinfo=UTC)]
)
def test_a_window_is_a_length_of_time_and_no_wall_clock(channel: str, hours: int, before: datetime) -> None:
    said = Message("customer", "is it ready?", before)
    end = before + hours * HOUR
    assert not found(judged(Draft("It is ready.", end, channel=channel), said), "channel.window")
    assert found(judged(Draft("It is ready.", end + timedelta(seconds=1), channel=channel), said), "channel.window")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400_000), st.sampled_from([None, "call", "tap"]))
def test_whatever_the_customer_did_last_counts(seconds: int, event: str | None) -> None:
    at = START + timedelta(seconds=seconds)
    report = judged(Draft("It is ready.", at, channel="whatsapp"), wrote(-30 * HOUR), wrote(event=event))
    assert found(report, "channel.window") == (seconds > 86_400)


def test_an_approved_template_needs_no_window() -> None:
    draft = Draft("It is ready.", START + 90 * HOUR, channel="whatsapp", template=Template("ready", "UTILITY"))
    assert not found(judged(draft, wrote()), "channel.window")


def test_a_closed_window_asks_for_a_template() -> None:
    promised = Message("business", "I will tell you when it is.", START + HOUR)
    report = judged(Draft("Your chair is ready.", START + 90 * HOUR, channel="whatsapp"), wrote(), promised)
    assert (report.verdict, report.decision.action) == ("block", "use_template")


@pytest.mark.parametrize(("tag", "bot", "hours", "closed"), [
    ("HUMAN_AGENT", False, 100, False), ("HUMAN_AGENT", False, 169, True), ("HUMAN_AGENT", True, 100, True), (None, False, 100, True),
])  # fmt: skip
def test_the_tag_for_people_opens_for_seven_days(tag: str | None, bot: bool, hours: int, closed: bool) -> None:
    draft = Draft("It is ready.", START + hours * HOUR, channel="messenger", tag=tag, automatic=bot)
    assert found(judged(draft, wrote()), "channel.window") is closed


def test_a_business_connection_has_a_window_and_a_bot_has_none() -> None:
    late = START + 30 * HOUR
    assert found(judged(Draft("It is ready.", late, channel="telegram", route="business"), wrote()), "channel.window")
    assert not found(judged(Draft("It is ready.", late, channel="telegram"), wrote()), "channel.window")


def test_times_that_are_not_known_make_it_unknown() -> None:
    report = judged(Draft("It is ready.", START, channel="whatsapp"), Message("customer", "is it ready?"))
    assert ("channel.window", ("thread.times",)) in [(u.rule, u.needs) for u in report.unknown]


@pytest.mark.parametrize(("event", "quota"), [(None, 5), ("menu", 3), ("follow", 3), ("scan", 3)])
def test_wechat_counts_from_what_the_customer_did(event: str | None, quota: int) -> None:
    second = timedelta(seconds=5)
    sent = [Message("business", f"第{n}步", START + n * second) for n in range(1, quota + 1)]
    draft = Draft("还有问题吗？", START + 7 * second, channel="wechat")
    assert not found(judged(draft, wrote(event=event), *sent[:-1]), "channel.quota")
    assert found(judged(draft, wrote(event=event), *sent), "channel.quota")


def test_a_menu_opens_nothing_that_a_message_has_not() -> None:
    draft = Draft("还有问题吗？", START + timedelta(minutes=10), channel="wechat")
    assert not found(judged(draft, wrote(), wrote(timedelta(minutes=5), "menu")), "channel.window")
    assert found(judged(draft, wrote(event="menu")), "channel.window")


def test_figures_of_providers_alone_warn_at_most() -> None:
    sent = [Message("business", f"Step {n}.", START + n * HOUR) for n in range(1, 6)]
    report = judged(Draft("Step six.", START + 7 * HOUR, channel="viber-business"), wrote(), *sent)
    (quota,) = [v for v in report.violations if v.rule == "channel.quota"]
    assert quota.severity == "warning"
    assert default_linter().policy.rules["channel.quota"].severity == "error"


@pytest.mark.parametrize(("event", "blocked"), [("unfollow", True), ("close", True), ("tap", False), ("stop", False)])
def test_who_has_left_is_not_written_to(event: str, blocked: bool) -> None:
    report = judged(Draft("It is ready.", START + HOUR, channel="apple"), wrote(), wrote(HOUR, event))
    assert found(report, "channel.initiate") is blocked


def test_who_comes_back_may_be_answered() -> None:
    report = judged(Draft("It is.", START + 2 * HOUR, channel="apple"), wrote(), wrote(HOUR, "close"), wrote(2 * HOUR))
    assert not found(report, "channel.initiate")


def test_without_a_channel_only_what_would_be_found_is_unknown() -> None:
    said, late = wrote(), START + 90 * HOUR
    plain = default_linter().lint(Draft("It is ready.", START + HOUR), Thread([said]))
    assert not [u.rule for u in plain.unknown if u.rule.startswith("channel.")]
    report = default_linter().lint(Draft("It is ready.", late), Thread([said]))
    assert [(u.rule, u.needs) for u in report.unknown if u.rule.startswith("channel.")] == [
        ("channel.window", ("draft.channel",))
    ]
