"""What a customer's message states as theirs: names, numbers, addresses, dates, products, amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Final, Mapping

from couth.facts.asked import kind_of, occasion_of
from couth.facts.dates import PINNED, RELATIVE, dates
from couth.facts.knowledge import SLOTS
from couth.facts.names import addresses, is_name, named, products, related
from couth.facts.sentences import asks, requests
from couth.facts.values import (
    ACCOUNT,
    AMOUNT,
    CODE_LIKE,
    FIGURE,
    Finder,
    codes,
    emails,
    numbered,
    orders,
    phones,
    plain,
)
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

LOOKED_AT: Final = 4000
"""Characters of a message in which values are looked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value that the customer gave: its kind, where it stands, and whether it no longer holds."""

    slot: str
    message: int
    span: Span
    value: str
    kind: str = ""
    rejected: bool = False
    about: str = ""
    """The occasion whose date it is, where the sentence or the question that it answers names one; whose name it is,
    where it is not the customer's own."""


_FINDERS: Final[Mapping[str, tuple[Finder, Callable[[str], object]]]] = {
    "order-number": (orders, CODE_LIKE),
    "account-id": (codes(ACCOUNT, "account-id"), CODE_LIKE),
    "email": (emails, regex_of(r"(?i)@|\bdot\b").search),
    "phone": (phones, regex_of(r"(?i)\d|\b(?:oh|zero|double) ").search),
    "name": (named, bool),
    "address": (addresses, bool),
    "date": (dates, bool),
    "amount": (plain(AMOUNT), regex_of(r"(?i)\d|dollar|pound|euro|rupee|naira|quid|buck|rand|元|块").search),
    "product": (products, bool),
}
"""How the values of each slot are found, and what tells at a glance that a text may have some."""
TAKING: Final = ("order-number", "account-id", "email", "phone", "address", "amount", "date")
"""Slots whose values are of their own: what is one of them is none of the next."""
_ELSE: Final = regex_of(
    r"(?i)\b(?:his|her|their|[^\W\d_]{2,20}(?<!it)(?<!that)(?<!number)(?<!email)(?<!name)(?<!address)(?<!mail)(?<!mobile)(?<!phone)['’]s"
    r"|old|previous|former|wrong|not(?!\s+\w+ing\b))\s+(?:[^\W\d_]+\s+){0,2}(?:is|was|:)?\s*$"
)


_OTHERS: Final = regex_of(
    r"(?i)\b(?:doctor|dr|dentist|host|friend|wife|husband|partner|daughter|son|mother|father|mum|mom|dad|brother|sister|boss|manager|driver"
    r"|agent|landlord|teacher|vet|dog|cat|pet|company|shop|hotel|venue|school)(?:['’]?s)? (?:full |first |last )?name\W+(?:is\W+|was\W+)?$"
)
"""What stands before somebody else's name."""
_UNWANTED: Final = regex_of(
    r"(?i)(?:\b(?:not|except|but not|instead of|other than|rather than|cannot|never|away|busy|closed|working|unavailable|abroad"
    r"|out of town)|n['’]t)\W+(?:[^\W\d_]+\W+){0,4}$"
    r"|\b(?:chang|mov|reschedul|switch|swapp?|push|postpon|shift)(?:e|ed|es|ing)?\W+(?:[^\W\d_]+\W+){0,3}from(?: the)?\W+$"
)
"""What stands before a day that the customer cannot or will not have."""
_REFUSED: Final = regex_of(
    r"(?i)\W{0,3}(?:(?:for|at|in) [^.?!]{1,20} )?(?:(?:does|do|is|are|will|would|did|was)(?:n['’]?t| not| no longer) (?:really |going to )?"
    r"(?:work|suit|good|possible|do|fit|any good)|(?:is|are) (?:no good|out|impossible|too (?:late|early|soon)))"
)
"""What follows a day that the customer cannot have."""
_ASKS_AFTER: Final = regex_of(r"(?i)\bhow (?:are|is|was|have|r) (?:you|u|your|everything|it|things)\b[^.?!]{0,20}$")
"""Small talk in which a day is no date: `how are you doing today`."""


def stated(index: int, reading: Reading) -> list[Given]:
    """The values that a customer's message states, quotations left aside."""
    text = reading.text[:LOOKED_AT]
    found: list[Given] = []
    for slot in (*TAKING, *(slot for slot in SLOTS if slot not in TAKING)):
        find, may = _FINDERS[slot]
        for span, kind in find(text) if may(text) else ():
            taken = slot in TAKING and any(g.slot in TAKING and meet(g.span, span) for g in found)
            if not taken and _is_own(reading, slot, span, kind):
                about = occasion_in(reading, span) if slot == "date" else ""
                found.append(Given(slot, index, span, text[span[0] : span[1]], kind, about=about))
    return [*found, *_numbered(index, text), *_of_others(index, reading)]


def _numbered(index: int, text: str) -> list[Given]:
    """The numbers of anything else; only a question for the number of that very thing asks for one."""
    found = numbered(text) if FIGURE(text) else ()
    return [Given("order-number", index, span, text[span[0] : span[1]], _usual(kind)) for span, kind in found]


def _usual(word: str) -> str:
    """The kind of a number by the word before it: that of the usual ones which the word names in another language (`bestelnummer`)."""
    return kind_of("order-number", word) if word in _ABROAD else word


_ABROAD: Final = frozenset(
    "bestellnummer bestellung bestelnummer bestelling ordernummer auftrag auftragsnummer commande encomenda pedido ordine buchung"
    " buchungsnummer boekingsnummer boeking reserveringsnummer reservering prenotazione reserva reservation reservierung reservierungsnummer"
    " rechnung rechnungsnummer facture factura factuur factuurnummer fattura fatura dossier dossiernummer pratica protocolo expediente"
    " vorgang vorgangsnummer aktenzeichen chamado sendung sendungsnummer zending zendingsnummer spedizione suivi".split()
)


def _of_others(index: int, reading: Reading) -> list[Given]:
    """The names of those whom the message speaks of (`my daughter Ines`)."""
    text = reading.text[:LOOKED_AT]
    return [
        Given("name", index, span, text[span[0] : span[1]], about=kin)
        for span, kin in related(text)
        if is_name(reading, text[span[0] : span[1]])
    ]


def occasion_in(reading: Reading, span: Span) -> str:
    """The occasion that the sentence names in which a value stands."""
    return occasion_of(reading, reading.sentences[reading.sentence_of(span[0])])


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _is_own(reading: Reading, slot: str, span: Span, kind: str) -> bool:
    """Whether a value is the customer's: not quoted, not somebody else's, not said to be old or wrong."""
    before = reading.text[max(0, span[0] - _BEFORE) : span[0]]
    if slot == "name" and not is_name(reading, reading.text[span[0] : span[1]]):
        return False
    if slot == "name" and _OTHERS.search(before):
        return False
    if slot == "date" and (
        _UNWANTED.search(before) or _ASKS_AFTER.search(before) or _REFUSED.match(reading.text, span[1])
    ):
        return False
    named_day = slot == "date" and RELATIVE.fullmatch(reading.text, *span)
    if named_day and "past" not in kind and not _is_wanted(reading, span):
        return False
    return not reading.quoted(span) and not (slot not in ("date", "amount", "product") and _ELSE.search(before))


_BEFORE: Final = 40
_ENGAGED: Final = regex_of(
    r"(?i)\b(?:remember(?:ed)?|forgot|attend|interview|wedding|funeral|surgery|exam|having|have to|has to|must be|busy|away|gone|working|removed)\b"
)
"""What tells of another engagement on a day."""


def _is_wanted(reading: Reading, span: Span) -> bool:
    """Whether a day is no day named in passing: it is pinned down (`on Friday`), or the sentence asks for something."""
    sentence = reading.sentences[reading.sentence_of(span[0])]
    pinned = PINNED.fullmatch(reading.text, *span) and not _ENGAGED.search(reading.text, *sentence)
    return bool(pinned) or asks(reading, sentence) or requests(reading, sentence)
