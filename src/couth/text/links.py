"""Links: addresses that can be tapped, told from names that only look like one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from couth.model import Span
from couth.regexes import regex_of


class Link(NamedTuple):
    """A link in a text: where it stands, its host in lower case, and what follows the host (path, query)."""

    span: Span
    host: str
    path: str


_COUNTRIES: Final = (
    "ac ad ae af ag ai al am ao ar as at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf"
    " cg ch ci cl cm cn co cr cu cv cx cy cz de dj dk dm do dz ec ee eg es et eu fi fj fm fo fr ga gd ge gg gh gi gl"
    " gm gn gp gr gt gu gw gy hk hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kr kw ky kz"
    " la lb lc li lk lr ls lt lu lv ly ma mc md me mg mk ml mm mn mo mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl"
    " no np nr nu nz om pa pe pf pg ph pk pl pm pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn"
    " so sr st su sv sy sz tc td tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws"
    " ye yt za zm zw"
)
_GENERAL: Final = (
    "com net org edu gov mil int info biz name pro mobi app dev page link site online store shop cloud tech club xyz"
    " live life world today email chat support help travel bank money finance health delivery digital agency group"
    " media news blog game games fun top vip win work works space website example test asia africa cat jobs tel click"
    " tips deals sale cafe bar restaurant city london nyc berlin paris"
)
_ENDINGS: Final = frozenset(f"{_COUNTRIES} {_GENERAL}".split())
_FILES: Final = frozenset("py md sh pl rs ps so cc mo am pm is in it at to no me my st al so do be as id".split())
"""Endings that with nothing after them are file names or words glued by a missing space."""

_STOPPERS: Final = r"\s<>\"“”«»‘’`、。，！？：；（）「」『』【】《》\u3040-\u30ff\u3400-\u9fff\uff00-\uffef"
_LONGEST: Final = 2_000
_JOINED: Final = r"A-Za-z0-9_\u00c0-\u024f@-"
_LABEL: Final = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}(?<!-))?"
_LINK = regex_of(
    rf"(?<![A-Za-z0-9@])(?:https?|ftp)://(?P<rest>[^{_STOPPERS}]{{1,{_LONGEST}}}+)"
    rf"|(?<![./+{_JOINED}])(?P<host>{_LABEL}(?:\.{_LABEL})++)(?![{_JOINED}])"
    rf"(?::\d{{2,5}})?(?P<path>[/?#][^{_STOPPERS}]{{0,{_LONGEST}}}+)?",
    re.IGNORECASE,
)
_MAYBE = regex_of(r"\w\.[a-zA-Z]|://")
_HOST = regex_of(r"(?:[^/?#@]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@]+)(?::\d*)?")
_LEADS_IN = regex_of(
    r"(?:\b(?:at|visit|via|see|on|go to|browse|open|website|site|link|url|web|en|visita|visite|sur|auf|unter|besuche|em"
    r"|acesse|su)|访问|登录|打开|[:：→👉])\s*\Z",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 12
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = ".,;:!?'*_~|…"


def may_link(text: str) -> bool:
    """Whether a text holds a dot or slashes as links have them."""
    if text.count(".") == text.count(". ") + text.endswith("."):  # no dot but those that end sentences
        return "://" in text
    return _MAYBE.search(text) is not None


def links(text: str) -> tuple[Link, ...]:
    """The links, in order; e-mail addresses, file names and a business's name (`Booking.com`) are none."""
    if not may_link(text):
        return ()
    found = (_link(text, match) for match in _LINK.finditer(text))
    return tuple([link for link in found if link is not None])


def _link(text: str, match: re.Match[str]) -> Link | None:
    start, end = match.start(), match.start() + len(_trimmed(match.group()))
    if match["host"] is None:
        return _with_scheme(text, (start, end), match.start("rest"))
    host = match["host"].lower()
    path = text[match.start("path") : end] if match["path"] else ""
    if host.rpartition(".")[2] not in _ENDINGS or not (path or _is_address(text, match)):
        return None
    return Link((start, end), host, path)


def _with_scheme(text: str, span: Span, rest: int) -> Link | None:
    match = _HOST.match(text, rest, span[1])
    return Link(span, match.group(1).lower(), text[match.end() : span[1]]) if match else None


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while True:
        address = address.rstrip(_TRAILING)
        last = address[-1]
        if last not in _PAIRS or address.count(_PAIRS[last]) >= address.count(last):
            return address
        address = address[:-1]


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Whether a bare domain is given to be opened: the text leads up to it, or has nothing else on the line."""
    host = match["host"]
    if host.lower().startswith("www."):
        return host.count(".") > 1
    if not host.islower() or host.rpartition(".")[2] in _FILES:
        return False
    if host.count(".") > 1 and len(host) > _LOOK_BACK:
        return True
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _LEADS_IN.search(before) is not None or _alone(text, match.start(), match.end())


def _alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before in ("", "\n") and after in ("", "\n", "\r")
