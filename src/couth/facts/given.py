"""What a customer's message states: names, numbers, addresses, dates, products, amounts.

Every expression is bounded, so that a text of any length is read in time that grows with its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Final, Iterator, Mapping, Sequence

from couth.facts.asked import kind_of, occasion_of
from couth.facts.knowledge import SLOTS
from couth.facts.sentences import asks, requests
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading, fold
from couth.text.lexicon import STOPWORDS

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
    """The occasion whose date it is, where the sentence or the question that it answers names one."""


Finder = Callable[[str], Iterator[tuple[Span, str]]]
"""Spans of values in a text, each with its kind."""

_FIGURE: Final = regex_of(r"\d").search
_CODE_LIKE: Final = regex_of(r"\d|[A-Z_/-]{5}").search
"""A code has a digit, or it is a word in capitals."""
CODE = r"(?:[A-Za-z0-9][A-Za-z0-9_/-]{1,39}(?: \d{2,6}(?![\w%])){0,4})"
_NUMBER = r"(?:\s{0,2}(?:ids?|no\.?|nr\.?|numbers?|num|code|ref(?:erence)?|号码?|编号|de (?:pedido|orden|reserva)))"
_IS = r"(?:\s{0,2}(?:is|was|it's|it’s|it is|,|:|：|#|=|是|es)){0,3}\s{0,2}#?"


def _coded(words: str) -> re.Pattern[str]:
    return regex_of(rf"(?i)(?<![^\W\d_])({words})s?({_NUMBER}{{0,2}}){_IS}({CODE})")


_ORDER: Final = _coded(
    "order|purchase|booking|reservation|confirmation|ticket|case|claim|tracking|waybill|parcel|consignment|shipment"
    "|transaction|invoice|itinerary|pnr|reference|ref|pedido|orden|reserva|compra|n[uú]mero de pedido|订单|运单|快递|预订|单号"
)
_ACCOUNT: Final = _coded(
    "account|customer|client|member(?:ship)?|policy|user(?:name)?|login|loyalty|meter|patient|student|employee|subscriber"
    "|cuenta|cliente|usuario|p[oó]liza|socio|账号|账户|用户名?|会员"
)
_BARE: Final = regex_of(r"(?<![\w&])#([A-Za-z]{0,4}-?\d[\d-]{3,20})(?!\w)|(?<![\w-])(\d{3}-\d{7}-\d{7})(?![\w-])")
_UNITS: Final = regex_of(
    r"\s?(?:am|pm|%|[$€£₹]|items?|pizzas?|pieces?|pcs|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|people|persons|guests|tickets?"
    r"|times?|nights?|dollars?|euros?|pounds?|rupees?|kg|km|gb|mb|units?|pairs?|orders?)\b", re.IGNORECASE
)  # fmt: skip


def _codes(pattern: re.Pattern[str], slot: str) -> Finder:
    def find(text: str) -> Iterator[tuple[Span, str]]:
        for match in pattern.finditer(text):
            if is_code(match.group(3), named=bool(match.group(2))) and not _UNITS.match(text, match.end()):
                yield match.span(3), kind_of(slot, fold(match.group(1)).text)

    return find


def is_code(token: str, named: bool = False) -> bool:
    """Whether a token identifies something: it has a digit, and is long enough where no word says that it is a number."""
    first = token.partition(" ")[0]
    if not any(map(str.isdigit, token)):
        return named and first.isupper() and 5 <= len(token) <= 8
    if not any(map(str.isdigit, first)):
        return first.isupper() and len(first) <= 4
    mixed = any(map(str.isalpha, token)) and not _ORDINAL.fullmatch(token)
    return sum(map(str.isalnum, token)) >= (2 if named else 3 if mixed else 4)


_ORDINAL: Final = regex_of(r"\d{1,4}(?:st|nd|rd|th|s|am|pm|h|k|x)", re.IGNORECASE)


def _orders(text: str) -> Iterator[tuple[Span, str]]:
    yield from _codes(_ORDER, "order-number")(text)
    for match in _BARE.finditer(text):
        yield match.span(match.lastindex or 0), "order" if match.group(2) else ""


EMAIL: Final = regex_of(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PHONE: Final = regex_of(r"(?<![\w/.-])\+?\(?\d[\d ().-]{5,20}\d(?![\w/-])")
_PHONE_WORDS: Final = regex_of(
    r"(?i)\b(?:phone|mobile|cell|call|ring|reach|text|tel|telephone|whatsapp|number|contact|tel[eé]fono|celular|m[oó]vil)\b|电话|手机"
)
_BEFORE: Final = 40


def _phones(text: str) -> Iterator[tuple[Span, str]]:
    for match in PHONE.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        near = text[max(0, match.start() - _BEFORE) : match.start()]
        if 7 <= digits <= 15 and (match.group()[0] in "+(" or _PHONE_WORDS.search(near)):
            yield match.span(), ""


NAME_WORD = r"[^\W\d_][\w'’-]{0,24}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,24}"
_NAMES: Final = f"{_CAPITAL}(?: (?:[A-Z]\\.|(?:(?:de|da|van|von|bin|al|la|del) )?{_CAPITAL})){{0,3}}"
_ENDS = r"(?=\s*(?:[,.!;:)\n–]|$|\s-|\b(?:and|here|from|with|at|calling|speaking|again|i|my|on|but|please|for)\b))"
_STATED_NAMES: Final = (
    *(
        (regex_of(pattern), "")
        for pattern in (
            rf"(?i:\bmy (?:full |complete )?name(?: is|'s|’s|:)|\bname is|\bname:|\bme llamo|\bmi nombre es) {{1,2}}({NAME_WORD}(?: {NAME_WORD}){{0,3}}?){_ENDS}",
            rf"(?:^|(?<=[.!,\n] ))\W{{0,3}}(?i:(?:hi|hello|hey|good \w+)[,!. ]{{1,3}})?(?:(?i:this is|i am|i'm|i’m|it's|im|soy)) ({_NAMES}){_ENDS}",
            rf"^\W{{0,3}}(?i:(?:hi|hello|hey|good \w+)[,!. ]{{1,3}})?({_NAMES}),? here\b",
            r"(?:我叫|我是|姓名[:：是]?)([\u4e00-\u9fff]{2,4})(?=[\s,，.。!！]|$)",
        )
    ),
    (regex_of(rf"(?i:\bunder (?:the name (?:of )?)?|\bin the name of |\bbooked (?:as|for) )({_NAMES})"), "on"),
)


def _named(text: str) -> Iterator[tuple[Span, str]]:
    for pattern, kind in _STATED_NAMES:
        for match in pattern.finditer(text):
            yield match.span(1), kind or name_kind(match.group(1))


def name_kind(name: str) -> str:
    """Whether a name is a full or a first one."""
    return "full" if " " in name or (not name.isascii() and len(name) > 1) else "first"


_STREET = (
    r"(?:st|street|rd|road|ave?|avenue|lane|ln|drive|dr|way|close|court|ct|crescent|cres|place|pl|square|sq|terrace|blvd|boulevard"
    r"|highway|hwy|parade|row|gardens|grove|walk|nagar|marg|layout|estate|sector|colony|phase|strasse|straße)"
)
_ADDRESS: Final = regex_of(
    rf"(?i)(?<![\w$€£])\d{{1,5}}[a-z]?(?:/\d{{1,5}})?[, ]{{1,2}}(?:[\w'.-]{{1,20}}[ ,]{{1,2}}){{0,4}}?{_STREET}\b"
    r"|(?<!\w)\d{1,5},? (?:rue|calle|via|avenida|av\.?) [\w' -]{3,30}"
    r"|\b(?:calle|avenida|carrera|rua) [\w .'-]{2,30}? \d{1,5}\b|[\u4e00-\u9fff]{2,12}[路街道巷]\d{1,5}号"
)
_POSTCODE: Final = regex_of(
    r"(?i)\b(?:zip|postal|post|pin) ?code\D{0,12}([A-Z0-9][A-Z0-9 -]{2,8}\d\w{0,3})|\b([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b|\b([A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
_DESTINATION: Final = regex_of(
    r"(?i)\b(?:send|deliver|ship|forward|bring|post|drop|transfer|sent|delivered)\b(?: (?!to\b)[\w'-]{1,20}){0,4} to (?:the |my )?"
    r"(?!me\b|us\b|you\b|him\b|her\b|them\b|be\b|the\b|my\b|this\b|that\b|your\b|it\b|get\b|do\b|confirm\b)([\w'’-]{3,20}(?: [\w'’-]{1,20}){0,4})"
)


def _addresses(text: str) -> Iterator[tuple[Span, str]]:
    if _FIGURE(text):
        for match in _ADDRESS.finditer(text):
            yield match.span(), ""
        for match in _POSTCODE.finditer(text):
            yield match.span(match.lastindex or 0), "code"
    for match in _DESTINATION.finditer(text):
        yield match.span(1), "place"


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
CALENDAR: Final = regex_of(
    rf"(?i)(?<![\w/-])\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTH}\b|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\w)|(?<![\w-])\d{{4}}-\d{{2}}-\d{{2}}(?!\d)"
    r"|(?<![\w/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])|\d{1,2}月\d{1,2}[日号]?"
)
RELATIVE: Final = regex_of(
    r"(?i)\b(?:(?:this|next|last|on|coming) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tomorrow|tonight|yesterday)\b"
    r"|\b(?:hoy|mañana|ayer|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\b|今天|明天|后天|昨天|[下这]?(?:周|星期)[一二三四五六日天]"
)
_BIRTH: Final = regex_of(r"(?i)\b(?:born|birth|birthday|dob|nacimiento|nac[ií])\b|生日|出生")
_BACK: Final = regex_of(r"(?i)\b(?:until|till|return(?:ing)?|back|through|to|check-?out|and|hasta)\W*$")
_PAST: Final = regex_of(
    r"(?i)\b(?:bought|ordered|purchased|placed|yesterday|last|was|were|did|happened|took|compr[eé]|ayer)\b"
)


def _dates(text: str) -> Iterator[tuple[Span, str]]:
    for pattern, calendar in ((CALENDAR, True), (RELATIVE, False)):
        if _FIGURE(text) if calendar else _names_day(text):
            for match in pattern.finditer(text):
                yield match.span(), _date_kind(text, match, calendar)


def _names_day(text: str) -> bool:
    """Whether a text has some piece of the words that name a day."""
    low = text.lower()
    return not low.isascii() or any(map(low.__contains__, _DAYS))


_DAYS: Final = tuple("day tomorrow tonight hoy ayer lunes martes miercoles jueves viernes sabado domingo".split())


def _date_kind(text: str, match: re.Match[str], calendar: bool) -> str:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _BIRTH.search(before):
        return "birth"
    kinds = [
        "past" if _PAST.search(before + match.group()) else "",
        "day" if calendar else "",
        "back" if _BACK.search(before) else "",
    ]
    return " ".join(filter(None, kinds))


_AMOUNT: Final = regex_of(
    r"(?i)(?:[$€£¥₹₦₱₩]|\b(?:rs|inr|usd|eur|gbp|ngn)\b\.?) ?\d[\d.,]{0,15}"
    r"|(?<![\w.])\d[\d.,]{0,15} ?(?:dollars?|euros?|pounds?|rupees?|naira|quid|bucks|pesos|usd|eur|元|块)(?!\w)|(?<![\w.])\d{1,6}\.\d{2}(?![\w.])"
)
_THING = r"((?:[a-z][a-z'-]{1,20} ){0,3}?[a-z][a-z'-]{2,20})"
_PRODUCTS: Final = (
    regex_of(
        rf"(?i)\b(?:bought|ordered|purchased|returning) (?:a|an|the|my|some|these|those|this|two|three|\d{{1,3}})(?: pair of| set of)? {_THING}"
        r"(?=[.,!?;:]|$| (?:i|from|on|last|for|but|and|that|which|was|is|it|with|in|yesterday|today|at|online)\b)"
    ),
    regex_of(
        rf"(?i)\b(?:the|my|these|this|those) {_THING} (?:that )?(?:i|we) (?:just )?(?:bought|ordered|purchased)\b"
    ),
    regex_of(
        rf"(?i)\bmy (?:new )?{_THING} (?:is|are|has|have|came|arrived|stopped|broke|split|won'?t|doesn'?t|keeps?)\b"
        r" (?:broken|faulty|damaged|not|no|dead|stopped|working|on|charge|missing|cracked|leaking|torn|turning|with|late)\b"
    ),
)
_OF_PRODUCTS: Final = (
    ("bought", "ordered", "purchased", "returning"),
    ("bought", "ordered", "purchased"),
    ("my ",),
)
"""Pieces of text without any of which these find nothing."""
_NO_PRODUCT: Final = regex_of(
    r"(?i)\b(?:items?|orders?|products?|packages?|parcels?|things?|stuff|ones?|delivery|refund|money|account|card|payment|name|email|address"
    r"|number|app|phone number|flights?|tickets?|booking|reservation)$"
)


def _products(text: str) -> Iterator[tuple[Span, str]]:
    low = text.lower()
    for pattern, words in zip(_PRODUCTS, _OF_PRODUCTS, strict=True):
        for match in pattern.finditer(text) if any(map(low.__contains__, words)) else ():
            if not _NO_PRODUCT.search(match.group(1)):
                yield match.span(1), ""


def _plain(pattern: re.Pattern[str]) -> Finder:
    return lambda text: ((match.span(), "") for match in pattern.finditer(text))


_FINDERS: Final[Mapping[str, tuple[Finder, Callable[[str], object]]]] = {
    "order-number": (_orders, _CODE_LIKE),
    "account-id": (_codes(_ACCOUNT, "account-id"), _CODE_LIKE),
    "email": (_plain(EMAIL), lambda text: "@" in text),
    "phone": (_phones, _FIGURE),
    "name": (_named, bool),
    "address": (_addresses, bool),
    "date": (_dates, bool),
    "amount": (_plain(_AMOUNT), _FIGURE),
    "product": (_products, bool),
}
"""How the values of each slot are found, and what tells at a glance that a text may have some."""
TAKING: Final = ("order-number", "account-id", "email", "phone", "address", "amount", "date")
"""Slots whose values are of their own: what is one of them is none of the next."""
_ELSE: Final = regex_of(
    r"(?i)\b(?:his|her|their|[^\W\d_]{2,20}(?<!it)(?<!that)['’]s|old|previous|former|wrong|not)\s+(?:[^\W\d_]+\s+){0,2}(?:is|was|:)?\s*$"
)


_OTHERS: Final = regex_of(
    r"(?i)\b(?:doctor|dr|dentist|host|friend|wife|husband|partner|daughter|son|mother|father|mum|mom|dad|brother|sister|boss|manager|driver"
    r"|agent|landlord|teacher|vet|dog|cat|pet|company|shop|hotel|venue|school)(?:['’]?s)? (?:full |first |last )?name\W+(?:is\W+|was\W+)?$"
)
"""What stands before somebody else's name."""
_UNWANTED: Final = regex_of(
    r"(?i)(?:\b(?:not|except|but not|instead of|other than|rather than|cannot|never)|n['’]t)\W+(?:[^\W\d_]+\W+){0,4}$"
)
"""What stands before a day that the customer cannot or will not have."""
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
            if not taken and _is_own(reading, slot, span):
                about = occasion_in(reading, span) if slot == "date" else ""
                found.append(Given(slot, index, span, text[span[0] : span[1]], kind, about=about))
    return found


def occasion_in(reading: Reading, span: Span) -> str:
    """The occasion that the sentence names in which a value stands."""
    return occasion_of(reading, reading.sentences[reading.sentence_of(span[0])])


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _is_own(reading: Reading, slot: str, span: Span) -> bool:
    """Whether a value is the customer's: not quoted, not somebody else's, not said to be old or wrong."""
    before = reading.text[max(0, span[0] - _BEFORE) : span[0]]
    if slot == "name" and not is_name(reading, reading.text[span[0] : span[1]]):
        return False
    if slot == "name" and _OTHERS.search(before):
        return False
    if slot == "date" and (_UNWANTED.search(before) or _ASKS_AFTER.search(before)):
        return False
    if slot == "date" and RELATIVE.fullmatch(reading.text, *span) and not _is_wanted(reading, span):
        return False
    return not reading.quoted(span) and not (slot not in ("date", "amount", "product") and _ELSE.search(before))


def _is_wanted(reading: Reading, span: Span) -> bool:
    """Whether the sentence asks for something, so that a day in it is no day named in passing."""
    sentence = reading.sentences[reading.sentence_of(span[0])]
    return asks(reading, sentence) or requests(reading, sentence)


def is_name(reading: Reading, name: str) -> bool:
    """Whether words can be a person's name: none carries no subject, none is a day or a month."""
    words = [word.casefold() for word in name.split()]
    stop = reading.lexicon.words(STOPWORDS, reading.lang)
    if any(w in stop or w.endswith("ing") for w in words) or RELATIVE.search(name) or _is_month(words):
        return False
    return words[-1] not in _PLACES and not _TITLES.issuperset(word.rstrip(".") for word in words)


_TITLES: Final = frozenset("dr mr mrs ms miss prof sir madam captain".split())
_PLACES: Final = frozenset(
    "venue hotel inn club street road avenue lane square airport hospital clinic university college school station airlines airways"
    " apartments park bank center centre city restaurant cafe hall theatre theater cinema beach heights street plaza mall".split()
)
"""The last word of a name that is none of a person's."""


def _is_month(words: Sequence[str]) -> bool:
    return (
        len(words) == 1 and bool(re.fullmatch(_MONTH, words[0])) and words[0] not in ("april", "june", "may", "julio")
    )
