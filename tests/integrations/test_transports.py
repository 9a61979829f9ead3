"""In front of real clients: a message is stopped, sent, refused or lost, and everything else passes."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from typing import Any, Iterator

import aiohttp
import httpx
import pytest
import requests
import urllib3

from couth import Blocked, Guard
from couth.integrations.aiohttp import GuardMiddleware
from couth.integrations.httpx import AsyncGuardTransport, GuardTransport
from couth.integrations.requests import GuardAdapter
from couth.integrations.tables import DECISIONS, MESSAGES, PERMITS
from couth.integrations.urllib3 import GuardPool
from integrations.conftest import rows
from integrations.platform import Platform, playing

ASK = "What is your order number?"


@pytest.fixture(scope="module")
def playground() -> Iterator[Platform]:
    with playing() as platform:
        yield platform


@pytest.fixture
def platform(playground: Platform) -> Platform:
    playground.calls.clear()
    playground.answer = None
    return playground


def whatsapp(text: str) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "to": "441", "type": "text", "text": {"body": text}}


def assert_told(guard: Guard, platform: Platform) -> None:
    """One call was stopped, one sent, one refused by the platform, one failed, and one was no message."""
    assert [row.outcome for row in rows(guard, DECISIONS)] == ["blocked", "passed", "passed", "passed"]
    assert [row.state for row in rows(guard, PERMITS)] == ["sent", "released", "released"]
    assert "wamid.7" in [row.outside_id for row in rows(guard, MESSAGES)]
    assert platform.paths == ["/v23.0/1/messages", "/v23.0/1/messages", "/v23.0/1/media"]


TEXTS = ("It is on its way.", "It comes at noon.", "It is blue.")


def test_httpx(guard: Guard, platform: Platform) -> None:
    aliases = {platform.host: "graph.facebook.com", "127.0.0.1:9": "graph.facebook.com"}
    with httpx.Client(transport=GuardTransport(guard, aliases=aliases)) as client:
        url = f"http://{platform.host}/v23.0/1/messages"
        with pytest.raises(Blocked):
            client.post(url, json=whatsapp(ASK))
        assert client.post(url, json=whatsapp(TEXTS[0])).json()["messages"] == [{"id": "wamid.7"}]
        platform.answer = (500, {})
        assert client.post(url, json=whatsapp(TEXTS[1])).status_code == 500
        platform.answer = None
        with pytest.raises(httpx.ConnectError):
            client.post("http://127.0.0.1:9/v23.0/1/messages", json=whatsapp(TEXTS[2]))
        assert client.post(f"http://{platform.host}/v23.0/1/media", json={}).status_code == 200
    assert_told(guard, platform)


def test_httpx_async(guard: Guard, platform: Platform) -> None:
    async def main() -> None:
        aliases = {platform.host: "graph.facebook.com", "127.0.0.1:9": "graph.facebook.com"}
        async with httpx.AsyncClient(transport=AsyncGuardTransport(guard, aliases=aliases)) as client:
            url = f"http://{platform.host}/v23.0/1/messages"
            with pytest.raises(Blocked):
                await client.post(url, json=whatsapp(ASK))
            assert (await client.post(url, json=whatsapp(TEXTS[0]))).json()["messages"] == [{"id": "wamid.7"}]
            platform.answer = (500, {})
            assert (await client.post(url, json=whatsapp(TEXTS[1]))).status_code == 500
            platform.answer = None
            with pytest.raises(httpx.ConnectError):
                await client.post("http://127.0.0.1:9/v23.0/1/messages", json=whatsapp(TEXTS[2]))
            assert (await client.post(f"http://{platform.host}/v23.0/1/media", json={})).status_code == 200

    asyncio.run(main())
    assert_told(guard, platform)


def test_requests(guard: Guard, platform: Platform) -> None:
    aliases = {platform.host: "graph.facebook.com", "127.0.0.1:9": "graph.facebook.com"}
    with requests.Session() as session:
        session.mount("http://", GuardAdapter(guard, aliases=aliases))
        url = f"http://{platform.host}/v23.0/1/messages"
        with pytest.raises(Blocked):
            session.post(url, json=whatsapp(ASK), timeout=5)
        assert session.post(url, json=whatsapp(TEXTS[0]), timeout=5).json()["messages"] == [{"id": "wamid.7"}]
        platform.answer = (500, {})
        assert session.post(url, json=whatsapp(TEXTS[1]), timeout=5).status_code == 500
        platform.answer = None
        with pytest.raises(requests.ConnectionError):
            session.post("http://127.0.0.1:9/v23.0/1/messages", json=whatsapp(TEXTS[2]), timeout=5)
        assert session.post(f"http://{platform.host}/v23.0/1/media", json={}, timeout=5).status_code == 200
    assert_told(guard, platform)


def test_urllib3(guard: Guard, platform: Platform) -> None:
    aliases = {platform.host: "graph.facebook.com", "127.0.0.1:9": "graph.facebook.com"}
    with GuardPool(guard, urllib3.PoolManager(retries=False), aliases=aliases) as pool:
        url = f"http://{platform.host}/v23.0/1/messages"
        with pytest.raises(Blocked):
            pool.request("POST", url, json=whatsapp(ASK))
        assert pool.request("POST", url, json=whatsapp(TEXTS[0])).json()["messages"] == [{"id": "wamid.7"}]
        platform.answer = (500, {})
        assert pool.request("POST", url, json=whatsapp(TEXTS[1])).status == 500
        platform.answer = None
        with pytest.raises(urllib3.exceptions.HTTPError):
            pool.request("POST", "http://127.0.0.1:9/v23.0/1/messages", json=whatsapp(TEXTS[2]))
        assert pool.request("POST", f"http://{platform.host}/v23.0/1/media", json={}).status == 200
    assert_told(guard, platform)


def test_urllib3_with_bodies_that_can_be_read_once(guard: Guard, platform: Platform) -> None:
    url = f"http://{platform.host}/v23.0/1/messages"
    headers = {"Content-Type": "application/json"}
    with GuardPool(guard, aliases={platform.host: "graph.facebook.com"}) as pool:
        for text, make in ((TEXTS[0], BytesIO), (TEXTS[1], lambda body: iter([body]))):
            body = json.dumps(whatsapp(text)).encode()
            response = pool.urlopen("POST", url, body=make(body), headers=headers, preload_content=False)
            assert json.loads(response.read())["messages"] == [{"id": "wamid.7"}]
            assert platform.calls[-1][1] == body
        form = {"chat_id": "441", "text": ASK}
        pool.request("POST", f"http://{platform.host}/v23.0/1/media", fields=form)
    with GuardPool(guard, aliases={platform.host: "api.telegram.org"}) as pool, pytest.raises(Blocked):
        pool.request("POST", f"http://{platform.host}/bot1:x/sendMessage", fields=form)


def test_aiohttp(guard: Guard, platform: Platform) -> None:
    async def main() -> None:
        aliases = {platform.host: "graph.facebook.com", "127.0.0.1:9": "graph.facebook.com"}
        async with aiohttp.ClientSession(middlewares=[GuardMiddleware(guard, aliases=aliases)]) as session:
            url = f"http://{platform.host}/v23.0/1/messages"
            with pytest.raises(Blocked):
                await session.post(url, json=whatsapp(ASK))
            async with session.post(url, json=whatsapp(TEXTS[0])) as response:
                assert (await response.json())["messages"] == [{"id": "wamid.7"}]
            platform.answer = (500, {})
            async with session.post(url, json=whatsapp(TEXTS[1])) as response:
                assert response.status == 500
            platform.answer = None
            with pytest.raises(aiohttp.ClientConnectionError):
                await session.post("http://127.0.0.1:9/v23.0/1/messages", json=whatsapp(TEXTS[2]))
            async with session.post(f"http://{platform.host}/v23.0/1/media", json={}) as response:
                assert response.status == 200

    asyncio.run(main())
    assert_told(guard, platform)
