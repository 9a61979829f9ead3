"""A thread of any length costs the same to judge, and gives the findings that the whole thread gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Callable

import pytest

from couth import Blocked, Customer, Draft, Guard, Linter, Message, Report, Store, Thread
from couth.integrations.records import Records
from couth.integrations.stored_thread import FEW, MOST
from couth.integrations.tables import KEPT
from couth.integrations.threads import EVERY, WINDOW
from integrations.conftest import Clock, MakeGuard

START = datetime(2026, 1, 1, tzinfo=UTC)
SAID = (
    ("customer", "Hello, my order number is 48213 and my name is Ana Ruiz."),
    ("business", "Thank you, your parcel number {n} leaves our depot at noon on the {n}th."),
    ("customer", "When does parcel {n} come? Do you have it in blue?"),
    ("business", "It comes on day {n}, and yes, there is a blue one in shop {n}."),
    ("customer", "STOP sending me offers"),
    ("business", "You will get no more of them."),
    ("customer", "And is shop {n} open on Sunday?"),
)
DRAFTS = (
    Draft("What is your order number?"),
    Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion"),
    Draft("It comes on day 4, and yes, there is a blue one in shop 4."),
    Draft("R U still there?"),
    Draft("Your parcel is on its way.", purpose="notification"),
    Draft("¿Cuál es su número de pedido?", lang="es"),
    Draft("Shop 3 is open from nine to five on Sunday."),
)


def messages(count: int) -> list[Message]:
    said = [SAID[n % len(SAID)] if n > 6 or n % 7 != 4 else SAID[4] for n in range(count)]
    return [
        Message(role, text.format(n=n // 7), START + timedelta(minutes=20 * n))  # type: ignore[arg-type]
        for n, (role, text) in enumerate(said)
    ]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many messages were read from the store, at each time."""
    counts: list[int] = []
    real: Callable[..., list[Message]] = Records.messages

    def counted(records: Records, thread: int, low: int, high: int) -> list[Message]:
        counts.append(high - low)
        return real(records, thread, low, high)

    monkeypatch.setattr(Records, "messages", counted)
    return counts


def judged(guard: Guard, draft: Draft) -> Report:
    return guard.judge("whatsapp", "+441", draft)


def whole(said: list[Message]) -> Thread:
    return Thread(said, Customer(timezone="Europe/London"), "whatsapp")


def timed(draft: Draft, clock: Clock) -> Draft:
    return Draft(draft.text, clock.now, draft.purpose, lang=draft.lang)


def test_a_long_thread_is_judged_by_its_end_and_by_what_is_known(
    url: str, make_guard: MakeGuard, linter: Linter, clock: Clock, read: list[int]
) -> None:
    said = messages(400)
    clock.now = START + timedelta(minutes=20 * len(said))
    guard = make_guard(url)
    guard.customer("whatsapp", "+441", timezone="Europe/London")
    assert guard.record_all("whatsapp", "+441", said) == len(said)
    reports = [judged(guard, draft) for draft in DRAFTS]
    thread = whole(said)
    assert reports == [linter.lint(timed(draft, clock), thread) for draft in DRAFTS]
    assert {v.rule for report in reports for v in report.violations} >= {
        "continuity.re-ask",
        "consent.opted-out",
        "pacing.nudge",
    }

    read.clear()
    cold = make_guard(url)
    assert judged(cold, DRAFTS[1]) == reports[1]
    assert sum(read) <= WINDOW
    assert judged(cold, DRAFTS[0]) == reports[0]
    assert sum(read) <= WINDOW + FEW, "only the message that is told as evidence"


def test_what_is_known_keeps_up_as_the_thread_grows(
    sqlite_url: str, make_guard: MakeGuard, linter: Linter, clock: Clock, read: list[int]
) -> None:
    said = messages(2 * EVERY + 9)
    guard, other = make_guard(sqlite_url), make_guard(sqlite_url)
    guard.customer("whatsapp", "+441", timezone="Europe/London")
    for n, message in enumerate(said):
        (guard if n % 3 else other).record("whatsapp", "+441", message)
        if n in (EVERY - 1, EVERY, EVERY + 20):
            clock.now = START + timedelta(minutes=20 * n + 10)
            assert judged(other, DRAFTS[0]) == linter.lint(timed(DRAFTS[0], clock), whole(said[: n + 1]))
    clock.now = START + timedelta(minutes=20 * len(said))
    read.clear()
    cold = make_guard(sqlite_url)
    thread = whole(said)
    for draft in DRAFTS[1:5]:
        assert judged(cold, draft) == judged(guard, draft) == linter.lint(timed(draft, clock), thread)
    with cold.store.reading() as records:
        kept = records.connection.execute(KEPT.select()).all()
    assert [(row.lang, row.seq) for row in kept] == [("en", 2 * EVERY)]


def test_another_process_sees_what_was_sent_and_put_on_record(url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard, other = make_guard(url), make_guard(url)
    draft = Draft("Your parcel is on its way.", purpose="notification")
    assert judged(other, draft).verdict == "pass"
    guard.received("whatsapp", "+441", "STOP")
    with pytest.raises(Blocked, match=r"consent\.opted-out"):
        other.permit("whatsapp", "+441", draft)
    guard.received("whatsapp", "+441", "START")
    guard.customer("whatsapp", "+441", timezone="Asia/Tokyo")
    clock.forward(hours=2)
    assert [v.rule for v in judged(other, draft).violations] == ["pacing.quiet-hours"]


def test_a_thread_is_read_once_in_another_language(
    sqlite_url: str, make_guard: MakeGuard, clock: Clock, read: list[int]
) -> None:
    said = messages(WINDOW + 40)
    clock.now = START + timedelta(minutes=20 * len(said))
    make_guard(sqlite_url).record_all("whatsapp", "+441", said)
    make_guard(sqlite_url).permit("whatsapp", "+441", Draft("Su pedido sale hoy.", lang="es")).release()
    read.clear()
    make_guard(sqlite_url).permit("whatsapp", "+441", Draft("Su pedido sale hoy.", lang="es"))
    assert 0 < sum(read) <= WINDOW


def test_nobody_waits_while_a_long_thread_is_read_in_another_language(
    url: str, make_guard: MakeGuard, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = messages(3 * WINDOW)
    clock.now = START + timedelta(minutes=20 * len(said))
    make_guard(url).record_all("whatsapp", "+441", said)
    guard, other = make_guard(url), make_guard(Store(url, timeout=0.5))
    other.received("whatsapp", "+441", "Another one writes")
    real: Callable[..., list[Message]] = Records.messages
    portions: list[int] = []

    def meanwhile(records: Records, thread: int, low: int, high: int) -> list[Message]:
        portions.append(high - low)
        if len(portions) == 2:  # the first are the last messages, the second the first ones
            assert other.received("whatsapp", "+441", "And once more")
        return real(records, thread, low, high)

    monkeypatch.setattr(Records, "messages", meanwhile)
    with guard.sending("whatsapp", "+441", Draft("Su pedido sale hoy.", lang="es")) as permit:
        assert permit.outcome == "passed"
    assert sum(portions) > len(said) - WINDOW
    with guard.store.reading() as records:
        row = records.found_thread("whatsapp", "441")
        assert row is not None
        assert [m.text for m in real(records, row.id, row.seq - 2, row.seq)] == ["And once more", "Su pedido sale hoy."]


def test_threads_that_are_not_used_make_room(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url, threads_in_memory=2)
    for n in range(5):
        guard.received("whatsapp", f"+{n}", "Hi, my order 48213 has not come.")
    for n in range(5):
        assert guard.judge("whatsapp", f"+{n}", "What is your order number?").verdict == "block"
    assert len(guard._threads._entries) == 2


def test_what_was_kept_in_another_form_is_read_again(sqlite_url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard = make_guard(sqlite_url)
    guard.record_all("whatsapp", "+441", messages(3))
    clock.now = START + timedelta(hours=2)
    with guard.store.writing() as records:
        records.connection.execute(KEPT.update().values(state='{"Turns": {}}'))
    assert judged(make_guard(sqlite_url), DRAFTS[0]).verdict == "block"


def test_messages_that_nobody_looks_at_leave_the_memory(sqlite_url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard = make_guard(sqlite_url)
    said = messages(2 * MOST + 10)
    guard.record_all("whatsapp", "+441", said[:5])
    judged(guard, DRAFTS[0])
    guard.record_all("whatsapp", "+441", said[5:])
    clock.now = START + timedelta(minutes=20 * len(said))
    (found,) = (v for v in judged(guard, DRAFTS[0]).violations if v.rule == "continuity.re-ask")
    assert found.evidence[0].excerpt == "48213"
    thread = guard._threads.entry("whatsapp", "441").thread
    assert thread is not None
    assert len(thread) == len(said)
    assert len(thread.tail) <= MOST


def test_a_store_in_memory_is_one_for_all_threads_of_a_program(make_guard: MakeGuard) -> None:
    guard = make_guard("sqlite://")
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    assert judged(guard, DRAFTS[0]).verdict == "block"
