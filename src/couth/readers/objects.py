"""Parsed objects to drafts with their threads; every mistake with the path inside the object."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Final, Iterator, Mapping

from pydantic import BaseModel, ValidationError

from couth.errors import InputError, Problem
from couth.model import Draft, Thread, wire, wire_parts
from couth.model.cases import CaseIn, ConversationIn
from couth.model.wire import mistakes
from couth.readers.incoming import MESSAGE_LIMIT, Incoming, Loc, Options, Value

MOST_MISTAKES: Final = 5
"""Mistakes named of one object; the rest are counted."""

_PARTS: Final[Mapping[str, type[BaseModel]]] = {
    "draft": wire.DraftIn,
    "thread": wire.MessageIn,
    "messages": wire.MessageIn,
    "customer": wire.CustomerIn,
    "attachments": wire_parts.AttachmentIn,
    "buttons": wire_parts.ButtonIn,
    "author": wire_parts.AuthorIn,
    "template": wire_parts.TemplateIn,
}


def in_wire_format(data: object) -> bool:
    """Whether an object is a case, or a conversation whose messages have roles, and not a payload or an export."""
    if not isinstance(data, dict):
        return False
    messages = data.get("messages")
    if "draft" in data or not isinstance(messages, list):
        return "draft" in data
    return not messages or (isinstance(messages[0], dict) and "role" in messages[0])


def incoming(value: Value, path: str, options: Options) -> Iterator[Incoming | Problem]:
    """The drafts of one case or conversation, or what is wrong with it."""
    model = checked(value, path, options)
    if isinstance(model, list):
        yield from model
        return
    source = model.source if isinstance(model.source, str) else None
    try:
        for draft, thread in _drafts(model):
            yield Incoming(draft, thread, path, value.line, value.done, source=source)
    except InputError as error:  # what only the values themselves know: a time zone, say
        yield Problem(path, value.line, None, str(error))


def is_case(data: object) -> bool:
    """Whether an object is a case or a conversation, by its keys."""
    return isinstance(data, Mapping) and ("draft" in data or "messages" in data)


def checked(value: Value, path: str, options: Options) -> CaseIn | ConversationIn | list[Problem]:
    """The object as a case or conversation, with the options where it is silent."""
    data = value.data
    if not isinstance(data, Mapping) or not is_case(data):
        return [Problem(path, value.line, None, _neither(data))]
    form = CaseIn if "draft" in data else ConversationIn
    try:
        model = form.model_validate(_filled(data, f"{path}:{value.line}", options))
    except ValidationError as error:
        return problems(error, form, value, path)
    return _oversized(model, value, path) or model


def _drafts(model: CaseIn | ConversationIn) -> Iterator[tuple[Draft, Thread]]:
    if isinstance(model, ConversationIn):
        return model.replay()
    return iter((model.values(),))


def _neither(data: object) -> str:
    need = (
        "neither a case (an object with 'draft'), nor a conversation (an object with 'messages'), nor a payload or export"
        " that couth knows"
    )
    if not isinstance(data, Mapping):
        return need
    close = [name for key in data for name in get_close_matches(str(key), ("draft", "messages"), 1, 0.7)]
    return f"{need}; did you mean {close[0]!r}?" if close else need


def _filled(data: Mapping[str, Any], name: str, options: Options) -> dict[str, Any]:
    filled = dict(data)
    for key, value in (("id", name), ("channel", options.channel), ("lang", options.lang)):
        if filled.get(key) is None and value is not None:
            filled[key] = value
    customer = filled.get("customer")
    if options.timezone is not None and (customer is None or isinstance(customer, Mapping)):
        known = {key: value for key, value in (customer or {}).items() if value is not None}
        filled["customer"] = {"timezone": options.timezone, **known}
    return filled


def _oversized(model: CaseIn | ConversationIn, value: Value, path: str) -> list[Problem]:
    texts: list[tuple[Loc, str | None]]
    if isinstance(model, CaseIn):
        texts = [(("draft", "text"), model.draft.text)]
        texts += [(("thread", n, "text"), m.text) for n, m in enumerate(model.thread or ())]
    else:
        texts = [(("messages", n, "text"), m.text) for n, m in enumerate(model.messages)]
    return [_too_long(loc, len(text), value, path) for loc, text in texts if text and len(text) > MESSAGE_LIMIT]


def _too_long(loc: Loc, length: int, value: Value, path: str) -> Problem:
    where = ".".join(map(str, loc))
    return Problem(path, _line(value, loc), None, f"{where}: {length:,} characters; the limit is {MESSAGE_LIMIT:,}")


def problems(error: ValidationError, form: type[BaseModel], value: Value, path: str) -> list[Problem]:
    """Each mistake with its place and, where something is close to a legal word, that word."""
    details = error.errors(include_url=False)
    named = [
        Problem(path, _line(value, detail["loc"]), None, message + _hint(detail, form))
        for message, detail in zip(mistakes(error)[:MOST_MISTAKES], details, strict=False)
    ]
    if len(details) > MOST_MISTAKES:
        named.append(Problem(path, value.line, None, f"{len(details) - MOST_MISTAKES} more mistakes in this object"))
    return named


def _line(value: Value, loc: Loc) -> int:
    return value.line_of(loc) if value.line_of else value.line


def _hint(detail: Mapping[str, Any], form: type[BaseModel]) -> str:
    if detail["type"] == "extra_forbidden":
        *way, key = detail["loc"]
        names = [step for step in way if isinstance(step, str) and step in _PARTS]
        return _nearest(key, list((_PARTS[names[-1]] if names else form).model_fields))
    if detail["type"] == "literal_error":
        return _nearest(detail["input"], detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", "))
    return ""


def _nearest(word: object, legal: list[str]) -> str:
    close = get_close_matches(str(word)[:40].lower(), legal, 1)
    return f"; did you mean {close[0]!r}?" if close else ""
