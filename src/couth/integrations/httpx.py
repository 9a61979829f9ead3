"""In front of httpx: `httpx.Client(transport=GuardTransport(guard))`, and the same for `AsyncClient`."""

from __future__ import annotations

from typing import Any

import httpx

from couth.integrations.guard import Guard
from couth.integrations.outbound import Call, Gate, Passage


class GuardTransport(httpx.BaseTransport):
    """Judges the messages among a client's requests; everything else passes to `transport` untouched.

    `transport` is what sends, httpx's own if left out; further options are those of `couth.integrations.outbound.Gate`.
    Raises couth.Blocked, couth.Held or couth.StoreError in place of sending.
    """

    def __init__(self, guard: Guard, transport: httpx.BaseTransport | None = None, **options: Any) -> None:
        self._gate = Gate(guard, **options)
        self._transport = transport or httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, where it may go."""
        if not self._gate.concerns(request.method, str(request.url)):
            return self._transport.handle_request(request)
        request.read()
        passage = self._gate.permits(_call(request))
        try:
            response = self._transport.handle_request(request)
            response.request = request
            response.read()
        except BaseException:
            passage.release()
            raise
        passage.settle(response.status_code, response.content)
        return _unread(response)

    def close(self) -> None:
        """Close what sends."""
        self._transport.close()


class AsyncGuardTransport(httpx.AsyncBaseTransport):
    """The same for `httpx.AsyncClient`."""

    def __init__(self, guard: Guard, transport: httpx.AsyncBaseTransport | None = None, **options: Any) -> None:
        self._gate = Gate(guard, **options)
        self._transport = transport or httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, where it may go."""
        if not self._gate.concerns(request.method, str(request.url)):
            return await self._transport.handle_async_request(request)
        await request.aread()
        run = self._gate.guard.run
        passage: Passage = await run(self._gate.permits, _call(request))
        try:
            response = await self._transport.handle_async_request(request)
            response.request = request
            await response.aread()
        except BaseException:
            await run(passage.release)
            raise
        await run(passage.settle, response.status_code, response.content)
        return _unread(response)

    async def aclose(self) -> None:
        """Close what sends."""
        await self._transport.aclose()


def _call(request: httpx.Request) -> Call:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Call(request.method, str(request.url), headers, request.content)


def _unread(response: httpx.Response) -> httpx.Response:
    """The response as it came, for the client to read: its content is decoded already."""
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in _OF_CODING]
    return httpx.Response(
        response.status_code, headers=headers, content=response.content, extensions=response.extensions
    )


_OF_CODING = (b"content-encoding", b"content-length", b"transfer-encoding")
