"""How words are kept: encrypted, or not at all, and with the same findings."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

import couth
from couth import Blocked, Draft, Guard, Message, Store, StoreError
from couth.integrations.events import Event
from couth.integrations.tables import METADATA
from integrations.conftest import Clock, MakeGuard

ASK = "What is your order number?"
GIVEN = "Hi, my order 482139750264 has not come."


def test_encrypted_words_are_read_with_the_key_alone(sqlite_url: str, make_guard: MakeGuard) -> None:
    old, new = Fernet.generate_key(), Fernet.generate_key()
    guard = make_guard(Store(sqlite_url, key=old))
    guard.received("whatsapp", "+441", GIVEN)
    assert b"482139750264" not in _bytes(sqlite_url)
    rotated = make_guard(Store(sqlite_url, bodies="encrypt", key=[new, old]))
    with pytest.raises(Blocked), rotated.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")
    with pytest.raises(StoreError, match="encrypted with another key"):
        Store(sqlite_url, key=new).open()
    with pytest.raises(StoreError, match="made with bodies='encrypt', not 'keep'"):
        Store(sqlite_url).open()
    for arguments in ({"bodies": "encrypt"}, {"key": "short"}, {"bodies": "gone"}):
        with pytest.raises(couth.InputError):
            Store(sqlite_url, **arguments)  # type: ignore[arg-type]


CANARY = "Quokkazanzibar"


def test_no_word_is_anywhere_when_bodies_are_off(
    url: str, make_guard: MakeGuard, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    guard = make_guard(Store(url, bodies="off"), listeners=[events.append])
    caught: list[BaseException] = []
    guard.received("whatsapp", "+441", f"My name is {CANARY}, my order is {CANARY}-482139750264. Is the {CANARY} here?")
    guard.customer("whatsapp", "+441", timezone="Europe/London")
    for draft in (f"The {CANARY} is here, {CANARY}.", f"What is your order number, {CANARY}?", f"{CANARY}, R U there?"):
        clock.forward(minutes=7)
        try:
            with guard.sending("whatsapp", "+441", Draft(draft, author=couth.Author(CANARY))):
                pass
        except Blocked as blocked:
            caught.append(blocked)
    permit = guard.permit("whatsapp", "+441", f"Another {CANARY}.")
    with pytest.raises(ConnectionError), guard.sending("whatsapp", "+441", f"A third {CANARY}."):
        raise ConnectionError
    permit.confirm()
    assert caught
    assert all(CANARY not in str(error) for error in caught)
    told = [
        caplog.text,
        repr(events),
        json.dumps([r.__dict__ for r in caplog.records], default=str),
        _everything(guard),
    ]
    assert "couth_messages" in told[-1]
    for part in told:
        assert CANARY.casefold() not in part.casefold()
        assert "482139750264" not in part


def _everything(guard: Guard) -> str:
    """Every column of every table."""
    with guard.store.reading() as records:
        return repr({t.name: records.connection.execute(t.select()).all() for t in METADATA.sorted_tables})


def _bytes(url: str) -> bytes:
    path = url.removeprefix("sqlite:///")
    return b"".join(Path(path + end).read_bytes() for end in ("", "-wal") if Path(path + end).exists())


CONVERSATION = (
    Message("customer", "Hello, my order number is 482139750264 and my name is Ana Ruiz."),
    Message("business", "Thank you, your parcel leaves our depot in Leeds at noon."),
    Message("customer", "Do you have it in blue? I am so angry about this, it broke again."),
    Message("business", "I am sorry. Yes, there is a blue one in the shop at the station."),
    Message("customer", "Can you send me a picture of it?"),
)
JUDGED = (
    Draft("What is your order number?"),
    Draft("Is 482139750264 still your order number?"),
    Draft("Yes, there is a blue one in the shop at the station."),
    Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion"),
    Draft("Here it is 😀", attachments=(couth.Attachment("image", "the blue one"),)),
    Draft("Could I have your name, please?"),
    Draft("R U still there?"),
)


def test_without_bodies_the_findings_are_the_same(
    sqlite_url: str, tmp_path: Path, make_guard: MakeGuard, clock: Clock
) -> None:
    plain, off = make_guard(sqlite_url), Store(f"sqlite:///{tmp_path / 'off.db'}", bodies="off")
    for message in CONVERSATION:
        clock.forward(minutes=1)
        plain.record("whatsapp", "+441", message)
        make_guard(off).record("whatsapp", "+441", message)
    cold = make_guard(off)
    for draft in JUDGED:
        assert _told(cold.judge("whatsapp", "+441", draft)) == _told(plain.judge("whatsapp", "+441", draft))


def test_a_history_can_be_taken_in_without_its_words(tmp_path: Path, make_guard: MakeGuard, clock: Clock) -> None:
    off = Store(f"sqlite:///{tmp_path / 'off.db'}", bodies="off")
    guard = make_guard(off)
    assert guard.record_all("whatsapp", "+441", CONVERSATION[:2]) == 2
    assert guard.record_all("whatsapp", "+441", CONVERSATION[2:]) == 3
    for each in (guard, make_guard(off)):
        found = each.judge("whatsapp", "+441", JUDGED[0]).violations
        assert [v.rule for v in found if v.severity == "error"] == ["continuity.re-ask"]


def _told(report: couth.Report) -> tuple[Any, ...]:
    found = [(v.rule, v.span, v.severity, [e.message for e in v.evidence]) for v in report.violations]
    return report.verdict, report.score, report.decision, found, report.unknown


def test_without_bodies_an_open_permit_counts_in_another_process(url: str, make_guard: MakeGuard, clock: Clock) -> None:
    store = Store(url, bodies="off")
    guard, other = make_guard(store), make_guard(Store(url, bodies="off"))
    guard.customer("sms", "+441", marketing_consent=True, timezone="Europe/London")
    promotion = Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion")
    permit = guard.permit("sms", "+441", promotion)
    with pytest.raises((couth.Held, Blocked), match=r"promo\.frequency"):
        other.permit("sms", "+441", promotion)
    permit.release()
    other.permit("sms", "+441", promotion).confirm()
    clock.forward(days=3)
    with pytest.raises((couth.Held, Blocked), match=r"promo\.frequency"):
        guard.permit("sms", "+441", promotion)
