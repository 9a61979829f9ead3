"""The checks that hold a draft against its thread, as the default policy binds them."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.model import Message, Report, Thread

LINTER = default_linter()


def lint(draft: str, *lines: str) -> Report:
    roles = {"c": "customer", "b": "business"}
    return LINTER.lint(draft, Thread([Message(roles[line[0]], line[2:]) for line in lines]))


def found(rule: str, report: Report) -> list[str]:
    return [violation.excerpt for violation in report.violations if violation.rule == rule]


@pytest.mark.parametrize(
    ("draft", "excerpts"),
    [
        ("Thanks. What is your order number?", ["What is your order number?"]),
        ("Is it still 70-99812? What is the order number?", []),
        ("I cannot find it. Could you check the order number?", []),
        ("What is the number of the other order?", []),
    ],
)
def test_re_ask(draft: str, excerpts: list[str]) -> None:
    assert found("continuity.re-ask", lint(draft, "c order 70-99812 is late")) == excerpts


def test_re_ask_shows_where_it_was_given() -> None:
    report = lint("What is your email and your order number?", "c order 70-99812", "c kay@post.example")
    places = [e for v in report.violations if v.rule == "continuity.re-ask" for e in v.evidence]
    assert sorted((place.message, place.excerpt) for place in places) == [(0, "70-99812"), (1, "kay@post.example")]


def test_repeat_counts_only_where_it_weighs() -> None:
    lines = ("c where do I get the keys", "b You can pick up the keys at the lodge by the gate.", "c we land late")
    again = "You can pick up the keys at the lodge by the gate."
    assert found("continuity.repeat", lint(again, *lines)) == [again]
    news = " The guard there has been told of the late hour and has put a torch and a map of the grounds beside them."
    assert found("continuity.repeat", lint(again + news * 2, *lines)) == []


def test_unanswered_shows_the_question() -> None:
    report = lint("The rug is made of hand-knotted wool.", "c is it wool? and do you have it in green?")
    places = [e.excerpt for v in report.violations if v.rule == "continuity.ignored-question" for e in v.evidence]
    assert places == ["and do you have it in green?"]


def test_off_topic_is_the_part_alone() -> None:
    report = lint("The ferry leaves at 7:10. Kayaks must be booked at the harbour office.", "c when is the first ferry")
    assert found("scope.off-topic", report) == ["Kayaks must be booked at the harbour office."]


@pytest.mark.parametrize(
    "rule", ["continuity.re-ask", "continuity.repeat", "continuity.ignored-question", "scope.off-topic"]
)
def test_an_unknown_thread_is_no_pass(rule: str) -> None:
    draft = "The ferry leaves at 7:10. Kayaks must be booked at the harbour office. What is your order number?"
    assert rule in {unknown.rule for unknown in LINTER.lint(draft).unknown}
