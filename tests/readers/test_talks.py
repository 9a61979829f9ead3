"""Payloads and exports put into threads: each draft is judged with what came before it, of its own customer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from couth.errors import InputError, Note, Problem
from couth.readers import Incoming, Options, peers, read, read_thread, read_threads
from couth.readers.incoming import DEFAULTS

from .bodies import AT, MILLIS, SECONDS, cloud, whatsapp

READY = {"messaging_product": "whatsapp", "to": "447700900123", "type": "text", "text": {"body": "Ready."}}
HI = cloud(whatsapp(type="text", text={"body": "Hi"}))


def other(body: dict[str, Any]) -> dict[str, Any]:
    """The same with another customer."""
    changed: dict[str, Any] = json.loads(json.dumps(body).replace("447700900123", "447700900456"))
    return changed


def write(path: Path, *objects: object) -> str:
    path.write_text("\n".join(json.dumps(one) for one in objects), "utf-8")
    return str(path)


def items(path: str, options: Options = DEFAULTS, **given: Any) -> tuple[list[Incoming], list[str]]:
    """Drafts with their threads as they were, and what was told."""
    drafts, told = [], []
    for item in read(path, options, **given):
        if isinstance(item, Incoming):
            drafts.append((item, len(item.thread)))
        else:
            assert isinstance(item, Problem)
            told.append(("note: " if isinstance(item, Note) else "") + str(item).removeprefix(path))
    return drafts, told  # type: ignore[return-value]


def test_a_body_goes_on_with_what_its_customer_said_earlier_in_the_stream(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", HI, other(HI), READY, READY, other(READY))
    drafts, told = items(path)
    assert told == []
    assert [(item.draft.text, known) for item, known in drafts] == [("Ready.", 1), ("Ready.", 2), ("Ready.", 1)]  # type: ignore[misc]
    assert [item.draft.id for item, _ in drafts] == [f"{path}:3", f"{path}:4", f"{path}:5"]  # type: ignore[misc]


def test_a_body_alone_has_no_known_thread_and_its_moment_is_the_one_given(tmp_path: Path) -> None:
    [(item, _)], told = items(write(tmp_path / "a.json", READY), Options(at=AT, lang="en"))  # type: ignore[misc]
    assert (item.thread.known, item.draft.at, item.draft.lang, told) == (False, AT, "en", [])


def test_echoes_are_judged_as_they_were_sent(tmp_path: Path) -> None:
    echo = cloud(
        message_echoes=[
            {"to": "447700900123", "timestamp": str(SECONDS + 60), "type": "text", "text": {"body": "Ready."}}
        ]
    )
    [(item, known)], _ = items(write(tmp_path / "a.jsonl", HI, echo))  # type: ignore[misc]
    assert (item.draft.text, item.draft.at, known) == ("Ready.", AT + timedelta(minutes=1), 1)


def test_customers_alone_are_nothing_to_judge_and_it_is_said(tmp_path: Path) -> None:
    assert items(write(tmp_path / "a.jsonl", HI, HI)) == (
        [], ["note: : 2 messages of customers and none to judge; give it as --thread"]
    )  # fmt: skip


def test_the_same_note_is_told_once_and_counted(tmp_path: Path) -> None:
    receipt = cloud(statuses=[{"id": "w", "status": "read"}])
    _, told = items(write(tmp_path / "a.jsonl", receipt, receipt, receipt))
    assert told == ["note: :1: no message in it", "note: : 2 more: no message in it"]


def test_a_case_may_hold_a_payload_in_the_place_of_its_draft(tmp_path: Path) -> None:
    case = {
        "id": "c1", "platform": "whatsapp", "payload": READY, "at": "2026-03-02T14:06:00Z", "lang": "en",
        "customer": {"timezone": "Europe/London", "marketing_consent": False},
        "thread": [{"role": "customer", "text": "Hi", "at": "2026-03-02T14:05:00Z"}],
    }  # fmt: skip
    [(item, known)], told = items(write(tmp_path / "a.json", case))  # type: ignore[misc]
    assert (told, known, item.draft.id, item.draft.text) == ([], 1, "c1", "Ready.")
    assert item.draft.at == AT + timedelta(minutes=1)
    assert (item.thread.customer.timezone, item.thread.customer.phone) == ("Europe/London", "+447700900123")
    assert item.thread.channel == "whatsapp"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"payloads": {}}, ":1: unknown key 'payloads'"),
        ({"platform": "fax"}, ":1: platform: must be one of whatsapp, "),
        ({"headers": [1]}, ":1: headers: must be an object of strings"),
        ({"at": "noon"}, ":1: draft.at: not a time in ISO 8601"),
        ({"customer": {"timezone": "Mars"}}, ":1: unknown time zone 'Mars'"),
        ({"payload": {**READY, "text": {"body": 1}}}, ":1: payload.text.body: must be a string, not a number"),
        ({"payload": {"a": 1}}, ":1: payload: no payload of a platform that couth knows"),
    ],
)
def test_what_is_wrong_around_a_payload(tmp_path: Path, changed: dict[str, Any], problem: str) -> None:
    drafts, [told] = items(write(tmp_path / "a.jsonl", {"payload": READY, **changed}))
    assert drafts == []
    assert told.startswith(problem)


def test_payloads_may_stand_under_names(tmp_path: Path) -> None:
    drafts, told = items(write(tmp_path / "a.json", {"first": READY, "second": READY}))
    assert (len(drafts), told) == (2, [])


class TestThreadsOfTheirOwn:
    """`--thread`: what was said before, from a file of its own."""

    def test_the_thread_of_the_customer_that_the_draft_goes_to(self, tmp_path: Path) -> None:
        threads, notes = read_threads(write(tmp_path / "t.jsonl", HI, other(HI), other(HI)))
        assert (len(threads), notes) == (2, [])
        path = write(tmp_path / "a.jsonl", other(READY), READY, other(READY))
        drafts, _ = items(path, threads=threads)
        assert [known for _, known in drafts] == [2, 1, 3]  # type: ignore[misc]

    def test_one_thread_is_taken_whoever_it_is_with(self, tmp_path: Path) -> None:
        talk = {"messages": [{"role": "customer", "text": "Hi"}], "customer": {"timezone": "Europe/London"}}
        threads, _ = read_threads(write(tmp_path / "t.json", talk))
        [(item, known)], _ = items(write(tmp_path / "a.json", READY), threads=threads)  # type: ignore[misc]
        assert (known, item.thread.customer.timezone, item.thread.customer.phone) == (
            1,
            "Europe/London",
            "+447700900123",
        )

    def test_plain_drafts_go_on_with_it_too(self, tmp_path: Path) -> None:
        threads, _ = read_threads(write(tmp_path / "t.jsonl", HI))
        [(item, known)], _ = items(write(tmp_path / "a.jsonl", {"draft": {"text": "Ready."}}), threads=threads)  # type: ignore[misc]
        assert (known, item.draft.text) == (1, "Ready.")

    def test_of_several_the_one_that_is_asked_for(self, tmp_path: Path) -> None:
        path = write(tmp_path / "t.jsonl", HI, other(HI), other(HI))
        assert len(read_thread(path, Options(customer="+44 7700 900456"))) == 2
        with pytest.raises(
            InputError, match=r"2 customers; say which with --customer: '\+447700900123', '\+447700900456'"
        ):
            read_thread(path)
        with pytest.raises(InputError, match="no messages of the customer 'Ana': there are"):
            read_thread(path, Options(customer="Ana"))

    def test_bodies_in_it_are_what_the_business_said(self, tmp_path: Path) -> None:
        thread = read_thread(write(tmp_path / "t.jsonl", HI, READY))
        assert [(m.role, m.text) for m in thread.messages] == [("customer", "Hi"), ("business", "Ready.")]

    def test_an_export_is_a_thread(self, tmp_path: Path) -> None:
        path = tmp_path / "chat.txt"
        path.write_text("[23/05/2023, 15:05:00] Ana: Hi\n[23/05/2023, 15:06:00] Lamp Co: Ready.\n", "utf-8")
        thread = read_thread(str(path), Options(business=("lamp co",), clock="Europe/Madrid"))
        assert [m.role for m in thread.messages] == ["customer", "business"]
        assert thread.messages[0].at == datetime(2023, 5, 23, 13, 5, tzinfo=UTC)
        with pytest.raises(InputError, match="who is the business"):
            read_thread(str(path))

    def test_receipts_are_none(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no message in it"):
            read_thread(write(tmp_path / "t.jsonl", cloud(statuses=[{"id": "w", "status": "read"}])))


def test_who_unsubscribes_has_opted_out_until_they_come_back(tmp_path: Path) -> None:
    def callback(event: str, minutes: int) -> dict[str, Any]:
        return {
            "event": event,
            "timestamp": MILLIS + minutes * 60_000,
            "message_token": minutes,
            "user_id": "u1",
            "user": {"id": "u1"},
        }

    body = {"receiver": "u1", "type": "text", "text": "Ready."}
    path = write(tmp_path / "a.jsonl", callback("unsubscribed", 1), body, callback("subscribed", 2), body)
    drafts, _ = items(path)
    assert [item.thread.customer.opted_out for item, _ in drafts] == [True, None]  # type: ignore[misc]


def test_long_threads_and_many_threads_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "LONGEST_THREAD", 10)
    monkeypatch.setattr(peers, "KEPT", 4)
    drafts, _ = items(write(tmp_path / "a.jsonl", HI, *[READY] * 20))
    assert max(known for _, known in drafts) < 11  # type: ignore[misc]
    monkeypatch.setattr(peers, "OPEN_THREADS", 2)
    bodies = [json.loads(json.dumps(HI).replace("900123", f"90{number:04}")) for number in range(5)]
    _, told = items(write(tmp_path / "b.jsonl", *bodies))
    assert any(note.endswith("conversations; those that were silent for longest were forgotten") for note in told)
