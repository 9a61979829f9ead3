"""Whether caps hold where many processes send at once through one store, and some of them are killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from argparse import Namespace
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from couth import Blocked, Guard, Held, Linter, Store, StoreError
from couth.integrations.tables import MESSAGES, PERMITS

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


def stress(url: str, folder: Path, options: Namespace) -> int:
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
