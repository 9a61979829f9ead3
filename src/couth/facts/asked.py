"""What a message of the business asks the customer for: which slot, of which kind, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Iterator, Mapping

from couth.facts.asking import NEAR, is_asked
from couth.facts.choices import choice_in
from couth.facts.knowledge import DETAIL, SLOTS
from couth.facts.owners import whose_is
from couth.facts.particulars import particular_of, told_apart
from couth.facts.sentences import asks_plainly
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

MOST: Final = 16
"""So many mentions of a slot are looked at in one message."""

Kinds = tuple[tuple[str, "re.Pattern[str]"], ...]


def _kinds(**patterns: str) -> Kinds:
    return tuple((kind, regex_of(pattern)) for kind, pattern in patterns.items())


KINDS: Final[Mapping[str, Kinds]] = {
    "order-number": _kinds(
        order=r"order|purchase|pedido|orden|compra|commande|bestell?|auftrag|ordine|encomenda|订单|注文|طلب|ऑर्डर",
        booking=r"booking|booked|reserv|confirmation|pnr|itinerary|buchung|boeking|prenotaz|预订|予約|حجز|बुकिंग",
        claim=r"claim",
        tracking=r"tracking|waybill|parcel|consignment|shipment|seguimiento|envio|guia|sendung|suivi|zending|spedizion|rastreio"
        r"|运单|快递|追跡|伝票|شحن|تتبع|ट्रैकिंग",
        transaction=r"transaction|txn|utr",
        invoice=r"invoice|bill|receipt|rechnung|facture|factura|factuur|fattura|fatura",
        case=r"case|ticket|request|caso|vorgang|aktenzeichen|dossier|pratica|protocolo|expediente|chamado"
        r"|受付|بلاغ|تذكر|शिकायत|shikayat",
    ),
    "account-id": _kinds(
        account=r"account|cuenta|konto|账",
        customer=r"customer|client|kunden|klant|客户",
        user=r"user|login|usuario|用户",
        member=r"member|loyalty|rewards?|frequent|socio|miembro|会员",
        policy=r"policy|poliza|保单",
        meter=r"meter",
        patient=r"patient",
        student=r"student",
        employee=r"employee",
    ),
    "name": _kinds(
        first=r"first name|given name|forename|vorname|prenom",
        full=r"full|last|sur|family|apellido|completo|姓名",
        on=r"name (?:on|under|for) |who is the",
    ),
    "address": _kinds(
        code=r"code|codigo|codice|\bcep\b|\bcap\b|\bplz\b|postleitzahl|邮编",
        room=r"room|cabin|suite",
        current=r"current|live location|\bpin\b",
        to=r"where\b.*\b(?:going|headed|heading|deliver\w*|drop\w*|send|ship|taken?|taking)\b",
        place=r"where|which|location|spot|point|destination|donde|送到|寄到|寄去",
        full=r"full|complete",
    ),
    "product": _kinds(model=r"\bmodel|\bmake\b|brand|kind|sort|type|version"),
    "date": _kinds(
        birth=r"birth|born|dob|nacimiento|生日",
        back=r"return|check-?out|leav",
        when=r"when|cuando",
        past=r"purchase|order|bought|transaction|incident|payment|compr|how long ago|since when",
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


OCCASIONS: Final = frozenset(name for name, _ in _OCCASIONS)


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
    said = reading.folded_in(span)
    return next((name for name, pattern in _OCCASIONS if pattern.search(said)), "")


def speaks_of(text: str, matter: str) -> bool:
    """Whether a text speaks of an occasion, or of the matter that a word names, whatever its ending."""
    low = text.casefold()
    pattern = next((pattern for name, pattern in _OCCASIONS if name == matter), None)
    return bool(pattern.search(low)) if pattern else matter[:_STEM] in low


_STEM: Final = 5
"""So many letters tell a word: `collect`, `collection`."""


def kind_of(slot: str, said: str) -> str:
    """The kind of a slot that folded words speak of; empty for no particular one."""
    return next((kind for kind, pattern in KINDS.get(slot, ()) if pattern.search(said)), "")


def asked_for(reading: Reading) -> tuple[Asked, ...]:
    """The slots that a message of the business asks for, each sentence's once."""
    asked = [one for slot in SLOTS for one in _asked(reading, slot)]
    taken = {one.span for one in asked if one.slot == "order-number"}
    details = (one for one in _asked(reading, DETAIL) if one.kind and not (told_apart(one.kind) and one.span in taken))
    return (*asked, *details)


def _asked(reading: Reading, slot: str) -> Iterator[Asked]:
    seen: set[tuple[Span, str]] = set()
    for hit in reading.hits(f"words.slot-{slot}")[:MOST]:
        sentence = reading.sentences[reading.sentence_of(hit.start)]
        if reading.quoted(hit.span):
            continue
        if slot == DETAIL and reading.folded_in(hit.span) == "or":
            yield from _choice(reading, sentence)
            continue
        if not (is_asked(reading, sentence, hit.span) or _lacks(reading, sentence, hit.span)):
            continue
        kind = _kind(reading, slot, hit.span, sentence)
        if (sentence, kind) not in seen and not (slot == "order-number" and _is_of_another_slot(reading, hit.span)):
            seen.add((sentence, kind))
            about = occasion_of(reading, sentence) if slot in _PLANNED else ""
            about = about or (_matter_of(reading, hit.span) if slot == "date" else "")
            whose = whose_is(reading, hit.span)
            yield Asked(slot, sentence, kind, "" if (slot, whose) == ("order-number", "number") else whose, about)


def _lacks(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether a sentence says that only this is lacking, or asks in its next words, or in the next sentence, to have it put down."""
    if _LACKED.search(reading.folded_in((sentence[0], slot[0]))):
        return True
    after = reading.folded_in((slot[1], min(len(reading.text), slot[1] + NEAR)))
    return _PUT_IT.match(after) is not None


_LACKED: Final = regex_of(
    r"\b(?:all|what|the (?:only|one|last|next|other|final|single)(?: \w+)?|one (?:last |more )?thing)(?: that| which)?"
    r" (?:(?:i|we|he|she|they|(?:the|our|my) \w+)(?:'d|'ll|'m|'re|'s)?(?: \w+)?"
    r" (?:needs?|requires?|lacks?|wants?|asks?|miss(?:es|ing)?|waiting for|short of|after|lacking)"
    r"|(?:that's |that is |is |still )?(?:left|missing|lacking|outstanding|needed|wanted|remains|remaining))\b[^.?!;,]{0,36}?"
    r"\b(?:is|are|would be|will be)\b(?: (?:the|your|a|an|to know|to have))*\s*$"
)
"""`All that I lack is the order number`."""
_PUT_IT: Final = regex_of(
    r"[^.?!,;]{0,40}\b(?:escapes?|slip\w*|missing|lost|blank|empty|gone|deleted|unreadable|never|not|\w+n't)\b[^.?!]{0,30}[,;:.!–-] "
    r"(?:(?:so|and|then|please|kindly) )*(?:(?:can|could|would|will|may) (?:you|i|we) (?:please |kindly |just |also )?)?"
    r"(?:type|put|pop|send|give|share|tell|text|spell|write|enter|drop|leave|add|quote|paste|repeat|resend|provide|supply|state|read|have|get)"
    r"(?: (?:me|us))? (?:it|that|this|them|those)\b(?! to (?!me|us))"
    r"|[^.?!]{0,60}[,;:.!–-] (?:so |and |then )?what (?:\w+ ){1,3}(?:put|write|enter|note|say|fill in|type|tell (?:them|him|her)) "
    r"(?:there|here|in (?:it|there|that)|for (?:it|that)|under (?:it|that)|them|him|her)\b"
)
"""`Your policy number escapes me, could you type it here?`"""


def _choice(reading: Reading, sentence: Span) -> Iterator[Asked]:
    """What a sentence puts to choose from, where it asks."""
    kind = choice_in(reading.folded_in(sentence)) if asks_plainly(reading, sentence) else ""
    if kind:
        yield Asked(DETAIL, sentence, kind)


_PLANNED: Final = ("date", "address", DETAIL)
"""What one gives for some occasion: a day or a place for one is none for another."""


def _is_of_another_slot(reading: Reading, span: Span) -> bool:
    """Whether a number is told apart by another slot: `your phone number`, `your user id`."""
    return any(reading.hits_in(f"words.slot-{slot}", span) for slot in ("account-id", "phone"))


def _kind(reading: Reading, slot: str, span: Span, sentence: Span) -> str:
    if slot == DETAIL:
        return particular_of(reading.folded_in((span[0], sentence[1])))
    kind = kind_of(slot, reading.folded_in(span))
    if slot == "date":
        lead = "back " if _UNTIL.search(reading.folded_in((sentence[0], span[0]))) else ""
        return _time_of(lead + reading.folded_in((span[0], sentence[1])), kind)
    if slot == "address" and _MOVES.search(reading.folded_in(sentence)):
        return MOVED
    return kind or (_number_of(reading, span, sentence) if slot == "order-number" else "")


_MOVES: Final = regex_of(
    r"\b(?:mov(?:e|ing) (?:to|in|into)|where (?:are|will|do) you (?:be )?mov\w*|from (?:then|that day|now) on|afterwards)\b"
)
"""What asks for the place where the customer is going to live."""


def _number_of(reading: Reading, span: Span, sentence: Span) -> str:
    """What a number is for: the thing before it, or what the question goes on with (`under which number did you order?`)."""
    if _UNDER_WHICH.match(reading.folded_in(span)):
        return kind_of("order-number", reading.folded_in((span[1], sentence[1]))) or _thing_of(reading, span)
    return _thing_of(reading, span)


_UNDER_WHICH: Final = regex_of(r"(?:under|with|by|against) (?:what|which) ")


def _thing_of(reading: Reading, slot: Span) -> str:
    """The thing whose number it is, where it is none of the usual ones: `your permit number`, `which locker`."""
    said = reading.folded_in(slot)
    if _POINTS_ON.search(said):
        after = _NAMED_AFTER.match(reading.text, slot[1])
        return after.group(1).casefold() if after else ANY
    match = _OF_A_THING.search(said)
    return match.group(1) or match.group(2) if match and not _PLAIN.search(said) else ANY if match else ""


ANY: Final = "number"
"""The kind of a number that no word tells the kind of."""
_OF_A_THING: Final = regex_of(
    r"([^\W\d_]{3,20})s? (?:number|num|no|code|id|ref)\b|(?:which|what) ([^\W\d_]{3,20})\b|\b(?:number|no)\b"
)
_POINTS_ON: Final = regex_of(r"\b(?:number|code|id|ref|reference) (?:of|on|for|from) (?:your|the|that)$")
_NAMED_AFTER: Final = regex_of(r" (?:\w{2,20} ){0,2}?(\w{3,20})(?=\s*(?:[,.?!;:]|$| (?:is|was|please|so|and)\b))")
"""What stands after `the number on your`, its last word: `gas card`, `delivery note`."""
_PLAIN: Final = regex_of(r"\b(?:your|the|that|what|which|a|any|ref|reference) (?:number|no|code|id|ref|reference)\b")


def _time_of(said: str, kind: str) -> str:
    """The kind of a date, by what the rest of the sentence says of it: gone by, the way back, or to be moved."""
    if kind == "birth":
        return kind
    if _MOVED.search(said) or _NARROWED.search(said):
        return MOVED
    if kind in ("", "when") and _WAY_BACK.search(said):
        return "back"
    if _ONSET.search(said):
        return ONSET
    return "past" if kind in ("", "when") and _GONE.search(said) and not _WISHED.search(said) else kind


ONSET: Final = "onset"
"""The kind of a date on which something went wrong: not that on which it was bought."""
_ONSET: Final = regex_of(
    r"\b(?:did|has|have) (?:it|this|that|they|the [\w ]{2,24}?|your [\w ]{2,24}?)"
    r" (?:first )?(?:begin|begun|start|stop|happen|break|fail|occur|crack|leak|die)"
)
_UNTIL: Final = regex_of(r"\b(?:until|till|through) $")
MOVED: Final = "moved"
"""The kind of a date to which something is put off, or that is to be told more closely: none that was given before is it."""
_NARROWED: Final = regex_of(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|in may)\b"
)
_MOVED: Final = regex_of(
    r"\b(?:mov(?:e|ed) (?:it|this|that|your|the|to)"
    r"|reschedul|rebook|re-book|postpone|put it off|shift|switch|bring it|push it|change (?:it|to)|make (?:it|that) up|make up)"
)
_WAY_BACK: Final = regex_of(
    r"\b(?:come back|coming back|return\b|returning|back\b|check(?:ing)?[ -]?out|leav(?:e|ing)|fly home|move out)"
)
_GONE: Final = regex_of(
    r"\b(?:did|(?:was|were)(?! (?:(?!supposed|due\b|meant)[^?]){0,30}\bto (?:stay|be|come|start|arrive|go|last|run|happen|begin|deliver)\b)"
    r"|ago|happen(?:ed)?|had|placed|bought|purchased|received|signed|ordered|made|paid|booked|travell?ed|lost|visited"
    r"|noticed|got|broke|stopped|failed|began|started|fell|came|arrived|occurred|leaked|took|have you (?:been|paid|sent))\b"
)
_WISHED: Final = regex_of(
    r"\b(?:thinking|in mind|hop(?:e|ing)|want(?:ed)?|like|looking|plan\w*|after|prefer\w*|would|suit\w*|wish\w*|need(?:ed)?|again|wedding)\b"
)


def _matter_of(reading: Reading, slot: Span) -> str:
    """The matter for which a date is wanted, where the words after it name one: `which day for the tasting?`"""
    match = _FOR_A_MATTER.match(reading.folded_in((slot[1], min(len(reading.text), slot[1] + NEAR))))
    return match.group(1) if match else ""


_FOR_A_MATTER: Final = regex_of(r"[^.?!]{0,40}?\bfor (?:the|your|a|an|this) (?:\w+ )?(\w{4,20})\W*$")
