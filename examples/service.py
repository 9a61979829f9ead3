"""A whole service with couth in front of its sends: webhooks come in, messages go out, in one file.

    python examples/service.py                                     # SQLite, on http://127.0.0.1:8080
    python examples/service.py --demo                              # the same, talked to once, and ended
    python examples/service.py --store postgresql://host/database

It takes webhooks of any platform that couth reads at /webhook, and sends at /send. What it sends, it prints; put the call
of your platform's client into `deliver`.
"""

from __future__ import annotations

import argparse
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.request import Request, urlopen

import couth


def deliver(channel: str, to: str, text: str) -> str | None:
    """The real send; returns the platform's id of the message, if it gives one."""
    print(f"[{channel} to {to}] {text}", flush=True)
    return None


class Service(BaseHTTPRequestHandler):
    """Two addresses: what comes in, and what goes out."""

    protocol_version = "HTTP/1.1"
    guard: couth.Guard

    def do_POST(self) -> None:
        """Take a webhook, or send a message."""
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            answer = {"/webhook": self.webhook, "/send": self.send}.get(self.path, self.unknown)(body)
        except couth.StoreError as error:
            answer = 503, {"error": str(error)}  # the platform, or the caller, tries again
        except (couth.InputError, KeyError, ValueError) as error:
            answer = 400, {"error": str(error)}
        self.answer(*answer)

    def webhook(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """Record what the customer wrote."""
        return 200, {"recorded": self.guard.webhook(json.loads(body))}

    def send(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """Send what may go out; say what is wrong with the rest."""
        wanted = json.loads(body)
        channel, to = wanted["channel"], wanted["to"]
        draft = couth.Draft(wanted["text"], purpose=wanted.get("purpose"))
        try:
            with self.guard.sending(channel, to, draft, key=wanted.get("key")) as permit:
                permit.message_id = deliver(channel, to, draft.text)
        except couth.Held as held:
            return 409, {"sent": False, "not_before": held.not_before.isoformat(), "advice": held.advice()}
        except couth.Blocked as blocked:
            return 409, {"sent": False, "action": blocked.decision.action, "advice": blocked.advice()}
        except couth.AlreadySent as already:
            return 200, {"sent": True, "decision": already.number}
        return 200, {"sent": True, "decision": permit.number}

    def unknown(self, _: bytes) -> tuple[int, dict[str, Any]]:
        """There is nothing else."""
        return 404, {"error": "post to /webhook or /send"}

    def answer(self, status: int, content: dict[str, Any]) -> None:
        """Answer in JSON."""
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The guard has a log of its own."""


def serving(guard: couth.Guard, port: int) -> ThreadingHTTPServer:
    """A server for a guard, to be started with `serve_forever`."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Guarded", (Service,), {"guard": guard}))


WEBHOOK: dict[str, Any] = {
    "object": "whatsapp_business_account",
    "entry": [
        {"id": "1", "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4420", "phone_number_id": "1"},
            "messages": [{"from": "447700900123", "id": "wamid.1", "timestamp": str(int(time())), "type": "text",
                          "text": {"body": "Hi, order 48213 has not come. Can you look?"}}],
        }}]},
    ],
}  # fmt: skip
TO = {"channel": "whatsapp", "to": "447700900123"}
TALK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/webhook", WEBHOOK),
    ("/send", {**TO, "text": "What is your order number? BTW, lamps are 20% off!"}),
    ("/send", {**TO, "text": "I am sorry. It left our depot today and comes tomorrow.", "key": "reply-1"}),
    ("/send", {**TO, "text": "I am sorry. It left our depot today and comes tomorrow.", "key": "reply-1"}),
)


def demonstrate(url: str) -> None:
    """Talk to the service as a platform and a back office would."""
    for path, content in TALK:
        request = Request(url + path, json.dumps(content).encode(), {"content-type": "application/json"})  # noqa: S310
        try:
            with urlopen(request, timeout=30) as response:  # noqa: S310
                print(path, response.status, response.read().decode(), flush=True)
        except OSError as error:
            print(
                path, getattr(error, "code", ""), error.read().decode() if hasattr(error, "read") else error, flush=True
            )


def main() -> None:
    """Serve until interrupted, or demonstrate and end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", default="sqlite:///couth.db")
    parser.add_argument("--policy", help="the policy; the default one if left out")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--demo", action="store_true")
    options = parser.parse_args()
    guard = couth.Guard(couth.Linter(options.policy), options.store)
    server = serving(guard, 0 if options.demo else options.port)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    print(f"listening on {url}", file=sys.stderr, flush=True)
    try:
        if options.demo:
            Thread(target=server.serve_forever, daemon=True).start()
            demonstrate(url)
        else:
            server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        guard.close()


if __name__ == "__main__":
    main()
