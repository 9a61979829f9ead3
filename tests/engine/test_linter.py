"""lint: from a draft and its thread to a report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.engine import Linter, lint
from couth.errors import InputError
from couth.model import Customer, Decision, Draft, Message, Thread, Unknown

MakeLinter = Callable[[str], Linter]

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)

WORD = """
rules:
  acme.word:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: {severity}
    points: {points}
    basis: heuristic
    check: {{kind: phrases, phrases: {{en: [kettle]}}}}
    message: "“{{excerpt}}” stands here"
    examples: {{bad: [{{draft: kettle}}], good: [{{draft: pot}}]}}
"""


@pytest.mark.parametrize(
    ("severity", "points", "verdict", "score", "action"),
    [
        ("error", 10, "block", 90, "revise"),
        ("warning", 10, "warn", 90, "revise"),
        ("warning", 60, "block", 40, "revise"),
        ("info", 3, "pass", 97, "send"),
    ],
)
def test_severity_and_score_make_the_verdict(
    linter: MakeLinter, severity: str, points: int, verdict: str, score: int, action: str
) -> None:
    report = linter(WORD.format(severity=severity, points=points)).lint("The kettle is here.")

    assert (report.verdict, report.score, report.decision.action) == (verdict, score, action)
    assert [(v.rule, v.span, v.message) for v in report.violations] == [("acme.word", (4, 10), "“kettle” stands here")]


def test_a_suggestion_may_name_what_was_found(linter: MakeLinter) -> None:
    source = WORD.format(severity="warning", points=10).replace("stands here", "", 1)
    (violation,) = linter(source + "    suggest: 'Leave out “{excerpt}”.'\n").lint("The kettle is here.").violations

    assert violation.suggestion == "Leave out “kettle”."


NONE_AT_ALL = """
rules:
  acme.none:
    summary: Send nothing
    severity: error
    check: {kind: pace, of: sent, caps: [{at_most: 0, within: 24h}]}
"""


def test_a_cap_of_none_is_kept_at_no_moment(linter: MakeLinter) -> None:
    report = linter(NONE_AT_ALL).lint(Draft("Hello", NOON), Thread([]))

    assert report.decision == Decision("block", None, "nothing makes it right: acme.none")


BRITISH = """
for:
  - {lang: en-GB, rules: {acme.word: off}}
"""


@pytest.mark.parametrize(
    ("declared", "recorded", "found"),
    [
        ("en-GB", None, False),
        ("en_gb", None, False),
        ("en-US", "en-GB", True),
        (None, "en-GB", False),
        (None, None, True),
    ],
)
def test_a_scope_may_be_of_a_region(
    linter: MakeLinter, declared: str | None, recorded: str | None, found: bool
) -> None:
    british = linter(WORD.format(severity="error", points=10) + BRITISH)
    report = british.lint(Draft("The kettle is here.", lang=declared), Thread([], Customer(language=recorded)))

    assert bool(report.violations) is found


def test_a_group_takes_off_no_more_than_its_cap(linter: MakeLinter) -> None:
    source = WORD.format(severity="warning", points=30) + "caps: {acme: 40}\n"
    report = linter(source).lint("kettle kettle kettle")

    assert (report.score, report.deductions) == (60, (("acme", 40),))


STATE = """
unknown: {{acme.hello: {stand}}}
rules:
  acme.hello:
    summary: Greet once
    why: It is so.
    source: [house style]
    severity: warning
    points: 10
    basis: fact
    check: {{kind: phrases, phrases: {{en: [hello]}}}}
    when: thread.greeted
    message: again
    examples: {{bad: [{{draft: hello, thread: [{{business: Hello}}]}}], good: [{{draft: hello, thread: []}}]}}
"""


@pytest.mark.parametrize(
    ("stand", "verdict", "action"),
    [("pass", "pass", "send"), ("warn", "warn", "send"), ("block", "needs_context", "hold")],
)
def test_what_cannot_be_judged_is_unknown_and_the_policy_says_what_that_means(
    linter: MakeLinter, stand: str, verdict: str, action: str
) -> None:
    report = linter(STATE.format(stand=stand)).lint("Hello there")

    assert (report.verdict, report.decision.action) == (verdict, action)
    assert report.unknown == (Unknown("acme.hello", ("thread",)),)


def test_what_is_missing_does_not_matter_where_nothing_was_found(linter: MakeLinter) -> None:
    assert linter(STATE.format(stand="block")).lint("Good. Bye.").unknown == ()


def test_an_empty_thread_is_known(linter: MakeLinter) -> None:
    assert linter(STATE.format(stand="block")).lint("Hello", []).verdict == "pass"


def test_a_rule_is_silent_where_one_that_it_yields_to_speaks(linter: MakeLinter) -> None:
    second = """
  acme.tea:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: warning
    points: 10
    basis: heuristic
    check: {kind: phrases, phrases: {en: [tea]}}
    yields: [acme.word]
    message: "{excerpt}"
    examples: {bad: [{draft: tea}], good: [{draft: pot}]}
"""
    both = linter(WORD.format(severity="warning", points=10) + second)

    assert [v.rule for v in both.lint("tea kettle").violations] == ["acme.word"]
    assert [v.rule for v in both.lint("tea pot").violations] == ["acme.tea"]


def test_a_pattern_that_runs_away_is_the_rules_fault_and_never_a_pass(linter: MakeLinter) -> None:
    source = """
unknown: {acme.slow: block}
rules:
  acme.slow:
    summary: Slow
    why: It is so.
    source: [house style]
    severity: error
    points: 10
    basis: heuristic
    check: {kind: pattern, pattern: '(a|aa)+!', milliseconds: 10}
    message: "{excerpt}"
    examples: {bad: [{draft: "aa!"}], good: [{draft: b}]}
"""
    report = linter(source).lint("a" * 5000)

    assert report.verdict == "needs_context"
    assert [(f.rule, f.message) for f in report.faults] == [("acme.slow", "the pattern ran longer than 10 ms")]


CLOCK = """
rules:
  acme.night:
    summary: Not at night
    why: It is so.
    source: [house style]
    severity: error
    points: 10
    basis: fact
    check: {kind: hours, start: "21:00", end: "08:00"}
    message: "{local}"
    examples:
      bad: [{draft: {text: x, at: "2026-03-03T23:00:00Z"}, customer: {timezone: UTC}}]
      good: [{draft: {text: x, at: "2026-03-03T12:00:00Z"}, customer: {timezone: UTC}}]
  acme.often:
    summary: Not often
    why: It is so.
    source: [house style]
    severity: warning
    points: 10
    basis: fact
    check: {kind: pace, of: sent, caps: [{at_most: 1, within: 10h}]}
    message: "{count} in {within}"
    examples:
      bad: [{draft: {text: x, at: "2026-03-03T12:00:00Z"}, thread: [{business: y, at: "2026-03-03T11:00:00Z"}]}]
      good: [{draft: {text: x, at: "2026-03-03T12:00:00Z"}, thread: []}]
"""


def test_hold_gives_the_first_moment_at_which_no_rule_of_the_clock_objects(linter: MakeLinter) -> None:
    thread = Thread([Message("business", "y", NOON)], Customer(timezone="UTC"))
    report = linter(CLOCK).lint(Draft("x", NOON + timedelta(hours=1)), thread)

    assert [v.rule for v in report.violations] == ["acme.often"]
    assert report.decision == Decision("hold", datetime(2026, 3, 4, 8, tzinfo=UTC), "not at this moment: acme.often")


def test_words_at_fault_come_before_the_clock_and_the_moment_is_told_all_the_same(linter: MakeLinter) -> None:
    source = CLOCK + WORD.format(severity="warning", points=5).replace("\nrules:\n", "")
    thread = Thread([], Customer(timezone="UTC"))
    report = linter(source).lint(Draft("kettle", NOON + timedelta(hours=11)), thread)

    assert (report.decision.action, report.decision.not_before) == ("revise", datetime(2026, 3, 4, 8, tzinfo=UTC))


def test_scoped_overrides_hold_on_their_channel_alone(linter: MakeLinter) -> None:
    source = WORD.format(severity="warning", points=10) + "for: [{channel: sms, rules: {acme.word: off}}]\n"
    policy = linter(source)

    assert len(policy.lint(Draft("kettle", channel="email")).violations) == 1
    assert policy.lint(Draft("kettle", channel="sms")).violations == ()


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(InputError, match="a draft must be a Draft or a string, not int"):
        lint(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="a thread must be a Thread or a list of messages, not str"):
        lint("x", "hello")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="unknown key 'txt'"):
        lint("x", [{"role": "customer", "txt": "?"}])


def test_a_thread_may_be_plain_mappings() -> None:
    report = lint(
        "R U still there?", [{"role": "customer", "text": "hi"}, {"role": "business", "text": "Hello, how can I help?"}]
    )

    assert report.verdict == "block"


roles = st.sampled_from(["customer", "business", "system"])
texts = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["STOP", "what is the price?", "order 12-345", "One moment please.", "thanks, bye"]),
)
messages = st.builds(
    lambda role, text, minutes: Message(role, text, None if minutes is None else NOON + timedelta(minutes=minutes)),
    roles, texts, st.one_of(st.none(), st.integers(0, 5000)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(), st.lists(messages, max_size=8), st.booleans())
def test_never_raises_and_every_span_lies_in_the_text(
    default: Linter, text: str, before: list[Message], timed: bool
) -> None:
    thread = Thread(before, Customer(timezone="Asia/Kolkata"))
    report = default.lint(Draft(text, NOON + timedelta(days=5) if timed else None), thread)

    for violation in report.violations:
        start, end = violation.span
        assert 0 <= start <= end <= len(text)
        assert violation.excerpt == text[start:end]
        for place in violation.evidence:
            assert before[place.message].text[slice(*place.span)] == place.excerpt
    assert report == default.lint(
        Draft(text, NOON + timedelta(days=5) if timed else None), Thread(before, Customer(timezone="Asia/Kolkata"))
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(messages, max_size=8), texts)
def test_a_thread_that_grew_is_read_like_one_built_whole(default: Linter, before: list[Message], text: str) -> None:
    grown = Thread([])
    draft = Draft(text, NOON + timedelta(days=5))
    for message in before:
        default.lint(draft, grown)
        grown.append(message)

    assert default.lint(draft, grown) == default.lint(draft, Thread(before))


@pytest.mark.parametrize(
    "text",
    [
        "\ud800\udfff x \udc00",
        "a" * 100_000,
        "🏴‍☠️" * 20_000,
        "? " * 50_000,
        "&amp;" * 20_000,
        "1" * 100_000,
        "\u0301" * 50_000,
    ],
)
def test_survives_what_nobody_would_write(default: Linter, text: str) -> None:
    report = default.lint(Draft(text, NOON), Thread([Message("customer", text, NOON)]))

    assert all(0 <= v.span[0] <= v.span[1] <= len(text) for v in report.violations)
