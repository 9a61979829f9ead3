"""The store when things go wrong with it: gone, dead, full, locked, of another version."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, Iterator

import pytest
from sqlalchemy import Connection, create_engine, text

from couth import Blocked, Guard, Store, StoreError
from couth.integrations import tables
from couth.integrations.events import Event
from couth.integrations.records import Records
from couth.integrations.tables import METADATA, PERMITS, SETTINGS, migrate, version_of
from integrations import postgres
from integrations.conftest import Clock, MakeGuard

ASK = "What is your order number?"
GIVEN = "Hi, my order 482139750264 has not come."


def failed(guard: Guard, kind: str) -> StoreError:
    with pytest.raises(StoreError) as failure, guard.sending("whatsapp", "+441", "It arrives on Friday."):
        pytest.fail("not reached")
    assert failure.value.kind == kind
    return failure.value


# --- goes away and comes back ------------------------------------------------------------------------


def test_a_store_that_cannot_be_reached_stops_everything_until_it_is_back(
    tmp_path: Path, make_guard: MakeGuard
) -> None:
    folder = tmp_path / "disk"
    guard = make_guard(f"sqlite:///{folder / 'couth.db'}")
    assert "cannot be reached" in str(failed(guard, "unavailable"))
    with pytest.raises(StoreError):
        guard.received("whatsapp", "+441", GIVEN)
    folder.mkdir()
    guard.received("whatsapp", "+441", GIVEN)
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")


def test_what_went_out_while_the_store_was_away_is_written_down_later(
    postgres_url: str, make_guard: MakeGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[Event] = []
    guard = make_guard(postgres_url, when_store_fails="open", listeners=[events.append])
    guard.received("whatsapp", "+441", GIVEN)
    assert guard.judge("whatsapp", "+441", ASK).verdict == "block"
    with guard.sending("whatsapp", "+441", "It arrives on Friday.") as permit:
        permit.message_id = "wamid.1"
        monkeypatch.setattr(guard.store.database, "writing", _away)
    assert guard.unrecorded == 1
    with guard.sending("whatsapp", "+441", "And the lamp on Monday.") as permit:
        assert (permit.number, permit.outcome) == (None, "passed")
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("what is in memory still counts")
    assert guard.flush() == 2
    monkeypatch.undo()
    assert guard.flush() == 0
    with guard.store.reading() as records:
        said = records.messages(1, 0, 3)
    assert [m.text for m in said] == [GIVEN, "It arrives on Friday.", "And the lamp on Monday."]
    assert said[1].id == "wamid.1"
    names = [event.name for event in events]
    assert names.count("unrecorded") == names.count("recorded") == 2
    assert "failed" in names


def _away(*_: object) -> Iterator[Any]:
    raise StoreError("the store cannot be reached", "unavailable")


@pytest.mark.skipif(postgres.binaries() is None and not os.environ.get("CI"), reason="no PostgreSQL here")
def test_a_server_that_ends_and_starts_again_needs_no_restart(make_guard: MakeGuard) -> None:
    with postgres.restartable() as server:
        guard = make_guard(Store(f"{server.url}/postgres", timeout=3))
        guard.received("whatsapp", "+441", GIVEN)
        server.stop()
        failed(guard, "unavailable")
        server.start()
        with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
            pytest.fail("not reached")
        with guard.sending("whatsapp", "+441", "It arrives on Friday."):
            server.stop()
        assert guard.unrecorded == 1
        server.start()
        assert guard.flush() == 0


@pytest.mark.skipif(postgres.binaries() is None and not os.environ.get("CI"), reason="no PostgreSQL here")
def test_what_a_server_forgets_that_dies_is_written_down_once_more(make_guard: MakeGuard, clock: Clock) -> None:
    with postgres.restartable(wal_writer_delay="10s") as server:
        url, events = f"{server.url}/postgres", list[Event]()
        guard = make_guard(Store(url, timeout=3), listeners=[events.append])
        guard.received("whatsapp", "+441", GIVEN)
        with guard.sending("whatsapp", "+441", "It arrives on Friday."):
            pass
        server.crash()
        server.start()
        assert said(make_guard(Store(url))) == [GIVEN], "what was received stays, the send is forgotten"
        clock.forward(seconds=1)
        with guard.sending("whatsapp", "+441", "And the lamp on Monday."):
            pass
        assert guard.flush() == 0
        assert sorted(said(guard)) == sorted([GIVEN, "It arrives on Friday.", "And the lamp on Monday."])
        assert [event.name for event in events].count("recorded") == 1
        with guard.store.reading() as records:
            assert [row.state for row in records.connection.execute(PERMITS.select())] == ["sent", "sent"]


@pytest.mark.skipif(postgres.binaries() is None and not os.environ.get("CI"), reason="no PostgreSQL here")
def test_what_is_durable_is_not_forgotten_by_a_server_that_dies(make_guard: MakeGuard) -> None:
    with postgres.restartable(wal_writer_delay="10s") as server:
        url = f"{server.url}/postgres"
        with make_guard(Store(url, durable=True)).sending("whatsapp", "+441", "It arrives on Friday."):
            pass
        server.crash()
        server.start()
        assert said(make_guard(Store(url))) == ["It arrives on Friday."]


def said(guard: Guard) -> list[str]:
    with guard.store.reading() as records:
        row = records.found_thread("whatsapp", "441")
        return [] if row is None else [m.text for m in records.messages(row.id, row.first, row.seq)]


def test_a_file_that_is_taken_away_and_put_back_is_found_again(tmp_path: Path, make_guard: MakeGuard) -> None:
    path, away = tmp_path / "couth.db", tmp_path / "away"
    away.mkdir()
    guard = make_guard(f"sqlite:///{path}")
    guard.received("whatsapp", "+441", GIVEN)
    for file in tmp_path.glob("couth.db*"):
        file.rename(away / file.name)
    assert "gone" in str(failed(guard, "unavailable"))
    assert not path.exists()
    for file in away.iterdir():
        file.rename(tmp_path / file.name)
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")
    assert said(guard) == [GIVEN]


def test_a_program_may_change_its_folder(
    tmp_path: Path, make_guard: MakeGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    guard = make_guard("sqlite:///couth.db")
    guard.received("whatsapp", "+441", GIVEN)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    guard.close()
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_may_be_named_by_a_uri(tmp_path: Path, make_guard: MakeGuard) -> None:
    guard = make_guard(f"sqlite:///file:{tmp_path / 'couth.db'}?uri=true")
    guard.received("whatsapp", "+441", GIVEN)
    assert said(guard) == [GIVEN]


def test_what_the_store_refuses_keeps_nothing_else_from_being_written_down(
    sqlite_url: str, make_guard: MakeGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = make_guard(sqlite_url)
    permits = [guard.permit("whatsapp", f"+{n}", "It arrives on Friday.") for n in range(3)]
    with monkeypatch.context() as patch:
        patch.setattr(guard.store.database, "writing", _away)
        for permit in permits:
            permit.confirm()
    assert guard.unrecorded == 3
    append = Records.append

    def refuses(records: Records, row: Any, *more: Any, **options: Any) -> bool:
        if row.id == 1:
            raise StoreError("the store refuses it", "broken")
        return append(records, row, *more, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Records, "append", refuses)
        assert guard.flush() == 1
    assert guard.flush() == 0


# --- full, locked, of another version ------------------------------------------------------------------


def test_a_full_store_says_so_and_recovers(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", GIVEN)
    with guard.store.database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match=r"the store is full \(OperationalError SQLITE_FULL\)"):
        _fill(guard)
    with guard.store.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")


def _fill(guard: Guard) -> None:
    for _ in range(50):
        guard.received("whatsapp", "+441", "Where is it? " * 200)


def test_a_locked_store_is_waited_for_and_then_said_to_be_locked(tmp_path: Path, make_guard: MakeGuard) -> None:
    path = tmp_path / "couth.db"
    guard = make_guard(Store(f"sqlite:///{path}", timeout=0.2))
    guard.received("whatsapp", "+441", GIVEN)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "locked" in str(failed(guard, "locked"))
    other.execute("ROLLBACK")
    other.close()
    with guard.sending("whatsapp", "+441", "It arrives on Friday."):
        pass


def test_a_locked_thread_is_waited_for_and_then_said_to_be_locked(postgres_url: str, make_guard: MakeGuard) -> None:
    guard, other = make_guard(Store(postgres_url, timeout=0.3)), make_guard(postgres_url)
    guard.received("whatsapp", "+441", GIVEN)
    with other.store.writing() as records:
        records.thread("whatsapp", "441", guard.clock())
        failed(guard, "locked")
        with guard.sending("whatsapp", "+442", "Another customer waits for nobody."):
            pass


def test_tables_of_a_newer_couth_are_refused_at_once_and_at_any_time(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    guard.received("whatsapp", "+441", GIVEN)
    with guard.store.database.writing() as connection:
        connection.execute(SETTINGS.update().where(SETTINGS.c.name == "schema").values(value="99"))
    said = f"the store's tables are of version 99, and this couth knows version {len(tables.MIGRATIONS)}: upgrade couth"
    assert str(failed(guard, "schema")) == said
    assert str(failed(make_guard(url), "schema")) == said


def test_tables_are_brought_up_to_date_step_by_step() -> None:
    engine = create_engine("sqlite://")
    done: list[str] = []

    def step(name: str) -> Any:
        return lambda _: done.append(name)

    with engine.begin() as connection:
        assert version_of(connection) == 0
        assert migrate(connection) == 0
        assert set(METADATA.tables) <= set(_tables(connection))
        assert migrate(connection, (*tables.MIGRATIONS, step("two"), step("three"))) == len(tables.MIGRATIONS)
        assert version_of(connection) == len(tables.MIGRATIONS) + 2
        assert (
            migrate(connection, (*tables.MIGRATIONS, step("two"), step("three"), step("four")))
            == version_of(connection) - 1
        )
    engine.dispose()
    assert done == ["two", "three", "four"]


def _tables(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
