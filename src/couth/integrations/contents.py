"""What was said, as the store's columns hold it: plain, encrypted with the user's key, or without anybody's words."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final, Literal, Mapping, Protocol, Sequence

from pydantic import TypeAdapter

from couth.errors import InputError, StoreError
from couth.integrations.written import as_json, read, written
from couth.model import Attachment, Customer, Draft, Message, Report
from couth.reporters.wire import report_dict

Bodies = Literal["keep", "encrypt", "off"]

_MESSAGE: Final = TypeAdapter(Message)
_CUSTOMER: Final = TypeAdapter(Customer)


class Contents(Protocol):
    """How the words of messages, drafts and reports get into a column and out again."""

    bodies: Bodies

    def hidden(self, text: str) -> str:
        """A text as the column holds it."""

    def shown(self, stored: str) -> str:
        """The way back."""

    def message(self, message: Message) -> str:
        """A message as the column holds it."""

    def report(self, report: Report) -> str:
        """A report as the column holds it."""


class Plain:
    """Everything is kept as it is."""

    bodies: Bodies = "keep"

    def hidden(self, text: str) -> str:
        """The text itself."""
        return text

    def shown(self, stored: str) -> str:
        """The text itself."""
        return stored

    def message(self, message: Message) -> str:
        """The message as JSON."""
        return self.hidden(message_json(message))

    def report(self, report: Report) -> str:
        """The report in the wire format."""
        return self.hidden(as_json(report_dict(report)))


class Encrypted(Plain):
    """The same, encrypted with keys of the user's: the first encrypts, all of them decrypt, so that keys can be changed."""

    bodies: Bodies = "encrypt"

    def __init__(self, keys: Sequence[str | bytes]) -> None:
        try:
            from cryptography.fernet import Fernet, InvalidToken, MultiFernet
        except ImportError as error:
            raise InputError("encrypted bodies need the package cryptography: pip install 'couth[encrypt]'") from error
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise InputError("a key must be 32 bytes in URL-safe base64, as Fernet.generate_key() makes them") from None
        self._invalid = InvalidToken

    def hidden(self, text: str) -> str:
        """The text, encrypted."""
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode("ascii")

    def shown(self, stored: str) -> str:
        """The text, decrypted; raises StoreError where no key fits."""
        try:
            return self._fernet.decrypt(stored.encode("ascii")).decode("utf-8", "surrogatepass")
        except (self._invalid, UnicodeEncodeError):
            raise StoreError("what the store holds is encrypted with another key", "key") from None


class Off(Plain):
    """No words at all: of a message who wrote, when, and what kinds of things went with it; of a report the rules."""

    bodies: Bodies = "off"

    def message(self, message: Message) -> str:
        """What is known of the message beside its words."""
        return message_json(bare(message))

    def report(self, report: Report) -> str:
        """The report without excerpts, messages, suggestions and edits."""
        data = report_dict(report)
        data["violations"] = [{key: v[key] for key in _TELLING} for v in data["violations"]]
        return json.dumps(data)


_TELLING: Final = ("rule", "severity", "basis", "points", "span")

_WORDLESS: Final = frozenset({"role", "at", "id", "event", "reply_to", "reply_token", "automatic", "template"})
"""Fields of a message that hold nobody's words."""


def bare(message: Message) -> Message:
    """A message without anybody's words."""
    kept = {field.name: getattr(message, field.name) for field in fields(message) if field.name in _WORDLESS}
    things = tuple(
        Attachment(a.kind, size=a.size, mime_type=a.mime_type, seconds=a.seconds) for a in message.attachments
    )
    author = message.author and replace(message.author, name=None)
    return Message(**kept, attachments=things, author=author)


def message_json(message: Message) -> str:
    """A message as JSON, without what is not set."""
    return written(_MESSAGE, message)


def message_of(text: str) -> Message:
    """The message that `message_json` has written."""
    return read(_MESSAGE, text)


def customer_json(customer: Customer) -> str:
    """A customer's record as JSON, without what is unknown."""
    return written(_CUSTOMER, customer)


@lru_cache(maxsize=4096)
def customer_of(text: str) -> Customer:
    """The record that `customer_json` has written."""
    return read(_CUSTOMER, text)


_SHARED: Final = tuple(
    field.name
    for field in fields(Message)
    if field.name in {f.name for f in fields(Draft)} and field.name not in ("id", "template")
)


def as_message(draft: Draft) -> Message:
    """The message that a draft is once it was sent."""
    values: dict[str, Any] = {name: getattr(draft, name) for name in _SHARED}
    return Message(role="business", template=draft.template.name if draft.template else None, **values)


def contents(bodies: Bodies, keys: Sequence[str | bytes]) -> Plain:
    """How the words are kept; raises InputError where the keys do not go with that."""
    if bodies == "encrypt" or (bodies == "keep" and keys):
        if not keys:
            raise InputError("encrypted bodies need a key")
        return Encrypted(keys)
    made: Mapping[str, type[Plain]] = {"keep": Plain, "off": Off}
    if bodies not in made:
        raise InputError(f"unknown bodies {bodies!r}: one of keep, encrypt, off")
    return made[bodies]()
