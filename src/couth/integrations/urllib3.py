"""In front of urllib3: put a `GuardPool(guard, pool)` where a client keeps its pool manager."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import urllib3

from couth.integrations.guard import Guard
from couth.integrations.outbound import Call, Gate, whole_body


class GuardPool(urllib3.PoolManager):
    """Judges the messages among the requests of a pool manager; everything else passes to `pool` untouched.

    `pool` is what sends, a plain `PoolManager` if left out; a `ProxyManager` will do. Further options are those of
    `couth.integrations.outbound.Gate`. Raises couth.Blocked, couth.Held or couth.StoreError in place of sending.
    """

    def __init__(self, guard: Guard, pool: urllib3.PoolManager | None = None, **options: Any) -> None:
        self._gate = Gate(guard, **options)
        self._pool = pool or urllib3.PoolManager()
        super().__init__(headers=self._pool.headers)

    def urlopen(self, method: str, url: str, *arguments: Any, **options: Any) -> urllib3.BaseHTTPResponse:
        """Send a request, where it may go."""
        if not self._gate.concerns(method, url):
            return self._pool.urlopen(method, url, *arguments, **options)
        body = options["body"] = whole_body(options.get("body"))
        passage = self._gate.permits(Call(method, url, self._lower(options.get("headers")), body))
        preload = options.pop("preload_content", True)
        try:
            response = self._pool.urlopen(method, url, *arguments, preload_content=True, **options)
        except BaseException:
            passage.release()
            raise
        passage.settle(response.status, response.data)
        return response if preload else _unread(response)

    def clear(self) -> None:
        """Close the connections that nobody uses."""
        self._pool.clear()

    def _lower(self, headers: Any) -> dict[str, str]:
        return {name.lower(): value for name, value in (self.headers if headers is None else headers).items()}


def _unread(response: urllib3.BaseHTTPResponse) -> urllib3.BaseHTTPResponse:
    """The response for the client to read, as it asked for: its content is decoded already."""
    headers = {name: value for name, value in response.headers.items() if name.lower() not in _OF_CODING}
    return urllib3.HTTPResponse(
        BytesIO(response.data), headers, response.status, reason=response.reason, preload_content=False
    )


_OF_CODING = ("content-encoding", "content-length", "transfer-encoding")
