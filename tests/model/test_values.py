"""Values refuse what they are not, and stay as they were made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Callable, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from couth import (
    Attachment,
    Author,
    Button,
    Card,
    Component,
    Customer,
    Draft,
    InputError,
    Message,
    Parameter,
    Sender,
    Template,
)
from couth.model import (
    Decision,
    Edit,
    Evidence,
    Fault,
    Fix,
    Hit,
    Report,
    Unknown,
    Violation,
    parts,
    values,
    wire,
    wire_parts,
)
from couth.model import report as reports

AT = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
VALUES = (
    Attachment("image"),
    Author("Ada", "person"),
    Button("Yes"),
    Card("Oak"),
    Component("body", "Hi {{1}}"),
    Customer("Europe/London"),
    Draft("Hello", AT),
    Message("customer", "Hello", AT),
    Parameter("Bo"),
    Sender("+14155550100"),
    Template("welcome"),
    Decision("send"),
    Edit((0, 1), "x"),
    Evidence(0, (0, 1), "x"),
    Fault("a.b", "too slow"),
    Fix((Edit((0, 1), "x"),), safe=True),
    Hit((0, 1)),
    Report("pass", 100, Decision("send"), (), (), "default", "0" * 16),
    Unknown("a.b", ("thread",)),
    Violation("a.b", "info", "fact", 1, "m", (0, 1), "x"),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_no_value_can_be_changed(value: Any) -> None:
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, None)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_equals_another_one_made_alike(value: Any) -> None:
    again = type(value)(**{field.name: getattr(value, field.name) for field in fields(value)})
    assert again == value


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: Draft("x", attachments=None), "attachments must be a list of Attachment, not None"),  # type: ignore[arg-type]
        (lambda: Draft("x", attachments=[{"kind": "image"}]), r"attachments\[0\] must be of the type Attachment, not dict"),  # type: ignore[arg-type,list-item]
        (lambda: Draft("x", buttons="Yes"), "buttons must be a list of Button, not str"),  # type: ignore[arg-type]
        (lambda: Draft("x", lang=5), "lang must be a string, not int"),  # type: ignore[arg-type]
        (lambda: Draft("x", lang="english"), "unknown language 'english': a code such as en, es, zh or pt-BR"),
        (lambda: Draft("x", headers={"To": 5}), "headers must be a mapping of strings, or pairs of strings"),  # type: ignore[arg-type,dict-item]
        (lambda: Draft("x", headers=5), "headers must be a mapping of strings, or pairs of strings"),  # type: ignore[arg-type]
        (lambda: Draft("x", batch=True), "batch must be a whole number, not bool"),
        (lambda: Attachment("audio", seconds="5"), "seconds must be a number, not str"),  # type: ignore[arg-type]
        (lambda: Customer(marketing_consent="yes"), "marketing_consent must be True or False, not str"),  # type: ignore[arg-type]
        (lambda: Customer(subscriptions="sms"), "subscriptions must be a list of strings, not str"),  # type: ignore[arg-type]
        (lambda: Message(5), "role must be a string, not int"),  # type: ignore[arg-type]
        (lambda: Template(definition="no"), "definition must be True or False, not str"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_field_of_another_type_is_refused(made: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError, match=f"^{said}$"):
        made()


def test_what_is_as_good_as_the_type_is_taken() -> None:
    class Name(str):
        __slots__ = ()

    assert Attachment("audio", seconds=5).seconds == 5
    assert Draft(Name("x"), lang="zh_Hant-TW").text == "x"
    assert Draft("x", headers={"To": "a"}) == Draft("x", headers=[["To", "a"]])  # type: ignore[arg-type,list-item]


def test_lists_become_tuples() -> None:
    attachments, buttons = [Attachment("image")], [Button("Yes")]
    draft = Draft("x", attachments=attachments, buttons=buttons)  # type: ignore[arg-type]  # what callers do pass
    message = Message("customer", attachments=attachments)  # type: ignore[arg-type]  # likewise
    attachments.clear()
    buttons.clear()
    assert (draft.attachments, draft.buttons) == ((Attachment("image"),), (Button("Yes"),))
    assert message.attachments == (Attachment("image"),)
    assert hash(draft) == hash(Draft("x", attachments=(Attachment("image"),), buttons=(Button("Yes"),)))


def test_whatever_is_not_said_is_unknown() -> None:
    assert Customer() == Customer(None, None, None, None, None)
    draft = Draft("x")
    assert {getattr(draft, f.name) for f in fields(draft)} == {"x", None, ()}


REFUSED: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: Message("clerk"), "unknown role 'clerk': one of customer, business, system"),  # type: ignore[arg-type]
    (lambda: Message("customer", None), "text must be a string, not None"),  # type: ignore[arg-type]
    (lambda: Message("customer", b"hi"), "text must be a string, not bytes"),  # type: ignore[arg-type]
    (lambda: Message("customer", "hi", "2026-03-02"), "at must be a datetime, not str"),  # type: ignore[arg-type]
    (lambda: Message("customer", "hi", 0), "at must be a datetime, not int"),  # type: ignore[arg-type]
    (lambda: Message("customer", "hi", datetime(2026, 3, 2)), "a time needs an offset from UTC: 2026-03-02T00:00:00"),
    (lambda: Draft(7), "text must be a string, not int"),  # type: ignore[arg-type]
    (lambda: Draft("hi", datetime(2026, 3, 2, 9)), "a time needs an offset from UTC: 2026-03-02T09:00:00"),
    (
        lambda: Draft("hi", purpose="spam"),  # type: ignore[arg-type]
        "unknown purpose 'spam': one of reply, notification, promotion",
    ),
    (lambda: Draft("hi", channel="fax"), f"unknown channel 'fax': one of {', '.join(values.CHANNELS)}"),
    (lambda: Attachment("scent"), f"unknown attachment kind 'scent': one of {', '.join(parts.ATTACHMENTS)}"),
    (lambda: Author(kind="robot"), "unknown author kind 'robot': one of person, bot"),
    (lambda: Message("customer", event="wave"), f"unknown event 'wave': one of {', '.join(values.EVENTS)}"),
    (lambda: Draft("hi", route="pigeon"), f"unknown route 'pigeon': one of {', '.join(values.ROUTES)}"),
    (lambda: Button("hi", shown="sky"), f"unknown way to show a button 'sky': one of {', '.join(parts.SETS)}"),
    (lambda: Component("legs"), f"unknown component kind 'legs': one of {', '.join(parts.COMPONENTS)}"),
    (lambda: Sender(use_case="fun"), f"unknown use case 'fun': one of {', '.join(parts.USE_CASES)}"),
    (lambda: Customer("Mars/Olympus"), "unknown time zone 'Mars/Olympus'"),
    (lambda: Customer(""), "unknown time zone ''"),
    (lambda: Customer("../../etc/passwd"), "unknown time zone '../../etc/passwd'"),
    (lambda: Customer("Europe/London\0"), "unknown time zone 'Europe/London\\x00'"),
)


@pytest.mark.parametrize(("make", "message"), REFUSED, ids=[message[:40] for _, message in REFUSED])
def test_what_a_value_refuses_is_said_in_one_line(make: Callable[[], object], message: str) -> None:
    with pytest.raises(InputError) as caught:
        make()
    assert str(caught.value) == message
    assert caught.value.problem is None


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "UTC", "America/Argentina/Buenos_Aires"])
def test_zones_go_by_their_names(zone: str) -> None:
    assert Customer(zone).timezone == zone


def _plain(form: type[BaseModel], field: str) -> object:
    """The type of a field that may be left out."""
    return get_args(form.model_fields[field].annotation)[0]


@pytest.mark.parametrize(
    ("legal", "literal"),
    [
        (values.CHANNELS, wire.Channel),
        (parts.ATTACHMENTS, wire_parts.AttachmentKind),
        (values.EVENTS, wire.Event),
        (values.ROUTES, wire.Route),
        (parts.SETS, _plain(wire_parts.ButtonIn, "shown")),
        (parts.COMPONENTS, wire_parts.ComponentIn.model_fields["kind"].annotation),
        (parts.USE_CASES, _plain(wire_parts.SenderIn, "use_case")),
        (values.ROLES, values.Role),
        (values.PURPOSES, values.Purpose),
        (reports.SEVERITIES, reports.Severity),
        (reports.VERDICTS, reports.Verdict),
        (reports.ACTIONS, reports.Action),
    ],
)
def test_a_word_is_legal_in_a_type_where_it_is_legal_at_run_time(legal: tuple[str, ...], literal: object) -> None:
    assert get_args(literal) == legal


@given(st.text().filter(lambda text: text not in values.ROLES))
def test_any_other_role_is_refused(role: str) -> None:
    with pytest.raises(InputError, match="unknown role"):
        Message(role)  # type: ignore[arg-type]  # that is the point


@given(st.text())
def test_any_text_is_a_text(text: str) -> None:
    assert Draft(text).text == Message("customer", text).text == text


@given(st.datetimes())
def test_a_time_without_an_offset_is_refused_whatever_it_is(at: datetime) -> None:
    for make in (lambda: Draft("x", at), lambda: Message("system", "x", at)):
        with pytest.raises(InputError, match="needs an offset"):
            make()


@given(st.datetimes(timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))))
def test_a_time_with_an_offset_is_kept_as_it_is(at: datetime) -> None:
    kept = Draft("x", at).at
    assert kept is at
