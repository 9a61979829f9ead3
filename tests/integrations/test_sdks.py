"""Real SDKs, each against a server that plays its platform: what they send is stopped, held or let through."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any, Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
import requests
from requests.adapters import HTTPAdapter

from couth import Blocked, Guard, Held
from couth.integrations.aiohttp import guarded_session as guarded_aiohttp
from couth.integrations.httpx import AsyncGuardTransport, GuardTransport
from couth.integrations.requests import GuardAdapter
from couth.integrations.stopped import stopped_in
from couth.integrations.tables import DECISIONS, MESSAGES, PERMITS
from couth.integrations.urllib3 import GuardPool
from integrations.conftest import Clock, MakeGuard
from integrations.platform import Platform, playing

ASK = "What is your order number?"
READY = "Your lamp is ready at the counter."


@pytest.fixture(scope="module")
def playground() -> Iterator[Platform]:
    with playing() as platform:
        yield platform


class Rerouted(httpx.HTTPTransport):
    """Takes what is meant for a platform to the server that plays it."""

    def __init__(self, platform: Platform) -> None:
        super().__init__()
        self._platform = platform

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._platform.port)
        return super().handle_request(request)


class AsyncRerouted(httpx.AsyncHTTPTransport):
    def __init__(self, platform: Platform) -> None:
        super().__init__()
        self._platform = platform

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._platform.port)
        return await super().handle_async_request(request)


class ReroutedAdapter(HTTPAdapter):
    def __init__(self, platform: Platform) -> None:
        super().__init__()
        self._platform = platform

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        request.url = parts._replace(scheme="http", netloc=self._platform.host).geturl()
        return super().send(request, *args, **kwargs)


def by_pywa(guard: Guard, platform: Platform, text: str) -> object:
    pywa = pytest.importorskip("pywa")
    session = httpx.Client(transport=GuardTransport(guard, Rerouted(platform)))
    with session:
        return pywa.WhatsApp(phone_id="1", token="secret", session=session).send_message(to="441", text=text)  # noqa: S106


def by_telegram(guard: Guard, platform: Platform, text: str) -> object:
    telegram = pytest.importorskip("telegram")
    from telegram.request import HTTPXRequest

    async def send() -> object:
        request = HTTPXRequest(httpx_kwargs={"transport": AsyncGuardTransport(guard, AsyncRerouted(platform))})
        async with telegram.Bot("1:secret", request=request) as bot:
            return await bot.send_message(441, text)

    return asyncio.run(send())


def by_twilio(guard: Guard, platform: Platform, text: str) -> object:
    rest = pytest.importorskip("twilio.rest")
    client = rest.Client("AC1", "secret")
    client.http_client.session.mount("https://", GuardAdapter(guard, ReroutedAdapter(platform)))
    with client.http_client.session:
        return client.messages.create(to="+441", from_="+1", body=text)


def by_wechatpy(guard: Guard, platform: Platform, text: str) -> object:
    pytest.importorskip("wechatpy")
    from wechatpy import WeChatClient

    client = WeChatClient("app", "secret", access_token="token")  # noqa: S106
    client._http.mount("https://", GuardAdapter(guard, ReroutedAdapter(platform)))
    with client._http:
        return client.message.send_text("o441", text)


def by_line(guard: Guard, platform: Platform, text: str) -> object:
    messaging = pytest.importorskip("linebot.v3.messaging")

    async def send() -> object:
        configuration = messaging.Configuration(access_token="secret", host=f"http://{platform.host}")  # noqa: S106
        async with messaging.AsyncApiClient(configuration) as client:
            guarded_aiohttp(client.rest_client.pool_manager, guard, aliases={platform.host: "api.line.me"})
            message = messaging.TextMessage(text=text)
            return await messaging.AsyncMessagingApi(client).push_message(
                messaging.PushMessageRequest(to="U441", messages=[message])
            )

    return asyncio.run(send())


def by_line_sync(guard: Guard, platform: Platform, text: str) -> object:
    messaging = pytest.importorskip("linebot.v3.messaging")
    configuration = messaging.Configuration(access_token="secret", host=f"http://{platform.host}")  # noqa: S106
    with messaging.ApiClient(configuration) as client:
        rest = client.rest_client
        rest.pool_manager = GuardPool(guard, rest.pool_manager, aliases={platform.host: "api.line.me"})
        message = messaging.TextMessage(text=text)
        request = messaging.PushMessageRequest(to="U441", messages=[message])
        with rest.pool_manager:
            return messaging.MessagingApi(client).push_message(request)


SDKS = {
    "pywa": (by_pywa, "whatsapp", "441", "wamid.7"),
    "python-telegram-bot": (by_telegram, "telegram", "441", "7"),
    "twilio": (by_twilio, "sms", "+441", "SM7"),
    "wechatpy": (by_wechatpy, "wechat", "o441", "7"),
    "line-bot-sdk, async": (by_line, "line", "U441", "7"),
    "line-bot-sdk": (by_line_sync, "line", "U441", "7"),
}


@pytest.mark.filterwarnings("default")  # the SDKs' own
@pytest.mark.parametrize("name", SDKS)
def test_an_sdk_is_stopped_held_and_let_through(
    name: str, playground: Platform, sqlite_url: str, make_guard: MakeGuard, clock: Clock
) -> None:
    send, channel, customer, message_id = SDKS[name]
    playground.calls.clear()
    guard = make_guard(sqlite_url)
    guard.customer(channel, customer, timezone="Europe/London")
    guard.received(channel, customer, "Hi, my order 48213 has not come.")

    assert isinstance(error_of(send, guard, playground, ASK), Blocked)
    assert calls(playground) == []

    send(guard, playground, READY)
    assert [body for _, body in calls(playground) if b"lamp" in body]
    assert len(calls(playground)) == 1

    clock.now = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
    held = error_of(send, guard, playground, "The sofa is ready, too.")
    assert isinstance(held, Held)
    assert held.not_before == datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
    assert len(calls(playground)) == 1

    with guard.store.reading() as records:
        outcomes = [row.outcome for row in records.connection.execute(DECISIONS.select().order_by(DECISIONS.c.id))]
        states = [row.state for row in records.connection.execute(PERMITS.select())]
        ids = [row.outside_id for row in records.connection.execute(MESSAGES.select().order_by(MESSAGES.c.seq))]
    assert (outcomes, states, ids) == (["blocked", "passed", "held"], ["sent"], [None, message_id])


def calls(platform: Platform) -> list[tuple[str, bytes]]:
    """Calls that send."""
    return [(path, body) for path, body in platform.calls if not path.endswith(("/getMe", "/token"))]


def error_of(send: Callable[[Guard, Platform, str], object], guard: Guard, platform: Platform, text: str) -> object:
    """What stopped the send, of whatever the SDK makes of it."""
    with pytest.raises(Exception) as caught:  # noqa: PT011  (each SDK has errors of its own)
        send(guard, platform, text)
    return stopped_in(caught.value) or caught.value
