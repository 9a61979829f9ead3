"""What the guard adds to a send, beside judging."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from couth import Guard, Linter, Message, Store
from couth.engine import Judgement
from couth.errors import CouthError

BEFORE = 30
"""Messages that the thread has when the sends begin."""


def latency(url: str, _: Path, options: Namespace) -> int:
    """Milliseconds of a send in a warm thread, from judging to the confirmed permit, less those of judging alone."""
    linter = TimedLinter()
    guard = Guard(linter, Store(url), clock=TickingClock())
    guard.record_all("whatsapp", "warm", _talk(BEFORE))
    added, outcomes = list[float](), Counter[str]()
    for number in range(options.sends):
        guard.received("whatsapp", "warm", f"And where is parcel number {number}?")
        began = time.perf_counter()
        outcomes[_send(guard, f"Parcel number {number} comes at noon.")] += 1
        added.append(time.perf_counter() - began - linter.seconds[-1])
    guard.close()
    _print("guard adds", added)
    _print("judging", linter.seconds)
    print(*(f"{count} {outcome}" for outcome, count in outcomes.items()), sep=", ")
    return 0 if set(outcomes) == {"passed"} else 1


def _send(guard: Guard, text: str) -> str:
    try:
        with guard.sending("whatsapp", "warm", text) as permit:
            return permit.outcome
    except CouthError as error:
        return type(error).__name__.lower()


def _talk(count: int) -> list[Message]:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    said = ("Where is my parcel?", "It leaves our depot at noon.")
    return [
        Message("business" if n % 2 else "customer", said[n % 2], start + timedelta(minutes=n)) for n in range(count)
    ]


class TimedLinter(Linter):
    """A linter that tells how long it took."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def judge(self, *arguments: Any) -> Judgement:
        """The judgement; its time is taken down."""
        began = time.perf_counter()
        judgement = super().judge(*arguments)
        self.seconds.append(time.perf_counter() - began)
        return judgement


class TickingClock:
    """A clock that goes a minute with every look, so that no cap is reached."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """A minute later than the last time."""
        self.now += timedelta(minutes=1)
        return self.now


def _print(name: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * s for s in seconds)
    median, p99 = statistics.median(ordered), ordered[int(0.99 * len(ordered))]
    print(f"{name:12} median {median:7.3f} ms   p99 {p99:7.3f} ms   n {len(ordered)}")
