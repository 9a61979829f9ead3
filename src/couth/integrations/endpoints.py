"""Which calls send messages: the hosts and paths of the platforms, as their documentation has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Mapping
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a platform takes messages. `platform` is the reader's name, None where the body's shape tells it.

    A path may hold the recipient, as the group `to`.
    """

    platform: str | None
    host: re.Pattern[str]
    path: re.Pattern[str]


def _at(platform: str | None, host: str, path: str) -> Endpoint:
    return Endpoint(platform, re.compile(host), re.compile(path))


ENDPOINTS: Final = (
    _at(None, r"graph\.(facebook|instagram)\.com", r"(/v[\d.]+)?/[\w.-]+/(messages|marketing_messages)"),
    _at("telegram", r"api\.telegram\.org", r"/bot[^/]+(/test)?/(send(?!ChatAction$)\w+|copyMessages?|forwardMessages?)"),
    _at("viber", r"chatapi\.viber\.com", r"/pa/(send|broadcast)_message"),
    _at("wechat", r"api\.weixin\.qq\.com", r"/cgi-bin/message/(custom|template|subscribe|mass)/(send|bizsend|sendall)"),
    _at("line", r"api\.line\.me", r"/v2/bot/message/(reply|push|multicast|narrowcast|broadcast)"),
    _at("rcs", r"([\w-]+-)?rcsbusinessmessaging\.googleapis\.com", r"/v1/phones/(?P<to>[^/]+)/agentMessages"),
    _at("apple", r"mspgw\.push\.apple\.com", r"/v1/message"),
    _at("twilio", r"api(\.[\w-]+){0,2}\.twilio\.com", r"/2010-04-01/Accounts/\w+/Messages(\.json)?"),
    _at("vonage", r"(api([-.]\w+)?|messages-sandbox)\.(nexmo|vonage)\.com", r"/v(1|0\.1)/messages"),
    _at("vonage", r"rest([-.]\w+)?\.nexmo\.com", r"/sms/(json|xml)"),
)  # fmt: skip
"""Every endpoint that couth knows; a path has to match to its end, a slash or question mark aside."""


@dataclass(frozen=True, slots=True)
class Found:
    """An endpoint that a URL leads to, the platform's host, and the recipient that the path names."""

    endpoint: Endpoint
    host: str
    to: str | None


class Endpoints:
    """Recognises URLs. `aliases` says which of its own hosts stand for a platform's: a proxy, a local Bot API server."""

    def __init__(self, aliases: Mapping[str, str] | None = None) -> None:
        self._aliases = {host.lower(): target.lower() for host, target in (aliases or {}).items()}

    def find(self, method: str, url: str) -> Found | None:
        """The endpoint of a call; None where the call sends no message."""
        if method.upper() not in ("POST", "GET"):
            return None
        parts = urlsplit(url)
        host, path = self._host(parts), parts.path.rstrip("/")
        for endpoint in ENDPOINTS:
            match = endpoint.host.fullmatch(host) and endpoint.path.fullmatch(path)
            if match and (method.upper() == "POST" or endpoint.platform == "telegram"):
                return Found(endpoint, host, match.groupdict().get("to"))
        return None

    def _host(self, parts: SplitResult) -> str:
        name = (parts.hostname or "").lower()
        with_port = f"{name}:{parts.port}" if parts.port else name
        return self._aliases.get(with_port) or self._aliases.get(name) or name
