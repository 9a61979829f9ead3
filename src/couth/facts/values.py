"""What values look like that have a form of their own: numbers of orders and accounts, e-mail addresses, phones, amounts.

Every expression is bounded, so that a text of any length is read in time that grows with its length.
"""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator

from couth.facts.asked import kind_of
from couth.model import Span
from couth.regexes import regex_of
from couth.text import fold

Finder = Callable[[str], Iterator[tuple[Span, str]]]
"""Spans of values in a text, each with its kind."""

FIGURE: Final = regex_of(r"\d").search
CODE_LIKE: Final = regex_of(r"\d|[A-Z_/-]{5}").search
"""A code has a digit, or it is a word in capitals."""
CODE = r"(?:[A-Za-z0-9][A-Za-z0-9_/-]{1,39}(?: \d{1,6}[A-Z]?(?![\w%])){0,4})"
_NUMBER = (
    r"(?:[\s,]{0,2}(?:номер|№|numer\w{0,3}|nomor|nomer|numaras?[ıi]?m?|ids?|no\.?|nr\.?|numbers?|num|code|ref(?:erence)?"
    r"|号码?|编号|(?:de|del) (?:pedido|orden|reserva|commande|ordine)"
    r"|nummer|num[eé]ro|n[°º]\.?))"
)
_IS = (
    r"(?:\s{0,2}(?:(?:on|in|of|at) (?:my|the) \w{2,12}|is|was|ist|lautet|est|says|reads|it's|it’s|it is|,|:|：|#|=|是|es el|es la"
    r"|es)){0,3}\s{0,2}#?"
)


def _coded(words: str) -> re.Pattern[str]:
    return regex_of(rf"(?i)(?<![^\W\d_])({words})s?({_NUMBER}{{0,2}}){_IS}({CODE})")


_ORDER: Final = _coded(
    "order|purchase|booking|reservation|confirmation|ticket|case|claim|tracking|waybill|parcel|consignment|shipment"
    "|transaction|txn|utr|invoice|itinerary|pnr|reference|ref|pedido|orden|reserva|compra"
    "|bestellnummer|auftragsnummer|buchungsnummer|sendungsnummer|commande|bestellung|auftrag|buchung|ordine|prenotazione|bestelling"
    "|bestelnummer|ordernummer|rechnungsnummer|vorgangsnummer|boekingsnummer|factuurnummer|zendingsnummer|encomenda"
    "|pesanan|n[uú]mero de pedido|订单|运单|快递|预订|单号"
    r"|заказ[ауе]?|брон[ьи]|бронировани[ея]|заявк[аиу]|посылк[аиу]|накладн\w{2}|квитанци[яи]|трек(?:-номер)?|билет[а]?"
    "|zam[oó]wieni[ea]m?|rezerwacj[ai]|przesy[lł]k[aięi]|paczk[aięi]|zg[lł]oszeni[ea]|faktur[aęy]"
    r"|sipari[sş]\w{0,6}|rezervasyon\w{0,6}|kargo\w{0,5}|takip|reservasi|resi|nota|tiket"
)
_ORDER_ABROAD: Final = regex_of(
    r"(?i)(注文(?:番号)?|予約番号|受付番号|伝票番号|追跡番号|お問い合わせ番号|رقم (?:ال)?(?:طلب|حجز|شحن[ةه]|تذكر[ةه]|بلاغ|فاتور[ةه])[يت]?ي?"
    r"|(?:طلبي|حجزي|شحنتي|بلاغي) رقم|(?:ऑर्डर|बुकिंग|शिकायत|टिकट) (?:नंबर|नम्बर|संख्या|आईडी|क्रमांक)|shikayat (?:number|no|id))"
    rf"(?: ?(?:は|が|の|هو|هي|है|hai|رقم|نمبر|:|：|#|،|,|no\.?|です))* ?#?({CODE})"
)
"""Numbers by words of languages that put nothing like `number` behind them."""
ACCOUNT: Final = _coded(
    "account|acct|a/c|customer|client|member(?:ship)?|policy|user(?:name)?|login|loyalty|meter|patient|student|employee|subscriber"
    "|kundennummer|kundennr|vertragsnummer|mitgliedsnummer|klantnummer|klantnr|codice cliente|c[oó]digo de cliente|n[uú]m[eé]ro (?:de )?client(?:e)?"
    "|n[o°º]\\.? (?:de )?client(?:e)?|cuenta|cliente|usuario|p[oó]liza|socio|账号|账户|用户名?|会员"
)
_NUMBERED_BEFORE: Final = regex_of(
    r"(?i)(?<![\w-])([A-Z]{0,4}-?\d{4,14})(?:['’]?(?: |-)?)(?:numaral[ıi]|no['’]?lu|nolu)\b"
)
"""In Turkish the number stands before its word: `448120 numaralı sipariş`."""
_BARE: Final = regex_of(r"(?<![\w&])#([A-Za-z]{0,4}-?\d[\d-]{3,20})(?!\w)|(?<![\w-])(\d{3}-\d{7}-\d{7})(?![\w-])")
_UNITS: Final = regex_of(
    r"\s?(?:am|pm|%|[$€£₹]|items?|pizzas?|pieces?|pcs|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|people|persons|guests|tickets?"
    r"|times?|nights?|dollars?|euros?|pounds?|rupees?|kg|km|gb|mb|units?|pairs?|orders?)\b", re.IGNORECASE
)  # fmt: skip


def codes(pattern: re.Pattern[str], slot: str) -> Finder:
    """What finds the numbers that follow a word for what they number."""

    def find(text: str) -> Iterator[tuple[Span, str]]:
        for match in pattern.finditer(text):
            if _identifies(match, text) and not _UNITS.match(text, match.end()):
                yield match.span(3), kind_of(slot, fold(match.group(1)).text)

    return find


def _identifies(match: re.Match[str], text: str) -> bool:
    """Whether what follows a word like `ticket` is a code; where nothing follows it, three digits will do (`ticket 331,`)."""
    bare = match.group(3).isdigit() and len(match.group(3)) == _SHORTEST and bool(_ENDS.match(text, match.end()))
    return bare or is_code(match.group(3), named=bool(match.group(2)))


_SHORTEST: Final = 3
_ENDS: Final = regex_of(r"\s*(?:[,.;:!?)\n]|$)")


def is_code(token: str, named: bool = False) -> bool:
    """Whether a token identifies something: it has a digit, and is long enough where no word says that it is a number."""
    first = token.partition(" ")[0]
    if _ORDINAL.fullmatch(token):
        return False
    if not any(map(str.isdigit, token)):
        return named and first.isupper() and 5 <= len(token) <= 8
    if not any(map(str.isdigit, first)):
        return first.isupper() and len(first) <= 4
    mixed = any(map(str.isalpha, token))
    return sum(map(str.isalnum, token)) >= (2 if named else 3 if mixed else 4)


_ORDINAL: Final = regex_of(r"\d{1,4}(?:st|nd|rd|th|s|am|pm|h|k|x)", re.IGNORECASE)


def orders(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers of orders, bookings, claims and the like."""
    yield from codes(_ORDER, "order-number")(text)
    for match in _NUMBERED_BEFORE.finditer(text):
        yield match.span(1), ""
    for match in _ORDER_ABROAD.finditer(text) if not text.isascii() or "hikayat" in text else ():
        if is_code(match.group(2), named=True):
            yield match.span(2), kind_of("order-number", fold(match.group(1)).text)
    for match in _BARE.finditer(text):
        yield match.span(match.lastindex or 0), "order" if match.group(2) else ""


_NUMBERED: Final = regex_of(
    rf"(?i)(?<![^\W_])([^\W\d_]{{3,20}})(?![^\W_])-?({_NUMBER}{{0,2}}){_IS}(?=[A-Za-z/_-]{{0,12}}\d|(?-i:[A-Z]{{1,4}}) \d)({CODE}|\d(?!\w))"
)
_SMALL: Final = frozenset(
    "room unit flat apartment apt locker table gate platform stand seat bay cabin lane block floor door plot pitch lot berth bed ward"
    " terminal route bus line row desk pump box house".split()
)
"""What is told apart by one or two figures."""


def numbered(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers of whatever the word before them names: `permit PRK/3391`, `locker 22`; that word is their kind."""
    for match in _NUMBERED.finditer(text):
        word = fold(match.group(1)).text
        code = match.group(3)
        if (
            FIGURE(code)
            and not _ORDINAL.fullmatch(code)
            and (word in _SMALL or is_code(code, named=bool(match.group(2))))
        ):
            yield match.span(3), word


EMAIL: Final = regex_of(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
SPELT_EMAIL: Final = regex_of(
    r"(?i)(?<![\w.+-])[\w.+-]{1,64} ?[\[(]?(?:\bat\b|@)[\])]? ?[\w-]{2,40}(?: ?[\[(]?(?:\bdot\b|\.)[\])]? ?(?!dot)[a-z]{2,12}){1,3}\b"
)
"""An address with its signs in words: `jo at mail dot example`."""
_SPELT: Final = regex_of(r"(?i)\bdot\b|\[at\]|\(at\)").search
PHONE: Final = regex_of(r"(?<![A-Za-z0-9_/.-])\+?\(?\d[\d ().-]{5,20}\d(?!(?![\u3040-\u9fff])\w|[/-])")
_PHONE_WORDS: Final = regex_of(
    r"(?i)\b(?:phone|mobile|cell|call|ring|reach|text|tel|telephone|whatsapp|number|contact|t[eé]l[eé](?:ph|f)one?o?|celular|m[oó]vil|handy"
    r"|telefon\w{0,4}|nummer|num[eé]ro|telefone|cellulare|telepon|hp"
    r"|anruf\w*|appele\w*|ll[aá]m[ae]\w*|bel|chiam[ai]\w*|liga|ligue"
    r"|телефон\w{0,2}|номер\w{0,2}|тел|numer\w{0,2}|numaram)\b|电话|手机|電話|携帯|फ़?ोन|मोबाइल|नंबर|جوال|هاتف|موبايل|تلفون|رقمي"
)
_BEFORE: Final = 40
_CALLED: Final = regex_of(r"(?:[にまでへ]{1,2}(?:電話|携帯))?")
"""What calls a number one behind it."""


_DIGIT: Final = r"(?:(?:double |triple )?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)|\d{1,4})"
_SPOKEN: Final = regex_of(rf"(?i)(?<![\w-]){_DIGIT}(?:[ ,.-]{{1,3}}{_DIGIT}){{4,14}}(?![\w-])")
"""A number said digit by digit, some of it perhaps in figures."""
_SAID: Final = regex_of(r"(?i)\b(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)\b")


def emails(text: str) -> Iterator[tuple[Span, str]]:
    """Addresses of e-mail, and those whose signs are in words."""
    yield from plain(EMAIL)(text)
    if _SPELT(text):
        yield from (
            (m.span(), "") for m in SPELT_EMAIL.finditer(text) if "dot" in m.group().lower() or "@" in m.group()
        )


def phones(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers that look like telephones, that the words before them call one, or that are said digit by digit."""
    for match in _SPOKEN.finditer(text):
        figures = sum(map(str.isdigit, match.group()))
        if len(_SAID.findall(match.group())) >= 3 and figures + len(_SAID.findall(match.group())) >= 6:
            yield match.span(), ""
    for match in PHONE.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        called = _CALLED.match(text, match.end())
        near = text[max(0, match.start() - _BEFORE) : match.start()] + (called[0] if called else "")
        if 7 <= digits <= 15 and (match.group()[0] in "+(" or _PHONE_WORDS.search(near)):
            yield match.span(), ""


def plain(pattern: re.Pattern[str]) -> Finder:
    """What finds all that a pattern matches."""
    return lambda text: ((match.span(), "") for match in pattern.finditer(text))


_WORDED = (
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and)[ -]){1,6}"
)
AMOUNT: Final = regex_of(
    r"(?i)(?:[$€£¥₹₦₱₩₵฿₫]|(?<![\w])(?:rs\.?"
    r"|inr|usd|eur|gbp|ngn|n|r|rm|ksh|kes|zar|aed|sgd|myr|php|rp|idr|chf|aud|cad|nzd|sar|ghs|tsh|ugx) ?(?=\d{2})) ?\d[\d.,]{0,15}k?"
    r"|(?<![\w.])\d[\d.,]{0,15} ?k? ?(?:dollars?|euros?|pounds?|rupees?|naira|quid|bucks|pesos|rand|ringgit|cedis|shillings"
    r"|usd|eur|元|块)(?!\w)|(?<![\w.])\d{1,6}\.\d{2}(?![\w.])"
    rf"|\b{_WORDED}(?:dollars?|euros?|pounds?|rupees?|naira|quid|bucks|rand|ringgit)\b"
)
