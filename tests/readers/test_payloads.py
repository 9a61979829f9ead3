"""Payloads of every platform: what goes out becomes a draft, what comes in a message, and what is wrong is told."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

import pytest

from couth.readers import formats
from couth.readers.exports import EXPORTS, export_of
from couth.readers.payloads import PLATFORMS, Arrived, Outgoing, read_payload, recognise

from .bodies import AT, BUSINESS, CUSTOMER, EVENTS, IN, OUT, RECEIPTS, UNKNOWN, WRONG, cloud, whatsapp


def sent(body: object, **given: Any) -> Outgoing:
    payload = read_payload(None, body, **given)
    assert (payload.problems, payload.messages) == ((), ())
    [outgoing] = payload.drafts
    return outgoing


def heard(body: object, **given: Any) -> Arrived:
    payload = read_payload(None, body, **given)
    assert (payload.problems, payload.drafts) == ((), ())
    [arrived] = payload.messages
    return arrived


@pytest.mark.parametrize(("body", "channel", "text", "to"), OUT.values(), ids=OUT)
def test_what_goes_out(body: object, channel: str, text: str, to: str | None) -> None:
    found = sent(body)
    assert (found.draft.channel, found.draft.text, found.to) == (channel, text, to)


@pytest.mark.parametrize(("body", "channel", "text", "peer", "at"), IN.values(), ids=IN)
def test_what_comes_in(body: object, channel: str, text: str, peer: str | None, at: datetime | None) -> None:
    found = heard(body)
    assert (found.channel, found.message.text, found.peer, found.message.at) == (channel, text, peer, at)
    assert found.message.role == "customer"


@pytest.mark.parametrize(("body", "event", "opted_out"), EVENTS.values(), ids=EVENTS)
def test_what_a_customer_does_without_writing(body: object, event: str, opted_out: bool | None) -> None:
    found = heard(body)
    assert (found.message.event, found.customer.opted_out) == (event, opted_out)


def test_stopping_marketing_is_no_consent_to_it() -> None:
    assert heard(EVENTS["whatsapp, stop"][0]).customer.marketing_consent is False


@pytest.mark.parametrize("body", BUSINESS.values(), ids=BUSINESS)
def test_what_the_business_has_said(body: object) -> None:
    found = heard(body)
    assert (found.message.role, found.message.text, found.message.at) == ("business", "Ready.", AT)
    assert found.peer in ("447700900123", "+447700900123", "7", "o1")


@pytest.mark.parametrize(("body", "note"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_types_are_kept_and_told(body: object, note: str) -> None:
    payload = read_payload(None, body)
    [told] = payload.notes
    assert note in str(told)
    assert payload.problems == ()
    [found] = [*payload.drafts, *payload.messages]
    attachments = found.draft.attachments if isinstance(found, Outgoing) else found.message.attachments
    assert [a.kind for a in attachments] == ["unknown"]


@pytest.mark.parametrize(("body", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_the_way_to_it(body: object, problem: str) -> None:
    payload = read_payload(None, body)
    assert [str(p) for p in payload.problems] == [problem]


def test_xml_with_entities_is_refused() -> None:
    payload = read_payload("wechat", '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>')
    assert [str(p) for p in payload.problems] == ["XML with a document type; a push has none"]


def test_one_bad_message_does_not_lose_the_others() -> None:
    good = whatsapp(type="text", text={"body": "Hi"})
    payload = read_payload(None, cloud(good, whatsapp(type="text", text={"body": 5}), good))
    assert [m.message.text for m in payload.messages] == ["Hi", "Hi"]
    assert [m.where for m in payload.messages] == [
        "entry.0.changes.0.value.messages.0",
        "entry.0.changes.0.value.messages.2",
    ]
    assert len(payload.problems) == 1


@pytest.mark.parametrize("body", RECEIPTS.values(), ids=RECEIPTS)
def test_what_is_no_message_is_a_note(body: object) -> None:
    payload = read_payload(None, body)
    assert (payload.drafts, payload.messages, payload.problems) == ((), (), ())
    assert len(payload.notes) == 1


def test_pub_sub_wraps_what_an_rcs_user_sends() -> None:
    inside = base64.b64encode(json.dumps(IN["rcs"][0]).encode()).decode()
    found = heard({"message": {"data": inside, "messageId": "1"}, "subscription": "projects/x/subscriptions/y"})
    assert (found.message.text, found.peer) == ("Hi", "+447700900123")


def test_who_sends_from_apple_is_told_by_headers() -> None:
    body = {"v": 1, "type": "text", "id": "1", "body": "Ready."}
    for automatic, kind in (("true", "bot"), ("false", "person")):
        draft = sent(body, headers={"Source-Id": "shop", "Destination-Id": CUSTOMER, "Auto-Reply": automatic}).draft
        assert draft.author is not None
        assert (draft.author.kind, draft.automatic) == (kind, kind == "bot")


def test_a_quick_reply_and_a_list_of_apple() -> None:
    items = [{"identifier": "1", "title": "Yes"}, {"identifier": "2", "title": "No"}]
    data: dict[str, Any] = {"quick-reply": {"summaryText": "Shall we come?", "items": items}}
    body = {
        "v": 1,
        "type": "interactive",
        "id": "1",
        "sourceId": "shop",
        "destinationId": CUSTOMER,
        "interactiveData": {"data": data},
    }
    draft = sent(body).draft
    assert (draft.text, [(b.text, b.shown) for b in draft.buttons]) == (
        "Shall we come?",
        [("Yes", "quick-replies"), ("No", "quick-replies")],
    )
    body["interactiveData"] = {
        "receivedMessage": {"title": "Lamps", "subtitle": "Tap to choose"}, "data": {"listPicker": {"sections": [{"title": "Warm", "items": items}]}},
    }  # fmt: skip
    draft = sent(body).draft
    assert (draft.text, [(b.text, b.shown, b.section) for b in draft.buttons]) == (
        "Lamps\n\nTap to choose", [("Yes", "list", "Warm"), ("No", "list", "Warm")],
    )  # fmt: skip


def test_what_a_customer_of_apple_picked() -> None:
    data = {
        "quick-reply": {
            "selectedIdentifier": "2",
            "items": [{"identifier": "1", "title": "Yes"}, {"identifier": "2", "title": "No"}],
        }
    }
    body = {
        "v": 1,
        "type": "interactive",
        "id": "1",
        "sourceId": CUSTOMER,
        "destinationId": "shop",
        "interactiveData": {"data": data},
    }
    assert (heard(body).message.text, heard(body).message.event) == ("No", "tap")


def test_the_ways_of_messenger() -> None:
    body: dict[str, Any] = {
        "recipient": {"id": "7"}, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT",
        "message": {
            "text": "Which?", "quick_replies": [{"content_type": "text", "title": "Red", "payload": "r"}],
        },
    }  # fmt: skip
    draft = sent(body).draft
    assert (draft.tag, draft.route, [(b.text, b.shown) for b in draft.buttons]) == (
        "HUMAN_AGENT",
        None,
        [("Red", "quick-replies")],
    )
    assert sent({**body, "recipient": {"comment_id": "c"}}).draft.route == "comment"
    assert sent({**body, "recipient": {"notification_messages_token": "t"}}).draft.route == "subscription"
    assert sent(body, headers={"Host": "graph.instagram.com"}).draft.channel == "instagram"


def test_cards_of_messenger() -> None:
    buttons = [
        {"type": "web_url", "title": "Open", "url": "https://lamp.example"},
        {"type": "phone_number", "title": "Call", "payload": "+1"},
    ]
    element = {
        "title": "Lamp",
        "subtitle": "Red as a rose",
        "image_url": "https://lamp.example/a.jpg",
        "buttons": buttons,
    }
    attachment = {"type": "template", "payload": {"template_type": "generic", "elements": [element]}}
    draft = sent({"recipient": {"id": "7"}, "message": {"attachment": attachment}}).draft
    [card] = draft.cards
    assert (draft.text, card.title, card.text) == ("Lamp\n\nRed as a rose", "Lamp", "Red as a rose")
    assert [(b.text, b.kind, b.url) for b in card.buttons] == [
        ("Open", "url", "https://lamp.example"),
        ("Call", "phone", None),
    ]


def test_cards_and_suggestions_of_rcs() -> None:
    suggestions = [
        {"reply": {"text": "Yes", "postbackData": "y"}},
        {"action": {"text": "Open", "openUrlAction": {"url": "https://lamp.example"}}},
    ]
    media = {"height": "SHORT", "contentInfo": {"fileUrl": "https://lamp.example/a.jpg"}}
    content = {"title": "Lamp", "description": "Red as a rose", "media": media, "suggestions": suggestions}
    body = {"contentMessage": {"richCard": {"standaloneCard": {"cardContent": content}}, "suggestions": suggestions}}
    draft = sent(body).draft
    [card] = draft.cards
    assert (draft.text, card.title, len(card.buttons)) == ("Lamp\n\nRed as a rose", "Lamp", 2)
    assert [(b.text, b.kind, b.shown) for b in draft.buttons] == [
        ("Yes", "reply", "quick-replies"),
        ("Open", "url", "quick-replies"),
    ]


def test_a_keyboard_and_a_broadcast_of_viber() -> None:
    keyboard = {"Type": "keyboard", "Buttons": [{"Text": "<b>Yes</b>", "ActionType": "reply", "ActionBody": "y"}]}
    draft = sent(
        {
            "broadcast_list": ["u1", "u2"],
            "type": "picture",
            "text": "Lamp",
            "media": "https://l.example/a.jpg",
            "keyboard": keyboard,
        }
    ).draft
    assert (draft.route, draft.recipients, [(b.text, b.shown) for b in draft.buttons]) == (
        "broadcast",
        2,
        [("Yes", "keyboard")],
    )
    assert [(a.kind, a.caption) for a in draft.attachments] == [("image", "Lamp")]


def test_failover_of_vonage_is_a_draft_of_its_own() -> None:
    base = {"to": "447700900123", "from": "Lamp", "message_type": "text", "text": "Ready."}
    payload = read_payload(None, {**base, "channel": "rcs", "failover": [{**base, "channel": "sms"}]})
    assert [(o.draft.channel, o.where) for o in payload.drafts] == [("rcs", ""), ("sms", "failover.0")]


def test_automatic_answers_of_a_wechat_account() -> None:
    body = {
        "is_autoreply_open": 1, "add_friend_autoreply_info": {"type": "text", "content": "Welcome."},
        "keyword_autoreply_info": {"list": [{"reply_list_info": [{"type": "text", "content": "We open at nine."}, {"type": "img", "content": "m"}]}]},
    }  # fmt: skip
    payload = read_payload(None, body)
    assert [(o.draft.text, o.draft.automatic, len(o.draft.attachments)) for o in payload.drafts] == [
        ("Welcome.", True, 0), ("We open at nine.", True, 0), ("", True, 1),
    ]  # fmt: skip


def test_what_was_edited_is_said_again() -> None:
    edit = {"original_message_id": "wamid.0", "message": {"type": "text", "text": {"body": "at six"}}}
    assert heard(cloud(whatsapp(type="edit", edit=edit))).message.text == "at six"


def test_a_template_by_name_is_told_apart_from_one_that_is_defined() -> None:
    definition = {
        "name": "a",
        "language": "en",
        "category": "MARKETING",
        "components": [{"type": "BODY", "text": "Hello {{1}}, all is well."}],
    }
    draft = sent(definition).draft
    assert draft.template is not None
    assert (draft.template.definition, draft.purpose, draft.text) == (True, "promotion", "Hello {{1}}, all is well.")
    payload = read_payload(None, {"data": [definition, {**definition, "name": "b"}], "paging": {}})
    assert [o.draft.template.name for o in payload.drafts if o.draft.template] == ["a", "b"]


def test_every_reader_has_a_name_of_its_own() -> None:
    assert set(formats.PLATFORMS) == set(PLATFORMS) - {"whatsapp-template"}
    assert set(formats.EXPORTS) == {*EXPORTS, "whatsapp-export"}
    assert all(name in formats.READERS for name in PLATFORMS)


def test_no_body_is_taken_for_an_export_and_none_is_missed() -> None:
    bodies = [body for body, *_ in (*OUT.values(), *IN.values(), *EVENTS.values()) if isinstance(body, dict)]
    assert all(recognise(body) for body in bodies)
    assert all(export_of(body) in (None, "messages") for body in bodies)
