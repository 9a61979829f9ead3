"""Exports in JSON and HTML: who said what and when, and who the business is only where that is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from couth.errors import Problem
from couth.model import Message
from couth.readers import Incoming, Options, read, read_thread
from couth.readers.exports import export_of

AT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
SECONDS = int(AT.timestamp())
LAMP = Options(business=("Lamp Co",), clock="Europe/London")

TELEGRAM = {
    "name": "Ana",
    "type": "personal_chat",
    "id": 5,
    "messages": [
        {
            "id": 1,
            "type": "service",
            "date": "2026-03-02T14:00:00",
            "actor": "Ana",
            "action": "pin_message",
            "text": "",
        },
        {
            "id": 2,
            "type": "message",
            "date_unixtime": str(SECONDS),
            "from": "Ana",
            "from_id": "user1",
            "text": ["Where is ", {"type": "bold", "text": "my lamp"}, "?"],
        },
        {
            "id": 3,
            "type": "message",
            "date_unixtime": str(SECONDS + 60),
            "from": "Lamp Co",
            "from_id": "user2",
            "text": "Ready.",
            "photo": "p.jpg",
            "reply_to_message_id": 2,
        },
    ],
}
META = {
    "participants": [{"name": "Ana"}, {"name": "Lamp Co"}],
    "messages": [
        {
            "sender_name": "Lamp Co",
            "timestamp_ms": (SECONDS + 60) * 1000,
            "content": "Ready.",
            "photos": [{"uri": "a.jpg"}],
        },
        {"sender_name": "Ana", "timestamp_ms": SECONDS * 1000, "content": "Where is my l\u00c3\u00a1mp?"},
        {"sender_name": "Ana", "timestamp_ms": SECONDS * 1000, "content": "oops", "is_unsent": True},
    ],
}
NEWER_META = {
    "participants": ["Ana", "Lamp Co"],
    "threadName": "Ana",
    "messages": [
        {
            "isUnsent": False,
            "senderName": "Ana",
            "text": "Where is my lamp?",
            "timestamp": SECONDS * 1000,
            "media": [],
            "type": "text",
        },
        {
            "isUnsent": False,
            "senderName": "Lamp Co",
            "text": "Ready.",
            "timestamp": (SECONDS + 60) * 1000,
            "media": [{"uri": "a"}],
            "type": "media",
        },
    ],
}
SIGNAL = {
    "messages": [
        {"id": "1", "conversationId": "c", "type": "incoming", "sent_at": SECONDS * 1000, "body": "Where is my lamp?"},
        {"id": "2", "conversationId": "c", "type": "keychange", "sent_at": SECONDS * 1000, "body": None},
        {
            "id": "3",
            "conversationId": "c",
            "type": "outgoing",
            "sent_at": (SECONDS + 60) * 1000,
            "body": "Ready.",
            "attachments": [{"contentType": "image/jpeg"}],
        },
    ],
}
BOT = [
    {"type": "conversationUpdate", "from": {"id": "1"}, "conversation": {"id": "c"}},
    {
        "type": "message",
        "from": {"id": "1", "name": "Ana", "role": "user"},
        "conversation": {"id": "c"},
        "channelId": "emulator",
        "timestamp": AT.isoformat(),
        "text": "Where is my lamp?",
    },
    {
        "type": "message",
        "from": {"id": "2", "name": "Bot", "role": "bot"},
        "conversation": {"id": "c"},
        "channelId": "emulator",
        "timestamp": "2026-03-02T14:06:00Z",
        "text": "Ready.",
        "attachments": [{"contentType": "image/png", "contentUrl": "https://l.example/a.png"}],
        "suggestedActions": {"actions": [{"type": "imBack", "title": "Thanks", "value": "t"}]},
    },
]
RASA = {
    "_id": "t1",
    "tracker": {
        "events": [
            {"event": "action", "timestamp": SECONDS, "name": "action_listen"},
            {"event": "user", "timestamp": SECONDS + 0.5, "text": "Where is my lamp?", "input_channel": "webchat"},
            {
                "event": "bot",
                "timestamp": SECONDS + 60.5,
                "text": "Ready.",
                "data": {"image": "https://l.example/a.png", "buttons": [{"title": "Thanks", "payload": "/t"}]},
            },
        ]
    },
}
RAPIDPRO = {
    "results": [
        {
            "uuid": "2",
            "contact": {"uuid": "c"},
            "urn": "tel:+447700900123",
            "direction": "out",
            "text": "Ready.",
            "attachments": ["image/jpeg:https://l.example/a.jpg"],
            "sent_on": "2026-03-02T14:06:00Z",
            "created_on": "2026-03-02T14:05:59Z",
        },
        {
            "uuid": "1",
            "contact": {"uuid": "c"},
            "urn": "tel:+447700900123",
            "direction": "in",
            "text": "Where is my lamp?",
            "attachments": [],
            "created_on": "2026-03-02T14:05:00Z",
        },
    ],
}
ANY = [
    {"author": "Ana", "message": "Where is my lamp?", "timestamp": "2026-03-02T14:05:00"},
    {"author": "Lamp Co", "message": "Ready.", "timestamp": "2026-03-02T14:06:00"},
]
WEBCHAT = {
    "messages": [
        {"id": 1, "direction": "inbound", "text": "Where is my lamp?", "ts": SECONDS},
        {"id": 2, "direction": "outbound", "text": "Ready.", "ts": (SECONDS + 60) * 1000},
    ]
}
HTML = """<html><head><title>Exported Data</title></head><body><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">2 March 2026</div></div>
<div class="message default clearfix" id="message1"><div class="body">
<div class="pull_right date details" title="02.03.2026 14:05:00 UTC+00:00">14:05</div>
<div class="from_name">Ana</div><div class="text">Where is<br>my lamp?</div></div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="02.03.2026 14:06:00 UTC+00:00">14:06</div><div class="from_name">Lamp &amp; Co</div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="a.jpg"></a></div><div class="text">Ready.</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="02.03.2026 14:07:00 UTC+00:00">14:07</div><div class="text">And lit.</div></div></div>
</div></div></body></html>"""

WITH_A_PICTURE: dict[str, tuple[object, str | None]] = {
    "telegram": (TELEGRAM, "telegram"),
    "meta": (META, None),
    "newer meta": (NEWER_META, None),
    "signal": (SIGNAL, None),
    "bot framework": (BOT, "webchat"),
    "rasa": (RASA, "webchat"),
    "rapidpro": (RAPIDPRO, "sms"),
}


def write(path: Path, content: object) -> str:
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(path)


def judged(path: str, options: Options = LAMP) -> tuple[Incoming, tuple[Message, ...]]:
    found = [(item, item.thread.messages) for item in read(path, options) if isinstance(item, Incoming)]
    return found[0]


@pytest.mark.parametrize(("content", "channel"), WITH_A_PICTURE.values(), ids=WITH_A_PICTURE)
def test_question_and_answer(tmp_path: Path, content: Any, channel: str | None) -> None:
    item, before = judged(write(tmp_path / "a.json", content))
    assert (item.draft.text, item.draft.channel, len(item.draft.attachments)) == ("Ready.", channel, 1)
    [question] = before
    assert question.role == "customer"
    assert question.text in ("Where is my lamp?", "Where is my lámp?")
    assert question.at is not None
    assert item.draft.at is not None
    assert abs((question.at - AT).total_seconds()) < 1
    assert 59 < (item.draft.at - question.at).total_seconds() < 61


@pytest.mark.parametrize("content", [ANY, WEBCHAT], ids=["a list", "an object"])
def test_messages_of_no_format_in_particular(tmp_path: Path, content: object) -> None:
    item, [question] = judged(write(tmp_path / "a.json", content))
    assert (item.draft.text, question.text, question.at) == ("Ready.", "Where is my lamp?", AT)


def test_a_page_of_telegram(tmp_path: Path) -> None:
    path = write(tmp_path / "messages.html", HTML)
    found = [item for item in read(path, Options(business=("Lamp & Co",))) if isinstance(item, Incoming)]
    assert [(i.draft.text, [a.kind for a in i.draft.attachments]) for i in found] == [
        ("Ready.", ["image"]),
        ("And lit.", []),
    ]
    thread = read_thread(path, Options(business=("Lamp & Co",)))
    question = thread.messages[0]
    assert (question.role, question.text, question.at) == ("customer", "Where is\nmy lamp?", AT)


@pytest.mark.parametrize("content", [TELEGRAM, META, ANY], ids=["telegram", "meta", "messages"])
def test_who_is_the_business_is_never_guessed(tmp_path: Path, content: object) -> None:
    path = write(tmp_path / "a.json", content)
    assert [str(item) for item in read(path)] == [
        f"{path}: who is the business? say --business with one of 'Ana', 'Lamp Co'"
    ]
    [*_, told] = list(read(path, Options(business=("Bulb Co",), clock="UTC")))
    assert "nothing here is said by the business; there are 'Ana', 'Lamp Co'" in [
        str(item).removeprefix(f"{path}: ") for item in read(path, Options(business=("Bulb Co",), clock="UTC"))
    ]
    assert isinstance(told, Problem)


def test_the_business_may_be_named_by_its_number_in_the_export(tmp_path: Path) -> None:
    item, _ = judged(write(tmp_path / "a.json", TELEGRAM), Options(business=("user2",)))
    assert item.draft.text == "Ready."


def test_times_without_a_zone_are_unknown_without_a_clock(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", ANY)
    item, [question] = judged(path, Options(business=("Lamp Co",)))
    assert (item.draft.at, question.at) == (None, None)
    told = [str(item) for item in read(path, Options(business=("Lamp Co",))) if isinstance(item, Problem)]
    assert told == [f"{path}: its times name no time zone, so they are unknown; say --clock with that of the device"]


def test_all_chats_of_an_account_are_threads_of_their_own(tmp_path: Path) -> None:
    chats = {"chats": {"list": [TELEGRAM, {**TELEGRAM, "id": 6}]}}
    found = [len(item.thread) for item in read(write(tmp_path / "a.json", chats), LAMP) if isinstance(item, Incoming)]
    assert found == [1, 1]


def test_what_is_wrong_in_an_export_has_its_way(tmp_path: Path) -> None:
    broken = {
        **META,
        "messages": [*META["messages"], {"sender_name": "Ana", "timestamp_ms": 5, "content": "x"}, {"sender_name": 3}],
    }
    path = write(tmp_path / "a.json", broken)
    assert [str(item).removeprefix(path) for item in read(path, LAMP) if isinstance(item, Problem)] == [
        ":1: messages.3.timestamp_ms: no time between 2000 and 2100 in milliseconds",
        ":1: messages.4.sender_name: must be a string, not a number",
    ]


def test_an_intent_that_a_button_sent_is_a_tap() -> None:
    from couth.readers.exports.bots import event
    from couth.readers.payloads.parts import Part

    said = event(Part({"event": "user", "text": "/thanks", "timestamp": SECONDS}))
    assert said is not None
    assert (said.text, said.event) == ("", "tap")


def test_translations_are_no_messages() -> None:
    assert export_of({"from": "Von", "text": "Text", "date": "Datum"}) is None
