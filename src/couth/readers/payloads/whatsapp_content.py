"""What a message of WhatsApp's Cloud API holds, by its type: the same going out and coming in."""

from __future__ import annotations

from typing import Callable, Final, Mapping

from couth.model import Attachment, Button, Card, Component, Parameter, Template
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part

_MEDIA: Final = {
    "image": "image", "video": "video", "audio": "audio", "voice": "audio", "document": "document",
    "sticker": "sticker", "gif": "gif",
}  # fmt: skip
_COMPONENTS: Final = frozenset({"header", "body", "footer", "button"})
_PRODUCTS: Final = frozenset({"product", "product_list", "catalog_message", "order_details", "order_status"})


def sent(body: Part, kind: str, sink: Sink) -> Content:
    """The message of a request by its type, as couriers of the platform hand it on, too."""
    return _template(body.need(kind)) if kind == "template" else content_of(body, kind, sink)


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


def content_of(part: Part, kind: str, sink: Sink) -> Content:
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
