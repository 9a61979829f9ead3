"""E-mail after RFC 5322: headers, the words of the plain or HTML part, and what is attached."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from typing import Final

from couth.errors import InputError
from couth.model import Attachment, Author, Draft, Message, Sender
from couth.readers.payloads.found import Sink
from couth.readers.payloads.markup import from_html
from couth.readers.payloads.parts import Part, ShapeError

CHANNEL: Final = "email"
_KINDS: Final = {"image": "image", "video": "video", "audio": "audio"}
_AUTOMATIC: Final = ("auto-generated", "auto-replied", "auto-notified")
_MOST_HEADERS: Final = 500


def is_mail(head: str) -> bool:
    """Whether a text begins with the headers of an e-mail: one that only mails have, before the first blank line."""
    block = head.replace("\r\n", "\n").partition("\n\n")[0]
    names = {line.partition(":")[0].strip().lower() for line in block.split("\n") if ":" in line and line[:1].strip()}
    return "from" in names and bool(names & {"message-id", "date", "mime-version", "to"}) and "subject" in names


def read(body: Part, sink: Sink) -> None:
    """A mail from one of the business's addresses is a draft, and so is one whose business is not said."""
    mail = _parsed(body)
    sender = _addresses(mail, "From")
    to = [address for _, address in _addresses(mail, "To", "Cc", "Bcc")]
    from_business = any(address.lower() in sink.business or name in sink.business for name, address in sender)
    text, things = _words(mail), _attachments(mail)
    if from_business or not sink.business:
        sink.send(body, _draft(mail, text, things, to), to[0] if to else None)
    else:
        peer = sender[0][1] if sender else None
        sink.hear(body, _message(mail, text, things, "customer"), CHANNEL, peer)


def _parsed(body: Part) -> EmailMessage:
    raw = body.value
    parser_policy = email.policy.default
    if isinstance(raw, str):
        raw = raw.encode("utf-8", "surrogateescape")
    if not isinstance(raw, bytes):
        raise ShapeError(body, "must be the text of an e-mail")
    mail = email.message_from_bytes(raw, policy=parser_policy)
    if not isinstance(mail, EmailMessage) or mail.get("From") is None:
        raise ShapeError(body, "an e-mail without From")
    return mail


def _draft(mail: EmailMessage, text: str, things: tuple[Attachment, ...], to: list[str]) -> Draft:
    name, address = next(iter(_addresses(mail, "From")), ("", ""))
    return Draft(
        text, at=_date(mail), attachments=things, channel=CHANNEL, subject=_header(mail, "Subject"),
        headers=_headers(mail), reply_to=_header(mail, "In-Reply-To"), automatic=_automatic(mail),
        sender=Sender(id=address or None, name=name or None), recipients=len(to) or None,
        lang=(_header(mail, "Content-Language") or "")[:2].lower() or None,
    )  # fmt: skip


def _message(mail: EmailMessage, text: str, things: tuple[Attachment, ...], role: str) -> Message:
    name = next(iter(_addresses(mail, "From")), ("", ""))[0]
    return Message(
        role, text, _date(mail), things, Author(name or None), _header(mail, "Message-ID"),  # type: ignore[arg-type]
        reply_to=_header(mail, "In-Reply-To"), automatic=_automatic(mail),
    )  # fmt: skip


def _automatic(mail: EmailMessage) -> bool | None:
    """Whether RFC 3834's header says that no person wrote it."""
    told = _header(mail, "Auto-Submitted")
    return None if told is None else told.partition(";")[0].strip().lower() in _AUTOMATIC


def _header(mail: EmailMessage, name: str) -> str | None:
    return dict(reversed([(n.lower(), v) for n, v in _headers(mail)])).get(name.lower())


def _headers(mail: EmailMessage) -> tuple[tuple[str, str], ...]:
    """All headers in order, unfolded and decoded; one that the library cannot decode, as it was written."""
    found = []
    for name, raw in mail.raw_items():
        try:
            found.append((name, str(mail.policy.header_fetch_parse(name, raw))))
        except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # malformed beyond what it repairs
            found.append((name, " ".join(str(raw).split())))
        if len(found) == _MOST_HEADERS:
            break
    return tuple((name, value.encode("utf-8", "replace").decode()) for name, value in found)


def _addresses(mail: EmailMessage, *names: str) -> list[tuple[str, str]]:
    wanted = {name.lower() for name in names}
    pairs = getaddresses([value for name, value in _headers(mail) if name.lower() in wanted])
    return [(name, address) for name, address in pairs if address]


def _date(mail: EmailMessage) -> datetime | None:
    written = _header(mail, "Date")
    if written is None:
        return None
    try:
        at = email.utils.parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        raise InputError("Date: not a time after RFC 5322") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # -0000: in UTC, from nowhere in particular


def _words(mail: EmailMessage) -> str:
    """The plain part, or the words of the HTML one."""
    plain = mail.get_body(("plain",))
    chosen = plain if plain is not None else mail.get_body(("html",))
    if chosen is None:
        return ""
    written = _decoded(chosen)
    return (written if plain is not None else from_html(written)).replace("\r\n", "\n").rstrip("\n")


def _decoded(part: MIMEPart) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return raw.decode(charset, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _attachments(mail: EmailMessage) -> tuple[Attachment, ...]:
    return tuple(_attachment(part) for part in mail.iter_attachments() if isinstance(part, EmailMessage))


def _attachment(part: EmailMessage) -> Attachment:
    mime = part.get_content_type()
    raw = part.get_payload(decode=True)
    return Attachment(
        _KINDS.get(mime.partition("/")[0], "document"), size=len(raw) if isinstance(raw, bytes) else None,
        mime_type=mime, name=part.get_filename(),
    )  # fmt: skip
