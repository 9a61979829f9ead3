"""`couth store`: what is kept for how long, and what one customer may ask for."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

import couth
from couth import Blocked, Draft, Message, Store
from couth.cli.store import command
from couth.integrations.retention import counts, erase, prune
from integrations.conftest import Clock, MakeGuard

DAY = timedelta(days=1)
NEWS = Draft("Your parcel is on its way.", purpose="notification")


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(command, [*arguments], env=options, catch_exceptions=False)


@pytest.mark.parametrize("bodies", ["keep", "off"])
def test_old_messages_go_and_an_opt_out_stays(
    bodies: str, url: str, make_guard: MakeGuard, clock: Clock, linter: couth.Linter
) -> None:
    store = Store(url, bodies=bodies)  # type: ignore[arg-type]
    guard = make_guard(store)
    with guard.sending("sms", "+441", "Your table is booked."):
        pass
    for customer, said in (("+441", "STOP"), ("+442", "My order is 48213"), ("+443", "Hello")):
        guard.received("sms", customer, said)
        guard.judge("sms", customer, NEWS)
    clock.forward(days=40)
    guard.received("sms", "+443", "Hello again")
    removed = prune(store, clock.now - timedelta(days=30), linter)
    assert removed == {"messages": 4, "decisions": 1, "permits": 1}
    with pytest.raises(Blocked, match=r"consent\.opted-out"):
        guard.permit("sms", "+441", NEWS)
    assert guard.judge("sms", "+442", "What is your order number?").verdict == "pass"
    with guard.sending("sms", "+443", "Hello, how can I help you?"):
        pass
    assert prune(store, clock.now - timedelta(days=30), linter) == {"messages": 0, "decisions": 0, "permits": 0}
    with store.reading() as records:
        log = records.connection.exec_driver_sql("SELECT field, value, source FROM couth_consents").all()
    assert [tuple(row) for row in log] == [("opted_out", "true", "in the customer's own words")]


def test_one_customer_is_exported_and_erased(sqlite_url: str, make_guard: MakeGuard, tmp_path: Path) -> None:
    key = Fernet.generate_key().decode()
    (tmp_path / "keys").write_text(key)
    guard = make_guard(Store(sqlite_url, key=key))
    for channel in ("sms", "whatsapp"):
        guard.customer(channel, "+441", source="web form", marketing_consent=True)
        guard.received(channel, "+441", f"My name is Ana, on {channel}.")
    with guard.sending("sms", "+441", "Hello Ana, how can I help you?"):
        pass
    guard.received("sms", "+442", "Another one")
    assert "encrypted: a key is needed" in run("export", "+441", "--store", sqlite_url).stderr
    named = ("--store", sqlite_url, "--key-file", str(tmp_path / "keys"))
    sms, whatsapp = json.loads(run("export", "+441", *named).stdout)["threads"]
    assert (sms["channel"], whatsapp["channel"]) == ("sms", "whatsapp")
    assert [m["content"]["text"] for m in sms["messages"]] == [
        "My name is Ana, on sms.",
        "Hello Ana, how can I help you?",
    ]
    assert sms["messages"][0]["at"] == "2026-03-02T12:00:00+00:00"
    assert sms["consents"][0] == {
        "id": 1,
        "at": "2026-03-02T12:00:00+00:00",
        "field": "marketing_consent",
        "value": True,
        "source": "web form",
    }
    assert [d["report"]["verdict"] for d in sms["decisions"]] == ["pass"]
    assert [p["state"] for p in sms["permits"]] == ["sent"]
    assert len(json.loads(run("export", "+441", "--channel", "sms", *named).stdout)["threads"]) == 1

    assert run("erase", "+441", *named).exit_code == 1, "nobody said yes"
    assert run("erase", "+441", "--yes", *named).stderr == "erased on 2 channels\n"
    gone = run("export", "+441", *named)
    assert (gone.exit_code, gone.stdout, gone.stderr) == (1, "", "nothing is kept of +441\n")
    assert guard.judge("sms", "+441", "What is your name?").verdict == "pass"
    assert counts(guard.store) == {"threads": 1, "messages": 1, "consents": 0, "decisions": 0}


def test_what_is_removed_is_in_no_file_any_more(sqlite_url: str, make_guard: MakeGuard, tmp_path: Path) -> None:
    guard = make_guard(sqlite_url)

    def left() -> int:
        return sum(path.read_bytes().count(b"zanzibar") for path in tmp_path.glob("couth.db*"))

    for remove in (lambda: erase(guard.store, "+441"), lambda: prune(guard.store, guard.clock(), guard.linter)):
        for number in range(30):
            guard.received("sms", "+441", Message("customer", f"zanzibar {number} {'x' * 500}", guard.clock() - DAY))
        assert left() > 0
        remove()
        assert left() == 0


def test_an_opt_out_may_outlive_its_customer(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("sms", "+441", Message("customer", "My order is 48213", datetime(2026, 3, 1, tzinfo=UTC)))
    guard.customer("sms", "+441", opted_out=True, country="GB")
    assert guard.judge("sms", "+441", "What is your order number?").verdict == "block"
    run("erase", "+441", "--yes", "--keep-opt-out", COUTH_STORE=sqlite_url)
    assert guard.judge("sms", "+441", NEWS).decision.action == "block"
    assert guard.judge("sms", "+441", Draft("What is your order number?", purpose="reply")).verdict == "pass"
    assert "GB" not in run("export", "+441", "--store", sqlite_url).stdout


def test_the_command_says_what_there_is_and_what_is_wrong(
    sqlite_url: str, make_guard: MakeGuard, tmp_path: Path
) -> None:
    guard = make_guard(sqlite_url)
    guard.received("sms", "+441", "Hello")
    guard.permit("sms", "+441", "Hello, how can I help you?")
    told = run("info", "--store", sqlite_url).stdout
    assert told.splitlines() == [
        "bodies: keep",
        "threads: 1",
        "messages: 1",
        "consents: 0",
        "decisions: 1",
        "permits open: 1",
    ]
    assert run("upgrade", "--store", sqlite_url).stderr == "the tables are of version 1\n"
    missing = run("info", "--store", f"sqlite:///{tmp_path / 'none.db'}")
    assert (missing.exit_code, "there is no file" in missing.stderr) == (2, True)
    assert run("info", "--store", "nonsense").exit_code == 2
    assert run("info").exit_code == 2
    assert run("prune", "--older-than", "soon", "--store", sqlite_url).exit_code == 2
    assert (
        run("prune", "--older-than", "1w", "--store", sqlite_url).stderr
        == "removed 1 messages, 1 decisions, 1 permits\n"
    )
