"""The guard under load: what it adds to a send, what a long thread costs, and whether caps hold with many at once.

    python benchmarks/guard.py latency
    python benchmarks/guard.py length
    python benchmarks/guard.py stress --processes 32 --customers 200 --seconds 60 --kills 10

Each takes `--store URL`; without one it makes a SQLite file in a temporary folder. With `--postgres` it starts a PostgreSQL
server of its own for the time. Every run is bounded, writes to this machine alone, and ends by itself.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from couth import Blocked, Customer, Draft, Guard, Held, Linter, Message, Report, Store, StoreError, Thread
from couth.integrations.tables import MESSAGES, PERMITS

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

CAP, WINDOW = 3, 5.0
LATENCY = 0.02
"""So many seconds at most does the platform take to answer; a worker may be killed meanwhile."""
POLICY = f"""\
extends: default
rules:
  stress.cap:
    summary: No more than {CAP} messages in {WINDOW:g} seconds
    why: A cap that many processes run into at once.
    source: ["the benchmark of the guard"]
    severity: error
    points: 60
    basis: fact
    check: {{kind: pace, of: sent, caps: [{{at_most: {CAP}, within: {WINDOW:g}s}}]}}
    message: "{{count}} messages within {{within}}"
    suggest: Wait.
    examples:
      bad: []
      good: []
"""


def main() -> int:
    """Run what was asked for; 0 where everything held."""
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="couth-bench-")))
        url = options.store or f"sqlite:///{folder / 'couth.db'}"
        if options.postgres:
            from integrations.postgres import server  # type: ignore[import-not-found]  # of the tests

            url = f"{stack.enter_context(server(fsync=options.fsync))}/postgres"
        return {"latency": latency, "length": length, "stress": stress}[options.what](url, folder, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["latency", "length", "stress"])
    parser.add_argument("--store", metavar="URL")
    parser.add_argument("--postgres", action="store_true", help="start a PostgreSQL server for the run")
    parser.add_argument("--fsync", choices=["on", "off"], default="on", help="of that server")
    parser.add_argument("--sends", type=int, default=500)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=32)
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


# --- what the guard adds ------------------------------------------------------------------------------


def latency(url: str, _: Path, options: argparse.Namespace) -> int:
    """Milliseconds of a send with a warm thread of 30 messages, less those of judging alone."""
    linter = Linter()
    guard = Guard(linter, Store(url), clock=_Ticking())
    judged: list[float] = []
    real = linter.judge

    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        result = real(*arguments)
        judged.append(time.perf_counter() - began)
        return result

    setattr(linter, "judge", timed)  # noqa: B010  (a method is put in front of itself)
    guard.record_all("whatsapp", "warm", _said(30))
    added: list[float] = []
    for number in range(options.sends):
        guard.received("whatsapp", "warm", f"And where is parcel number {number}?")
        began = time.perf_counter()
        with suppress(Blocked, Held), guard.sending("whatsapp", "warm", f"Parcel number {number} comes at noon."):
            pass
        added.append(time.perf_counter() - began - judged[-1])
    _print("guard adds", added)
    _print("judging", judged)
    return 0


class _Ticking:
    """A clock that goes a minute with every look, so that no cap is reached."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class _Standing:
    """A clock that stands still."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def _print(name: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * s for s in seconds)
    median, p99 = statistics.median(ordered), ordered[int(0.99 * len(ordered))]
    print(f"{name:12} median {median:7.3f} ms   p99 {p99:7.3f} ms   n {len(ordered)}")


# --- a long thread ------------------------------------------------------------------------------------

SAID = (
    ("customer", "Hello, my order number is 48213 and my name is Ana Ruiz."),
    ("business", "Thank you, parcel {n} leaves our depot at noon."),
    ("customer", "When does parcel {n} come? Do you have it in blue?"),
    ("business", "It comes on day {n}, and yes, there is a blue one in shop {n}."),
    ("customer", "STOP sending me offers"),
    ("business", "You will get no more of them."),
)
DRAFTS = (
    Draft("What is your order number?"),
    Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion"),
    Draft("It comes on day 4, and yes, there is a blue one in shop 4."),
    Draft("R U still there?"),
    Draft("Your parcel is on its way.", purpose="notification"),
)


def _said(count: int) -> list[Message]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    said = (SAID[n % len(SAID)] for n in range(count))
    return [
        Message(role, text.format(n=n // len(SAID)), start + timedelta(minutes=n))  # type: ignore[arg-type]
        for n, (role, text) in enumerate(said)
    ]


def length(url: str, _: Path, options: argparse.Namespace) -> int:
    """Milliseconds of judging a cold and a warm thread of 100 messages and of many, and whether the findings are right."""
    linter, counts, medians, same = Linter(), (100, options.messages), {}, True
    for count in counts:
        said = _said(count)
        now = (said[-1].at or datetime.now(UTC)) + timedelta(minutes=5)
        guard = Guard(linter, Store(url), clock=_Standing(now))
        began = time.perf_counter()
        guard.record_all("whatsapp", str(count), said)
        print(f"{count:7} messages recorded in {time.perf_counter() - began:.1f} s")
        cold, warm, reports = [], [], list[Report]()
        for draft in DRAFTS:
            for _round in range(20):
                fresh = Guard(linter, guard.store, clock=guard.clock)
                began = time.perf_counter()
                fresh.judge("whatsapp", str(count), draft)
                cold.append(time.perf_counter() - began)
                began = time.perf_counter()
                report = fresh.judge("whatsapp", str(count), draft)
                warm.append(time.perf_counter() - began)
            reports.append(report)
        _print("  cold", cold)
        _print("  warm", warm)
        medians[count] = statistics.median(cold)
        whole = Thread(said, Customer(), "whatsapp")
        same = same and reports == [linter.lint(Draft(d.text, now, d.purpose), whole) for d in DRAFTS]
        guard.close()
    print(
        f"cold: {medians[counts[1]] / medians[counts[0]]:.2f} times as long; findings the same as of the whole thread: {same}"
    )
    return 0 if same else 1


# --- many at once -------------------------------------------------------------------------------------


def stress(url: str, folder: Path, options: argparse.Namespace) -> int:
    """Workers send to the same customers through one store, and some are killed; then the record is looked through."""
    policy = folder / "couth.yaml"
    policy.write_text(POLICY)
    linter, log = Linter(policy), folder / "sent"
    log.touch()
    _guard(linter, url).customer("sms", "nobody")
    fork, until = multiprocessing.get_context("fork"), time.time() + options.seconds

    def started(number: int) -> Any:
        worker = fork.Process(target=_work, args=(linter, url, log, until, options.customers, options.seed + number))
        worker.start()
        return worker

    workers = [started(n) for n in range(options.processes)]
    killed = 0
    chance = random.Random(options.seed)
    for number in range(options.kills):
        time.sleep(max(0.0, (until - time.time()) / (options.kills - number + 1)))
        victim = chance.choice([worker for worker in workers if worker.is_alive()] or workers)
        with suppress(ProcessLookupError):
            os.kill(victim.pid, signal.SIGKILL)
            victim.join(timeout=10)
            killed += victim.exitcode == -signal.SIGKILL
        workers.append(started(1000 + number))
    for worker in workers:
        worker.join(timeout=options.seconds + 60)
        if worker.is_alive():
            worker.kill()
    return _verdict(_guard(linter, url), log, killed)


def _guard(linter: Linter, url: str) -> Guard:
    return Guard(linter, Store(url, timeout=30), mode="shadow", modes={"stress.cap": "enforce"}, permit_seconds=WINDOW)


def _work(linter: Linter, url: str, log: Path, until: float, customers: int, seed: int) -> None:
    """Send to whoever comes up, and write down outside the store what was really sent."""
    guard, chance = _guard(linter, url), random.Random(seed)
    sent = os.open(log, os.O_WRONLY | os.O_APPEND)
    while time.time() < until:
        customer = str(chance.randrange(customers))
        try:
            with guard.sending("sms", customer, f"Parcel {chance.randrange(9999)} is on its way.") as permit:
                at = permit.draft.at
                assert at is not None  # noqa: S101  (the guard sets it)
                line = {"permit": permit.number, "customer": customer, "at": at.timestamp()}
                os.write(sent, json.dumps(line).encode() + b"\n")
                time.sleep(chance.random() * LATENCY)
        except (Blocked, Held):
            pass
        except StoreError as error:
            os.write(sent, json.dumps({"error": error.kind}).encode() + b"\n")
    guard.close()


def _verdict(guard: Guard, log: Path, killed: int) -> int:
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    sent = [line for line in lines if "permit" in line]
    time.sleep(WINDOW)
    with guard.store.writing() as records:
        permits = {row.id: row for row in records.connection.execute(PERMITS.select())}
        messages = records.connection.execute(MESSAGES.select()).all()
        now = datetime.now(UTC)
        for thread in {row.thread for row in permits.values()}:
            records.permits(thread, now)
        still_open = [row for row in records.connection.execute(PERMITS.select()) if row.state == "open"]
    recorded, real = defaultdict(list), defaultdict(list)
    for row in messages:
        recorded[row.thread].append(row.at / 1e6)
    for line in sent:
        real[line["customer"]].append(line["at"])
    told = {
        "sent": len(sent),
        "recorded as sent": len(messages),
        "workers killed": killed,
        "sent, and killed before it was confirmed": sum(
            permits[line["permit"]].state != "sent" for line in sent if line["permit"] in permits
        ),
        "store errors": len(lines) - len(sent),
        **{
            f"  of kind {kind}": count
            for kind, count in Counter(line["error"] for line in lines if "error" in line).items()
        },
        "sent and not recorded at all": sum(line["permit"] not in permits for line in sent),
        "caps exceeded, by the record": sum(map(_exceeded, recorded.values())),
        "caps exceeded, by what was really sent": sum(map(_exceeded, real.values())),
        "permits open beyond their time-out": len(still_open),
    }
    for name, value in told.items():
        print(f"{name:45} {value}")
    broken = ("sent and not recorded at all", "caps exceeded, by the record", "permits open beyond their time-out")
    return 1 if any(told[name] for name in broken) else 0


def _exceeded(times: list[float]) -> int:
    """How many messages stand in a window that holds more than may be sent."""
    ordered = sorted(times)
    return sum(later - earlier < WINDOW - 1e-6 for earlier, later in zip(ordered, ordered[CAP:], strict=False))


if __name__ == "__main__":
    raise SystemExit(main())
