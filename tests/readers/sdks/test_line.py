"""line-bot-sdk builds the bodies of the Messaging API; couth reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from couth.readers.payloads import read_payload

from .yardstick import sdk, sent

messaging = sdk("linebot.v3.messaging")
webhooks = sdk("linebot.v3.webhooks")

pytestmark = pytest.mark.filterwarnings("ignore")


def body(request: Any) -> Any:
    return json.loads(request.to_json())


def reply(*messages: Any) -> Any:
    return body(messaging.ReplyMessageRequest(reply_token="r1", messages=list(messages)))  # noqa: S106


def test_a_reply_with_quick_replies() -> None:
    items = [messaging.QuickReplyItem(action=messaging.MessageAction(label="Morning", text="am"))]
    found = sent(
        "line", reply(messaging.TextMessage(text="When shall we come?", quick_reply=messaging.QuickReply(items=items)))
    )
    draft = found.draft
    assert (draft.channel, draft.text, draft.route, draft.reply_token, draft.batch) == (
        "line",
        "When shall we come?",
        "reply",
        "r1",
        1,
    )
    assert [(b.text, b.kind, b.shown, b.payload) for b in draft.buttons] == [
        ("Morning", "reply", "quick-replies", "am")
    ]


def test_a_push_of_several() -> None:
    request = messaging.PushMessageRequest(
        to="U1",
        notification_disabled=True,
        messages=[messaging.TextMessage(text="One"), messaging.TextMessage(text="Two")],
    )
    payload = read_payload(None, body(request))
    assert [(o.to, o.draft.text, o.draft.route, o.draft.batch, o.draft.silent) for o in payload.drafts] == [
        ("U1", "One", "push", 2, True), ("U1", "Two", "push", 2, True),
    ]  # fmt: skip


def test_a_multicast_and_a_broadcast() -> None:
    text = messaging.TextMessage(text="One")
    found = sent("line", body(messaging.MulticastRequest(to=["U1", "U2"], messages=[text])))
    assert (found.to, found.draft.route, found.draft.recipients) == (None, "broadcast", 2)
    assert sent("line", body(messaging.BroadcastRequest(messages=[text]))).draft.route == "broadcast"


def test_templates() -> None:
    actions = [
        messaging.URIAction(label="Open", uri="https://lamp.example"),
        messaging.PostbackAction(label="Later", data="later"),
    ]
    buttons = messaging.ButtonsTemplate(title="Your lamp", text="It is ready.", actions=actions)
    draft = sent("line", reply(messaging.TemplateMessage(alt_text="Your lamp is ready", template=buttons))).draft
    assert draft.text == "Your lamp\n\nIt is ready."
    assert [(b.text, b.kind, b.shown) for b in draft.buttons] == [
        ("Open", "url", "buttons"),
        ("Later", "reply", "buttons"),
    ]
    column = messaging.CarouselColumn(title="Red", text="as a rose", actions=actions)
    draft = sent(
        "line",
        reply(messaging.TemplateMessage(alt_text="Lamps", template=messaging.CarouselTemplate(columns=[column]))),
    ).draft
    assert [(c.title, c.text, len(c.buttons)) for c in draft.cards] == [("Red", "as a rose", 2)]


def test_a_flex_message() -> None:
    box = messaging.FlexBox(
        layout="vertical", contents=[messaging.FlexText(text="Your lamp"), messaging.FlexText(text="is ready.")]
    )
    flex = messaging.FlexMessage(alt_text="Your lamp is ready", contents=messaging.FlexBubble(body=box))
    assert sent("line", reply(flex)).draft.text == "Your lamp\nis ready."


def test_a_webhook_is_read_as_the_library_reads_it() -> None:
    hook = {
        "destination": "U" + "0" * 32,
        "events": [
            {
                "type": "message", "mode": "active", "timestamp": 1772460300000, "webhookEventId": "e1", "replyToken": "r1",
                "deliveryContext": {"isRedelivery": False}, "source": {"type": "user", "userId": "U1"},
                "message": {"id": "m1", "type": "text", "text": "Where is my lamp?", "quoteToken": "q1"},
            },
        ],
    }  # fmt: skip
    theirs = webhooks.CallbackRequest.from_dict(hook).events[0]
    [ours] = read_payload(None, hook).messages
    assert (ours.peer, ours.message.text, ours.message.reply_token) == ("U1", theirs.message.text, theirs.reply_token)
    assert ours.message.at is not None
    assert ours.message.at.timestamp() * 1000 == theirs.timestamp
