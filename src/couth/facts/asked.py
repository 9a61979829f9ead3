"""What a message of the business asks the customer for: which slot, of which kind, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Iterator, Mapping

from couth.facts.knowledge import SLOTS
from couth.facts.sentences import asks
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

MOST: Final = 16
"""So many mentions of a slot are looked at in one message."""
NEAR: Final = 160
"""Words that ask for something stand no more characters before it."""

Kinds = tuple[tuple[str, "re.Pattern[str]"], ...]


def _kinds(**patterns: str) -> Kinds:
    return tuple((kind, regex_of(pattern)) for kind, pattern in patterns.items())


KINDS: Final[Mapping[str, Kinds]] = {
    "order-number": _kinds(
        order=r"order|purchase|pedido|orden|compra|订单",
        booking=r"booking|reserv|confirmation|pnr|itinerary|预订",
        claim=r"claim",
        tracking=r"tracking|waybill|parcel|consignment|shipment|seguimiento|envio|guia|运单|快递",
        transaction=r"transaction",
        invoice=r"invoice|bill|receipt",
        case=r"case|ticket|request|caso",
    ),
    "account-id": _kinds(
        account=r"account|cuenta|账",
        customer=r"customer|client|客户",
        user=r"user|login|usuario|用户",
        member=r"member|loyalty|rewards?|frequent|socio|miembro|会员",
        policy=r"policy|poliza|保单",
        meter=r"meter",
        patient=r"patient",
        student=r"student",
        employee=r"employee",
    ),
    "name": _kinds(
        full=r"full|last|sur|family|apellido|completo|姓名",
        on=r"name (?:on|under|for) |who is the",
    ),
    "address": _kinds(
        code=r"code|codigo|邮编",
        place=r"where|which|donde|送到|寄到|寄去",
        location=r"location",
        full=r"full|complete",
    ),
    "date": _kinds(
        birth=r"birth|dob|nacimiento|生日",
        back=r"return|check-?out|leav",
        when=r"when|cuando",
        past=r"purchase|order|bought|compr",
    ),
}  # fmt: skip
"""Per slot, the kinds that are told apart, by what is said on the folded text; the first that fits."""


_OCCASIONS: Final = _kinds(
    weather=r"weather|forecast|clima\b",
    flight=r"flight|\bplane|\bfly|airport|vuelo",
    meeting=r"\bmeeting|\breunion",
    party=r"\bparty|\brsvp|\bfiesta",
    viewing=r"\bviewing|apartment|\bflat\b",
    stay=r"hotel|\bcheck(?:ing)?[ -]?(?:in|out)\b|\bstay",
    ride=r"\bride\b|\btaxi|\bcab\b",
    table=r"\btable\b|restaurant|\bdinner|\blunch",
    appointment=r"appointment|\bdoctor|\bdentist|\bcita\b",
    delivery=r"deliver|parcel|package|courier|entrega",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot that a sentence of the business asks for; `whose` names somebody else than the customer."""

    slot: str
    span: Span
    kind: str = ""
    whose: str = ""
    about: str = ""
    """The occasion whose date it is, where the sentence names one."""


def occasion_of(reading: Reading, span: Span) -> str:
    """What a sentence plans, where it names it: a date for one occasion is none for another."""
    said = _folded(reading, span)
    return next((name for name, pattern in _OCCASIONS if pattern.search(said)), "")


def kind_of(slot: str, said: str) -> str:
    """The kind of a slot that folded words speak of; empty for no particular one."""
    return next((kind for kind, pattern in KINDS.get(slot, ()) if pattern.search(said)), "")


def asked_for(reading: Reading) -> tuple[Asked, ...]:
    """The slots that a message of the business asks for, each sentence's once."""
    return tuple(asked for slot in SLOTS for asked in _asked(reading, slot))


def _asked(reading: Reading, slot: str) -> Iterator[Asked]:
    seen: set[tuple[Span, str]] = set()
    for hit in reading.hits(f"words.slot-{slot}")[:MOST]:
        sentence = reading.sentences[reading.sentence_of(hit.start)]
        if reading.quoted(hit.span) or not _is_asked(reading, sentence, hit.span):
            continue
        kind = kind_of(slot, _folded(reading, hit.span))
        if (sentence, kind) not in seen:
            seen.add((sentence, kind))
            about = occasion_of(reading, sentence) if slot == "date" else ""
            yield Asked(slot, sentence, kind, _whose(reading, hit.span), about)


def _folded(reading: Reading, span: Span) -> str:
    folded = reading.folded
    return folded.text[folded.at(span[0]) : folded.at(span[1])]


def _is_asked(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether the sentence asks for the slot itself: by words that ask before it, by its own, or by naming it alone."""
    if _OPENS.match(_folded(reading, slot)) and asks(reading, sentence):
        return True
    return _framed(reading, sentence, slot) or _alone(reading, sentence)


_OPENS: Final = regex_of(
    r"(?:and |or )?(?:what|which|where|who|whose|when|how|remind|tell|que|cual|donde|a donde|quien|como|con quien|cuando|cuanto|para)\b"
    r"|.*[哪几谁贵怎如]|.*什么|.*多少"
)  # fmt: skip


def _framed(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether words that ask stand before the slot, with nothing between that leads elsewhere."""
    for frame in reading.hits_in("words.ask", (max(sentence[0], slot[0] - NEAR), slot[0])):
        if _puts_a_question(reading, sentence, frame.span) and (
            frame.end >= slot[0] or _leads_to(reading, frame.end, slot[0])
        ):
            return True
    return False


def _puts_a_question(reading: Reading, sentence: Span, frame: Span) -> bool:
    """Whether words that ask do so here: `which` inside a sentence only goes on (`the card from which you paid`)."""
    said = _folded(reading, frame)
    if said.startswith("which") and frame[0] - sentence[0] > _NEAR_START:
        return bool(_LEAD_IN.fullmatch(_folded(reading, (sentence[0], frame[0])))) and asks(reading, sentence)
    return asks(reading, sentence) or not _INTERROGATIVE.match(said)


_INTERROGATIVE: Final = regex_of(r"what|which|whats|cual|que\b")
_NEAR_START: Final = 12
_LEAD_IN: Final = regex_of(
    r"\W*(?:to|so|for|before|in order|and|then|thanks|thank|ok|okay|sure|sorry)\b[^?!]{0,80},\s*"
)
"""What stands before a question that does not open its sentence: `To send it, which ...?`"""


def _leads_to(reading: Reading, start: int, end: int) -> bool:
    between = reading.text[start:end].casefold()
    if re.search(r"[.!?:;。！？；]", between):
        return False
    if not between.isascii() and len(between.split()) <= 1:
        return len(between) <= _NEAR_UNSPACED
    words = _WORD.findall(_without_slots(reading, start, between))
    return len(words) <= _NEAR and not _LEADS_OFF.intersection(words)


_WORD: Final = regex_of(r"[^\W_]+")
_NEAR: Final = 5
_NEAR_UNSPACED: Final = 8
_LEADS_OFF: Final = frozenset(
    "this these that our my to so which who if when once because about using by without whether how from into but"
    " if until unless while where this's est esto este esta".split()
)


def _without_slots(reading: Reading, start: int, text: str) -> str:
    """The text without the other slots that it names: `your name, email and phone number` asks for three things."""
    for slot in SLOTS:
        for hit in reading.hits_in(f"words.slot-{slot}", (max(0, start - NEAR), start + len(text))):
            first, last = max(0, hit.start - start), hit.end - start
            if first < len(text) and last > 0:
                text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text


def _alone(reading: Reading, sentence: Span) -> bool:
    """Whether the sentence does no more than name what it wants: `Your order number, please.`"""
    text = reading.text[sentence[0] : sentence[1]].casefold()
    if len(text) > NEAR or any(map(str.isdigit, text)) or not _WANTS.search(text):
        return False
    rest = [word for word in _WORD.findall(_without_slots(reading, sentence[0], text)) if word not in _FILLERS]
    return not rest


_WANTS: Final = regex_of(r"(?:[?？:]|\b(?:please|pls|plz|again|por favor))\W*$")
_FILLERS: Final = frozenset(
    "and or the your a an please pls plz again ok okay sure thanks thank you great also first then so sir madam ma'am"
    " kindly now por favor y su tu el la e".split()
)


def _whose(reading: Reading, slot: Span) -> str:
    """Whose it is, where the words beside it say that it is not the customer's own."""
    for hit in reading.hits_in("words.someone-else", (max(0, slot[0] - NEAR), slot[1] + 2)):
        if hit.end >= slot[0] - 1:
            return str(_WORD.findall(_folded(reading, hit.span))[-1])
    owner = _OWNER.search(reading.text[max(0, slot[0] - _OWNER_NEAR) : slot[0]])
    return owner.group(1).casefold() if owner and owner.group(1).casefold() not in _NO_OWNERS else ""


_OWNER: Final = regex_of(r"([^\W\d_]{2,30})['’]s (?:[^\W\d_]+ )?$")
_OWNER_NEAR: Final = 48
_NO_OWNERS: Final = frozenset("what that it let here there who where how today yesterday".split())
