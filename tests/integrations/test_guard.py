"""What the guard lets out, holds and stops; on both databases."""

from __future__ import annotations

from typing import Any

import pytest

import couth
from couth import AlreadySent, Blocked, Draft, Guard, Held, InputError, Message, Override
from couth.integrations.events import Event
from couth.integrations.tables import DECISIONS, MESSAGES, PERMITS
from integrations.conftest import Clock, MakeGuard, rows, states

ASK = "What is your order number?"
PROMOTION = Draft("Our new lamps are 20% off. Reply STOP to end.", purpose="promotion")


def outcomes(guard: Guard) -> list[str]:
    return [row.outcome for row in rows(guard, DECISIONS)]


def test_what_was_received_is_judged_against(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    with (
        pytest.raises(Blocked, match=r"^revise: continuity.re-ask$") as blocked,
        guard.sending("whatsapp", "+441", ASK),
    ):
        pytest.fail("not reached")
    assert [v.rule for v in blocked.value.report.violations] == ["continuity.re-ask"]
    assert "48213" in blocked.value.advice()
    assert "48213" not in str(blocked.value)
    with guard.sending("whatsapp", "+442", ASK) as permit:
        assert permit.outcome == "passed"
    assert outcomes(guard) == ["blocked", "passed"]
    assert [row.role for row in rows(guard, MESSAGES)] == ["customer", "business"]


def test_what_was_sent_counts_and_is_held_until_it_may_go(url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard = make_guard(url)
    guard.customer("sms", "+441", source="web form", marketing_consent=True, timezone="Europe/London")
    with guard.sending("sms", "+441", PROMOTION):
        pass
    clock.forward(days=1)
    with (
        pytest.raises(Held) as held,
        guard.sending("sms", "+441", Draft("Our new sofas are 30% off. Reply STOP to end.", purpose="promotion")),
    ):
        pytest.fail("not reached")
    assert (held.value.not_before - clock.now).days == 6
    clock.now = held.value.not_before
    with guard.sending("sms", "+441", Draft("Our new sofas are 30% off. Reply STOP to end.", purpose="promotion")):
        pass
    assert outcomes(guard) == ["passed", "held", "passed"]


def test_a_send_that_raises_gives_its_place_back(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    guard.customer("sms", "+441", marketing_consent=True, timezone="Europe/London")
    with pytest.raises(ConnectionError), guard.sending("sms", "+441", PROMOTION):
        raise ConnectionError
    assert states(guard) == ["released"]
    assert rows(guard, MESSAGES) == []
    with guard.sending("sms", "+441", PROMOTION):
        pass
    assert states(guard) == ["released", "sent"]


def test_a_place_that_is_reserved_is_taken(url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard, other = make_guard(url), make_guard(url)
    guard.customer("sms", "+441", marketing_consent=True, timezone="Europe/London")
    permit = guard.permit("sms", "+441", PROMOTION)
    for each in (guard, other):
        with pytest.raises((Held, Blocked), match=r"promo\.frequency"):
            each.permit("sms", "+441", PROMOTION)
    clock.forward(seconds=59)
    with pytest.raises((Held, Blocked)):
        other.permit("sms", "+441", PROMOTION)
    clock.forward(seconds=1)
    second = other.permit("sms", "+441", PROMOTION)
    assert states(guard) == ["expired", "open"]
    second.release()
    permit.confirm()
    assert states(guard) == ["sent", "released"]
    assert len(rows(guard, MESSAGES)) == 1


def test_an_idempotency_key_counts_once(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    with pytest.raises(ConnectionError), guard.sending("sms", "+441", "Your lamp is ready.", key="lamp-1"):
        raise ConnectionError
    with guard.sending("sms", "+441", "Your lamp is ready.", key="lamp-1"):
        with (
            pytest.raises(AlreadySent, match="being sent") as again,
            guard.sending("sms", "+441", "Your lamp is ready.", key="lamp-1"),
        ):
            pytest.fail("not reached")
        assert again.value.is_open
    with (
        pytest.raises(AlreadySent, match="already sent, by decision 2"),
        guard.sending("sms", "+441", "Your lamp is ready.", key="lamp-1"),
    ):
        pytest.fail("not reached")
    with (
        pytest.raises(InputError, match="another draft"),
        guard.sending("sms", "+441", "Your sofa is ready.", key="lamp-1"),
    ):
        pytest.fail("not reached")
    assert outcomes(guard) == ["passed", "passed"]
    assert len(rows(guard, MESSAGES)) == 1


def test_a_webhook_that_comes_twice_counts_once(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    message = {"text": "Hello", "id": "wamid.1", "at": "2026-03-02T11:00:00Z"}
    assert guard.received("whatsapp", "+441", message)
    assert not guard.received("whatsapp", "+441", message)
    assert guard.received("whatsapp", "+442", message)
    assert len(rows(guard, MESSAGES)) == 2


def test_modes_for_all_and_by_rule(sqlite_url: str, make_guard: MakeGuard) -> None:
    def outcome(**modes: Any) -> str:
        guard = make_guard(sqlite_url, **modes)
        try:
            with guard.sending("whatsapp", "+441", "What is your order number? U R obviously an idiot") as permit:
                return permit.outcome
        except Blocked:
            return "blocked"

    make_guard(sqlite_url).received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    assert outcome() == "blocked"
    assert outcome(mode="warn") == "warned"
    assert outcome(mode="shadow") == "shadowed"
    assert outcome(modes={"tone": "shadow"}) == "blocked"
    assert outcome(modes={"tone": "shadow", "continuity.re-ask": "warn", "continuity": "shadow"}) == "warned"
    with pytest.raises(InputError, match="no rule or group tune to set a mode for; groups are"):
        make_guard(sqlite_url, modes={"tune": "shadow"})
    with pytest.raises(InputError, match="unknown mode 'off'"):
        make_guard(sqlite_url, mode="off")


def test_an_override_needs_a_reason_and_a_name_and_is_recorded(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    with guard.sending("whatsapp", "+441", ASK, override=Override("read-back by law", "Ana Ruiz")) as permit:
        assert permit.outcome == "overridden"
    with guard.sending(
        "whatsapp", "+441", "It arrives on Friday.", override=Override("not needed", "Ana Ruiz")
    ) as permit:
        assert permit.outcome == "passed"
    first, second = rows(guard, DECISIONS)
    assert (first.overridden_by, first.override_reason) == ("Ana Ruiz", "read-back by law")
    assert second.overridden_by is None
    for reason, by in (("", "Ana"), ("why", " ")):
        with pytest.raises(InputError, match="reason and a name"):
            Override(reason, by)


def test_a_word_that_only_needs_a_better_tone_makes_no_revision_of_what_has_to_wait(
    sqlite_url: str, make_guard: MakeGuard, clock: Clock
) -> None:
    guard = make_guard(sqlite_url)
    guard.customer("sms", "+441", timezone="Europe/London")
    clock.now = clock.now.replace(hour=23)
    with pytest.raises(Held) as held, guard.sending("sms", "+441", Draft("Ur lamp is ready.", purpose="notification")):
        pytest.fail("not reached")
    assert held.value.report.decision.action == "revise"
    assert held.value.not_before.hour == 8
    assert held.value.advice().startswith("Not sent: send it at 2026-03-03T08:00:00")


def test_judging_alone_leaves_no_trace(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    assert guard.judge("whatsapp", "+441", ASK).verdict == "pass"
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    assert guard.judge("whatsapp", "+441", ASK).verdict == "block"
    assert rows(guard, DECISIONS) == []


def test_events_tell_what_happened_and_no_words(
    sqlite_url: str, make_guard: MakeGuard, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[Event] = []
    guard = make_guard(sqlite_url, listeners=[events.append])
    caplog.set_level("INFO", "couth.guard")
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    with pytest.raises(Blocked), guard.sending("whatsapp", "+441", ASK):
        pytest.fail("not reached")
    with guard.sending("whatsapp", "+441", "It arrives on Friday."):
        pass
    with pytest.raises(ConnectionError), guard.sending("whatsapp", "+441", "Anything else?"):
        raise ConnectionError
    assert [(e.name, e.outcome) for e in events] == [
        ("received", None), ("decided", "blocked"), ("decided", "passed"), ("sent", "passed"), ("decided", "passed"), ("released", "passed"),
    ]  # fmt: skip
    assert events[1].rules == ("continuity.re-ask",)
    assert [record.couth["name"] for record in caplog.records] == [e.name for e in events]  # type: ignore[attr-defined]
    assert caplog.records[1].levelname == "WARNING"
    assert not any(word in caplog.text for word in ("48213", "Friday", "+441"))


def test_what_is_not_right_is_named(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    with pytest.raises(InputError, match="unknown channel 'wats': one of whatsapp"):
        guard.received("wats", "+441", "Hi")
    with pytest.raises(InputError, match="1 to 255 characters"):
        guard.received("sms", "", "Hi")
    with pytest.raises(InputError, match="unknown colour: a customer has country"):
        guard.customer("sms", "+441", colour="red")
    with pytest.raises(InputError, match="unknown key 'txt'"):
        guard.permit("sms", "+441", {"txt": "Hi"})
    for url, wrong in (("mysql://x/y", "SQLite or PostgreSQL"), ("nonsense", "a store is a URL")):
        with pytest.raises(InputError, match=wrong):
            couth.Store(url)


def test_a_message_that_its_own_echo_has_told_of_counts_once(url: str, make_guard: MakeGuard, clock: Clock) -> None:
    guard = make_guard(url)
    with guard.sending("whatsapp", "+441", "It arrives on Friday.") as permit:
        permit.message_id = "wamid.1"
        assert guard.record("whatsapp", "+441", Message("business", "It arrives on Friday.", clock.now, id="wamid.1"))
    assert guard.received("whatsapp", "+441", "Thanks")
    assert [(row.seq, row.role) for row in rows(guard, MESSAGES)] == [(0, "business"), (1, "customer")]
    assert states(guard) == ["sent"]


def test_a_permit_that_is_gone_from_the_record_is_recorded_anew(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    permit = guard.permit("whatsapp", "+441", "It arrives on Friday.")
    with guard.store.writing() as records:
        records.connection.execute(PERMITS.delete())
    permit.confirm()
    guard.received("whatsapp", "+441", "Thanks")
    assert [(row.seq, row.role) for row in rows(guard, MESSAGES)] == [(0, "business"), (1, "customer")]
    assert states(guard) == ["sent"]


def test_a_permit_that_is_closed_twice_leaves_no_gap(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    permit = guard.permit("whatsapp", "+441", "It arrives on Friday.")
    permit.release()
    permit.is_open = True
    permit.confirm()
    guard.received("whatsapp", "+441", "Thanks")
    assert [(row.seq, row.role) for row in rows(guard, MESSAGES)] == [(0, "customer")]
    assert states(guard) == ["released"]


def test_a_listener_that_fails_stops_nothing(sqlite_url: str, make_guard: MakeGuard) -> None:
    def fails(_: Event) -> None:
        raise RuntimeError

    guard = make_guard(sqlite_url, listeners=[fails])
    with guard.sending("whatsapp", "+441", "It arrives on Friday."):
        pass
    assert states(guard) == ["sent"]
