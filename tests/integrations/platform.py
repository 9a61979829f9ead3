"""A server on this machine that plays the messaging platforms: it keeps what it was asked, and answers as they do."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Iterator

ANSWERS = (
    ("/messages", {"contacts": [{"input": "441", "wa_id": "441"}], "messages": [{"id": "wamid.7"}]}),
    ("/sendMessage", {"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": 441, "type": "private"}, "text": "x"}}),
    ("/sendPhoto", {"ok": True, "result": {"message_id": 8, "date": 1, "chat": {"id": 441, "type": "private"}}}),
    ("/getMe", {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "Couth", "username": "couth_bot"}}),
    ("/Messages.json", {"sid": "SM7", "status": "queued", "body": "x", "to": "+441", "num_segments": "1"}),
    ("/message/custom/send", {"errcode": 0, "errmsg": "ok", "msgid": 7}),
    ("/cgi-bin/token", {"access_token": "secret", "expires_in": 7200}),
    ("/message/push", {"sentMessages": [{"id": "7"}]}),
    ("/message/reply", {"sentMessages": [{"id": "8"}]}),
)  # fmt: skip


@dataclass
class Platform:
    """Where the server is, what it was asked, and what it shall answer in place of the usual."""

    port: int = 0
    calls: list[tuple[str, bytes]] = field(default_factory=list)
    answer: tuple[int, Any] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.calls]


@contextmanager
def playing() -> Iterator[Platform]:
    platform = Platform()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            path = self.path.partition("?")[0]
            platform.calls.append((path, body))
            status, answer = platform.answer or (200, next((a for end, a in ANSWERS if path.endswith(end)), {}))
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    platform.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
