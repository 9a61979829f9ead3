"""One linter for many threads of a program: what each of them is told is what one alone is told."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Iterator, Sequence

import pytest

from couth.engine import Linter
from couth.model import Draft, Report, Thread

THREADS = 8
Case = tuple[Draft, Thread]


@pytest.fixture
def switching() -> Iterator[None]:
    """The interpreter goes from thread to thread as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _examples(linter: Linter) -> list[Case]:
    """Every eighth example of the rules, of all kinds and languages."""
    rules = linter.policy.rules.values()
    return [example.values() for rule in rules for example in (*rule.examples.bad, *rule.examples.good)][::8]


def _all_at_once(linter: Linter, cases: Sequence[Case]) -> list[list[Report]]:
    """What each thread is told of all cases; every other one goes through them backwards, all of them at the same time."""
    barrier = Barrier(THREADS)

    def told(number: int) -> list[Report]:
        step = -1 if number % 2 else 1
        barrier.wait(60)
        return [linter.lint(*case) for case in cases[::step]][::step]

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(told, range(THREADS)))


def _anew(thread: Thread) -> Thread:
    """The same messages, not read by anybody."""
    return Thread(thread.messages if thread.known else None, thread.customer, thread.channel)


def _unlike(told: list[Report], alone: list[Report]) -> list[int]:
    """Numbers of the drafts that a thread was told something else of."""
    return [number for number, (one, other) in enumerate(zip(told, alone, strict=True)) if one != other]


def test_a_fresh_linter_shared_by_many_threads_tells_each_the_same(default: Linter, switching: None) -> None:
    cases = _examples(default)
    alone = [default.lint(*case) for case in cases]

    for first in range(0, len(cases), 30):
        some = slice(first, first + 30)
        for told in _all_at_once(Linter(default.policy), [(d, _anew(t)) for d, t in cases[some]]):
            assert _unlike(told, alone[some]) == []


def test_a_thread_that_nobody_has_read_may_be_shared_too(default: Linter, switching: None) -> None:
    _, longest = max(_examples(default), key=lambda case: len(case[1]))
    drafts = [draft for draft, _ in _examples(default)][:40]
    alone = [default.lint(draft, _anew(longest)) for draft in drafts]

    for _ in range(5):
        shared = _anew(longest)
        for told in _all_at_once(default, [(draft, shared) for draft in drafts]):
            assert _unlike(told, alone) == []


SCOPED = """
extends: default
for:
  - {channel: sms, rules: {tone.shouting: off}}
  - {channel: email, rules: {tone.shouting: {severity: error}}}
"""


def test_a_policy_with_scopes_is_the_same_for_all_threads(switching: None, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(SCOPED)
    channels = ("sms", "whatsapp", "email", "webchat") * 5
    cases = [(Draft("PLEASE ANSWER MY QUESTION NOW", channel=channel), Thread([])) for channel in channels]
    linter, shared = Linter(tmp_path / "policy.yaml"), Linter(tmp_path / "policy.yaml")
    alone = [linter.lint(*case) for case in cases]

    assert len({report.verdict for report in alone}) > 1
    for told in _all_at_once(shared, cases):
        assert _unlike(told, alone) == []
