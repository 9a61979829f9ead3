"""What placeholders stand for: a kind told by the name or the words before it, with a sample and the longest value."""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final, Mapping

from couth.readers.slot import Slot
from couth.regexes import regex_of

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("Maria", "Maximiliane Featherstonehaugh"),
    "company": ("Northwind", "Northwind Household and Garden Supplies"),
    "email": ("maria@example.com", "maximiliane.featherstonehaugh@mail.example.com"),
    "phone": ("+44 20 7946 0018", "+44 20 7946 0018 ext. 4021"),
    "url": ("https://example.com/a1b2", "https://www.example.com/orders/2026/a1b2c3d4e5f6/track?from=message"),
    "code": ("a1b2c3", "a1b2c3d4e5f6"),
    "amount": ("24.50", "$1,234,567.89"),
    "date": ("12 March", "Wednesday, 30 September 2026"),
    "time": ("14:30", "10:30 p.m. (Eastern Daylight Time)"),
    "count": ("3", "1,000"),
    "number": ("10482", "a1b2c3d4-2026-10482"),
    "address": ("12 Mill Lane, Leeds", "Flat 12, 248 Old Manor Gardens Road, Stratford-upon-Avon CV37 6BB"),
    "product": ("blue kettle", "stainless steel kettle with temperature control"),
    "text": ("the rest", "what we have written down about this for you"),
}
"""Every kind of value: a sample, and one as long as there may sensibly be."""

_TOLD: Final = (
    ("url", "url urls link links href website webpage site uri utm download"),
    ("email", "email mail e-mail correo"),
    ("phone", "phone telephone mobile cell tel whatsapp telefono"),
    ("amount", "amount price total subtotal balance cost fee sum tax discount refund money payment paid due currency tip"),
    ("time", "time hour hours minutes eta slot window until"),
    ("date", "date day month year deadline expiry expires expiration fecha datum birthday when until availability"),
    ("count", "count quantity qty num points days nights guests percent percentage rate score size"),
    ("code", "code otp pin coupon promo voucher token password passcode"),
    ("number", "number no id ref reference order tracking invoice ticket receipt booking case account pedido digits"),
    ("address", "address street city town location place venue branch country state zip postcode region area site"),
    ("company", "company business shop store brand team agency sender organisation organization merchant vendor hotel bank"),
    ("product", "product item service plan subscription package title subject event course room vehicle property purchase"),
    ("name", "agent person member student nombre nome vorname username signature host driver doctor"),
    ("name", "name names first last firstname lastname surname full customer user patient client guest contact recipient"),
)  # fmt: skip
"""Words of a placeholder's name that tell its kind, the most telling kinds first."""

_BY_WORD: Final = {word: kind for kind, words in reversed(_TOLD) for word in words.split()}
_PARTS: Final = regex_of(r"[A-Z]?[a-z-]+|[A-Z]+(?![a-z])")
_GREETING: Final = regex_of(
    r"\b(?:hi|hello|hey|dear|hola|bonjour|hallo|ciao|olá|oi|welcome|thanks|thank you)[ ,]*$", re.IGNORECASE
)
_BEFORE: Final = (
    ("amount", regex_of(r"[$€£¥₹]\s?$|(?:USD|EUR|GBP|Rs\.?)\s?$")),
    ("number", regex_of(r"#\s?$|\b(?:no|nr|number|order|invoice|reference|id|ticket)\.?:?\s?$", re.IGNORECASE)),
    ("code", regex_of(r"[/=?&]$|\bcode:?\s?$", re.IGNORECASE)),
    ("date", regex_of(r"\b(?:on|by|until|before|since|due)\s$", re.IGNORECASE)),
    ("name", _GREETING),
)
_KNOWN_SUFFIX: Final = regex_of(r":(\w+)$")


def value_of(name: str, before: str, slots: Mapping[str, Slot]) -> Slot:
    """The placeholder's values: what was given for its name, the rest by its kind; `before` is the text up to it."""
    given = _given(name, slots)
    kind = (given.type if given else None) or kind_of(name, before)
    sample, worst = KINDS.get(kind, KINDS["text"])
    if given is None:
        return Slot(kind, sample, worst)
    sample = sample if given.sample is None else given.sample
    longest = given.worst if given.worst is not None else max(sample, worst, key=len)
    return replace(given, type=kind, sample=sample, worst=longest)


def _given(name: str, slots: Mapping[str, Slot]) -> Slot | None:
    if not slots:
        return None
    bare = _KNOWN_SUFFIX.sub("", name)
    for wanted in (bare, bare.rsplit(".", 1)[-1]):
        if wanted in slots:
            return slots[wanted]
    return next((slot for pattern, slot in slots.items() if fnmatchcase(bare, pattern)), None)


def kind_of(name: str, before: str = "") -> str:
    """The kind of a placeholder by its name, else by what stands before it."""
    found = _by_name(name)
    if found:
        return found
    tail = before[-24:]
    return next((kind for kind, pattern in _BEFORE if pattern.search(tail)), "text")


@lru_cache(maxsize=4096)
def _by_name(name: str) -> str | None:
    known = _KNOWN_SUFFIX.search(name)
    if known and known[1] in KINDS:
        return known[1]
    for part in reversed(re.split(r"[.\[\]]+", name)):
        words = [word.lower() for word in _PARTS.findall(part)]
        told = [_BY_WORD[word] for word in reversed(words) if word in _BY_WORD]
        if told:
            return told[0]
    return None
