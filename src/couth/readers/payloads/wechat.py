"""WeChat: pushes in XML; customer-service, template, subscription and mass messages in JSON; records and auto-replies."""

from __future__ import annotations

from typing import Callable, Final, Mapping
from xml.etree import ElementTree as ET

from couth.model import Attachment, Author, Button, Card, Component, Customer, Message, Parameter, Template
from couth.readers.payloads.content import Content, joined, unknown
from couth.readers.payloads.found import Sink
from couth.readers.payloads.parts import Part, ShapeError

CHANNEL: Final = "wechat"
XML_LIMIT: Final = 1_000_000
"""Characters of a push; the platform sends a few hundred."""

_MEDIA: Final = {
    "image": "image", "voice": "audio", "video": "video", "mpvideo": "video", "shortvideo": "video", "music": "audio",
    "file": "document", "location": "location", "link": "document", "miniprogrampage": "document",
    "miniprogram_notice": "document", "wxcard": "product", "mpnews": "document",
}  # fmt: skip
_EVENTS: Final = {
    "subscribe": "follow", "unsubscribe": "unfollow", "scan": "scan", "click": "menu", "view": "menu",
    "view_miniprogram": "menu", "user_enter_tempsession": "open", "enter_agent": "open", "scancode_push": "menu",
    "scancode_waitmsg": "menu", "pic_sysphoto": "menu", "pic_photo_or_album": "menu", "pic_weixin": "menu",
    "location_select": "menu", "location": "open",
}  # fmt: skip
_BY_BUSINESS: Final = frozenset({2002})
_BY_CUSTOMER: Final = frozenset({2003})
"""Codes of what was done in a record of customer service: who has spoken."""


def is_body(body: Mapping[str, object]) -> bool:
    """Whether this is a request to send."""
    typed = isinstance(body.get("msgtype"), str) and any(key in body for key in ("touser", "toparty", "filter"))
    return typed or ("touser" in body and "template_id" in body)


def is_push(body: Mapping[str, object]) -> bool:
    """Whether this is a push, read from XML or sent as JSON (mini programs)."""
    return "FromUserName" in body and "ToUserName" in body


def is_other(body: Mapping[str, object]) -> bool:
    """Whether this is a record of customer service, the auto-replies of an account, or an answer of the API."""
    return isinstance(body.get("recordlist"), list) or "is_autoreply_open" in body or "errcode" in body


def read(body: Part, sink: Sink) -> None:
    """Drafts of a request, messages of a push or record."""
    for key, reader in _SHAPES.items():
        if key in body:
            reader(body, sink)
            return
    raise ShapeError(body, "neither a message nor a push of WeChat")


def xml_fields(written: str) -> dict[str, object]:
    """A push as an object; raises ValueError where it is no XML of that kind."""
    if len(written) > XML_LIMIT:
        raise ValueError(f"XML over the limit of {XML_LIMIT:,} characters")
    if "<!DOCTYPE" in written or "<!ENTITY" in written:
        raise ValueError("XML with a document type; a push has none")
    try:
        root = ET.fromstring(written)  # noqa: S314  # without a document type there is nothing to expand
    except ET.ParseError as error:
        line, column = error.position
        raise ValueError(f"broken XML at line {line}, column {column + 1}") from None
    fields = _fields(root)
    return fields if isinstance(fields, dict) else {}


def _fields(element: ET.Element) -> object:
    if not len(element):
        return element.text or ""
    found: dict[str, object] = {}
    for child in element:
        value = _fields(child)
        if child.tag in found:
            before = found[child.tag]
            found[child.tag] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            found[child.tag] = value
    return found


# --- what a business sends ---------------------------------------------------------------------------


def _outgoing(body: Part, sink: Sink) -> None:
    kind = body.text("msgtype")
    content = _sent(body, kind, sink)
    sink.send(body, content.draft(CHANNEL, author=_agent(body), **_addressed(body)), _one(body))


def _agent(body: Part) -> Author | None:
    account = body.string("customservice", "kf_account")
    return Author(account) if account else None


def _addressed(body: Part) -> dict[str, object]:
    """To one customer in the service window, or to many at once."""
    many = body.part("touser").value
    if isinstance(many, list) or "filter" in body:
        return {"route": "broadcast", "recipients": len(many) if isinstance(many, list) else None}
    return {"route": "service"}


def _one(body: Part) -> str | None:
    return None if isinstance(body.part("touser").value, list) else body.name("touser")


def _sent(body: Part, kind: str, sink: Sink) -> Content:
    thing = body.part(kind)
    if kind in ("text", "markdown"):
        return Content(body.need(kind).need("content").text())
    if kind in ("news", "textcard"):
        return _articles(thing.items("articles") if kind == "news" else [thing])
    if kind == "msgmenu":
        buttons = tuple(
            Button(item.text("content"), "reply", payload=item.name("id"), shown="list") for item in thing.items("list")
        )
        return Content(joined(thing.text("head_content"), thing.text("tail_content")), buttons=buttons)
    if kind in _MEDIA:
        said = joined(thing.string("title"), thing.string("description"))
        return Content(said, (Attachment(_MEDIA[kind], said or None, label=kind),))
    return unknown(body.part("msgtype"), kind, sink)


def _articles(articles: list[Part]) -> Content:
    cards = tuple(Card(title=a.string("title"), text=a.text("description"), attachment=_picture(a)) for a in articles)
    return Content(joined(*(joined(card.title, card.text) for card in cards)), cards=cards)


def _picture(article: Part) -> Attachment | None:
    url = article.string("picurl") or article.string("pic_url")
    return Attachment("image", url=url) if url else None


def _template(body: Part, sink: Sink) -> None:
    """A template or subscription message: its words stand on the platform, so the text is what its values say."""
    values = _values(body)
    component = Component(kind="body", parameters=values)
    once = any(key in body for key in ("page", "miniprogram_state", "lang"))
    content = Content("\n".join(p.text for p in values if p.text), components=(component,))
    content.template = Template(body.string("template_id"), definition=False)
    sink.send(body, content.draft(CHANNEL, route="subscription" if once else "template"), body.name("touser"))


def _values(body: Part) -> tuple[Parameter, ...]:
    data = body.part("data")
    if not data:
        return ()
    if not isinstance(data.value, dict):
        raise ShapeError(data, "must be an object")
    return tuple(Parameter(data.part(str(key)).text("value"), str(key)) for key in data.value)


def _passive(body: Part, sink: Sink) -> None:
    """The answer that is sent back to a push at once."""
    kind = body.text("MsgType").lower()
    content = Content(body.text("Content"))
    if kind == "news":
        listed = body.part("Articles", "item")
        articles = listed.items() if isinstance(listed.value, list) else [listed] if listed else []
        content = _articles(
            [Part({k.lower(): v for k, v in a.value.items()}, a) for a in articles if isinstance(a.value, dict)]
        )
    elif kind in _MEDIA:
        content.attachments = (Attachment(_MEDIA[kind], label=kind),)
    elif kind != "text":
        content = unknown(body.part("MsgType"), kind, sink)
    at = body.moment("CreateTime")
    sink.send(body, content.draft(CHANNEL, route="reply", at=at, automatic=True), body.string("ToUserName"))


def _autoreplies(body: Part, sink: Sink) -> None:
    """What an account answers by itself: each answer a draft."""
    for key in ("add_friend_autoreply_info", "message_default_autoreply_info"):
        if key in body:
            sink.attempt(body.part(key), lambda part: _autoreply(part, sink))
    for rule in body.items("keyword_autoreply_info", "list"):
        sink.each(rule.items("reply_list_info"), lambda part: _autoreply(part, sink))


def _autoreply(part: Part, sink: Sink) -> None:
    kind = part.text("type")
    content = Content(part.text("content")) if kind == "text" else Content(attachments=(_thing(part, kind, sink),))
    if kind == "news":
        content = _articles(
            [Part({**a.value, "description": a.text("digest")}, a) for a in part.items("news_info", "list") if a]
        )
    sink.send(part, content.draft(CHANNEL, route="reply", automatic=True))


def _thing(part: Part, kind: str, sink: Sink) -> Attachment:
    known = {**_MEDIA, "img": "image", "news": "document"}
    return Attachment(known[kind], label=kind) if kind in known else unknown(part, kind, sink).attachments[0]


# --- what comes in -----------------------------------------------------------------------------------


def _push(body: Part, sink: Sink) -> None:
    if "Encrypt" in body:
        sink.note(body.part("Encrypt"), "an encrypted push: decrypt it first")
        return
    if "Event" not in body and body.name("MsgId") is None:
        _passive(body, sink)
        return
    peer = body.string("FromUserName")
    content = _happened(body) if body.text("MsgType").lower() == "event" else _came(body, sink)
    message = content.message("customer", body.moment("CreateTime"), id=body.name("MsgId"))
    opted_out = True if content.event == "unfollow" else None
    sink.hear(body, message, CHANNEL, peer, Customer(opted_out=opted_out, language=_language(body)))


def _language(body: Part) -> str | None:
    return body.string("Language")


def _came(body: Part, sink: Sink) -> Content:
    kind = body.text("MsgType").lower()
    if kind == "text":
        return Content(body.text("Content"))
    if kind in _MEDIA:
        text = body.text("Recognition") or joined(body.string("Title"), body.string("Description"))
        caption = body.string("Label") or text or None
        return Content(text, (Attachment(_MEDIA[kind], caption, url=body.string("PicUrl"), label=kind),))
    return unknown(body.part("MsgType"), kind, sink)


def _happened(body: Part) -> Content:
    event = body.text("Event").lower()
    return Content(event=_EVENTS.get(event, "open" if event.startswith("kf_") else None))


def _record(body: Part, sink: Sink) -> None:
    sink.each(body.items("recordlist"), lambda part: _recorded(part, sink))


def _recorded(part: Part, sink: Sink) -> None:
    code = part.whole("opercode")
    if code not in _BY_BUSINESS | _BY_CUSTOMER:
        sink.note(part.part("opercode"), "a step of customer service: no message")
        return
    role = "business" if code in _BY_BUSINESS else "customer"
    author = Author(part.text("worker").strip() or None) if role == "business" else None
    message = Message(role, part.text("text").strip(), part.moment("time"), author=author)  # type: ignore[arg-type]
    sink.hear(part, message, CHANNEL, part.string("openid"))


def _answer(body: Part, sink: Sink) -> None:
    """An answer of the API: most say that something was done; a welcome message is one that will be sent."""
    if "content" in body.part("text") if isinstance(body.part("text").value, dict) else False:
        sink.send(body, Content(body.text("text", "content")).draft(CHANNEL, automatic=True))
    else:
        sink.note(body, "an answer of the API: no message")


_SHAPES: Final[Mapping[str, Callable[[Part, Sink], None]]] = {
    "recordlist": _record, "is_autoreply_open": _autoreplies, "FromUserName": _push, "template_id": _template,
    "msgtype": _outgoing, "Encrypt": _push, "errcode": _answer,
}  # fmt: skip
