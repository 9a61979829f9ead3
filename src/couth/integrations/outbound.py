"""An HTTP call on its way out: the drafts in it, leave for each of them, and what the platform's answer makes of that."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from email import message_from_bytes
from typing import Any, Final, Iterator, Literal, Mapping, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from couth.errors import CouthError, InputError
from couth.integrations.endpoints import Endpoints, Found
from couth.integrations.guard import Guard
from couth.integrations.inputs import one_of
from couth.integrations.sending import Permit
from couth.readers.payloads import NOTHING, Outgoing, read_payload


class UnreadError(CouthError):
    """A call that sends a message which could not be read, or of which it cannot be told to whom it goes."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as any client makes it; header names in lower case."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


def whole_body(body: Any) -> bytes:
    """A body as a client takes it, as bytes; what can be read once is to be replaced by them."""
    if body is None or isinstance(body, (str, bytes)):
        return body.encode() if isinstance(body, str) else body or b""
    content = body.read() if hasattr(body, "read") else b"".join(map(_bytes, body))
    return _bytes(content)


def _bytes(part: Any) -> bytes:
    return part.encode() if isinstance(part, str) else bytes(part)


class Gate:
    """What every transport does: judge the messages of a call, let it pass or raise, and record what became of it.

    `aliases` are hosts of one's own that stand for a platform's. `unread` says what becomes of a call that sends a
    message which cannot be read, or whose customer cannot be told: `refuse` it (raise UnreadError) or let it `pass`.
    """

    def __init__(
        self, guard: Guard, aliases: Mapping[str, str] | None = None, unread: Literal["refuse", "pass"] = "refuse"
    ) -> None:
        self.guard = guard
        self._endpoints = Endpoints(aliases)
        self._refuses = one_of("unread", unread, ("refuse", "pass")) == "refuse"

    def concerns(self, method: str, url: str) -> bool:
        """Whether a call sends messages; all others pass untouched."""
        return self._endpoints.find(method, url) is not None

    def permits(self, call: Call) -> Passage:
        """Leave for everything that a call sends, all or none; raises Blocked, Held, UnreadError or StoreError."""
        found = self._endpoints.find(call.method, call.url)
        passage = Passage(found, [])
        if found is None:
            return passage
        try:
            for outgoing in self._outgoing(found, call):
                self._permit(outgoing, passage)
        except BaseException:
            passage.release()
            raise
        return passage

    def _permit(self, outgoing: Outgoing, passage: Passage) -> None:
        to, channel = outgoing.to, outgoing.draft.channel
        if to is None and outgoing.draft.reply_token is not None:
            to = self.guard.replied(outgoing.draft.reply_token)
        if to is None or channel is None:
            self._unread("it cannot be told to whom it goes")
            return
        passage.permits.append(self.guard.permit(channel, to, outgoing.draft, known=outgoing.customer))

    def _outgoing(self, found: Found, call: Call) -> Iterator[Outgoing]:
        body = _parsed(call)
        payload = read_payload(found.endpoint.platform, body, headers={**call.headers, "host": found.host})
        if wrong := payload.problems or [note for note in payload.notes if note.message == NOTHING]:
            self._unread("; ".join(map(str, wrong)))
        for outgoing in payload.drafts:
            if outgoing.to is None and found.to is not None:
                yield replace(outgoing, to=unquote(found.to))
            elif outgoing.to is None:
                yield from _each(outgoing, body)
            else:
                yield outgoing

    def _unread(self, why: str) -> None:
        if self._refuses:
            raise UnreadError(f"a message on its way out could not be judged: {why}")


_MANY: Final = ("to", "touser", "broadcast_list")
"""Where a body lists several recipients."""


def _each(outgoing: Outgoing, body: Any) -> Iterator[Outgoing]:
    """One for each recipient that a body lists; itself where it lists none."""
    lists = [body[key] for key in _MANY if isinstance(body, dict) and isinstance(body.get(key), list)]
    recipients = [str(one) for one in lists[0]] if lists else []
    yield from ([replace(outgoing, to=one) for one in recipients] or [outgoing])


@dataclass(slots=True)
class Passage:
    """Leave for one call."""

    found: Found | None
    permits: list[Permit]

    def release(self) -> None:
        """Nothing was sent."""
        for permit in self.permits:
            permit.release()

    def settle(self, status: int, body: bytes) -> None:
        """What the platform has answered: sent, with its ids of the messages, or refused."""
        platform = self.found.endpoint.platform if self.found else None
        answer = _json(body)
        if status >= _BAD or not _accepted(platform, answer):
            self.release()
            return
        ids = list(_ids(answer))
        for number, permit in enumerate(self.permits):
            permit.message_id = ids[number] if number < len(ids) else None
            permit.confirm()


_BAD: Final = 400


def _accepted(platform: str | None, answer: Any) -> bool:
    """Some platforms refuse with a status of success, and say so in the answer."""
    if not isinstance(answer, dict):
        return True
    if platform == "wechat":
        return bool(answer.get("errcode", 0) == 0)
    if platform == "viber":
        return bool(answer.get("status", 0) == 0)
    if platform == "telegram":
        return answer.get("ok") is not False
    first = next(iter(_dicts(answer.get("messages"))), {})
    return platform != "vonage" or str(first.get("status", "0")) == "0"


def _ids(answer: Any) -> Iterator[str]:
    """The platform's ids of the messages that it has taken."""
    if not isinstance(answer, dict):
        return
    parts = [
        answer,
        *_dicts([answer.get("result")]),
        *_dicts(answer.get("messages")),
        *_dicts(answer.get("sentMessages")),
    ]
    for part in parts:
        found = next((part[key] for key in _ID_KEYS if isinstance(part.get(key), (str, int))), None)
        if found is not None:
            yield str(found)


_ID_KEYS: Final = ("message_id", "id", "sid", "message_uuid", "message-id", "message_token", "msgid")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _parsed(call: Call) -> Any:
    """The body as an object: JSON, a form with or without files, or the parameters of the URL."""
    kind = call.headers.get("content-type", "").lower()
    parameters = dict(parse_qsl(urlsplit(call.url).query))
    if kind.startswith("multipart/form-data"):
        return parameters | _multipart(call)
    if "x-www-form-urlencoded" in kind:
        fields = parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True)
        return parameters | _unfolded(fields)
    found = _json(call.body)
    if isinstance(found, dict):
        return parameters | found if call.body and "access_token" not in parameters else found
    if call.body:
        return call.body
    return _unfolded(list(parameters.items()))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _unfolded(fields: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a form; several of one name are a list, and what is written in JSON is an object."""
    found: dict[str, Any] = {}
    for name, value in fields:
        made = _json(value.encode()) if value[:1] in "[{" else None
        each = value if made is None else made
        found[name] = each if name not in found else [*_listed(found[name]), each]
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _multipart(call: Call) -> dict[str, Any]:
    """The fields of a form with files; a file stands as its name."""
    head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode("latin-1", "replace")
    message = message_from_bytes(head + call.body)
    if not message.is_multipart():
        raise InputError("a form that cannot be read")
    fields: list[tuple[str, str]] = []
    for part in message.walk():
        name, file = part.get_param("name", header="content-disposition"), part.get_filename()
        if isinstance(name, str):
            content = part.get_payload(decode=True)
            fields.append((name, f"attach://{file}" if file else bytes(content or b"").decode("utf-8", "replace")))
    return _unfolded(fields)
