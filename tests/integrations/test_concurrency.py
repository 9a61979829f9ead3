"""Many at once: threads, event loops and processes with one store. Caps hold, nothing is lost, nobody waits for ever."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from couth import AlreadySent, Blocked, Draft, Guard, Held, Linter, StoreError
from couth.integrations.tables import DECISIONS, MESSAGES, PERMITS
from integrations.conftest import MakeGuard

CUSTOMERS = [f"+44{n}" for n in range(3)]
PROMOTION = Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion")


def prepared(guard: Guard) -> Guard:
    for customer in CUSTOMERS:
        guard.customer("sms", customer, marketing_consent=True, timezone="Europe/London")
    return guard


def promote(guard: Guard, customer: str) -> bool:
    try:
        with guard.sending("sms", customer, PROMOTION):
            return True
    except (Blocked, Held):
        return False


def assert_each_was_sent_once(guard: Guard, tries: int) -> None:
    """A promotion a week: of all that tried at once, one got through to each customer."""
    with guard.store.reading() as records:
        states = [row.state for row in records.connection.execute(PERMITS.select())]
        messages = records.connection.execute(MESSAGES.select()).all()
        assert records.count(DECISIONS) == tries
    assert states == ["sent"] * len(CUSTOMERS)
    assert sorted(row.thread for row in messages) == [1, 2, 3]


def test_two_threads_with_one_guard(url: str, make_guard: MakeGuard) -> None:
    guard = prepared(make_guard(url))
    together = threading.Barrier(6)

    def work(number: int) -> list[bool]:
        together.wait(timeout=20)
        return [promote(guard, customer) for customer in CUSTOMERS[number % 3 :] + CUSTOMERS[: number % 3]]

    with ThreadPoolExecutor(6) as pool:
        done = [sent for result in pool.map(work, range(6)) for sent in result]
    assert sum(done) == len(CUSTOMERS)
    assert_each_was_sent_once(guard, 18)


def test_two_event_loops_with_one_guard(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = prepared(make_guard(sqlite_url))

    async def promote_all() -> list[bool]:
        async def one(customer: str) -> bool:
            try:
                async with guard.sending("sms", customer, PROMOTION):
                    await asyncio.sleep(0)
                    return True
            except (Blocked, Held):
                return False

        return await asyncio.gather(*(one(customer) for customer in CUSTOMERS * 2))

    with ThreadPoolExecutor(2) as pool:
        done = [sent for result in pool.map(lambda _: asyncio.run(promote_all()), range(2)) for sent in result]
    assert sum(done) == len(CUSTOMERS)
    assert_each_was_sent_once(guard, 12)


def test_two_permits_at_once_in_one_thread_of_a_program(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    with guard.sending("whatsapp", "+441", "It arrives on Friday.") as first:
        with guard.sending("whatsapp", "+441", "The lamp is in stock.") as second:
            pass
        assert not second.is_open
    assert not first.is_open


def test_one_key_in_many_hands_is_sent_once(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)

    def work(_: int) -> str:
        try:
            with guard.sending("sms", "+441", "Your lamp is ready.", key="lamp"):
                return "sent"
        except AlreadySent:
            return "there"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(8))) == ["sent", *["there"] * 7]


def _process(url: str, linter: Linter, number: int, results: multiprocessing.Queue[int]) -> None:
    guard = Guard(linter, url, clock=lambda: datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(seconds=number))
    results.put(sum(promote(guard, customer) for customer in CUSTOMERS))
    for customer in CUSTOMERS:
        guard.received("sms", customer, "Thanks")
    guard.close()


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
calm = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # children only use what they make themselves


@forks
@calm
def test_two_processes_with_one_store(url: str, make_guard: MakeGuard, linter: Linter) -> None:
    guard = prepared(make_guard(url))
    guard.close()
    fork = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[int] = fork.Queue()
    workers = [fork.Process(target=_process, args=(url, linter, n, results)) for n in range(3)]
    for worker in workers:
        worker.start()
    assert sum(results.get(timeout=60) for _ in workers) == len(CUSTOMERS)
    for worker in workers:
        worker.join(timeout=60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with guard.store.reading() as records:
        assert records.count(MESSAGES) == len(CUSTOMERS) * 4


@forks
@calm
def test_two_processes_with_one_guard(url: str, make_guard: MakeGuard) -> None:
    """A guard that was used before a fork, and goes on being used on both sides of it."""
    guard = prepared(make_guard(url))
    guard.received("sms", CUSTOMERS[0], "Hello")

    async def promote_all() -> int:
        return sum(await asyncio.gather(*(guard.run(promote, guard, customer) for customer in CUSTOMERS)))

    assert asyncio.run(guard.run(guard.unrecorded.bit_length)) == 0, "there are threads beside a loop"
    fork = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[int] = fork.Queue()
    workers = [fork.Process(target=lambda: results.put(asyncio.run(promote_all()))) for _ in range(3)]
    for worker in workers:
        worker.start()
    mine = sum(promote(guard, customer) for customer in CUSTOMERS)
    assert mine + sum(results.get(timeout=60) for _ in workers) == len(CUSTOMERS)
    for worker in workers:
        worker.join(timeout=60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert guard.received("sms", CUSTOMERS[0], "Thanks")
    with guard.store.reading() as records:
        assert [row.state for row in records.connection.execute(PERMITS.select())] == ["sent"] * 3
        assert records.count(MESSAGES) == len(CUSTOMERS) + 2


@forks
@calm
def test_a_worker_that_is_killed_leaves_a_permit_that_ends_by_itself(
    sqlite_url: str, make_guard: MakeGuard, linter: Linter, tmp_path: Path
) -> None:
    guard = prepared(make_guard(sqlite_url, permit_seconds=5))
    guard.close()
    fork = multiprocessing.get_context("fork")
    inside = fork.Event()

    def send_for_ever() -> None:
        with Guard(linter, sqlite_url, clock=guard.clock, permit_seconds=5).sending("sms", CUSTOMERS[0], PROMOTION):
            inside.set()
            threading.Event().wait(60)

    worker = fork.Process(target=send_for_ever)
    worker.start()
    assert inside.wait(timeout=60)
    worker.kill()
    worker.join(timeout=60)
    assert not promote(guard, CUSTOMERS[0])
    guard.clock.forward(seconds=5)  # type: ignore[attr-defined]  # the clock of the tests
    assert promote(guard, CUSTOMERS[0])
    with guard.store.reading() as records:
        assert [row.state for row in records.connection.execute(PERMITS.select())] == ["expired", "sent"]


def test_a_transaction_that_is_undone_leaves_the_thread_as_it_was(
    sqlite_url: str, make_guard: MakeGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "Hello")
    assert guard.judge("whatsapp", "+441", "What is your order number?").verdict == "pass"

    def fails(*_: object) -> None:
        raise StoreError("the store is full", "full")

    with monkeypatch.context() as patch:
        patch.setattr("couth.integrations.threads.Entry.append", fails)
        with pytest.raises(StoreError):
            guard.received("whatsapp", "+441", "My order is 48213")
    assert guard.judge("whatsapp", "+441", "What is your order number?").verdict == "pass"
    guard.received("whatsapp", "+441", "My order is 48213")
    assert guard.judge("whatsapp", "+441", "What is your order number?").verdict == "block"
