"""Calls on their way out: which send messages, what is in them, and what their answers mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from couth import Blocked, Guard
from couth.integrations.endpoints import Endpoints
from couth.integrations.outbound import Call, Gate, UnreadError
from couth.integrations.tables import MESSAGES, PERMITS
from integrations.conftest import rows

ASK = "What is your order number?"


SENDS = (
    "https://graph.facebook.com/v23.0/123/messages",
    "https://graph.facebook.com/me/messages?access_token=x",
    "https://graph.instagram.com/v23.0/123/messages",
    "https://api.telegram.org/bot1:x/sendMessage",
    "https://api.telegram.org/bot1:x/test/sendPhoto",
    "https://chatapi.viber.com/pa/send_message",
    "https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=x",
    "https://api.line.me/v2/bot/message/push",
    "https://europe-rcsbusinessmessaging.googleapis.com/v1/phones/+441/agentMessages?messageId=1",
    "https://mspgw.push.apple.com/v1/message",
    "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
    "https://api.sydney.au1.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
    "https://api.nexmo.com/v1/messages",
    "https://messages-sandbox.nexmo.com/v1/messages",
    "https://rest.nexmo.com/sms/json",
)
OTHERS = (
    "https://graph.facebook.com/v23.0/123/media",
    "https://graph.facebook.com/v23.0/123",
    "https://api.telegram.org/bot1:x/getUpdates",
    "https://api.telegram.org/bot1:x/sendChatAction",
    "https://api.line.me/v2/bot/profile/U1",
    "https://api.line.me.example.com/v2/bot/message/push",
    "https://example.com/v1/messages",
    "https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json",
)


def test_calls_are_recognised_by_host_and_path() -> None:
    endpoints = Endpoints({"localhost:8081": "api.telegram.org"})
    assert [url for url in SENDS if endpoints.find("POST", url) is None] == []
    assert [url for url in OTHERS if endpoints.find("POST", url) is not None] == []
    assert endpoints.find("GET", SENDS[0]) is None
    assert endpoints.find("DELETE", SENDS[3]) is None
    assert endpoints.find("POST", "http://localhost:8081/bot1:x/sendMessage")
    found = endpoints.find("POST", SENDS[8])
    assert found is not None
    assert (found.endpoint.platform, found.to) == ("rcs", "+441")


def sent(guard: Guard, url: str, body: Any, headers: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Channel, customer and text of what a call sends."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    gate, there = Gate(guard), len(rows(guard, MESSAGES))
    passage = gate.permits(Call("POST", url, {"content-type": "application/json", **(headers or {})}, content))
    told = [(p.channel, p.customer, p.draft.text) for p in passage.permits]
    passage.settle(200, b"{}")
    assert len(rows(guard, MESSAGES)) == there + len(told)
    return told


BODIES = (
    (0, {"messaging_product": "whatsapp", "to": "442", "type": "text", "text": {"body": "Hello there"}}, ("whatsapp", "442")),
    (1, {"recipient": {"id": "442"}, "message": {"text": "Hello there"}}, ("messenger", "442")),
    (3, {"chat_id": 442, "text": "Hello there"}, ("telegram", "442")),
    (5, {"receiver": "442", "type": "text", "text": "Hello there", "sender": {"name": "x"}}, ("viber", "442")),
    (6, {"touser": "o442", "msgtype": "text", "text": {"content": "Hello there"}}, ("wechat", "o442")),
    (7, {"to": "U443", "messages": [{"type": "text", "text": "Hello there"}]}, ("line", "U443")),
    (8, {"contentMessage": {"text": "Hello there"}}, ("rcs", "441")),
    (9, {"v": 1, "type": "text", "id": "1", "sourceId": "b", "destinationId": "urn:mbid:1", "body": "Hello there"}, ("apple", "urn:mbid:1")),
    (12, {"channel": "sms", "message_type": "text", "to": "442", "from": "1", "text": "Hello there"}, ("sms", "442")),
)  # fmt: skip


@pytest.mark.parametrize(("number", "body", "to"), BODIES)
def test_bodies_of_every_platform_are_read(guard: Guard, number: int, body: Any, to: tuple[str, str]) -> None:
    headers = {"destination-id": "urn:mbid:1", "source-id": "b"} if to[0] == "apple" else {}
    assert sent(guard, SENDS[number], body, headers) == [(*to, "Hello there")]


def test_forms_are_read_with_files_and_without(guard: Guard) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert sent(guard, SENDS[10], b"To=%2B442&From=%2B1&Body=Hello+there", form) == [("sms", "442", "Hello there")]
    assert sent(guard, SENDS[3], b"chat_id=442&text=Hello+there&reply_markup=%7B%7D", form) == [
        ("telegram", "442", "Hello there")
    ]
    parts = (("chat_id", "442"), ("caption", "Hello there"))
    body = b"".join(f'--b\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in parts)
    file = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\r\n--b--\r\n'
    assert sent(guard, SENDS[4], body + file, {"content-type": "multipart/form-data; boundary=b"}) == [
        ("telegram", "442", "Hello there")
    ]


def test_several_messages_and_recipients_are_all_or_none(guard: Guard) -> None:
    hello, ask = {"type": "text", "text": "Hello there"}, {"type": "text", "text": ASK}
    assert len(sent(guard, SENDS[7], {"to": "U443", "messages": [hello, {"type": "text", "text": "It is here."}]})) == 2
    many = "https://api.line.me/v2/bot/message/multicast"
    assert sent(guard, many, {"to": ["U444", "U445"], "messages": [hello]}) == [
        ("line", "U444", "Hello there"),
        ("line", "U445", "Hello there"),
    ]
    with pytest.raises(Blocked):
        sent(guard, many, {"to": ["U444", "U441"], "messages": [ask]})
    assert [row.state for row in rows(guard, PERMITS)] == [*["sent"] * 4, "released"]


def test_a_reply_goes_to_whose_token_it_holds(guard: Guard) -> None:
    event = {
        "type": "message",
        "replyToken": "token7",
        "timestamp": 1772452800000,
        "source": {"type": "user", "userId": "U446"},
    }
    event["message"] = {"id": "1", "type": "text", "text": "My order is 48213, where is it?"}
    assert guard.webhook({"destination": "x", "events": [event]}) == 1
    reply = "https://api.line.me/v2/bot/message/reply"
    with pytest.raises(Blocked):
        sent(guard, reply, {"replyToken": "token7", "messages": [{"type": "text", "text": ASK}]})
    assert (
        sent(guard, reply, {"replyToken": "token7", "messages": [{"type": "text", "text": "It is on its way."}]})[0][1]
        == "U446"
    )


def test_what_cannot_be_judged_is_refused_unless_the_user_says_otherwise(guard: Guard) -> None:
    call = Call(
        "POST", "https://api.line.me/v2/bot/message/broadcast", {}, b'{"messages": [{"type": "text", "text": "Hi"}]}'
    )
    with pytest.raises(UnreadError, match="to whom it goes"):
        Gate(guard).permits(call)
    assert Gate(guard, unread="pass").permits(call).permits == []
    broken = Call("POST", SENDS[0], {"content-type": "application/json"}, b'{"messaging_product": ')
    with pytest.raises(UnreadError):
        Gate(guard).permits(broken)


def test_a_platform_that_refuses_gives_the_place_back(guard: Guard) -> None:
    refusals = (
        (0, BODIES[0][1], 400, {"error": {}}), (3, BODIES[2][1], 200, {"ok": False}), (5, BODIES[3][1], 200, {"status": 6}),
        (6, BODIES[4][1], 200, {"errcode": 45015}), (12, BODIES[8][1], 200, {"messages": [{"status": "4"}]}),
    )  # fmt: skip
    for number, body, status, answer in refusals:
        passage = Gate(guard).permits(
            Call("POST", SENDS[number], {"content-type": "application/json"}, json.dumps(body).encode())
        )
        passage.settle(status, json.dumps(answer).encode())
    assert {row.state for row in rows(guard, PERMITS)} == {"released"}


def test_a_phone_number_tells_whose_clock_it_is(guard: Guard) -> None:
    pytest.importorskip("phonenumbers")
    sent(
        guard,
        SENDS[10],
        b"To=%2B390612345678&From=%2B1&Body=Hello",
        {"content-type": "application/x-www-form-urlencoded"},
    )
    assert guard.customer("sms", "+390612345678").timezone == "Europe/Rome"


def test_a_customer_is_the_same_in_any_writing_of_the_number(guard: Guard) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    guard.received("whatsapp", "447700900123", "Hi, my order 48213 has not come.")
    body = {"messaging_product": "whatsapp", "to": "+44 (7700) 900-123", "type": "text", "text": {"body": ASK}}
    with pytest.raises(Blocked):
        sent(guard, SENDS[0], body)
    with pytest.raises(Blocked):
        sent(guard, SENDS[10], f"To=whatsapp%3A%2B447700900123&From=whatsapp%3A%2B1&Body={ASK}".encode(), form)
    assert guard.judge("telegram", "447700900123", ASK).verdict == "pass", "there it is no number"


def test_what_is_sent_without_words_of_its_own_is_judged_too(guard: Guard) -> None:
    copied = {"chat_id": 441, "from_chat_id": 7, "message_ids": [1, 2]}
    assert sent(guard, "https://api.telegram.org/bot1:x/copyMessages", copied) == [("telegram", "441", "")]
    sms = b"to=441&from=Acme&text=Hello+there&api_key=x"
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert sent(guard, SENDS[14], sms, form) == [("sms", "441", "Hello there")]
    assert sent(guard, SENDS[2], {"recipient": {"id": "7"}, "message": {"text": "Hi"}}) == [("instagram", "7", "Hi")]


QUIET = (
    {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1", "typing_indicator": {"type": "text"}},
    {"messaging_product": "whatsapp", "to": "441", "type": "reaction", "reaction": {"message_id": "w", "emoji": "👍"}},
    {"recipient": {"id": "441"}, "sender_action": "typing_on"},
)


@pytest.mark.parametrize("body", QUIET)
def test_what_is_no_message_passes(guard: Guard, body: dict[str, Any]) -> None:
    assert sent(guard, SENDS[0], body) == []
