"""vonage's models are the bodies of its Messages API; couth reads them."""

from __future__ import annotations

from typing import Any

import pytest

from .yardstick import sdk, sent

models = sdk("vonage_messages.models")
pytestmark = pytest.mark.filterwarnings("ignore")

TO = "447700900123"
IMAGE = models.WhatsappImageResource(url="https://l.example/a.jpg", caption="Lamp")
FILE = models.WhatsappFileResource(url="https://l.example/a.pdf", name="a.pdf")


def body(model: Any) -> dict[str, Any]:
    return model.model_dump(by_alias=True, exclude_none=True, mode="json")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("model", "channel", "text"),
    [
        (models.Sms(to=TO, from_="Lamp", text="Ready."), "sms", "Ready."),
        (models.WhatsappText(to=TO, from_="15005550006", text="Ready."), "whatsapp", "Ready."),
        (models.MessengerText(to="123", from_="456", text="Ready."), "messenger", "Ready."),
        (models.ViberText(to=TO, from_="Lamp", text="Ready."), "viber-business", "Ready."),
        (models.RcsText(to=TO, from_="Lamp", text="Ready."), "rcs", "Ready."),
    ],
)
def test_text_on_every_channel(model: Any, channel: str, text: str) -> None:
    found = sent("vonage", body(model))
    assert (found.draft.channel, found.draft.text) == (channel, text)
    assert found.draft.sender is not None


@pytest.mark.parametrize(
    ("model", "kind", "caption"),
    [
        (models.WhatsappImage(to=TO, from_="1500", image=IMAGE), "image", "Lamp"),
        (models.WhatsappFile(to=TO, from_="1500", file=FILE), "document", None),
        (models.MmsVcard(to=TO, from_="1500", vcard=models.MmsResource(url="https://l.example/a.vcf")), "contact", None),
    ],
)  # fmt: skip
def test_media(model: Any, kind: str, caption: str | None) -> None:
    [thing] = sent("vonage", body(model)).draft.attachments
    assert (thing.kind, thing.caption) == (kind, caption)


def test_a_template() -> None:
    model = models.WhatsappTemplate(
        to=TO, from_="1500", template=models.WhatsappTemplateResource(name="order_shipped", parameters=["48213"]),
        whatsapp=models.WhatsappTemplateSettings(locale="en_GB"),
    )  # fmt: skip
    draft = sent("vonage", body(model)).draft
    assert draft.template is not None
    assert (draft.template.name, draft.template.language, draft.text) == ("order_shipped", "en_GB", "48213")


def test_the_tag_of_messenger_and_the_class_of_viber() -> None:
    tagged = models.MessengerText(
        to="1", from_="2", text="a", messenger=models.MessengerOptions(category="message_tag", tag="human_agent")
    )
    assert sent("vonage", body(tagged)).draft.tag == "human_agent"
    classed = models.ViberText(
        to=TO, from_="Lamp", text="a", viber_service=models.ViberTextOptions(category="promotion")
    )
    assert sent("vonage", body(classed)).draft.category == "promotion"
