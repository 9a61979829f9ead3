"""Sources in text that hold payloads or exports: chats line by line, mails, XML, forms, and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Callable, Final, Iterator, Mapping

from couth.errors import Problem
from couth.readers.bytestream import whole
from couth.readers.exports import telegram_html, whatsapp
from couth.readers.incoming import Options, Value

MAIL_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of a mail, with all that is attached to it."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A body in the text of its platform."""

    platform: str
    body: str | bytes


def lines(stream: BinaryIO, path: str, options: Options) -> Iterator[Value | Problem]:
    """A chat, line by line."""
    return whatsapp.read(stream, path, options.dates)


def page(stream: BinaryIO, path: str, _: Options) -> Iterator[Value | Problem]:
    """A page of an export in HTML."""
    return telegram_html.read(stream, path)


def mail(stream: BinaryIO, path: str, _: Options) -> Iterator[Value | Problem]:
    """One e-mail, in whatever encoding its parts are."""
    data = stream.read(MAIL_LIMIT + 1)
    if len(data) > MAIL_LIMIT:
        yield Problem(path, None, None, f"over the limit of {MAIL_LIMIT:,} bytes for a file of this kind")
    else:
        yield Value(Raw("email", data), 1, len(data))


def xml(stream: BinaryIO, path: str, _: Options) -> Iterator[Value | Problem]:
    """One push of WeChat."""
    return _text(stream, path, "wechat")


def form(stream: BinaryIO, path: str, _: Options) -> Iterator[Value | Problem]:
    """One form of Twilio."""
    return _text(stream, path, "twilio")


def _text(stream: BinaryIO, path: str, platform: str) -> Iterator[Value | Problem]:
    text = whole(stream, path, MAIL_LIMIT)
    yield text if isinstance(text, Problem) else Value(Raw(platform, text.strip()), 1, len(text))


Writing = Callable[[BinaryIO, str, Options], Iterator[Value | Problem]]

WRITINGS: Final[Mapping[str, Writing]] = {
    "whatsapp-export": lines, "signal-export": lines, "telegram-export": page, "email": mail, "wechat": xml,
    "twilio": form,
}  # fmt: skip
"""How each platform and export is read where it comes as text, not as JSON."""

SUFFIXES: Final[Mapping[str, str]] = {".eml": "email", ".xml": "wechat"}


def told_by(head: str, suffix: str) -> str | None:
    """The writing that a source is in, by its suffix or by its first lines; None where it is in none."""
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in (".html", ".htm"):
        return "telegram-export" if telegram_html.is_export(head) else None
    if head.lstrip().startswith("<xml>"):
        return "wechat"
    return "whatsapp-export" if whatsapp.is_export(head) else None
