"""How people, places and things are named in a message.

Every expression is bounded, so that a text of any length is read in time that grows with its length.
"""

from __future__ import annotations

from typing import Final, Iterator

from couth.facts.dates import RELATIVE, is_month
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.lexicon import STOPWORDS

NAME_WORD = r"[^\W\d_][\w'’-]{0,24}"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻİŞĞА-ЯЁ][\w'’-]{1,24}"
_MORE = f"(?: (?:[A-Z]\\.|(?:(?:de|da|van|von|bin|al|la|del) )?{_CAPITAL}))"
_NAMES: Final = f"{_CAPITAL}{_MORE}{{0,3}}"
_FULL: Final = f"{_CAPITAL}{_MORE}{{1,3}}"
_TITLE = r"(?:(?i:mr|mrs|ms|miss|dr|prof|madam|sir)\.? )?"
_ENDS = (
    r"(?=\s*(?:[,.!;:)\n–]|$|\s-|\b(?:and|here|from|with|at|over|in|calling|speaking|again|i|my|on|but|please|for|y|et|und|mother"
    r"|father|your)\b))"
)
_HAILS = (
    r"(?i:hi|hello|hey|good \w+|morning|afternoon|evening|hallo|guten \w+|moin|servus|bonjour|bonsoir|salut|coucou|hola|buen[oa]s(?: \w+)?|hoi"
    r"|goede\w+|dag|ciao|salve|buon\w+|oi|ol[aá]|bo[am] \w+)"
)
_KIN = "daughter|son|wife|husband|partner|mother|father|mum|mom|dad|brother|sister|child|baby|friend|colleague|dog|cat"
_STATED: Final = (
    *(
        (regex_of(pattern), "")
        for pattern in (
            (
                rf"(?i:\bmy (?:full |complete )?name(?: is|'s|’s|:)|\bname is|(?:^|[.!?,] ?)name(?:'s|’s)|\bname:"
                r"|\bme llamo|\bmi nombre es|\bmein name ist|\bmon nom est"
                r"|\bmijn naam is|\bil mio nome [eè]|\bmeu nome [eé]|\bik heet)"
                rf" {{1,2}}({NAME_WORD}(?: {NAME_WORD}){{0,3}}?){_ENDS}"
            ),
            rf"(?i:\bname(?:'s|’s)) {_TITLE}({_NAMES}){_ENDS}",
            (
                rf"(?:^|(?<=[.!,\n] ))\W{{0,3}}(?:{_HAILS}(?: y'all| there| all| team)?[,!. ]{{1,3}})?"
                rf"(?:(?i:this is|i am|i be|i'm|i’m|it's|it’s|its|im|soy|hier ist|hier spricht|je suis|c'est|c’est|ici|ik ben|met|sono"
                r"|aqui (?:[eé]|fala) (?:[oa] )?|sou (?:[oa] )?))"
                rf" ?{_TITLE}({_NAMES}){_ENDS}"
            ),
            rf"(?i:(?:,|\bunder|\bin|\band) (?:the )?name) {_TITLE}({_NAMES}){_ENDS}",
            rf"^\W{{0,3}}(?:{_HAILS}(?: there| all| team)?[,!. ]{{1,3}})?({_NAMES}),? here\b",
            rf"^\W{{0,3}}(?:{_HAILS}[,!.]? )?({_FULL}),? (?:speaking|calling|again|writing)\b",
            rf"(?i:\b(?:thanks|thank you|thx|cheers|regards|best|sincerely|yours|ta|gracias|saludos))[,!.]?\s{{1,3}}[-–—]?\s?({_NAMES})\W{{0,3}}$",
            (
                r"(?i:\b(?:меня зовут|мо[её] имя|зовут меня|nazywam si[eę]|mam na imi[eę]|z tej strony|ad[ıi]m|ismim"
                r"|nama saya|nama:)):? {1,2}"
                rf"({_NAMES}){_ENDS}"
            ),
            rf"(?:^|(?<=[.!,\n] )|(?<=[Hh]al[ol] )|(?<=[Mm]erhaba ))(?i:saya|ben|это|я|tu|ja) ({_FULL}){_ENDS}",
            r"(?:我叫|我是|姓名[:：是]?)([\u4e00-\u9fff]{2,4})(?=[\s,，.。!！]|$)",
            r"(?:^|[\s、。,!！])([\u4e00-\u9fff\u3041-\u30ff]{2,8}?)(?:と申します|と申しますが|といいます|と言います)",
            (
                r"^(?:(?:こんにちは|こんばんは|お世話になります|お世話になっております|はじめまして|すみません)[、。!！\s]*)?"
                r"(?!至急|予約|注文|質問|初めて|明日|今日|以前|先日)([\u4e00-\u9fff]{2,5})です(?=[。、,!！\s])"
            ),
            r"(?i:\b(?:mera|my) na+m )([^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)(?= (?:hai|h)\b)",
            r"(?:मेरा नाम |मैं )([^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)(?= (?:है|बोल रह))",
            r"(?i:\bmain )([^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)(?= bol rah)",
            r"(?:اسمي|معك|معاك|معكم) ([^\W\d_]{2,14}(?: [^\W\d_]{2,14})?)(?=\s*(?:[،,.:!]|$|\sو))",
        )
    ),
    (
        regex_of(
            rf"(?i:\bunder (?:the name (?:of )?)?|\bin the name of |\bname of |\bname on (?:the|my) \w{{3,12}}:? (?:is )?"
            rf"|\bname (?:for|on|of) [^.:!?\n]{{1,24}}: "
            rf"|\batas nama |\bich hei(?:ß|ss)e |\bje m'appelle |\bmi chiamo |\bme chamo |\bbooked (?:as|for|by) "
            rf"|\bна (?:имя|фамилию) |\bna nazwisko ){_TITLE}({_NAMES})"
        ),
        "on",
    ),
    (
        regex_of(
            rf"(?i:\b(?:booking|reservation|appointment|table)\b[^.!?\d]{{0,16}}? for )(?:(?i:mr|mrs|ms|miss)\.? )?(?!Dr\b|Doctor\b)({_NAMES})"
        ),
        "on",
    ),
)
_RELATED: Final = regex_of(
    rf"(?i:\b(?:my|our) (?:late |little |old |new )?({_KIN})(?:['’]?s name)?),? (?:(?i:is|was|called|named) )?({_NAMES})"
)
"""The name of somebody whom the customer speaks of."""


def named(text: str) -> Iterator[tuple[Span, str]]:
    """Names that a customer gives as their own or as what something stands under, each with its kind."""
    for pattern, kind in _STATED:
        for match in pattern.finditer(text):
            yield match.span(1), kind or name_kind(match.group(1))


def related(text: str) -> Iterator[tuple[Span, str]]:
    """Names of others, each with what they are to the customer."""
    for match in _RELATED.finditer(text):
        yield match.span(2), match.group(1).casefold()


def name_kind(name: str) -> str:
    """Whether a name is a full or a first one."""
    return "full" if " " in name or (not name.isascii() and len(name) > 1) else "first"


def is_name(reading: Reading, name: str) -> bool:
    """Whether words can be a person's name: none carries no subject, none is a day or a month."""
    words = [word.casefold() for word in name.split()]
    stop = reading.lexicon.words(STOPWORDS, reading.lang)
    if any(w in stop or (w.endswith("ing") and len(w) > _LONGEST_ING) for w in words) or RELATIVE.search(name):
        return False
    if len(words) == 1 and is_month(words[0]):
        return False
    return words[-1] not in _PLACES and not _TITLES.issuperset(word.rstrip(".") for word in words)


_LONGEST_ING: Final = 5
"""`Ling` and `Irving` are names; longer words in -ing seldom are."""
_TITLES: Final = frozenset("dr mr mrs ms miss prof sir madam captain".split())
_PLACES: Final = frozenset(
    "venue hotel inn club street road avenue lane square airport hospital clinic university college school station airlines airways"
    " apartments park bank center centre city restaurant cafe hall theatre theater cinema beach heights street plaza mall"
    " team support service services desk reservations sir madam guys all everyone".split()
)
"""The last word of a name that is none of a person's."""

_STREET = (
    r"(?:st|street|rd|road|ave?|avenue|lane|ln|drive|dr|way|close|court|ct|crescent|cres|place|pl|square|sq|terrace|blvd|boulevard"
    r"|highway|hwy|parade|row|gardens|grove|walk|nagar|marg|layout|estate|sector|colony|phase|strasse|straße"
    r"|crest|hill|view|lofts|cottages|towers|villas|flats|rise|quay|mews|green|wharf|grange|wynd|vale|trail|circle|cir|esplanade|link|mead"
    r"|croft|heights|park)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)(?:[a-z]{0,6})"
_ADDRESS: Final = regex_of(
    rf"(?i)(?<![\w$€£])\d{{1,5}}[a-z]?(?:/\d{{1,5}})?[, ]{{1,2}}(?:[\w'.-]{{1,20}}[ ,]{{1,2}}){{0,4}}?{_STREET}\b"
    rf"|(?<=\bto )\d{{1,4}}[a-z]? (?!{_MONTH}\b)(?-i:[A-Z]\w{{2,20}}(?: [A-Z]\w{{2,20}}){{0,2}})|\bp\.?o\.? box \d{{1,6}}"
    r"|(?<!\w)\d{1,5},? (?:rue|calle|via|avenida|av\.?) [\w' -]{3,30}"
    r"|\b(?:calle|avenida|carrera|rua|via|jalan|jln|lorong) [\w .'-]{2,30}?,? (?:no\.? )?\d{1,5}\b|[\u4e00-\u9fff]{2,12}[路街道巷]\d{1,5}号"
    r"|\b[a-zäöüß-]{3,20}(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|ufer|damm) ?\d{1,4}\b"
    r"|\b[a-zëï-]{3,20}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|hof) ?\d{1,4}\b"
    r"|\b(?:viale|piazza|corso|travessa|alameda|pra[cç]a|paseo|chemin|impasse) [\w .'’-]{2,30}?,? (?:n\.? ?)?\d{1,5}\b"
    r"|(?<!\w)\d{1,4},? (?:bis |ter )?(?:avenue|boulevard|place|chemin|impasse|all[eé]e|quai|cours) [\w' -]{3,30}"
    r"|\b(?:ул|улица|улице|пр|пр-т|проспект|проспекте|пер|переулок|бульвар|шоссе|наб|набережная|мкр)\b\.?"
    r" ?[\w .-]{3,30}?,? ?(?:д\.?|дом)? ?\d{1,4}(?!\d)"
    r"|\b(?:ul|al|os|pl)\. ?[\w .-]{3,30}? \d{1,4}(?!\d)|\b(?:ulica|ulicy|aleja) [\w .-]{3,30}? \d{1,4}(?!\d)"
    r"|\b\w{3,20} (?:\w{2,20} )?(?:cad(?:desi)?|sok(?:ak|ağı)?|mah(?:allesi)?|bulvar[ıi])\b\.?[^.!?\n]{0,20}?\b(?:no|numara)?[:. ]{0,2}\d{1,4}(?!\d)"
    r"|\b(?:jl|jln|gg|gang|perum|komplek|kompleks)\b\.? ?[\w .'-]{2,30}?,? (?:no|nomor|blok)\b\.? ?\w{0,2}\d{1,4}\b"
)
_ROOM: Final = regex_of(
    r"(?i)\b(?:room|rm|suite|cabin|villa|(?:staying|sleeping|guests?|we're|we are|i'm|i am) in) ?(?:no\.? ?|number |#)?(\d{1,4}[a-z]?)\b"
)
_POSTCODE: Final = regex_of(
    r"(?i)\b(?:(?:zip|postal|post|pin) ?code|c[oó]digo postal|code postal|cep|cap|plz)\D{0,12}([A-Z0-9][A-Z0-9 -]{2,8}\d\w{0,3})"
    r"|\b([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b|\b([A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
_NO_PLACE = r"(?!(?:me|us|you|him|her|them|be|the|my|this|that|your|it|get|do|confirm|all|any|least|once|first)\b)"
_DESTINATION: Final = regex_of(
    r"(?i)\b(?:(?:send|deliver|ship|forward|bring|post|drop|transfer|sent|delivered|delivery)\b(?: (?!to\b)[\w'-]{1,20}){0,4} to"
    r"|(?:pick|picked|picking|collect|collected|collection|pickup|tow|towed|tow)\b(?: (?!from\b)[\w'-]{1,20}){0,4} (?:at|from)"
    r"|(?:i'm|i’m|i am|im|we're|we’re|we are)(?: now| still| currently| stuck| parked| waiting)? (?:at|outside|near|beside|in front of|opposite)"
    r"|(?:junction|corner) of"
    r"|(?:pick-?up|drop-?off|collection|meeting)(?: ?(?:point|location|spot|place|address))?(?::| is(?: at)?| at| =)"
    r"|(?:it's|it’s|it is|it broke down|parked|stuck|left it) (?:now )?(?:on|by|near|outside|in front of|opposite|behind))"
    rf" (?:the |my |our )?{_NO_PLACE}(?!\d)([\w'’-]{{3,20}}(?: [\w'’-]{{1,20}}){{0,4}})"
)


def addresses(text: str) -> Iterator[tuple[Span, str]]:
    """Addresses, parts of them, and places, each with its kind."""
    if _FIGURE(text):
        for match in _ADDRESS.finditer(text):
            yield match.span(), "from" if _FROM.search(text, max(0, match.start() - _LEAD), match.end()) else ""
        for match in _ROOM.finditer(text):
            yield match.span(1), "room"
        for match in _POSTCODE.finditer(text):
            yield match.span(match.lastindex or 0), "code"
    for match in _DESTINATION.finditer(text):
        yield match.span(1), "place"


_LEAD: Final = 12
_FROM: Final = regex_of(r"(?i)\bfrom (?:the |my |our )?\d")
"""What stands before the place that something leaves."""

_FIGURE: Final = regex_of(r"\d").search

_THING = r"((?:[a-z][\w'-]{1,20} ){0,4}?(?:[a-z][\w'-]{2,20}|(?<=[a-z] )[a-z]?\d{1,4}[a-z]{0,2}))"
_THE = r"(?:a|an|the|my|our|some|these|those|this|two|three|\d{1,3})"
_GOT = r"(?:bought|ordered|purchased|got|picked up|chose|left|hired|rented)"
_OWNERS = (
    rf"(?:i|we) (?:just |have |had |'ve |’ve )?{_GOT}"
    r"|(?:you|your \w{2,20}|u) (?:just )?(?:sold|fitted|installed|delivered|sent|hung|laid|repaired|fixed|serviced|supplied|made|built)"
)
_FAILS = (
    r"(?:(?:is|are|has|have|was|were|came|arrived|isn'?t|isn’t|aren'?t)(?: all| still| now| already| completely)?"
    r" (?:broken|faulty|damaged|not|dead|stopped|working|missing|cracked|leaking"
    r"|torn|turning|making|stuck|loose|scratched|chipped|tripping|burning|smelling|flickering|overheating|wobbly|the wrong)"
    r"|won'?t|won’t|doesn'?t|doesn’t|don'?t|can'?t|keeps?"
    r"|stopped|broke|split|leaks?|died|fell|snapped|cracked|tore|stinks|smells?|makes?|trips|flickers|overheats"
    r"|needs? (?:repair|fixing|a service)|not \w{3,12}ing)"
)
_PRODUCTS: Final = (
    regex_of(
        rf"(?i)\b(?:bought|ordered|purchased|return(?:ing)?|exchang(?:e|ing)|replac(?:e|ing)|send(?:ing)? back"
        rf"|refund (?:on|for)|(?:complaint|problem|issue|trouble|question) (?:about|with)"
        rf"|repair|fix|compr[eé]|ped[ií]|devolver) (?:{_THE}|una?|el|la|los|las|mi)(?: pair of| set of)? {_THING}"
        r"(?=[.,!?;:]|$| (?:i|from|on|last|for|but|and|that|which|was|is|it|with|in|yesterday|today|at|online|please|pls|y|que|con|pero)\b)"
    ),
    regex_of(rf"(?i)\b(?:the|my|these|this|those) {_THING} (?:that |which )?(?:{_OWNERS})\b"),
    regex_of(
        r"\b(?:[aA]n?|[mM]y|[tT]he|[oO]ur|[tT]his) ((?!Flight|Room|Gate|Platform|Line|Bus|Route|Order|Train|January|February|March|April|May"
        r"|June|July|August|September|October|November|December|Class|Level|Zone|Form)[A-Z][a-z]{2,14} [A-Z]{0,3}\d{1,4}[a-zA-Z]?)(?![\w/:.]\w)"
    ),
    regex_of(r"(?i)\b((?:iphone|galaxy|pixel|ipad|macbook|playstation|xbox|kindle|thinkpad)(?: [\w]{1,5}){0,2})\b"),
    regex_of(
        r"\b((?:19[89]|20[0-3])\d (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]\w{2,14}(?: [A-Z][\w-]{1,12})?)"
    ),
    regex_of(rf"(?i)(?:^\W*(?:\d{{1,2}} \w{{2,6}} old )?|\b(?:my|our|the|this) (?:new )?){_THING} {_FAILS}\b"),
    regex_of(
        rf"(?i)\b(?:i|we)(?:['’]ve)? (?:got|have|own) (?:an?|this|your|one of your) {_THING}(?=,? (?:and |that |which |but )?(?:it )?{_FAILS})"
    ),
    regex_of(
        r"\b(?i:it['’]?s|it is|(?:i|we)(?:['’]ve)? (?:have|got|own|drive|ride)) (?i:an?|the) ((?!Bank|Public|Monday"
        r"|Sunday)[A-Z][a-z][\w-]{1,14}(?: [A-Za-z]{0,6}[A-Z\d][\w-]{0,10}){1,2})"
    ),
)
_OF_PRODUCTS: Final = (
    (
        "bought",
        "order",
        "purchased",
        "return",
        "exchang",
        "replac",
        " back",
        "repair",
        "fix",
        "compr",
        "ped",
        "refund",
        "complaint",
        "problem",
        "issue",
        "trouble",
        "question",
        "devolver",
    ),
    (" i ", " we ", " you", " u "),
    tuple("0123456789"),
    ("iphone", "galaxy", "pixel", "ipad", "macbook", "playstation", "xbox", "kindle", "thinkpad"),
    ("19", "20"),
    ("",),
    ("got ", "have ", "own "),
    (" a", "the"),
)
"""Pieces of text without any of which these find nothing."""
_NO_PRODUCT: Final = regex_of(
    r"(?i)\b(?:size \d+|items?|orders?|products?|packages?|parcels?|things?|stuff|ones?|delivery|refund|money|account|card|payment|name|email|address"
    r"|number|app|phone number|flights?|tickets?|booking|reservation|link|code|page|site|website|message|bill|invoice|driver|courier|password"
    r"|bag|luggage|letter|form|date|time|day|appointment|room|house|flat|street|bank|system|online|that|which|what|who|it|problem|issue"
    r"|wedding|party|event|weather|store|shop"
    r"|team|tracking|status|ago|days?|weeks?|months?|hours?|minutes?|times|people|weekend|price|service|internet|connection|wifi|reason)$"
)


def products(text: str) -> Iterator[tuple[Span, str]]:
    """Things that the customer has, wants or complains of."""
    low = text.lower()
    for pattern, words in zip(_PRODUCTS, _OF_PRODUCTS, strict=True):
        for match in pattern.finditer(text) if any(map(low.__contains__, words)) else ():
            if not _NO_PRODUCT.search(match.group(1)):
                yield match.span(1), "model" if _MODEL(match.group(1)) else ""


_MODEL: Final = regex_of(r"[A-Z0-9]").search
"""A brand or a model is written with capitals or figures."""
