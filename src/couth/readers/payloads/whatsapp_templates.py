"""WhatsApp message templates as they are handed in for approval: the words with their placeholders."""

from __future__ import annotations

from typing import Final, Mapping

from couth.model import Attachment, Button, Card, Component, Parameter, Template
from couth.readers.payloads.content import Content, joined
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part

CHANNEL: Final = "whatsapp"
_PURPOSES: Final = {"MARKETING": "promotion", "UTILITY": "notification", "AUTHENTICATION": "notification"}
_MEDIA: Final = {"IMAGE": "image", "VIDEO": "video", "DOCUMENT": "document", "GIF": "gif", "LOCATION": "location"}
_COMPONENTS: Final = frozenset({"HEADER", "BODY", "FOOTER", "LIMITED_TIME_OFFER"})
"""Those with words; others (a request to call, say) only set what the app does."""

_BUTTONS: Final = {
    "QUICK_REPLY": "reply", "URL": "url", "PHONE_NUMBER": "phone", "COPY_CODE": "copy-code", "OTP": "otp",
    "FLOW": "flow",
}  # fmt: skip


def is_definition(body: Mapping[str, object]) -> bool:
    """Whether this is a definition, or the list of them that the platform answers with."""
    components = body.get("components")
    listed = body.get("data")
    if isinstance(listed, list) and listed and isinstance(listed[0], dict):
        return is_definition(listed[0])
    return isinstance(components, list) and "name" in body and ("category" in body or "language" in body)


def read(body: Part, sink: Sink) -> None:
    """One draft for each definition; its text is header, body and footer as they were written."""
    if "components" in body:
        _definition(body, sink)
    else:
        sink.each(body.items("data"), lambda part: _definition(part, sink))


def _definition(body: Part, sink: Sink) -> None:
    category = body.string("category")
    content = definition(body)
    content.template = Template(
        body.string("name"), category, body.string("language"),
        format=(body.string("parameter_format") or "").lower() or None, definition=True,
    )  # fmt: skip
    sink.send(body, content.draft(CHANNEL, purpose=_PURPOSES.get((category or "").upper()), route="template"))


def definition(body: Part) -> Content:
    """The components of a template, or of a card of one."""
    content = Content()
    components = []
    for part in body.items("components"):
        kind = part.text("type").upper()
        if kind == "BUTTONS":
            content.buttons += tuple(_button(button) for button in part.items("buttons"))
        elif kind == "CAROUSEL":
            content.cards += tuple(_card(card) for card in part.items("cards"))
        elif kind in _COMPONENTS:
            components.append(_component(part, kind, content))
    content.components = tuple(components)
    content.text = joined(*(c.text for c in components if c.kind in ("header", "body", "footer")))
    return content


def _component(part: Part, kind: str, content: Content) -> Component:
    form = part.string("format")
    if form and form.upper() in _MEDIA:
        content.attachments += (Attachment(_MEDIA[form.upper()]),)
    if kind == "LIMITED_TIME_OFFER":
        return Component(kind="offer", text=part.text("limited_time_offer", "text"))
    return Component(kind=kind.lower(), text=part.string("text"), format=form, examples=_examples(part))


def _examples(part: Part) -> tuple[Parameter, ...]:
    """Sample values: by place (`body_text` holds a list of lists, `header_text` a list) or by name."""
    example = part.part("example")
    if example.value is None or not isinstance(example.value, dict):
        return ()
    named = [*example.items("body_text_named_params"), *example.items("header_text_named_params")]
    if named:
        return tuple(Parameter(p.text("example"), p.string("param_name")) for p in named)
    values = [*example.items("body_text"), *example.items("header_text")]
    flat = [inner for value in values for inner in (value.items() if isinstance(value.value, list) else (value,))]
    return tuple(Parameter(value.text()) for value in flat)


def _button(part: Part) -> Button:
    kind = part.text("type")
    return Button(
        part.text("text"), _BUTTONS.get(kind.upper(), kind.lower()), url=part.string("url"),
        payload=part.string("phone_number"), shown="buttons",
    )  # fmt: skip


def _card(part: Part) -> Card:
    content = definition(part)
    return Card(text=content.text, attachment=next(iter(content.attachments), None), buttons=content.buttons)
