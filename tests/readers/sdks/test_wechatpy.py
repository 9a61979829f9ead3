"""wechatpy builds WeChat's JSON and XML, and reads the same pushes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from couth.readers.payloads import read_payload

from .yardstick import sdk, sent

wechatpy = sdk("wechatpy")
replies = sdk("wechatpy.replies")
pytestmark = pytest.mark.filterwarnings("ignore")

PUSH = """<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><FromUserName><![CDATA[oUser]]></FromUserName>
<CreateTime>1772460300</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[我的订单呢？]]></Content><MsgId>7</MsgId></xml>"""


class Caught(wechatpy.WeChatClient):  # type: ignore[misc]  # the library may be missing
    """A client whose requests go nowhere."""

    def __init__(self) -> None:
        super().__init__("id", "secret", access_token="t")  # noqa: S106  # none of anybody's
        self.data: dict[str, Any] = {}

    def post(self, url: str, **given: Any) -> Any:
        self.data = given["data"]
        return {"errcode": 0}


@pytest.fixture
def caught() -> Caught:
    return Caught()


def test_text(caught: Caught) -> None:
    caught.message.send_text("oUser", "您的订单已发货。", account="kf1@shop")
    found = sent("wechat", caught.data)
    assert (found.to, found.draft.channel, found.draft.text, found.draft.route) == (
        "oUser",
        "wechat",
        "您的订单已发货。",
        "service",
    )
    assert found.draft.author is not None
    assert found.draft.author.name == "kf1@shop"


def test_a_picture_and_articles(caught: Caught) -> None:
    caught.message.send_image("oUser", "media")
    assert [a.kind for a in sent("wechat", caught.data).draft.attachments] == ["image"]
    caught.message.send_articles(
        "oUser",
        [{"title": "灯", "description": "红色的灯", "url": "https://l.example", "image": "https://l.example/a.jpg"}],
    )
    draft = sent("wechat", caught.data).draft
    assert (draft.text, [card.title for card in draft.cards]) == ("灯\n\n红色的灯", ["灯"])


def test_a_template_and_a_subscription(caught: Caught) -> None:
    caught.message.send_template("oUser", "T1", {"thing1": {"value": "灯"}, "date2": {"value": "3月2日"}})
    draft = sent("wechat", caught.data).draft
    assert draft.template is not None
    assert (draft.template.name, draft.route, draft.text) == ("T1", "template", "灯\n3月2日")
    assert [(p.name, p.text) for c in draft.components for p in c.parameters] == [("thing1", "灯"), ("date2", "3月2日")]
    caught.message.send_subscribe_message("oUser", "T1", {"thing1": {"value": "灯"}}, page="pages/order")
    assert sent("wechat", caught.data).draft.route == "subscription"


def test_a_push_is_read_as_the_library_reads_it() -> None:
    theirs = wechatpy.parse_message(PUSH)
    [ours] = read_payload(None, PUSH).messages
    assert (ours.message.text, ours.peer, ours.message.id) == (theirs.content, theirs.source, str(theirs.id))
    assert ours.message.at == datetime.fromtimestamp(theirs.time, UTC) == datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "told"), [("subscribe", "follow"), ("unsubscribe", "unfollow"), ("CLICK", "menu"), ("SCAN", "scan")]
)
def test_what_a_customer_does(event: str, told: str) -> None:
    push = PUSH.replace("<![CDATA[text]]>", "<![CDATA[event]]>").replace(
        "<MsgId>7</MsgId>", f"<Event>{event}</Event><EventKey>k</EventKey>"
    )
    [ours] = read_payload(None, push).messages
    assert (ours.message.event, ours.message.role) == (told, "customer")


def test_the_answer_to_a_push() -> None:
    reply = replies.TextReply(content="您的订单已发货。", message=wechatpy.parse_message(PUSH)).render()
    found = sent("wechat", reply)
    assert (found.to, found.draft.text, found.draft.route, found.draft.automatic) == (
        "oUser",
        "您的订单已发货。",
        "reply",
        True,
    )
