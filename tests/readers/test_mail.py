"""E-mail: headers, words, attachments; from whom it is decides whether it is a draft or a message."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from couth.errors import Problem
from couth.readers import Incoming, Options, read, read_thread
from couth.readers.payloads import read_payload


def mail(html: bool = False) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Lamp Co <hello@lamp.example>"
    made["To"] = "Ana Pérez <ana@mail.example>, ben@mail.example"
    made["Subject"] = "Your lámp is ready"
    made["Date"] = "Mon, 02 Mar 2026 15:05:00 +0100"
    made["Message-ID"] = "<1@lamp.example>"
    made["In-Reply-To"] = "<0@mail.example>"
    made["List-Unsubscribe"] = "<https://lamp.example/u>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content("Hello Ana,\n\nyour lamp is ready.\n")
    if html:
        made.add_alternative("<p>other words</p>", subtype="html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="invoice.pdf")
    return made


def test_a_draft() -> None:
    payload = read_payload("email", mail(html=True).as_bytes())
    [outgoing] = payload.drafts
    draft = outgoing.draft
    assert (payload.problems, draft.channel, outgoing.to) == ((), "email", "ana@mail.example")
    assert (draft.text, draft.subject) == ("Hello Ana,\n\nyour lamp is ready.", "Your lámp is ready")
    assert draft.at == datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    assert (draft.header("list-unsubscribe"), draft.reply_to) == ("<https://lamp.example/u>", "<0@mail.example>")
    assert (draft.automatic, draft.recipients) == (True, 2)
    assert draft.sender is not None
    assert (draft.sender.id, draft.sender.name) == ("hello@lamp.example", "Lamp Co")
    assert [(a.kind, a.name, a.mime_type, a.size) for a in draft.attachments] == [
        ("document", "invoice.pdf", "application/pdf", 4)
    ]


def test_words_of_html_alone() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "hello@lamp.example", "x"
    made.set_content("<style>p {}</style><p>Your&nbsp;lamp</p><p>is <b>ready</b>.<br>Bye</p>", subtype="html")
    [outgoing] = read_payload("email", made.as_string()).drafts
    assert outgoing.draft.text == "Your\u00a0lamp\n\nis ready.\nBye"


def test_from_the_customer_it_is_a_message(tmp_path: Path) -> None:
    payload = read_payload("email", mail().as_bytes(), business=["help@lamp.example"])
    [arrived] = payload.messages
    assert (arrived.peer, arrived.message.role, arrived.message.automatic) == ("hello@lamp.example", "customer", True)
    payload = read_payload("email", mail().as_bytes(), business=["Hello@Lamp.example"])
    assert len(payload.drafts) == 1


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail().as_bytes())
    [item] = list(read(str(path)))
    assert isinstance(item, Incoming)
    assert (item.draft.channel, item.draft.subject) == ("email", "Your lámp is ready")
    thread = read_thread(str(path), Options(business=("support@lamp.example",)))
    assert [m.text for m in thread.messages] == ["Hello Ana,\n\nyour lamp is ready."]


def test_what_is_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"hello")
    assert [str(item).removeprefix(str(path)) for item in read(str(path)) if isinstance(item, Problem)] == [
        ":1: an e-mail without From"
    ]
    broken = mail()
    broken.replace_header("Date", "yesterday")
    assert [str(p) for p in read_payload("email", broken.as_bytes()).problems] == ["Date: not a time after RFC 5322"]
    assert [str(p) for p in read_payload("email", {"a": 1}).problems] == ["must be the text of an e-mail"]


def test_an_unknown_charset_and_broken_headers_are_read_as_far_as_they_go() -> None:
    raw = b"From: =?x-none?Q?a?= <a@b.example>\r\nSubject: =?utf-8?B?*?=\r\nContent-Type: text/plain; charset=x-none\r\n\r\nHello\xe9\r\n"
    [outgoing] = read_payload("email", raw).drafts
    assert outgoing.draft.text == "Hello\ufffd"
