"""In front of requests: `guarded_session(session, guard)`, or mount a `GuardAdapter` by hand."""

from __future__ import annotations

from typing import Any, Mapping

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from couth.integrations.guard import Guard
from couth.integrations.outbound import Call, Gate, whole_body


class GuardAdapter(BaseAdapter):
    """Judges the messages among a session's requests; everything else passes to `adapter` untouched.

    `adapter` is what sends, requests' own if left out; further options are those of `couth.integrations.outbound.Gate`.
    Raises couth.Blocked, couth.Held or couth.StoreError in place of sending.
    """

    def __init__(self, guard: Guard, adapter: BaseAdapter | None = None, **options: Any) -> None:
        super().__init__()
        self._gate = Gate(guard, **options)
        self._adapter = adapter or HTTPAdapter()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send a request, where it may go."""
        options: dict[str, Any] = {
            "stream": stream,
            "timeout": timeout,
            "verify": verify,
            "cert": cert,
            "proxies": proxies,
        }
        if not self._gate.concerns(request.method or "", request.url or ""):
            return self._adapter.send(request, **options)
        passage = self._gate.permits(_call(request))
        try:
            response = self._adapter.send(request, **options)
            content = response.content
        except BaseException:
            passage.release()
            raise
        passage.settle(response.status_code, content)
        return response

    def close(self) -> None:
        """Close what sends."""
        self._adapter.close()


def guarded_session(session: requests.Session, guard: Guard, **options: Any) -> requests.Session:
    """The session, with a guard in front of every adapter that it has."""
    for prefix, adapter in list(session.adapters.items()):
        session.mount(prefix, GuardAdapter(guard, adapter, **options))
    return session


def _call(request: requests.PreparedRequest) -> Call:
    headers = {name.lower(): _text(value) for name, value in request.headers.items()}
    body = whole_body(request.body)
    if not isinstance(request.body, str):
        request.body = body
    return Call(request.method or "", request.url or "", headers, body)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
