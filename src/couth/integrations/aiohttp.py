"""In front of aiohttp: `ClientSession(middlewares=[GuardMiddleware(guard)])`, or `guarded_session(session, guard)`."""

from __future__ import annotations

from typing import Any

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse

from couth.integrations.guard import Guard
from couth.integrations.outbound import Call, Gate, Passage


class GuardMiddleware:
    """Judges the messages among a session's requests; everything else passes untouched.

    Further options are those of `couth.integrations.outbound.Gate`. Raises couth.Blocked, couth.Held or
    couth.StoreError in place of sending.
    """

    def __init__(self, guard: Guard, **options: Any) -> None:
        self._gate = Gate(guard, **options)

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """Send a request, where it may go."""
        if not self._gate.concerns(request.method, str(request.url)):
            return await handler(request)
        run = self._gate.guard.run
        passage: Passage = await run(self._gate.permits, await _call(request))
        try:
            response = await handler(request)
            content = await response.read()
        except BaseException:
            await run(passage.release)
            raise
        await run(passage.settle, response.status, content)
        return response


def guarded_session(session: aiohttp.ClientSession, guard: Guard, **options: Any) -> aiohttp.ClientSession:
    """The session, with a guard in front of what it sends; for sessions that others have made."""
    session._middlewares = (*session._middlewares, GuardMiddleware(guard, **options))
    return session


async def _call(request: ClientRequest) -> Call:
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = request.body
    content = body if isinstance(body, bytes) else await body.as_bytes()
    return Call(request.method, str(request.url), headers, content)
