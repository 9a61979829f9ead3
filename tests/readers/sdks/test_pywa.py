"""pywa builds the bodies of the WhatsApp Cloud API; couth reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .yardstick import sdk, sent

pywa = sdk("pywa")
types = sdk("pywa.types")
templates = sdk("pywa.types.templates")
httpx = sdk("httpx")
pytestmark = pytest.mark.filterwarnings("ignore")


class Caught:
    """A client whose requests go nowhere."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        transport = httpx.MockTransport(self._answer)
        self.whatsapp = pywa.WhatsApp(phone_id="1", token="t", session=httpx.Client(transport=transport))  # noqa: S106

    def _answer(self, request: Any) -> Any:
        self.bodies.append(json.loads(request.content))
        found = {
            "messaging_product": "whatsapp",
            "contacts": [{"input": "447700900123", "wa_id": "447700900123"}],
            "messages": [{"id": "wamid.1"}],
        }
        return httpx.Response(200, json=found)

    @property
    def body(self) -> dict[str, Any]:
        [body] = self.bodies
        return body


@pytest.fixture
def caught() -> Caught:
    return Caught()


def test_text(caught: Caught) -> None:
    caught.whatsapp.send_message(to="447700900123", text="Your lamp is ready.", reply_to_message_id="wamid.7")
    found = sent("whatsapp", caught.body)
    assert (found.to, found.draft.channel, found.draft.text) == ("447700900123", "whatsapp", "Your lamp is ready.")
    assert found.draft.reply_to == "wamid.7"
    assert (found.customer.phone, found.customer.country) == ("+447700900123", None) or found.customer.country == "GB"


def test_reply_buttons(caught: Caught) -> None:
    caught.whatsapp.send_message(
        to="447700900123", header="Your lamp", text="When shall we come?", footer="Lamp Co",
        buttons=[types.Button(title="Morning", callback_data="am"), types.Button(title="Evening", callback_data="pm")],
    )  # fmt: skip
    draft = sent("whatsapp", caught.body).draft
    assert draft.text == "Your lamp\n\nWhen shall we come?\n\nLamp Co"
    assert [(b.text, b.kind, b.shown, b.payload) for b in draft.buttons] == [
        ("Morning", "reply", "buttons", "am"), ("Evening", "reply", "buttons", "pm"),
    ]  # fmt: skip
    assert [(c.kind, c.text) for c in draft.components] == [
        ("header", "Your lamp"), ("body", "When shall we come?"), ("footer", "Lamp Co"),
    ]  # fmt: skip


def test_list(caught: Caught) -> None:
    rows = [
        types.SectionRow(title="Red", callback_data="r", description="as a rose"),
        types.SectionRow(title="Blue", callback_data="b"),
    ]
    caught.whatsapp.send_message(
        to="447700900123", text="Which colour?",
        buttons=types.SectionList(button_title="Colours", sections=[types.Section(title="Warm", rows=rows)]),
    )  # fmt: skip
    draft = sent("whatsapp", caught.body).draft
    assert [(b.text, b.shown, b.section, b.description) for b in draft.buttons] == [
        ("Red", "list", "Warm", "as a rose"), ("Blue", "list", "Warm", None),
    ]  # fmt: skip
    assert ("button", "Colours") in [(c.kind, c.text) for c in draft.components]


def test_a_link_button(caught: Caught) -> None:
    caught.whatsapp.send_message(
        to="447700900123", text="Your invoice.", buttons=types.URLButton(title="Open", url="https://lamp.example/i/7")
    )
    [button] = sent("whatsapp", caught.body).draft.buttons
    assert (button.text, button.kind, button.url) == ("Open", "url", "https://lamp.example/i/7")


def test_media_with_a_caption(caught: Caught) -> None:
    caught.whatsapp.send_image(to="447700900123", image="https://lamp.example/a.jpg", caption="Your lamp")
    draft = sent("whatsapp", caught.body).draft
    [image] = draft.attachments
    assert (draft.text, image.kind, image.caption, image.url) == (
        "Your lamp",
        "image",
        "Your lamp",
        "https://lamp.example/a.jpg",
    )


def test_places_and_people(caught: Caught) -> None:
    caught.whatsapp.send_location(
        to="447700900123", latitude=51.5, longitude=-0.1, name="Lamp Co", address="1 Mill Lane"
    )
    [place] = sent("whatsapp", caught.body).draft.attachments
    assert (place.kind, place.caption) == ("location", "Lamp Co, 1 Mill Lane")


def test_a_template_that_is_sent(caught: Caught) -> None:
    caught.whatsapp.send_template(
        to="447700900123", name="order_shipped", language=templates.TemplateLanguage.ENGLISH_UK,
        params=[templates.BodyText.params("48213", "Friday")],
    )  # fmt: skip
    draft = sent("whatsapp", caught.body).draft
    assert draft.template is not None
    assert (draft.template.name, draft.template.language, draft.template.definition) == (
        "order_shipped",
        "en_GB",
        False,
    )
    assert [p.text for c in draft.components for p in c.parameters] == ["48213", "Friday"]
    assert (draft.route, draft.text) == ("template", "48213 Friday")


def test_a_template_that_is_handed_in() -> None:
    made = templates.Template(
        name="order_shipped", language=templates.TemplateLanguage.ENGLISH_UK, category=templates.TemplateCategory.UTILITY,
        components=[
            templates.HeaderText("Order {{1}}", "48213"),
            templates.BodyText("Order {{1}} arrives on {{2}}, by noon.", "48213", "Friday"),
            templates.FooterText(text="Lamp Co"),
            templates.Buttons(buttons=[templates.QuickReplyButton(text="Stop updates"), templates.URLButton(text="Track", url="https://lamp.example/t")]),
        ],
    )  # fmt: skip
    draft = sent("whatsapp-template", json.loads(made.to_json())).draft
    assert draft.text == "Order {{1}}\n\nOrder {{1}} arrives on {{2}}, by noon.\n\nLamp Co"
    assert draft.template is not None
    assert (draft.template.category, draft.template.definition, draft.purpose) == ("UTILITY", True, "notification")
    assert [(b.text, b.kind) for b in draft.buttons] == [("Stop updates", "reply"), ("Track", "url")]
    body = next(c for c in draft.components if c.kind == "body")
    assert [p.text for p in body.examples] == ["48213", "Friday"]
