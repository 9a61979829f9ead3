"""WhatsApp Cloud API: the bodies of /messages, and the webhooks of a business account."""

from __future__ import annotations

from typing import Callable, Final, Mapping

from couth.model import Attachment, Button, Card, Component, Customer, Message, Parameter, Template
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part
from couth.readers.phone import caller, e164

CHANNEL: Final = "whatsapp"
_MEDIA: Final = {
    "image": "image", "video": "video", "audio": "audio", "voice": "audio", "document": "document",
    "sticker": "sticker", "gif": "gif",
}  # fmt: skip
_COMPONENTS: Final = frozenset({"header", "body", "footer", "button"})
_PRODUCTS: Final = frozenset({"product", "product_list", "catalog_message", "order_details", "order_status"})


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


def sent(body: Part, kind: str, sink: Sink) -> Content:
    """The message of a request by its type, as couriers of the platform hand it on, too."""
    return _template(body.need(kind)) if kind == "template" else _content(body, kind, sink)


def _template(sent: Part) -> Content:
    """A template send: its words stand elsewhere, so the text is what its parameters say."""
    components: list[Component] = []
    content = Content(template=Template(sent.string("name"), language=_language(sent), definition=False))
    for part in sent.items("components"):
        if part.text("type").lower() == "carousel":
            content.cards = tuple(_sent_card(card) for card in part.items("cards"))
        elif part.text("type").lower() in _COMPONENTS:
            components.append(_filled(part, content))
    content.components = tuple(components)
    said = (p.text for c in components if c.kind == "body" for p in c.parameters)
    content.text = " ".join(text for text in said if text)
    return content


def _language(sent: Part) -> str | None:
    if isinstance(sent.part("language").value, str):
        return sent.string("language")
    return sent.string("language", "code")


def _sent_card(card: Part) -> Card:
    content = Content()
    filled = [_filled(part, content) for part in card.items("components") if part.text("type").lower() in _COMPONENTS]
    said = " ".join(p.text for c in filled for p in c.parameters if p.text and c.kind == "body")
    return Card(text=said, attachment=next(iter(content.attachments), None), buttons=())


def _filled(part: Part, content: Content) -> Component:
    parameters = tuple(_parameter(p, content) for p in part.items("parameters"))
    return Component(
        kind=part.text("type").lower(), format=part.string("sub_type"), parameters=parameters,
        index=part.whole("index"),
    )  # fmt: skip


def _parameter(part: Part, content: Content) -> Parameter:
    kind = part.string("type") or "text"
    if kind in _MEDIA:
        content.attachments += (_media(part.part(kind), kind),)
        return Parameter("", part.string("parameter_name"))
    written = {"currency": ("currency", "fallback_value"), "date_time": ("date_time", "fallback_value")}
    way = written.get(kind, (kind,))
    said = part.part(*way)
    return Parameter(said.string() or "" if isinstance(said.value, str) else "", part.string("parameter_name"))


# --- what both sides send ----------------------------------------------------------------------------


def _content(part: Part, kind: str, sink: Sink) -> Content:
    """The words and things of one message, by its type; of a type that is not known, a thing of unknown kind."""
    if "errors" in part and kind not in part:  # what the platform itself could not hand on
        return unknown(part, kind, sink)
    if kind == "text":
        return Content(part.text("text", "body") or part.need("text").need("body").text())
    if kind in _MEDIA:
        thing = part.need(kind)
        caption = thing.text("caption")
        return Content(caption, (_media(thing, kind),))
    reader = _KINDS.get(kind)
    if reader is not None:
        return reader(part.need(kind), sink)
    return unknown(part, kind, sink)


def _media(thing: Part, kind: str) -> Attachment:
    return Attachment(
        "audio" if kind == "audio" else _MEDIA[kind], thing.string("caption"), thing.whole("file_size"),
        thing.string("mime_type"), name=thing.string("filename"), url=thing.string("link") or thing.string("url"),
    )  # fmt: skip


def _location(place: Part, _: Sink) -> Content:
    name = joined(place.text("name"), place.text("address"), between=", ")
    return Content("", (Attachment("location", name or None),))


def _contacts(cards: Part, _: Sink) -> Content:
    return Content("", tuple(Attachment("contact", c.string("name", "formatted_name")) for c in cards.items()))


def _order(order: Part, _: Sink) -> Content:
    things = tuple(Attachment("product", label=p.name("product_retailer_id")) for p in order.items("product_items"))
    return Content(order.text("text"), things or (Attachment("product"),))


def _reaction(reaction: Part, _: Sink) -> Content:
    return Content(reaction.text("emoji"))


def _tapped(button: Part, _: Sink) -> Content:
    return Content(button.text("text"), event="tap")


def _interactive(part: Part, sink: Sink) -> Content:
    kind = part.text("type")
    if kind in ("button_reply", "list_reply"):
        return Content(part.part(kind).text("title"), event="tap")
    if kind.endswith("_reply"):
        return Content(part.part(kind).text("body"), event="tap")
    return _offered(part, kind, sink)


def _offered(part: Part, kind: str, sink: Sink) -> Content:
    """An interactive message of the business: header, body, footer, and what can be tapped."""
    header = part.text("header", "text")
    body, footer = part.text("body", "text"), part.text("footer", "text")
    components = [
        Component(kind=name, text=text, format=form)
        for name, text, form in (
            ("header", header, part.string("header", "type")), ("body", body, None), ("footer", footer, None),
        ) if text
    ]  # fmt: skip
    content = Content(joined(header, body, footer), _header_media(part.part("header")))
    action = part.part("action")
    content.buttons = tuple(_buttons(action, kind))
    if kind == "carousel":
        content.cards = tuple(_card(card) for card in action.items("cards"))
    elif kind in _PRODUCTS:
        content.attachments += (Attachment("product", label=kind),)
    elif not content.buttons:
        content.attachments += unknown(part.part("type"), kind, sink).attachments
    if action.string("button") is not None:
        components.append(Component(kind="button", text=action.text("button"), format="list"))
    content.components = tuple(components)
    return content


def _header_media(header: Part) -> tuple[Attachment, ...]:
    kind = header.text("type")
    return (_media(header.part(kind), kind),) if kind in _MEDIA else ()


def _buttons(action: Part, kind: str) -> list[Button]:
    made = [
        Button(b.text("reply", "title"), "reply", payload=b.name("reply", "id"), shown="buttons")
        for b in action.items("buttons")
    ]
    for section in action.items("sections"):
        made += [_row(row, section.string("title")) for row in section.items("rows")]
    single = _SINGLE.get(kind)
    if single is not None:
        made.append(single(action.part("parameters")))
    return made


def _row(row: Part, section: str | None) -> Button:
    return Button(
        row.text("title"), "reply", payload=row.name("id"), shown="list", section=section,
        description=row.string("description"),
    )  # fmt: skip


_SINGLE: Final[Mapping[str, Callable[[Part], Button]]] = {
    "cta_url": lambda p: Button(p.text("display_text"), "url", url=p.string("url"), shown="buttons"),
    "flow": lambda p: Button(p.text("flow_cta"), "flow", payload=p.name("flow_id"), shown="buttons"),
    "voice_call": lambda p: Button(p.text("display_text"), "phone", shown="buttons"),
    "location_request_message": lambda _: Button("", "location", shown="buttons"),
    "address_message": lambda _: Button("", "address", shown="buttons"),
    "call_permission_request": lambda _: Button("", "phone", shown="buttons"),
}
"""Interactive messages with the one thing that can be tapped; labels that the app itself writes are empty."""


def _card(card: Part) -> Card:
    header = _header_media(card.part("header"))
    buttons = _buttons(card.part("action"), card.text("type") or "cta_url")
    return Card(text=card.text("body", "text"), attachment=next(iter(header), None), buttons=tuple(buttons))


_KINDS: Final[Mapping[str, Callable[[Part, Sink], Content]]] = {
    "interactive": _interactive, "button": _tapped, "location": _location, "contacts": _contacts, "order": _order,
    "reaction": _reaction,
}  # fmt: skip


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
        content = _content(edited, edited.string("type") or "text", sink)
    else:  # a message that came without its content is still one that the customer wrote
        content = _content(part, kind, sink) if kind in part else unknown(part, kind, sink)
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
