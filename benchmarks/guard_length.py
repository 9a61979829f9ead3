"""A long thread: what it costs to judge by its end and by what is known, and whether that finds what the whole finds."""

from __future__ import annotations

import multiprocessing
import random
import statistics
import time
from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Callable, Final

from couth import Customer, Draft, Guard, Linter, Message, Report, Store, Thread
from couth.facts.view import language_of
from couth.policy import Example

START: Final = datetime(2020, 1, 1, tzinfo=UTC)
PAUSES: Final = [timedelta(minutes=m) for m in (1, 7, 60, 600, 3000)]
ZONE: Final = "Europe/London"
CHANNEL: Final = "whatsapp"
SHORT: Final = 100


ROUNDS: Final = 3
"""Every draft is judged so often, in turn; the quickest counts."""

Judged = tuple[list[Report], list[float]]


def length(url: str, _: Path, options: Namespace) -> int:
    """Judge the rules' own drafts in a thread of 100 messages and in a long one, warm and in another process."""
    linter, chance = Linter(), random.Random(options.seed)
    examples = [e for rule in linter.policy.rules.values() for e in (*rule.examples.bad, *rule.examples.good)]
    said = _said(examples, options.messages, chance)
    now = max(m.at for m in said if m.at) + timedelta(hours=1)
    drafts = [replace(draft, at=now) for draft in _drafts(linter, examples, options.drafts, chance)]
    threads = {str(count): said[-count:] for count in (SHORT, options.messages)}
    guard = Guard(linter, Store(url), clock=lambda: now)
    for customer, part in threads.items():
        _record(guard, customer, part)
    warm = _judged(lambda: guard, list(threads), drafts)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        cold = pool.apply(_cold, (url, list(threads), drafts))
    guard.close()
    expected = _of_whole(threads, drafts)
    return _told({"warm": warm, "cold, in another process": cold}, expected)


def _said(examples: list[Example], count: int, chance: random.Random) -> list[Message]:
    """The threads of the rules' examples, one after another in any order, at times of their own."""
    talks = [e.thread.messages for e in examples if len(e.thread)]
    at, said = START, list[Message]()
    while len(said) < count:
        at += chance.choice(PAUSES)
        for message in chance.choice(talks):
            at += chance.choice(PAUSES) / 20
            said.append(replace(message, at=at, id=None))
    return said[:count]


def _drafts(linter: Linter, examples: list[Example], count: int, chance: random.Random) -> list[Draft]:
    """Drafts in the thread's language: one in another language has the thread read once more, whole."""
    none = Thread(())
    drafts = [e.draft for e in examples if language_of(e.draft, none, linter.knowledge) == linter.policy.lang]
    return [replace(draft, channel=None) for draft in chance.sample(drafts, min(count, len(drafts)))]


def _record(guard: Guard, customer: str, said: list[Message]) -> None:
    began = time.perf_counter()
    guard.customer(CHANNEL, customer, timezone=ZONE)
    guard.record_all(CHANNEL, customer, said)
    print(f"{len(said):7} messages recorded in {time.perf_counter() - began:.1f} s")


def _of_whole(threads: dict[str, list[Message]], drafts: list[Draft]) -> list[Report]:
    """The reports of a linter that has nothing to do with the guard, on the whole threads."""
    linter = Linter()
    whole = [Thread(said, Customer(timezone=ZONE), CHANNEL) for said in threads.values()]
    return [linter.lint(draft, thread) for draft in drafts for thread in whole]


def _cold(url: str, customers: list[str], drafts: list[Draft]) -> Judged:
    """Each draft by a guard that has never met the thread."""
    linter, store = Linter(), Store(url)
    try:
        return _judged(lambda: Guard(linter, store), customers, drafts)
    finally:
        store.close()


def _judged(guard: Callable[[], Guard], customers: list[str], drafts: list[Draft]) -> Judged:
    """The report on every draft in every thread, and the seconds that each took."""
    reports, seconds = list[Report](), list[float]()
    for draft in drafts:
        rounds = [[_timed(guard(), customer, draft) for customer in customers] for _ in range(ROUNDS)]
        for number in range(len(customers)):
            reports.append(rounds[0][number][0])
            seconds.append(min(each[number][1] for each in rounds))
    return reports, seconds


def _timed(guard: Guard, customer: str, draft: Draft) -> tuple[Report, float]:
    began = time.perf_counter()
    report = guard.judge(CHANNEL, customer, draft)
    return report, time.perf_counter() - began


def _told(judged: dict[str, Judged], expected: list[Report]) -> int:
    """Print what was found; 1 where the guard's reports are others than those of the whole thread."""
    differ = 0
    for name, (reports, seconds) in judged.items():
        short, long = (statistics.median(seconds[n::2]) for n in (0, 1))
        differ += sum(one != other for one, other in zip(expected, reports, strict=True))
        print(f"{name}: {1000 * short:.3f} ms short, {1000 * long:.3f} ms long, {long / short:.2f} times as long")
    rules = len({v.rule for report in expected for v in report.violations})
    print(
        f"reports other than of the whole thread: {differ} of {len(judged) * len(expected)}; {rules} rules found something"
    )
    return 1 if differ else 0
