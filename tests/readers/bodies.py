"""Bodies of every platform: what goes out, what comes in, what is unknown, what is wrong, and what is no message."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
SECONDS = int(AT.timestamp())
MILLIS = SECONDS * 1000
CUSTOMER = "urn:mbid:AQAAY"


def cloud(*messages: dict[str, Any], **value: Any) -> dict[str, Any]:
    """A webhook of WhatsApp around messages."""
    inside = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": "1"},
        "messages": list(messages),
        **value,
    }
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": "messages", "value": inside}]}],
    }


def whatsapp(**content: Any) -> dict[str, Any]:
    return {"from": "447700900123", "id": "wamid.1", "timestamp": str(SECONDS), **content}


def push(sender: str, to: str, text: str, more: str = "") -> str:
    """A push of WeChat, or the answer to one."""
    return (
        f"<xml><ToUserName>{to}</ToUserName><FromUserName>{sender}</FromUserName><CreateTime>{SECONDS}</CreateTime>"
        f"<MsgType>text</MsgType><Content>{text}</Content>{more}</xml>"
    )


def page(event: dict[str, Any], kind: str = "page") -> dict[str, Any]:
    """A webhook of Messenger or Instagram around one event."""
    around = {"sender": {"id": "7"}, "recipient": {"id": "9"}, "timestamp": MILLIS, **event}
    return {"object": kind, "entry": [{"id": "9", "time": MILLIS, "messaging": [around]}]}


OUT: dict[str, tuple[object, str, str, str | None]] = {
    "whatsapp": (
        {"messaging_product": "whatsapp", "to": "447700900123", "type": "text", "text": {"body": "Ready."}},
        "whatsapp",
        "Ready.",
        "447700900123",
    ),
    "whatsapp without a type": (
        {"messaging_product": "whatsapp", "to": "447700900123", "text": {"body": "Ready."}},
        "whatsapp",
        "Ready.",
        "447700900123",
    ),
    "apple": (
        {"v": 1, "type": "text", "id": "1", "sourceId": "shop", "destinationId": CUSTOMER, "body": "Ready."},
        "apple",
        "Ready.",
        CUSTOMER,
    ),
    "telegram": ({"chat_id": 7, "text": "Ready."}, "telegram", "Ready.", "7"),
    "viber": (
        {"receiver": "u1", "type": "text", "text": "Ready.", "sender": {"name": "Lamp"}},
        "viber",
        "Ready.",
        "u1",
    ),
    "viber business": (
        {"to": "447700900123", "type": 206, "text": "Ready."},
        "viber-business",
        "Ready.",
        "447700900123",
    ),
    "wechat": ({"touser": "o1", "msgtype": "text", "text": {"content": "Ready."}}, "wechat", "Ready.", "o1"),
    "messenger": (
        {"recipient": {"id": "7"}, "messaging_type": "RESPONSE", "message": {"text": "Ready."}},
        "messenger",
        "Ready.",
        "7",
    ),
    "rcs": ({"contentMessage": {"text": "Ready."}, "messageTrafficType": "TRANSACTION"}, "rcs", "Ready.", None),
    "line": ({"to": "U1", "messages": [{"type": "text", "text": "Ready."}]}, "line", "Ready.", "U1"),
    "twilio": ({"To": "+447700900123", "From": "+15005550006", "Body": "Ready."}, "sms", "Ready.", "+447700900123"),
    "twilio, as a form": (
        "To=whatsapp%3A%2B447700900123&From=whatsapp%3A%2B15005550006&Body=Ready.",
        "whatsapp",
        "Ready.",
        "+447700900123",
    ),
    "vonage": (
        {"to": "447700900123", "from": "Lamp", "channel": "sms", "message_type": "text", "text": "Ready."},
        "sms",
        "Ready.",
        "447700900123",
    ),
    "wechat, the answer to a push": (push("gh_1", "o1", "Ready."), "wechat", "Ready.", "o1"),
}


IN: dict[str, tuple[object, str, str, str | None, datetime | None]] = {
    "whatsapp": (cloud(whatsapp(type="text", text={"body": "Hi"})), "whatsapp", "Hi", "447700900123", AT),
    "whatsapp, a tap": (
        cloud(
            whatsapp(
                type="interactive", interactive={"type": "button_reply", "button_reply": {"id": "1", "title": "Hi"}}
            )
        ),
        "whatsapp",
        "Hi",
        "447700900123",
        AT,
    ),
    "whatsapp, value alone": (
        {"messaging_product": "whatsapp", "metadata": {}, "messages": [whatsapp(type="text", text={"body": "Hi"})]},
        "whatsapp",
        "Hi",
        "447700900123",
        AT,
    ),
    "apple": (
        {"v": 1, "type": "text", "id": "1", "sourceId": CUSTOMER, "destinationId": "shop", "body": "Hi"},
        "apple",
        "Hi",
        CUSTOMER,
        None,
    ),
    "telegram": (
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "date": SECONDS,
                "chat": {"id": 7, "type": "private"},
                "from": {"id": 7},
                "text": "Hi",
            },
        },
        "telegram",
        "Hi",
        "7",
        AT,
    ),
    "viber": (
        {
            "event": "message",
            "timestamp": MILLIS,
            "message_token": 5,
            "sender": {"id": "u1", "country": "GB"},
            "message": {"type": "text", "text": "Hi"},
        },
        "viber",
        "Hi",
        "u1",
        AT,
    ),
    "wechat": (push("o1", "gh_1", "Hi", "<MsgId>7</MsgId>"), "wechat", "Hi", "o1", AT),
    "messenger": (page({"message": {"mid": "m1", "text": "Hi"}}), "messenger", "Hi", "7", AT),
    "instagram": (page({"message": {"mid": "m1", "text": "Hi"}}, "instagram"), "instagram", "Hi", "7", AT),
    "messenger, a tap": (page({"postback": {"title": "Hi", "payload": "x"}}), "messenger", "Hi", "7", AT),
    "rcs": (
        {
            "agentId": "a",
            "senderPhoneNumber": "+447700900123",
            "messageId": "m",
            "sendTime": "2026-03-02T14:05:00Z",
            "text": "Hi",
        },
        "rcs",
        "Hi",
        "+447700900123",
        AT,
    ),
    "line": (
        {
            "destination": "U",
            "events": [
                {
                    "type": "message",
                    "timestamp": MILLIS,
                    "source": {"type": "user", "userId": "U1"},
                    "message": {"id": "1", "type": "text", "text": "Hi"},
                }
            ],
        },
        "line",
        "Hi",
        "U1",
        AT,
    ),
    "twilio": (
        {"MessageSid": "SM1", "From": "+447700900123", "To": "+15005550006", "Body": "Hi", "NumMedia": "0"},
        "sms",
        "Hi",
        "+447700900123",
        None,
    ),
    "twilio, a record": (
        {
            "sid": "SM1",
            "from": "+447700900123",
            "to": "+1500",
            "body": "Hi",
            "direction": "inbound",
            "date_sent": "Mon, 02 Mar 2026 14:05:00 +0000",
        },
        "sms",
        "Hi",
        "+447700900123",
        AT,
    ),
    "vonage": (
        {
            "channel": "whatsapp",
            "message_uuid": "u",
            "from": "447700900123",
            "to": "1",
            "timestamp": "2026-03-02T14:05:00Z",
            "message_type": "text",
            "text": "Hi",
        },
        "whatsapp",
        "Hi",
        "447700900123",
        AT,
    ),
    "vonage, the older SMS API": (
        {
            "msisdn": "447700900123",
            "to": "1",
            "messageId": "m",
            "text": "Hi",
            "type": "text",
            "message-timestamp": "2026-03-02 14:05:00",
        },
        "sms",
        "Hi",
        "447700900123",
        AT,
    ),
}


EVENTS: dict[str, tuple[object, str, bool | None]] = {
    "whatsapp, stop": (
        cloud(
            user_preferences=[
                {"wa_id": "447700900123", "category": "marketing_messages", "value": "stop", "timestamp": SECONDS}
            ]
        ),
        "stop",
        None,
    ),
    "whatsapp, a call": (
        cloud(
            calls=[
                {
                    "id": "c",
                    "from": "447700900123",
                    "event": "connect",
                    "direction": "USER_INITIATED",
                    "timestamp": str(SECONDS),
                }
            ]
        ),
        "call",
        None,
    ),
    "whatsapp, from an ad": (
        cloud(whatsapp(type="text", text={"body": "Hi"}, referral={"source_type": "ad"})),
        "ad",
        None,
    ),
    "apple, close": (
        {"v": 1, "type": "close", "id": "1", "sourceId": CUSTOMER, "destinationId": "shop"},
        "close",
        True,
    ),
    "telegram, stopped": (
        {
            "update_id": 1,
            "my_chat_member": {"date": SECONDS, "chat": {"id": 7}, "new_chat_member": {"status": "kicked"}},
        },
        "unfollow",
        True,
    ),
    "telegram, started again": (
        {
            "update_id": 1,
            "my_chat_member": {"date": SECONDS, "chat": {"id": 7}, "new_chat_member": {"status": "member"}},
        },
        "follow",
        None,
    ),
    "viber, unsubscribed": (
        {"event": "unsubscribed", "timestamp": MILLIS, "message_token": 5, "user_id": "u1"},
        "unfollow",
        True,
    ),
    "viber, opened": (
        {"event": "conversation_started", "timestamp": MILLIS, "message_token": 5, "user": {"id": "u1"}},
        "open",
        None,
    ),
    "line, blocked": (
        {
            "destination": "U",
            "events": [{"type": "unfollow", "timestamp": MILLIS, "source": {"type": "user", "userId": "U1"}}],
        },
        "unfollow",
        True,
    ),
    "messenger, from an ad": (page({"referral": {"source": "ADS", "type": "OPEN_THREAD"}}), "ad", None),
    "messenger, a comment": (
        {
            "object": "page",
            "entry": [
                {
                    "id": "9",
                    "time": 1,
                    "changes": [
                        {
                            "field": "feed",
                            "value": {
                                "item": "comment",
                                "message": "How much?",
                                "from": {"id": "7"},
                                "created_time": SECONDS,
                            },
                        }
                    ],
                }
            ],
        },
        "comment",
        None,
    ),
    "rcs, unsubscribed": (
        {
            "senderPhoneNumber": "+447700900123",
            "eventType": "UNSUBSCRIBE",
            "eventId": "e",
            "sendTime": "2026-03-02T14:05:00Z",
        },
        "stop",
        True,
    ),
    "twilio, STOP": (
        {
            "MessageSid": "S",
            "From": "+447700900123",
            "To": "+1500",
            "Body": "STOP",
            "NumMedia": "0",
            "OptOutType": "STOP",
        },
        "stop",
        True,
    ),
}


BUSINESS: dict[str, object] = {
    "whatsapp, from the app": cloud(
        message_echoes=[
            {
                "from": "1500",
                "to": "447700900123",
                "id": "w",
                "timestamp": str(SECONDS),
                "type": "text",
                "text": {"body": "Ready."},
            }
        ]
    ),
    "whatsapp, earlier messages": cloud(
        history=[
            {
                "threads": [
                    {
                        "id": "447700900123",
                        "messages": [
                            {
                                "from": "1500",
                                "id": "w",
                                "timestamp": str(SECONDS),
                                "type": "text",
                                "text": {"body": "Ready."},
                            }
                        ],
                    }
                ]
            }
        ]
    ),
    "messenger, an echo": page(
        {"sender": {"id": "9"}, "recipient": {"id": "7"}, "message": {"mid": "m", "text": "Ready.", "is_echo": True}}
    ),
    "telegram, a business account": {
        "update_id": 1,
        "business_message": {
            "message_id": 1,
            "date": SECONDS,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 9},
            "text": "Ready.",
        },
    },
    "telegram, what the API answers": {
        "ok": True,
        "result": {
            "message_id": 1,
            "date": SECONDS,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 9, "is_bot": True},
            "text": "Ready.",
        },
    },
    "wechat, a record": {
        "recordlist": [{"worker": "kf1", "openid": "o1", "opercode": 2002, "time": SECONDS, "text": "Ready."}]
    },
    "twilio, a record": {
        "sid": "SM1",
        "from": "+1500",
        "to": "+447700900123",
        "body": "Ready.",
        "direction": "outbound-api",
        "date_sent": "Mon, 02 Mar 2026 14:05:00 +0000",
    },
}


UNKNOWN: dict[str, tuple[object, str]] = {
    "whatsapp": (
        cloud(whatsapp(type="hologram", hologram={})),
        "entry.0.changes.0.value.messages.0: unknown type 'hologram'",
    ),
    "whatsapp, what it cannot hand on": (
        cloud(whatsapp(type="unsupported", errors=[{"code": 131051}])),
        "entry.0.changes.0.value.messages.0: unknown type 'unsupported'",
    ),
    "whatsapp, sent": (
        {"messaging_product": "whatsapp", "to": "44", "type": "hologram", "hologram": {}},
        "unknown type 'hologram'",
    ),
    "telegram": (
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "date": SECONDS,
                "chat": {"id": 7, "type": "private"},
                "from": {"id": 7},
                "hologram": {},
            },
        },
        "message: unknown type 'hologram'",
    ),
    "viber": (
        {
            "event": "message",
            "timestamp": MILLIS,
            "message_token": 5,
            "sender": {"id": "u1"},
            "message": {"type": "hologram"},
        },
        "message: unknown type 'hologram'",
    ),
    "wechat": ({"touser": "o1", "msgtype": "hologram", "hologram": {}}, "msgtype: unknown type 'hologram'"),
    "messenger": (
        {"recipient": {"id": "7"}, "message": {"attachment": {"type": "hologram", "payload": {}}}},
        "message.attachment: unknown type 'hologram'",
    ),
    "line": ({"to": "U1", "messages": [{"type": "hologram"}]}, "messages.0.type: unknown type 'hologram'"),
    "vonage": (
        {"to": "44", "from": "1", "channel": "sms", "message_type": "hologram"},
        "message_type: unknown type 'hologram'",
    ),
    "apple": ({"v": 1, "type": "handover", "id": "1", "destinationId": CUSTOMER}, "type: unknown type 'handover'"),
}


WRONG: dict[str, tuple[object, str]] = {
    "a number for words": (
        cloud(whatsapp(type="text", text={"body": 5})),
        "entry.0.changes.0.value.messages.0.text.body: must be a string, not a number",
    ),
    "no words": (cloud(whatsapp(type="text", text={})), "entry.0.changes.0.value.messages.0.text.body: missing"),
    "a list for an object": (
        cloud(whatsapp(type="text", text=[])),
        "entry.0.changes.0.value.messages.0.text: must be an object, not a list",
    ),
    "an object for a list": (
        {"object": "whatsapp_business_account", "entry": {"id": 1}},
        "entry: must be a list, not an object",
    ),
    "seconds that are milliseconds": (
        cloud({**whatsapp(type="text", text={"body": "a"}), "timestamp": str(MILLIS)}),
        "entry.0.changes.0.value.messages.0.timestamp: no time between 2000 and 2100 in seconds; it would be one in milliseconds",
    ),
    "milliseconds that are seconds": (
        page({"timestamp": SECONDS, "message": {"text": "a"}}),
        "entry.0.messaging.0.timestamp: no time between 2000 and 2100 in milliseconds; it would be one in seconds",
    ),
    "a time of no unit": (
        cloud({**whatsapp(type="text", text={"body": "a"}), "timestamp": "12"}),
        "entry.0.changes.0.value.messages.0.timestamp: no time between 2000 and 2100 in seconds",
    ),
    "words for a time": (
        cloud({**whatsapp(type="text", text={"body": "a"}), "timestamp": "now"}),
        "entry.0.changes.0.value.messages.0.timestamp: must be a number, not a string",
    ),
    "a time without an offset": (
        {"senderPhoneNumber": "+44", "text": "a", "sendTime": "2026-03-02T14:05:00"},
        "sendTime: a time needs an offset from UTC, such as 2026-03-02T14:05:00Z",
    ),
    "true for words": ({"chat_id": 7, "text": True}, "text: must be a string, not true or false"),
    "a broken keyboard": (
        {"chat_id": 7, "text": "a", "reply_markup": "{"},
        "reply_markup: must be an object, or one in JSON",
    ),
    "nobody's message": (
        {"v": 1, "type": "text", "id": "1", "sourceId": "a", "destinationId": "b", "body": "a"},
        "neither sourceId nor destinationId begins with urn:mbid:: who is the customer?",
    ),
    "an unknown channel": (
        {
            "to": "1",
            "from": "2",
            "channel": "sms",
            "message_type": "text",
            "text": "a",
            "failover": [{"to": "1", "channel": "fax", "message_type": "text", "text": "a"}],
        },
        "failover.0.channel: unknown channel: one of sms, mms, rcs, whatsapp, messenger, viber_service, instagram",
    ),
    "base64 that is none": ({"message": {"data": "?"}, "subscription": "s"}, "message.data: must be JSON in base64"),
    "XML that is cut short": ("<xml><ToUserName>a</ToUserName>", "broken XML at line 1, column 32"),
    "XML with entities": ('<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>', "no payload of a platform that couth knows"),
    "something else": ({"hello": "world"}, "no payload of a platform that couth knows"),
    "nothing": (None, "no payload of a platform that couth knows"),
}


RECEIPTS: dict[str, object] = {
    "whatsapp, delivered": cloud(statuses=[{"id": "w", "status": "delivered"}]),
    "whatsapp, read": {"messaging_product": "whatsapp", "status": "read", "message_id": "w"},
    "whatsapp, a reaction": {
        "messaging_product": "whatsapp",
        "to": "44",
        "type": "reaction",
        "reaction": {"emoji": "👍"},
    },
    "messenger, typing": {"recipient": {"id": "7"}, "sender_action": "typing_on"},
    "viber, seen": {"event": "seen", "timestamp": MILLIS, "message_token": 5},
    "rcs, read": {"senderPhoneNumber": "+44", "eventType": "READ", "eventId": "e"},
    "telegram, typing": {"chat_id": 7, "action": "typing"},
    "wechat, an answer": {"errcode": 0, "errmsg": "ok"},
    "apple, typing": {"v": 1, "type": "typing_start", "id": "1", "sourceId": CUSTOMER},
}
