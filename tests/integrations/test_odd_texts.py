"""Whatever is in a text, it can be stored, judged and read again; what cannot be a name is said to be none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from couth import Blocked, Draft, InputError, Message, Override, Store, StoreError
from couth.cli.store import command
from couth.integrations.inputs import address
from couth.integrations.tables import MESSAGES
from integrations.conftest import MakeGuard

ODD = ("half of \ud83d an emoji", "a \x00 NUL", "\ue0001:AAAAAAAAAAAA", "\u202eback", "word " * 20_000)
WAYS: tuple[dict[str, Any], ...] = ({}, {"bodies": "off"}, {"key": Fernet.generate_key()})


@pytest.mark.parametrize("way", WAYS, ids=["keep", "off", "encrypt"])
def test_any_text_is_stored_and_judged(url: str, make_guard: MakeGuard, way: dict[str, Any]) -> None:
    for number, text in enumerate(ODD):
        guard, customer = make_guard(Store(url, **way), mode="shadow"), f"+{number}"
        assert guard.received("whatsapp", customer, Message("customer", f"My order is 48213. {text}", id=f"in {text}"))
        assert not guard.received("whatsapp", customer, Message("customer", "once more", id=f"in {text}"))
        with guard.sending("whatsapp", customer, Draft(text), key="first"):
            pass
        cold = make_guard(Store(url, **way))
        with pytest.raises(Blocked), cold.sending("whatsapp", customer, "What is your order number?"):
            pytest.fail("not reached")
        if way.get("bodies") != "off":
            with cold.store.reading() as records:
                row = records.found_thread(*address("whatsapp", customer))
                assert row is not None
                assert [m.text for m in records.messages(row.id, 0, 2)] == [f"My order is 48213. {text}", text]


def test_a_token_of_any_length_leads_to_its_customer(url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(url)
    for number, token in enumerate(("t" * 400, "\ud83d", "a\x00b")):
        guard.received("line", f"U{number}", Message("customer", "Hello", reply_token=token))
        assert guard.replied(token) == f"U{number}"


def test_what_cannot_be_a_name_is_named(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    for name in ("", "x" * 256, "a\x00b", "\ud83d"):
        with pytest.raises(InputError, match="a customer is a string of 1 to 255 characters"):
            guard.received("sms", name, "Hello")
        with pytest.raises(InputError, match="an idempotency key is a string of 1 to 255 characters"):
            guard.permit("sms", "+441", "Hello", key=name)
    for text in ("a\x00b", "\ud83d"):
        with pytest.raises(InputError, match="why is text, with no NUL"):
            Override(text, "Ana Ruiz")
        with pytest.raises(InputError, match="a source is text, with no NUL"):
            guard.customer("sms", "+441", text, opted_out=True)


def test_what_another_couth_has_written_is_told_without_its_words(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "quokka")
    for content in ('{"role": "customer", "event": "quokka"}', '{"text": "quokka"}', "quokka", '"quokka"'):
        with guard.store.writing() as records:
            records.connection.execute(MESSAGES.update().values(content=content))
        with pytest.raises(StoreError, match="of another form") as failure:
            make_guard(sqlite_url).judge("whatsapp", "+441", "Hello")
        assert failure.value.kind == "schema"
        assert "quokka" not in f"{failure.value!r} {failure.value.__cause__}"


def test_any_text_is_exported(sqlite_url: str, make_guard: MakeGuard) -> None:
    make_guard(sqlite_url).received("whatsapp", "+441", ODD[0])
    result = CliRunner().invoke(command, ["export", "+441", "--store", sqlite_url])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["threads"][0]["messages"][0]["content"]["text"] == ODD[0]
