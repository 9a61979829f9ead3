"""WhatsApp Cloud API: the bodies of /messages, and the webhooks of a business account."""

from __future__ import annotations

from typing import Callable, Final, Mapping

from couth.model import Attachment, Customer, Message
from couth.readers.payloads.content import Content, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part
from couth.readers.payloads.whatsapp_content import content_of, sent
from couth.readers.phone import caller, e164

CHANNEL: Final = "whatsapp"


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is a request to send: `messaging_product` beside a recipient or a receipt."""
    return body.get("messaging_product") == CHANNEL and "metadata" not in body and "contacts" not in body


def is_webhook(body: Mapping[str, object]) -> bool:
    """Whether this is a webhook of a business account, or the value of one of its changes."""
    return body.get("object") == "whatsapp_business_account" or (
        ("metadata" in body or "contacts" in body) and ("messages" in body or "statuses" in body)
    )


def read(body: Part, sink: Sink) -> None:
    """Drafts of a request, messages of a webhook."""
    if body.string("object") == "whatsapp_business_account":
        sink.each(body.items("entry"), lambda entry: sink.each(entry.items("changes"), _change(sink)))
    elif "metadata" in body or "contacts" in body:
        _value(body, sink)
    else:
        _outgoing(body, sink)


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(body: Part, sink: Sink) -> None:
    if body.string("status") is not None or "typing_indicator" in body:
        sink.note(body, "a receipt or typing indicator: no message is sent")
        return
    kind = body.string("type") or "text"
    if kind == "reaction":
        sink.note(body.part("reaction"), "a reaction: no message is sent")
        return
    to = body.name("to") or body.name("recipient")
    content = sent(body, kind, sink)
    draft = content.draft(
        channel=CHANNEL, reply_to=body.string("context", "message_id"), route="template" if content.template else None
    )
    sink.send(body, draft, to, caller(to))


# --- what comes in -----------------------------------------------------------------------------------


def _change(sink: Sink) -> Callable[[Part], None]:
    return lambda change: _value(change.part("value"), sink)


def _value(value: Part, sink: Sink) -> None:
    for key, reader in _TOLD.items():
        if key in value:
            sink.each(value.items(key), lambda part, reader=reader: reader(part, sink))  # type: ignore[misc]
    for past in value.items("history") if "history" in value else ():
        for thread in past.items("threads"):
            peer = thread.name("id")
            sink.each(thread.items("messages"), lambda part, peer=peer: _past(part, peer, sink))  # type: ignore[misc]


def _incoming(part: Part, sink: Sink) -> None:
    peer = part.name("from") or part.name("from_user_id")
    _said(part, peer, "customer", sink)


def _echo(part: Part, sink: Sink) -> None:
    _said(part, part.name("to") or part.name("to_user_id"), "business", sink)


def _past(part: Part, peer: str | None, sink: Sink) -> None:
    _said(part, peer, "customer" if part.name("from") == peer else "business", sink)


def _said(part: Part, peer: str | None, role: str, sink: Sink) -> None:
    kind = part.string("type") or "text"
    if kind == "revoke":
        sink.note(part, "a deletion: no message")
        return
    at = part.moment("timestamp")
    if kind == "system":
        content = Content(part.text("system", "body"))
        role = "system"
    elif kind == "edit":
        edited = part.part("edit", "message")
        content = content_of(edited, edited.string("type") or "text", sink)
    else:  # a message that came without its content is still one that the customer wrote
        content = content_of(part, kind, sink) if kind in part else unknown(part, kind, sink)
    if "referral" in part:
        content.event = "ad"
    message = content.message(role, at, id=part.string("id"), reply_to=part.string("context", "id"))
    sink.hear(part, message, CHANNEL, peer, caller(peer))


def _call(part: Part, sink: Sink) -> None:
    """A call of the customer, when it comes in; the end of it, and calls of the business, are no message."""
    if part.text("direction") != "USER_INITIATED" or part.text("event") != "connect":
        sink.note(part, "the state of a call: no message")
        return
    peer = part.name("from")
    message = Message("customer", at=part.moment("timestamp"), attachments=(Attachment("call"),), event="call")
    sink.hear(part, message, CHANNEL, peer, caller(peer))


def _preference(part: Part, sink: Sink) -> None:
    """The customer's choice in the app whether this business may send them marketing."""
    peer, value = part.name("wa_id") or part.name("user_id"), part.text("value")
    message = Message("customer", at=part.moment("timestamp"), event="resume" if value == "resume" else "stop")
    consent = False if value == "stop" else None
    sink.hear(part, message, CHANNEL, peer, Customer(phone=e164(peer), marketing_consent=consent))


_TOLD: Final[Mapping[str, Callable[[Part, Sink], None]]] = {
    "messages": _incoming, "message_echoes": _echo, "calls": _call, "user_preferences": _preference,
}  # fmt: skip
