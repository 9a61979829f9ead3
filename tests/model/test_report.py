"""What a report says where nothing is said of it."""

from __future__ import annotations

from dataclasses import replace

from couth.errors import InputError, PolicyError, Problem
from couth.model import Decision, Fix, Hit, Report, Violation

REPORT = Report("pass", 100, Decision("send"), (), (), "default", "0" * 16)


def test_a_report_is_silent_on_what_did_not_happen() -> None:
    assert (REPORT.id, REPORT.faults, REPORT.deductions) == (None, (), ())


def test_a_decision_needs_an_action_alone() -> None:
    assert Decision("send") == Decision("send", None, "")


def test_a_hit_needs_a_span_alone() -> None:
    assert Hit((0, 4)) == Hit((0, 4), (), {}, None, None, None)


def test_no_two_hits_share_their_values() -> None:
    assert Hit((0, 1)).values is not Hit((0, 1)).values


def test_a_violation_has_no_suggestion_and_no_fix_of_its_own() -> None:
    violation = Violation("tone.emoji", "warning", "fact", 10, "2 emoji", (3, 4), "x")
    assert (violation.evidence, violation.suggestion, violation.fix) == ((), None, None)


def test_reports_are_equal_by_what_they_say() -> None:
    assert replace(REPORT, score=99) != REPORT == replace(REPORT)
    assert len({REPORT, replace(REPORT)}) == 1
    assert Fix((), safe=True) != Fix((), safe=False)


def test_a_problem_shows_as_much_of_its_place_as_there_is() -> None:
    places = ((None, None), (3, None), (3, 7))
    shown = [str(Problem("a.yaml", line, column, "wrong")) for line, column in places]
    assert shown == ["a.yaml: wrong", "a.yaml:3: wrong", "a.yaml:3:7: wrong"]


def test_a_policy_error_lists_every_problem_once_in_order_of_place() -> None:
    first, second, third = Problem("a", None, None, "x"), Problem("a", 2, 9, "x"), Problem("b", 1, 1, "x")
    error = PolicyError([third, second, first, second])
    assert error.problems == (first, second, third)
    assert str(error) == "a: x\na:2:9: x\nb:1:1: x"


def test_an_input_error_may_know_its_place() -> None:
    problem = Problem("a.json", 1, None, "broken")
    assert (InputError("broken").problem, InputError("broken", problem).problem) == (None, problem)
