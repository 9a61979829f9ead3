"""python-telegram-bot builds the bodies of the Bot API, and reads the same updates."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from couth.readers.payloads import read_payload

from .yardstick import sdk, sent

telegram = sdk("telegram")
request = sdk("telegram.request")
pytestmark = pytest.mark.filterwarnings("ignore")

MESSAGE = {"message_id": 1, "date": 1772460300, "chat": {"id": 7, "type": "private"}, "text": "x"}


class Caught(request.BaseRequest):  # type: ignore[misc]  # the library may be missing
    """Requests that go nowhere."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}

    read_timeout = 1.0

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, method: str, request_data: Any = None, **_: Any) -> tuple[int, bytes]:
        self.parameters = request_data.json_parameters
        result: Any = [MESSAGE] if "Group" in url else MESSAGE
        return 200, json.dumps({"ok": True, "result": result}).encode()


def body(method: str, **given: Any) -> dict[str, Any]:
    caught = Caught()
    asyncio.run(getattr(telegram.Bot("1:t", request=caught), method)(chat_id=7, **given))
    return caught.parameters


def test_text_with_buttons() -> None:
    rows = [
        [
            telegram.InlineKeyboardButton("Yes", callback_data="y"),
            telegram.InlineKeyboardButton("Open", url="https://lamp.example"),
        ]
    ]
    found = sent(
        "telegram",
        body("send_message", text="<b>Your</b> lamp &amp; bulb", parse_mode="HTML", disable_notification=True,
             reply_markup=telegram.InlineKeyboardMarkup(rows), reply_parameters=telegram.ReplyParameters(5)),
    )  # fmt: skip
    draft = found.draft
    assert (found.to, draft.text, draft.silent, draft.reply_to) == ("7", "Your lamp & bulb", True, "5")
    assert [(b.text, b.kind, b.url, b.payload, b.shown) for b in draft.buttons] == [
        ("Yes", "reply", None, "y", "buttons"), ("Open", "url", "https://lamp.example", None, "buttons"),
    ]  # fmt: skip


def test_a_keyboard_and_marks() -> None:
    markup = telegram.ReplyKeyboardMarkup([["Morning", "Evening"]])
    draft = sent(
        "telegram", body("send_message", text=r"*When* shall we come\?", parse_mode="MarkdownV2", reply_markup=markup)
    ).draft
    assert draft.text == "When shall we come?"
    assert [(b.text, b.shown) for b in draft.buttons] == [("Morning", "keyboard"), ("Evening", "keyboard")]


@pytest.mark.parametrize(
    ("method", "given", "kind"),
    [
        ("send_photo", {"photo": "https://lamp.example/a.jpg", "caption": "Your lamp"}, "image"),
        ("send_document", {"document": "id-1", "caption": "Your lamp"}, "document"),
        ("send_voice", {"voice": "id-1", "caption": "Your lamp"}, "audio"),
        ("send_animation", {"animation": "id-1", "caption": "Your lamp"}, "gif"),
        ("send_video", {"video": "id-1", "caption": "Your lamp"}, "video"),
    ],
)
def test_media(method: str, given: dict[str, str], kind: str) -> None:
    draft = sent("telegram", body(method, **given)).draft
    [thing] = draft.attachments
    assert (draft.text, thing.kind, thing.caption) == ("Your lamp", kind, "Your lamp")


def test_a_place() -> None:
    [place] = sent("telegram", body("send_location", latitude=51.5, longitude=0.1)).draft.attachments
    assert place.kind == "location"


def test_an_album() -> None:
    media = [
        telegram.InputMediaPhoto("https://lamp.example/a.jpg", caption="Red"),
        telegram.InputMediaPhoto("https://lamp.example/b.jpg"),
    ]
    draft = sent("telegram", body("send_media_group", media=media)).draft
    assert (draft.text, [a.kind for a in draft.attachments]) == ("Red", ["image", "image"])


def test_an_update_is_read_as_the_library_reads_it() -> None:
    update = {
        "update_id": 1,
        "message": {
            **MESSAGE, "text": "Where is my lamp?", "from": {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "es"},
            "reply_to_message": MESSAGE,
        },
    }  # fmt: skip
    theirs = telegram.Update.de_json(update, None).message
    [ours] = read_payload(None, update).messages
    assert ours.message.text == theirs.text
    assert ours.message.at == theirs.date == datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    assert (ours.peer, ours.message.reply_to) == (str(theirs.chat.id), str(theirs.reply_to_message.message_id))
    assert (ours.message.role, ours.customer.language) == ("customer", theirs.from_user.language_code)
