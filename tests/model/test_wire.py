"""The wire format: what comes in, key by key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from couth import (
    Attachment,
    Author,
    Button,
    Card,
    Component,
    Customer,
    Draft,
    Message,
    Parameter,
    Sender,
    Template,
)
from couth.model.cases import CaseIn, ConversationIn
from couth.model.values import ROLES
from couth.model.wire import CustomerIn, DraftIn, MessageIn, message_from, mistakes
from couth.model.wire_parts import (
    AttachmentIn,
    AuthorIn,
    ButtonIn,
    CardIn,
    ComponentIn,
    ParameterIn,
    SenderIn,
    TemplateIn,
)

AT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
NOON = "2026-03-02T14:05:00Z"

FULL: dict[type[BaseModel], dict[str, Any]] = {
    AttachmentIn: {"kind": "image", "caption": "the shelf", "size": 2048, "mime_type": "image/png",
        "name": "shelf.png", "url": "https://acme.example/shelf.png", "seconds": 1.5, "label": "photo"},
    ButtonIn: {"text": "Yes", "kind": "reply", "url": "https://acme.example", "payload": "yes",
        "shown": "list", "section": "Answers", "description": "I agree"},
    CardIn: {"title": "Oak", "text": "Solid.", "attachment": {"kind": "image"}, "buttons": ["Buy"]},
    ComponentIn: {"kind": "header", "text": "Hi {{1}}", "format": "text", "parameters": ["Bo"], "examples": ["Ada"], "index": 0},
    ParameterIn: {"text": "Bo", "name": "first_name"},
    SenderIn: {"id": "+14155550100", "name": "Acme", "use_case": "otp"},
    AuthorIn: {"name": "Ada", "kind": "person"},
    TemplateIn: {"name": "welcome", "category": "utility", "language": "en", "format": "named", "definition": False},
    CustomerIn: {
        "timezone": "Europe/London", "language": "en", "country": "GB", "marketing_consent": True, "opted_out": False,
        "phone": "+442079460000", "region": "GB-LND", "subscriptions": ["sms"],
    },
    MessageIn: {
        "role": "customer", "text": "Hello", "at": NOON, "attachments": [{"kind": "image"}], "author": {"name": "Bo"}, "id": "m1",
        "event": "tap", "reply_to": "m0", "reply_token": "t1", "automatic": False, "template": "welcome", "buttons": ["Yes"],
    },
    DraftIn: {
        "text": "Hello", "at": NOON, "purpose": "reply", "attachments": [{"kind": "image"}], "buttons": [{"text": "Yes"}],
        "template": {"name": "welcome"}, "author": {"name": "Ada"}, "channel": "sms", "lang": "en", "id": "d1",
        "components": [{"kind": "body", "text": "Hello"}], "cards": [{"title": "Oak"}], "sender": {"name": "Acme"},
        "category": "promotional", "route": "push", "tag": "HUMAN_AGENT", "subject": "Hello", "headers": {"To": "bo@acme.example"},
        "reply_to": "m1", "reply_token": "t1", "automatic": True, "silent": True, "batch": 2, "recipients": 3,
    },
    CaseIn: {
        "draft": {"text": "Hello"}, "thread": [], "id": "c1", "channel": "sms", "lang": "en", "customer": {},
        "source": "a file", "meta": {"any": ["thing"]}, "expect": ["a.b"], "allow": ["c.d"], "spans": {"a.b": [[0, 1]]},
    },
    ConversationIn: {
        "messages": [], "id": "v1", "channel": "sms", "lang": "en", "customer": {},
        "source": 1, "meta": None, "expect": {}, "allow": [], "spans": [],
    },
}  # fmt: skip
NEEDED = {
    AttachmentIn: ["kind"],
    ComponentIn: ["kind"],
    ParameterIn: ["text"],
    MessageIn: ["role"],
    DraftIn: ["text"],
    CaseIn: ["draft"],
    ConversationIn: ["messages"],
}

FORMS = pytest.mark.parametrize("form", FULL, ids=lambda form: form.__name__)


def faults(form: type[BaseModel], data: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        form.model_validate(data)
    return mistakes(caught.value)


@FORMS
def test_these_are_all_the_keys(form: type[BaseModel]) -> None:
    assert set(FULL[form]) == set(form.model_fields)
    assert form.model_validate(FULL[form])


@FORMS
def test_every_key_may_be_left_out_but_the_one_that_makes_it_what_it_is(form: type[BaseModel]) -> None:
    needed = {key: FULL[form][key] for key in NEEDED.get(form, ())}
    assert form.model_validate(needed)
    for key in needed:
        assert faults(form, {k: v for k, v in needed.items() if k != key}) == [f"{key}: Field required"]


@FORMS
def test_null_is_as_good_as_left_out(form: type[BaseModel]) -> None:
    needed = {key: FULL[form][key] for key in NEEDED.get(form, ())}
    nulls = {key: None for key in FULL[form] if key not in needed and (form, key) != (ButtonIn, "text")}
    assert form.model_validate({**nulls, **needed}) == form.model_validate(needed)


@FORMS
def test_a_key_that_is_not_declared_is_named(form: type[BaseModel]) -> None:
    assert faults(form, {**FULL[form], "colour": "red"}) == ["unknown key 'colour'"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"draft": {"text": "x", "txt": 1}}, ["unknown key 'draft.txt'"]),
        (
            {"draft": {"text": "x", "attachments": [{"kind": "image", "kid": 1}]}},
            ["unknown key 'draft.attachments.0.kid'"],
        ),
        (
            {"draft": {"text": "x"}, "thread": [{"role": "system"}, {"role": "system", "by": 1}]},
            ["unknown key 'thread.1.by'"],
        ),
        ({"draft": {"text": "x"}, "customer": {"name": "Bo"}}, ["unknown key 'customer.name'"]),
        ({"draft": {}, "chanel": "sms"}, ["draft.text: Field required", "unknown key 'chanel'"]),
    ],
)
def test_mistakes_are_named_by_the_way_to_them(data: object, says: list[str]) -> None:
    assert sorted(faults(CaseIn, data)) == sorted(says)


@pytest.mark.parametrize(
    ("form", "key", "value"),
    [
        (DraftIn, "text", 5),
        (DraftIn, "text", None),
        (DraftIn, "purpose", "Reply"),
        (DraftIn, "channel", "WhatsApp"),
        (DraftIn, "attachments", {"kind": "image"}),
        (MessageIn, "role", "agent"),
        (MessageIn, "text", ["Hello"]),
        (AttachmentIn, "kind", "photo"),
        (AttachmentIn, "size", "2048"),
        (AttachmentIn, "size", 2048.5),
        (CustomerIn, "marketing_consent", "yes"),
        (CustomerIn, "opted_out", 0),
        (AuthorIn, "kind", "human"),
        (CaseIn, "thread", {"role": "customer"}),
        (CaseIn, "channel", "fax"),
        (ConversationIn, "messages", None),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(form: type[BaseModel], key: str, value: object) -> None:
    assert {fault.split(":")[0].split(".")[0] for fault in faults(form, {**FULL[form], key: value})} == {key}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (NOON, AT),
        ("2026-03-02T14:05:00+00:00", AT),
        ("2026-03-02T15:05:00+01:00", AT),
        ("2026-03-02T19:35:00+05:30", AT),
        ("2026-03-02T09:05-05:00", AT),
        ("2026-03-02 14:05:00Z", AT),
        ("20260302T140500Z", AT),
        ("2026-03-02T14:05:00.250Z", AT + timedelta(milliseconds=250)),
        (AT, AT),
        (None, None),
    ],
)
def test_times_are_moments(written: object, moment: datetime | None) -> None:
    assert MessageIn.model_validate({"role": "customer", "at": written}).at == moment


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2026-03-02T14:05:00", "at: a time needs an offset from UTC, such as 2026-03-02T14:05:00Z"),
        ("2026-03-02", "at: a time needs an offset from UTC, such as 2026-03-02T00:00:00Z"),
        (AT.replace(tzinfo=None), "at: a time needs an offset from UTC, such as 2026-03-02T14:05:00Z"),
        ("2026-13-02T14:05:00Z", "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        ("2026-03-02T24:00:00Z", "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        ("20260302 24Z", "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        ("yesterday", "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        ("", "at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"),
        (1772460300, "at: a time must be a string in ISO 8601"),
    ],
)
def test_what_is_no_moment_is_refused(written: object, says: str) -> None:
    assert faults(MessageIn, {"role": "customer", "at": written}) == [says]


@pytest.mark.parametrize("length", [0, 1, 160, 1_000_001])
def test_the_format_sets_no_limit_to_a_text(length: int) -> None:
    assert len(DraftIn(text="\N{SLIGHTLY SMILING FACE}" * length).value().text) == length


def test_a_full_draft_keeps_all_of_it() -> None:
    draft = DraftIn.model_validate(
        {**FULL[DraftIn], "attachments": [FULL[AttachmentIn]], "buttons": [FULL[ButtonIn]], "cards": [FULL[CardIn]],
         "components": [FULL[ComponentIn]], "template": FULL[TemplateIn], "sender": FULL[SenderIn]}
    ).value()  # fmt: skip
    assert draft == Draft(
        "Hello", AT, "reply",
        (Attachment("image", "the shelf", 2048, "image/png", "shelf.png", "https://acme.example/shelf.png", 1.5, "photo"),),
        (Button("Yes", "reply", "https://acme.example", "yes", "list", "Answers", "I agree"),),
        Template("welcome", "utility", "en", "named", definition=False), Author("Ada"), "sms", "en", "d1",
        (Component("header", "Hi {{1}}", "text", (Parameter("Bo"),), (Parameter("Ada"),), 0),),
        (Card("Oak", "Solid.", Attachment("image"), (Button("Buy"),)),), Sender("+14155550100", "Acme", "otp"),
        "promotional", "push", "HUMAN_AGENT", "Hello", (("To", "bo@acme.example"),), "m1", "t1",
        automatic=True, silent=True, batch=2, recipients=3,
    )  # fmt: skip


def test_a_full_message_keeps_all_of_it() -> None:
    assert message_from(FULL[MessageIn]) == Message(
        "customer", "Hello", AT, (Attachment("image"),), Author("Bo"), "m1", "tap", "m0", "t1",
        automatic=False, template="welcome", buttons=(Button("Yes"),),
    )  # fmt: skip


def test_a_full_record_keeps_all_of_it() -> None:
    assert CustomerIn.model_validate(FULL[CustomerIn]).value() == Customer(
        "Europe/London", "en", "GB", marketing_consent=True, opted_out=False,
        phone="+442079460000", region="GB-LND", subscriptions=("sms",),
    )  # fmt: skip


def test_a_name_alone_will_do_for_authors_templates_and_buttons() -> None:
    draft = DraftIn.model_validate(
        {"text": "x", "author": "Ada", "template": "welcome", "buttons": ["Yes", {"text": "No"}]}
    )
    assert draft.value() == Draft(
        "x", author=Author("Ada"), template=Template("welcome"), buttons=(Button("Yes"), Button("No"))
    )


def test_a_message_without_words_is_one() -> None:
    assert message_from({"role": "customer", "attachments": [{"kind": "audio"}]}).text == ""


def test_a_case_lends_its_draft_what_the_draft_does_not_say() -> None:
    case = {"id": "c1", "channel": "sms", "lang": "es", "draft": {"text": "x"}}
    draft, thread = CaseIn.model_validate(case).values()
    assert (draft.id, draft.channel, draft.lang, thread.channel) == ("c1", "sms", "es", "sms")
    own = {"text": "x", "id": "d1", "channel": "email", "lang": "en"}
    draft, thread = CaseIn.model_validate({**case, "draft": own}).values()
    assert (draft.id, draft.channel, draft.lang, thread.channel) == ("d1", "email", "en", "sms")


def test_a_missing_thread_is_unknown_and_an_empty_one_is_empty() -> None:
    cases = ({"draft": {"text": "x"}}, {"draft": {"text": "x"}, "thread": None}, {"draft": {"text": "x"}, "thread": []})
    assert [CaseIn.model_validate(case).values()[1].known for case in cases] == [False, False, True]


def test_a_missing_customer_is_one_of_whom_nothing_is_known() -> None:
    assert CaseIn.model_validate({"draft": {"text": "x"}}).values()[1].customer == Customer()


CONVERSATION = {
    "id": "v1",
    "channel": "whatsapp",
    "lang": "en",
    "customer": {"timezone": "Europe/London"},
    "messages": [
        {"role": "customer", "text": "Are you open?", "at": NOON},
        {"role": "business", "text": "Yes, until 6.", "at": "2026-03-02T14:06:00Z", "author": "Ada", "id": "m2"},
        {"role": "system", "text": "Ada has left."},
        {"role": "business", "text": "See you.", "attachments": [{"kind": "location"}]},
    ],
}


def test_a_conversation_becomes_a_draft_for_each_business_message() -> None:
    replayed = [(draft, len(thread)) for draft, thread in ConversationIn.model_validate(CONVERSATION).replay()]
    at = AT + timedelta(minutes=1)
    assert replayed == [
        (Draft("Yes, until 6.", at, author=Author("Ada"), channel="whatsapp", lang="en", id="v1#1"), 1),
        (Draft("See you.", attachments=(Attachment("location"),), channel="whatsapp", lang="en", id="v1#3"), 3),
    ]


def test_its_thread_is_one_that_grows_and_knows_the_customer() -> None:
    threads = [thread for _, thread in ConversationIn.model_validate(CONVERSATION).replay()]
    assert threads[0] is threads[1]
    assert (threads[0].customer, threads[0].channel, len(threads[0])) == (Customer("Europe/London"), "whatsapp", 4)


def test_without_an_id_its_drafts_have_none() -> None:
    nameless = ConversationIn.model_validate({**CONVERSATION, "id": None})
    assert [draft.id for draft, _ in nameless.replay()] == [None, None]


@given(st.lists(st.sampled_from(ROLES), max_size=12))
def test_each_draft_has_before_it_all_that_came_before(roles: list[str]) -> None:
    said = [{"role": role, "text": f"message {n}"} for n, role in enumerate(roles)]
    replayed = [
        (draft.id, draft.text, tuple(message.text for message in thread.messages))
        for draft, thread in ConversationIn.model_validate({"id": "v", "messages": said}).replay()
    ]
    texts = tuple(f"message {n}" for n in range(len(roles)))
    assert replayed == [(f"v#{n}", texts[n], texts[:n]) for n, role in enumerate(roles) if role == "business"]


@given(st.datetimes(timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))))
def test_a_moment_written_out_is_read_back(at: datetime) -> None:
    assert MessageIn.model_validate({"role": "customer", "at": at.isoformat()}).at == at
