"""Twilio's Messages: the form that sends, the webhook of what came in, and the record of a message, on all channels.

The channel stands before the address (`whatsapp:+1…`); an address without one is a phone number, for SMS or MMS.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Mapping
from urllib.parse import parse_qs

from couth.model import Attachment, Component, Customer, Parameter, Sender, Template
from couth.readers.payloads.content import Content
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part, ShapeError
from couth.readers.phone import caller, e164

CHANNELS: Final = {
    "whatsapp": "whatsapp", "messenger": "messenger", "rcs": "rcs", "instagram": "instagram", "viber": "viber-business",
    "line": "line", "telegram": "telegram", "sms": "sms",
}  # fmt: skip
_KINDS: Final = {"image": "image", "video": "video", "audio": "audio", "text": "document"}
_OPT_OUTS: Final = {"STOP": (True, "stop"), "START": (None, "resume")}


def is_form(body: Mapping[str, object]) -> bool:
    """Whether this is a form that sends, or a webhook."""
    said = any(key in body for key in ("Body", "MediaUrl", "MediaUrl0", "ContentSid", "NumMedia"))
    return "To" in body and said and any(key in body for key in ("From", "MessagingServiceSid"))


def is_record(body: Mapping[str, object]) -> bool:
    """Whether this is a message as the API answers it, or a list of them."""
    listed = body.get("messages")
    if isinstance(listed, list) and listed and isinstance(listed[0], dict):
        return is_record(listed[0])
    return "direction" in body and "sid" in body and "body" in body


def from_form(written: str) -> dict[str, Any]:
    """The fields of a form as it is sent; a name that stands several times has a list."""
    fields = parse_qs(written, keep_blank_values=True, max_num_fields=1000)
    return {key: values[0] if len(values) == 1 else values for key, values in fields.items()}


def read(body: Part, sink: Sink) -> None:
    """The draft of a form, the message of a webhook or record."""
    if "messages" in body:
        sink.each(body.items("messages"), lambda part: _record(part, sink))
    elif "direction" in body:
        _record(body, sink)
    elif any(key in body for key in ("MessageSid", "SmsMessageSid", "SmsSid")):
        _incoming(body, sink)
    else:
        _outgoing(body, sink)


def _outgoing(body: Part, sink: Sink) -> None:
    channel, to = _address(body.part("To"))
    media = body.part("MediaUrl")
    urls = [media] if isinstance(media.value, str) else media.items()
    content = Content(body.text("Body"), tuple(Attachment("unknown", url=url.text(), label="media") for url in urls))
    if "ContentSid" in body:
        _filled(body, content)
    at = body.stamp("SendAt")
    sender = _sender(body)
    draft = content.draft(_carried(channel, bool(urls)), at=at, sender=sender)
    sink.send(body, draft, to, caller(to))


def _filled(body: Part, content: Content) -> None:
    """A content template: its words stand at Twilio, so the text is what its variables say."""
    variables = body.unfolded("ContentVariables")
    if variables.value is not None and not isinstance(variables.value, dict):
        raise ShapeError(variables, "must be an object, or one in JSON")
    values = tuple(Parameter(variables.name(str(key)) or "", str(key)) for key in variables.value or {})
    content.template = Template(body.string("ContentSid"), definition=False)
    content.components = (Component(kind="body", parameters=values),)
    content.text = content.text or " ".join(value.text for value in values if value.text)


def _sender(body: Part) -> Sender | None:
    if "From" in body:
        return Sender(id=_address(body.part("From"))[1])
    return Sender(id=body.string("MessagingServiceSid")) if "MessagingServiceSid" in body else None


def _incoming(body: Part, sink: Sink) -> None:
    channel, peer = _address(body.part("From"))
    count = min(body.whole("NumMedia") or 0, 100)
    things = tuple(_thing(body, index) for index in range(count))
    if "Latitude" in body:
        things += (Attachment("location", body.string("Address") or body.string("Label")),)
    opted_out, event = _OPT_OUTS.get(body.text("OptOutType"), (None, None))
    if "ButtonText" in body or "ButtonPayload" in body:
        event = "tap"
    content = Content(body.text("Body") or body.text("ButtonText"), things, event=event)
    message = content.message("customer", None, id=_sid(body), reply_to=body.string("OriginalRepliedMessageSid"))
    customer = Customer(phone=e164(peer), opted_out=opted_out, country=_country(body))
    sink.hear(body, message, _carried(channel, count > 0), peer, customer)


def _country(body: Part) -> str | None:
    written = body.text("FromCountry")
    return written if len(written) == 2 else None


def _sid(body: Part) -> str | None:
    return body.string("MessageSid") or body.string("SmsMessageSid") or body.string("SmsSid")


def _thing(body: Part, index: int) -> Attachment:
    mime = body.string(f"MediaContentType{index}")
    kind = _KINDS.get((mime or "").partition("/")[0], "document")
    return Attachment(kind, mime_type=mime, url=body.string(f"MediaUrl{index}"))


def _record(body: Part, sink: Sink) -> None:
    """A message as the API keeps it: who spoke stands in `direction`."""
    role = "customer" if body.text("direction") == "inbound" else "business"
    channel, peer = _address(body.part("from" if role == "customer" else "to"))
    count = min(body.whole("num_media") or 0, 100)
    content = Content(body.text("body"), tuple(Attachment("unknown", label="media") for _ in range(count)))
    at = _dated(body.part("date_sent")) or _dated(body.part("date_created"))
    message = content.message(role, at, id=body.string("sid"))
    sink.hear(body, message, _carried(channel, count > 0), peer, caller(peer))


def _dated(part: Part) -> datetime | None:
    """A time as e-mails write it, or in ISO 8601."""
    written = part.string()
    if written is None or written[:1].isdigit():
        return part.stamp()
    try:
        at = parsedate_to_datetime(written)
    except ValueError:
        raise ShapeError(part, "not a time, such as Mon, 02 Mar 2026 14:05:00 +0000") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _address(part: Part) -> tuple[str, str | None]:
    written = part.name()
    if written is None:
        return "sms", None
    before, colon, address = written.partition(":")
    return (CHANNELS.get(before, "sms"), address) if colon else ("sms", written)


def _carried(channel: str, media: bool) -> str:
    return "mms" if channel == "sms" and media else channel
