"""Facts of how a draft goes out, and what it says of itself: class, route, author, subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable, Final, Mapping

from couth.facts.catalogue import DRAFT, TEXT, Fact, FactType, Missing
from couth.facts.logic import PART
from couth.facts.times import UNKNOWN
from couth.model import Span
from couth.model.parts import USE_CASES
from couth.model.values import ROUTES
from couth.regexes import regex_of
from couth.text import sign
from couth.text.placeholders import placeholders

if TYPE_CHECKING:
    from couth.facts.view import Facts

BY: Final = ("person", "bot")
TEMPLATE_CATEGORY: Final = Missing(("draft.template.category",))


def _fact(
    name: str, type: FactType, doc: str, compute: Callable[[Facts], object], values: tuple[str, ...] = ()
) -> Fact:
    return Fact(name, type, doc, compute, values, _READS.get(name, DRAFT), _GATES.get(name))


_READS: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        ("draft.discloses", "draft.names_time", "draft.away", "draft.way_out", "draft.anchors", "draft.postal_address"),
        TEXT,
    ),
}
"""What facts are read off that look at words; the others look at the draft itself."""


def _parts(*fields: str) -> frozenset[str]:
    return frozenset(PART + field for field in fields)


_DIGITS: Final = sign("digits")
_GATES: Final[Mapping[str, frozenset[str]]] = {
    "draft.category": _parts("category", "template"),
    "draft.route": _parts("route"),
    "draft.tag": _parts("tag"),
    "draft.use_case": _parts("sender"),
    "draft.bot": _parts("automatic", "author"),
    "draft.person": _parts("author"),
    "draft.names_author": _parts("author"),
    "draft.automatic": _parts("automatic"),
    "draft.media": _parts("attachments", "cards"),
    **dict.fromkeys(("draft.subject", "draft.subject_replies", "draft.subject_shouts"), _parts("subject")),
    "draft.discloses": frozenset({"words.automated"}),
    "draft.names_time": frozenset({"words.names-time"}),
    "draft.away": frozenset({"words.away"}),
    "draft.postal_address": _DIGITS,
}
"""What stands in the draft, or in its record, where these facts are not False, 0 or empty."""


def category(facts: Facts) -> object:
    """The declared class of a draft in small letters; missing where its template does not say it."""
    template = facts.draft.template
    declared = (template.category if template else None) or facts.draft.category
    if declared is None and template is not None:
        return TEMPLATE_CATEGORY
    return (declared or "").lower().replace("_", "-")


def live(facts: Facts) -> object:
    """Whether a draft goes out as it stands, and is no template that is still to be filled."""
    template, draft = facts.draft.template, facts.draft
    if template is not None and template.definition is not None:
        return not template.definition
    if draft.at is not None or draft.reply_token or draft.route or len(facts.thread):
        return True
    return Missing(("draft.at",))


def is_bot(facts: Facts) -> bool:
    """Whether the sender declares that no person writes; what is not declared is none."""
    author = facts.draft.author
    return facts.draft.automatic is True or (author is not None and author.kind == "bot")


def _names_author(facts: Facts) -> bool:
    author = facts.draft.author
    return bool(author and author.name and author.name.casefold() in facts.draft.text.casefold())


def _names_sender(facts: Facts) -> object:
    """Whether the name stands in the text, or in the place of the number; missing where there is no name."""
    sender = facts.draft.sender
    if sender is not None and sender.id and any(map(str.isalpha, sender.id)):
        return True
    if sender is None or not sender.name:
        return Missing(("draft.sender.name",))
    return mentions(facts.draft.text, sender.name)


def mentions(text: str, name: str) -> bool:
    """Whether a text has a name in it, whatever its case and the spaces and signs inside it."""
    wanted = _SIGNS.sub("", name.casefold())
    return bool(wanted) and wanted in _SIGNS.sub("", text.casefold())


_SIGNS: Final = regex_of(r"[\W_]+")


def _anchors(facts: Facts) -> int:
    """Things that tell which matter a message is about: numbers, dates, amounts, codes, placeholders, links."""
    parts = [c.text for c in facts.draft.components if c.text] or [facts.draft.text]
    return sum(_anchors_in(text) for text in parts)


def _anchors_in(text: str) -> int:
    named = [span for span in placeholders(text) if not _is_person(text, span)]
    return len(named) + len(_NUMBER.findall(_PLACEHOLDER.sub(" ", text)))


_NUMBER: Final = regex_of(r"\d[\d.,:/-]*")
_PLACEHOLDER: Final = regex_of(r"\{\{.*?\}\}")


def _is_person(text: str, span: Span) -> bool:
    """Whether a placeholder holds the customer's name: it is called so, or a greeting leads up to it, or an edge."""
    start, end = span
    return bool(_NAME.search(text[start:end]) or _GREETED.search(text[:start]) or not text[:start].strip())


_NAME: Final = regex_of(r"name|nombre|nome|vorname|prénom|customer\W|client\W", re.IGNORECASE)
_GREETED: Final = regex_of(
    r"(?:\b(?:hi|hello|hey|dear|hola|olá|bonjour|hallo|ciao|welcome|thanks|thank you)[ ,!]*|您好|你好)$", re.IGNORECASE
)


def _way_out(facts: Facts) -> bool:
    readings = (facts.reading, *facts.labels)
    return any(reading.has("words.way-out") for reading in readings)


_POSTAL: Final = regex_of(
    r"\b\d{1,5}[A-Za-z]?,? (?:[\w.'-]+ ){1,4}(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|way|ct|court|pl|place"
    r"|sq|square|hwy|highway|pkwy|parkway|terrace|close|quay|row|suite|floor)\b"
    r"|\bp\.? ?o\.? box \d+|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:calle|rue|via|rua|avenida|plaza|piazza) [\w. ]{2,40}\d"
    r"|\b\w+(?:straße|strasse|str\.|weg|platz|gasse|straat|laan) \d+",
    re.IGNORECASE,
)
"""A street with its number, a post-office box, or a postal code with what stands around it."""


def _replies(facts: Facts) -> bool:
    """Whether the subject says that it answers or passes on another mail."""
    return bool(_REPLY.match(facts.draft.subject or ""))


_REPLY: Final = regex_of(r"\s*(?:re|fwd?|aw|wg|rv|tr|sv|res|回复|答复|转发)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)


def _answers_mail(facts: Facts) -> object:
    """Whether it says which mail it answers, or something came before it."""
    draft = facts.draft
    if draft.reply_to or draft.header("In-Reply-To") or draft.header("References"):
        return True
    return len(facts.thread) > 0 if facts.thread.known else UNKNOWN


def _subject_shouts(facts: Facts) -> bool:
    letters = [c for c in facts.draft.subject or "" if c.isalpha()]
    return len(letters) >= _SHOUT and all(map(str.isupper, letters))


_SHOUT: Final = 8


def _closed_hours(facts: Facts) -> bool:
    return facts.reading.has("words.away")


FACTS = (
    _fact(
        "draft.category",
        "text",
        "What the sender declares the draft to be, in small letters (`utility`, `transaction`); empty where nothing is declared.",
        category,
    ),
    _fact(
        "draft.route",
        "text",
        "How the draft goes out, where its channel has several ways; empty where that is not said.",
        lambda f: f.draft.route or "",
        ("", *ROUTES),
    ),
    _fact("draft.tag", "text", "The message tag; empty where there is none.", lambda f: f.draft.tag or ""),
    _fact(
        "draft.use_case",
        "text",
        "The use case of the agent that sends it; empty where that is not said.",
        lambda f: (f.draft.sender.use_case if f.draft.sender else None) or "",
        ("", *USE_CASES),
    ),
    _fact("draft.live", "bool", "The draft goes out as it stands: it is no template that is still to be filled.", live),
    _fact("draft.bot", "bool", "The sender declares that no person writes; what is not declared is none.", is_bot),
    _fact(
        "draft.person",
        "bool",
        "The sender declares that a person writes.",
        lambda f: bool(f.draft.author and f.draft.author.kind == "person"),
    ),
    _fact(
        "draft.discloses",
        "bool",
        "It says that no person writes: a bot, an assistant, an automatic message.",
        lambda f: f.reading.has("words.automated"),
    ),
    _fact("draft.names_author", "bool", "The name of its author stands in it.", _names_author),
    _fact("draft.names_sender", "bool", "The name that its sender goes by stands in it.", _names_sender),
    _fact(
        "draft.names_time",
        "bool",
        "It names a time: an hour, a day, how long it takes.",
        lambda f: f.reading.has("words.names-time"),
    ),
    _fact(
        "draft.away",
        "bool",
        "It says that nobody is there now: closed, outside hours, out of the office.",
        _closed_hours,
    ),
    _fact("draft.way_out", "bool", "It, or one of its buttons, says how to get no more of its kind.", _way_out),
    _fact(
        "draft.anchors",
        "int",
        "Number of things that tell which matter it is about: numbers, dates, amounts, placeholders other than a name.",
        _anchors,
    ),
    _fact(
        "draft.media",
        "bool",
        "Something is attached, or a card shows something.",
        lambda f: bool(f.draft.attachments) or any(c.attachment for c in f.draft.cards),
    ),
    _fact(
        "draft.automatic",
        "bool",
        "The sender declares an automatic message, such as an out-of-office note.",
        lambda f: f.draft.automatic is True,
    ),
    _fact("draft.subject", "text", "The subject; empty where there is none.", lambda f: f.draft.subject or ""),
    _fact("draft.subject_replies", "bool", "The subject begins with Re:, Fwd: or the like.", _replies),
    _fact("draft.subject_shouts", "bool", "The subject is in capitals.", _subject_shouts),
    _fact(
        "draft.answers_mail", "bool", "It says which message it answers, or something came before it.", _answers_mail
    ),
    _fact(
        "draft.postal_address",
        "bool",
        "A postal address stands in it: a street with its number, a box, a postal code.",
        lambda f: not _DIGITS.isdisjoint(f.reading.signs) and bool(_POSTAL.search(f.draft.text)),
    ),
)
