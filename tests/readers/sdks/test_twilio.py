"""twilio builds the forms of its Messages API; couth reads them, as fields and as they go over the wire."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from .yardstick import sdk, sent

rest = sdk("twilio.rest")
http = sdk("twilio.http")
response = sdk("twilio.http.response")
pytestmark = pytest.mark.filterwarnings("ignore")


class Caught(http.HttpClient):  # type: ignore[misc]  # the library may be missing
    """Requests that go nowhere."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}

    def request(self, method: str, uri: str, params: Any = None, data: Any = None, **_: Any) -> Any:
        self.data = data
        return response.Response(201, json.dumps({"sid": "SM1", "status": "queued"}))


def form(**given: Any) -> dict[str, Any]:
    caught = Caught()
    rest.Client("AC1", "t", http_client=caught).messages.create(**given)
    return caught.data


@pytest.mark.parametrize(
    ("to", "channel", "address"),
    [
        ("+447700900123", "sms", "+447700900123"),
        ("whatsapp:+447700900123", "whatsapp", "+447700900123"),
        ("messenger:12345", "messenger", "12345"),
        ("rcs:+447700900123", "rcs", "+447700900123"),
    ],
)
def test_text_on_every_channel(to: str, channel: str, address: str) -> None:
    fields = form(to=to, from_="+15005550006", body="Your lamp is ready.")
    for body in (fields, urlencode(fields, doseq=True)):
        found = sent("twilio", body)
        assert (found.to, found.draft.channel, found.draft.text) == (address, channel, "Your lamp is ready.")
        assert found.draft.sender is not None
        assert found.draft.sender.id == "+15005550006"


def test_pictures_make_it_an_mms() -> None:
    fields = form(
        to="+447700900123",
        messaging_service_sid="MG1",
        body="Red and blue",
        media_url=["https://lamp.example/a.jpg", "https://lamp.example/b.jpg"],
    )
    draft = sent("twilio", urlencode(fields, doseq=True)).draft
    assert (draft.channel, [a.url for a in draft.attachments]) == (
        "mms",
        ["https://lamp.example/a.jpg", "https://lamp.example/b.jpg"],
    )


def test_a_content_template() -> None:
    fields = form(
        to="whatsapp:+447700900123",
        from_="whatsapp:+15005550006",
        content_sid="HX1",
        content_variables=json.dumps({"1": "48213"}),
    )
    draft = sent("twilio", fields).draft
    assert draft.template is not None
    assert (draft.template.name, draft.text) == ("HX1", "48213")
