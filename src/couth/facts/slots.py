"""What the customer has given and the business asks for: names, numbers, addresses, dates, products, amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Iterator

from couth.facts.knowledge import SLOTS
from couth.facts.sentences import asks, requests
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.text import Reading

_LETTER = r"[^\W\d_]"
_CODE = r"#?(?=[\w-]*\d)[A-Za-z0-9]+(?:[-_/ ]?[A-Za-z0-9]*\d[A-Za-z0-9]*)*"
_NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|(?:de|da|van|von|bin|al|O'|Mac)?\s?[A-Z][\w'’-]+)){0,3}"
_STREET = r"(?:st|street|rd|road|ave|avenue|lane|ln|drive|dr|way|close|court|ct|crescent|cres|place|pl|square|sq|terrace|blvd|boulevard|highway|hwy|parade|row|gardens|grove|walk|nagar|marg|layout|estate|calle|avenida|rue|via|strasse|straße)"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"

_GIVEN: Final = {
    "email": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    "phone": re.compile(r"(?<![\w-])\+?\(?\d{2,4}\)?(?:[ .-]?\d{2,5}){2,4}(?![\w-])"),
    "order-number": re.compile(
        rf"(?i:\b(?:order|booking|reservation|ticket|case|claim|tracking|waybill|parcel|confirmation|reference|ref|pnr|pedido|订单)\s*(?:id|no|number|num|code|ref|reference|号)?\s*(?:is|:|\.|#|=|：)*\s*)({_CODE})"
    ),
    "account-id": re.compile(
        rf"(?i:\b(?:account|user|customer|member(?:ship)?|policy|client|login|cuenta)\s*(?:id|no|number|num|name)?\s*(?:is|:|\.|#|=)*\s*)({_CODE})"
    ),
    "name": re.compile(
        rf"(?:(?i:my (?:full |last |first )?name(?: is|'s|:)?|name is|name:|this is|it'?s|i am|i'm|me llamo|soy|mi nombre es) )({_NAME})(?=[\s,.!?;:)]|$)|^\W*({_NAME}) here\b|(?:我叫|我是|姓名[:：])({_LETTER}{{2,4}})"
    ),
    "address": re.compile(
        rf"(?i)\b(?:flat|apt|apartment|unit|house|no\.?|plot)?\s?\d{{1,5}}[a-z]?(?:[,/ ]+[\w'.-]+){{1,4}}[ ,]+{_STREET}\b\.?|\b\d{{1,5}} (?:rue|calle|via|avenida) [\w' -]{{3,30}}"
    ),
    "date": re.compile(
        rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b(?:today|tomorrow|tonight|yesterday|(?:this|next|on|last) (?:week|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b|\d{{1,2}}月\d{{1,2}}[日号]"
    ),
    "amount": re.compile(
        r"(?i)(?:[$€£¥₹₦₱₩]|\b(?:rs|inr|usd|eur|gbp|ngn|us\$|a\$|c\$|s\$)\.?)\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:dollars?|euros?|pounds?|rupees?|naira|quid|bucks|元|块)\b|\b\d{1,6}\.\d{2}\b"
    ),
    "product": re.compile(
        r"(?i)\b(?:bought|ordered|purchased|received|returning?|exchange|broke|got|buy|order) (?:a|an|the|my|your|some|these|those|this|two|\d+) ((?:[a-z'-]+ ){0,4}?[a-z'-]{3,})\b(?=[\s,.!?;:)]|$)|\b(?:my|the|this) (?:new )?([a-z'-]{3,}(?: [a-z'-]{3,})?) (?:is|are|has|have|came|arrived|stopped|broke|does|won'?t|doesn'?t|keeps?|split|that i)\b"
    ),
}  # fmt: skip

_PLAUSIBLE: Final = {
    "name": re.compile(r"^\W*[^\W\d_][\w'’. -]{1,40}\W*$"),
    "order-number": re.compile(rf"{_CODE}"),
    "account-id": re.compile(r"[\w-]*\d[\w-]*|[\w.]+_[\w.]+"),
    "phone": re.compile(r"\d[\d ()+.-]{5,}\d"),
    "address": re.compile(r"\d.*\s\w+|\w+\W+\w+\W+\w+"),
    "date": re.compile(r"\d|day\b|week|month|tomorrow|tonight|日|号"),
    "amount": re.compile(r"\d"),
    "product": re.compile(r"\w{3,}"),
    "email": _GIVEN["email"],
}
KEPT_GIVEN: Final = 24
_NO = ("words.no", "words.acknowledgement", "words.question")


@dataclass(frozen=True, slots=True)
class Given:
    """A value that the customer gave: where it stands, and whether the business said that it is wrong."""

    slot: str
    message: int
    span: Span
    value: str
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot that a sentence of the business asks for."""

    slot: str
    span: Span


class Slots:
    """Tracker of what the customer gave, and of what the business found wrong with it."""

    def __init__(self, state: ThreadState) -> None:
        self.given: list[Given] = []
        self._asked: tuple[Asked, ...] = ()

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self.given = [*self.given, *self._heard(index, reading)][-KEPT_GIVEN:]
            self._asked = ()
        elif message.role == "business":
            self._asked = (*self._asked, *asked_for(reading))
            if reading.has("words.rejected"):
                self.given = self._rejected(reading)

    def of(self, slot: str) -> list[Given]:
        """What was given for a slot and stands."""
        return [g for g in self.given if g.slot == slot and not g.rejected]

    def _heard(self, index: int, reading: Reading) -> list[Given]:
        found = [g for slot in SLOTS for g in _stated(slot, index, reading)]
        slots = {g.slot for g in found}
        return found + [g for a in self._asked if a.slot not in slots for g in _replied(a.slot, index, reading)]

    def _rejected(self, reading: Reading) -> list[Given]:
        named = {slot for slot in SLOTS if reading.has(f"words.slot-{slot}")}
        values = {g.slot for g in self.given if g.value in reading.text}
        slots = named | values or {g.slot for g in self.given[-1:]}
        return [replace(g, rejected=True) if g.slot in slots else g for g in self.given]


def _stated(slot: str, index: int, reading: Reading) -> Iterator[Given]:
    for match in _GIVEN[slot].finditer(reading.text[:_LOOKED_AT]):
        group = next((g for g in range(1, match.re.groups + 1) if match.group(g)), 0)
        span = match.span(group)
        if not reading.quoted(span):
            yield Given(slot, index, span, match.group(group))


_LOOKED_AT = 4000


def _replied(slot: str, index: int, reading: Reading) -> Iterator[Given]:
    """The whole message as the answer to what was just asked, where it could be one."""
    if len(reading.text) > 160 or any(reading.has(name) for name in _NO) or reading.text.rstrip().endswith("?"):
        return
    match = _PLAUSIBLE[slot].search(reading.text)
    if match:
        yield Given(slot, index, match.span(), match.group())


def asked_for(reading: Reading) -> tuple[Asked, ...]:
    """The slots that a message of the business asks for, sentence by sentence."""
    return tuple(found for span in reading.sentences if _seeks(reading, span) for found in _slots_in(reading, span))


def _seeks(reading: Reading, span: Span) -> bool:
    return reading.has("words.ask", span) or asks(reading, span) or requests(reading, span)


def _slots_in(reading: Reading, span: Span) -> Iterator[Asked]:
    for slot in SLOTS:
        for hit in reading.hits(f"words.slot-{slot}"):
            if span[0] <= hit.start < span[1] and _is_asked(reading, span, hit.span):
                yield Asked(slot, span)
                break


def _is_asked(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether the sentence asks for the slot itself, not something about it."""
    if reading.quoted(slot):
        return False
    return reading.has("words.ask", sentence) or slot[0] - sentence[0] <= _NEAR_START


_NEAR_START = 12
