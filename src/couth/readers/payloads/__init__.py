"""Payloads: what platforms are asked to send, and what they tell of, by the shape of each body.

    payload = read_payload(None, body)
    payload.platform, payload.drafts, payload.messages, payload.problems, payload.notes

A platform is a recogniser and a reader in a module of its own, listed in `PLATFORMS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Final, Iterable, Mapping

from couth.readers.payloads import (
    apple,
    email_message,
    line,
    messenger,
    rcs,
    telegram,
    twilio,
    viber,
    vonage,
    wechat,
    whatsapp,
    whatsapp_templates,
)
from couth.readers.payloads.found import Arrived, Outgoing, Payload, Remark, Sink
from couth.readers.payloads.parts import Part

__all__ = ["NOTHING", "PLATFORMS", "Arrived", "Outgoing", "Payload", "Platform", "Remark", "read_payload", "recognise"]

Body = Mapping[str, object]

NOTHING: Final = "no message in it"
"""What is noted of a body in which nothing was understood."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform's bodies: those that it is told by, and how they are read."""

    shapes: tuple[Callable[[Body], bool], ...]
    read: Callable[[Part, Sink], None]

    def matches(self, body: Body) -> bool:
        """Whether a body has one of the platform's shapes."""
        return any(shape(body) for shape in self.shapes)


PLATFORMS: Final[Mapping[str, Platform]] = {
    "whatsapp": Platform((whatsapp.is_body, whatsapp.is_webhook), whatsapp.read),
    "whatsapp-template": Platform((whatsapp_templates.is_definition,), whatsapp_templates.read),
    "telegram": Platform((telegram.is_update, telegram.is_body), telegram.read),
    "messenger": Platform((messenger.is_body, messenger.is_webhook), messenger.read),
    "viber": Platform((viber.is_body, viber.is_callback), viber.read),
    "viber-business": Platform((viber.is_business,), viber.read_business),
    "wechat": Platform((wechat.is_body, wechat.is_push, wechat.is_other), wechat.read),
    "line": Platform((line.is_body, line.is_webhook), line.read),
    "rcs": Platform((rcs.is_body, rcs.is_event), rcs.read),
    "apple": Platform((apple.is_message,), apple.read),
    "vonage": Platform((vonage.is_message,), vonage.read),
    "twilio": Platform((twilio.is_form, twilio.is_record), twilio.read),
    "email": Platform((), email_message.read),
}
"""Every platform by the name it is asked for with; the first whose shape a body has is taken."""


def recognise(body: object) -> str | None:
    """The platform that a parsed body belongs to, by its shape; None where it belongs to none."""
    if not isinstance(body, dict):
        return None
    return next((name for name, platform in PLATFORMS.items() if platform.matches(body)), None)


def read_payload(
    platform: str | None,
    body: object,
    *,
    headers: Mapping[str, str] | None = None,
    business: Iterable[str] = (),
) -> Payload:
    """What a body holds. It is one parsed from JSON or a form, or the text of WeChat's XML, a form, or an e-mail.

    `platform` is one of `PLATFORMS`, or None to tell it by shape; `headers` are those of the HTTP request. Raises
    nothing: whatever is wrong is told in `problems`, each with the way to it inside the body.
    """
    sink = Sink()
    if business:
        sink.business = frozenset(_names(business))
    if headers:
        sink.headers = {name.lower(): value for name, value in headers.items()}
    if isinstance(body, (str, bytes)) and platform != "email":
        try:
            body = _parsed(platform, body)
        except ValueError as error:
            return Payload(platform, problems=(Remark("", str(error)),))
    name = platform or recognise(body)
    if name is None or name not in PLATFORMS:
        return Payload(None, problems=(Remark("", "no payload of a platform that couth knows"),))
    sink.attempt(Part(body), lambda part: PLATFORMS[name].read(part, sink))
    if not (sink.drafts or sink.messages or sink.problems or sink.notes):
        sink.note(Part(body), NOTHING)
    return sink.payload(name)


def _names(business: Iterable[str]) -> Iterable[str]:
    for name in business:
        yield name
        yield name.lower()


def _parsed(platform: str | None, body: str | bytes) -> object:
    """Forms and XML as objects; raises ValueError where they are neither."""
    written = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    if platform == "wechat" or written.lstrip().startswith("<xml"):
        return wechat.xml_fields(written.strip())
    return twilio.from_form(written)
