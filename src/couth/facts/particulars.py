"""Particulars that a customer gives in passing: how many, what time, which size or colour, what they cannot eat, how they paid.

They have no form of their own, so nothing of them is kept: where a draft asks for one, the customer's last messages are looked
through for it.
"""

from __future__ import annotations

import re
from typing import Final, Mapping

from couth.facts import traits
from couth.facts.choices import CHOICE, chosen
from couth.model import Span
from couth.regexes import regex_of

_ASKED: Final = tuple(
    (kind, regex_of(pattern))
    for kind, pattern in (
        (
            "party size",
            (
                r"^(?:for )?how many (?:people|persons|guests|adults|diners|pax|passengers|covers|heads|of you|are you|will you be"
                r"|will there be|in)\b"
                r"|^how many (?:will|would|are|is) (?:be )?(?:eating|coming|attending|joining|dining|travelling|staying|expected)\b"
                r"|^for how many\W*(?:(?:please|sorry|again|sir|madam)\W*)?$|^(?:the )?(?:number of (?:guests|people|persons|diners"
                r"|covers)|head ?count)"
                r"|^how (?:big|large)|^(?:what|which) (?:party|group) size|^(?:party|group) size|^size of"
                r"|\bcombien\b|\b(?:cuant|quant)[oaei]s?\b|\bwie ?viele\b"
                r"|\bскольк\w (?:вас|человек|персон|гостей)|\bile osob|\bkac kisi|\bberapa orang"
                r"|[几多]少?[位人]|几个人|何[名人]|人数|\bkitne (?:log|vyakti|person|people|mehman)"
                r"|कितने (?:लोग|व्यक्ति|मेहमान|जन)|\bكم (?:عدد )?(?:ال)?(?:شخص|اشخاص|فرد|افراد|نفر|ضيف|ضيوف)|عدد (?:ال)?(?:اشخاص|افراد|ضيوف)"
            ),
        ),
        (
            "free time",
            (
                r"^(?:what|which) (?:day|time|slot|part|hour|evening|morning|afternoon)s?\b[^.?!]{0,40}\b(?:suits?|works?|free"
                r"|best|good|convenient|at home|are you in)\b|^(?:what|which) days?\b.*\b(?:need|like|want)\b|^when (?:are|would|will) you"
                r"|^when (?:suits|is best|works)"
                r"|^when (?:would|will|is|might|could|should)\b.{0,16}\b(?:convenient|good|best|suit|suitable|handy|work)\b"
            ),
        ),
        ("town", r"^(?:which|what) (?:city|town|country|state|region|area)"),
        ("age", r"^how old|\bage"),
        ("floor", r"\bfloor"),
        ("time", r"\bво сколько\b|\bкакое время\b|\bktor(?:ej|a) (?:godzin|$)|\bsaat kac|\bjam berapa"),
        ("time", r"几点|何時|\bkitne baje|कितने बजे|(?:اي|كم) (?:ال)?ساعه"),
        ("time", r"\b(?:que|quelle|che) (?:horas?|heure|ora)\b|\buhr(?:zeit)?\b|^(?:for |at |by |around |from )?(?:what|which) (?:time|hour)"),
        ("size", r"\bsize|サイズ|尺码|尺寸|多大码|什么码|साइज|مقاس"),
        ("colour", r"\bcolou?r|\bshade"),
        ("diet", r"\bdiet|\ballerg|\bintoleran|\b(?:cannot|can't|must not|mustn't|avoid) (?:eat|take|have)"),
        ("payment", r"\bpa(?:y|id)|\bcard"),
        ("registration", r"\bregistration|\breg\b|\bplate"),
    )
)  # fmt: skip
"""Which particular the words of a question are for; the first that fits."""
_SORT: Final = regex_of(
    r"^(?:which|what) (?:(?:of|your|the) )?([a-z]{3,20}?)s? (?:is|are|was|were|do|did|does|have|has|would|should|shall|will|am)\b"
)
_CHOOSES: Final = regex_of(r" or |\b(?:would|want|like|prefer|wish)\b(?!.*\b(?:cancel|return|exchange|mean)\b)")
"""What asks to choose one, not to tell which it is."""
_NO_SORT: Final = frozenset(
    "one way kind type sort part option problem issue thing time date day name number reason else exactly about item product make model brand"
    " price amount address colour color size word question step stage then there clas".split()
)
_COUNTED: Final = regex_of(r"^(?:for |and )?how many (?:(?:more|of the|of those) )?([a-z]{3,20})")
_WANTED: Final = frozenset("would will can could should shall was were are did does do have is".split())
MANY: Final = "number"
"""The kind of a number of anything; with a word after it, of that thing."""


def particular_of(said: str) -> str:
    """Which particular a question is for, by its folded words from those on that ask."""
    if said.startswith("or "):
        return ""
    kind = next((kind for kind, pattern in (*traits.ASKED, *_ASKED) if pattern.search(said)), "")
    if kind:
        return kind
    sort = _SORT.match(said)
    if sort and not _CHOOSES.search(said) and sort.group(1) not in _NO_SORT:
        return _WHICH + sort.group(1)
    counted = _COUNTED.match(said)
    if counted and counted.group(1) not in _WANTED:
        return f"{MANY} of {counted.group(1)}"
    return MANY if "how many" in said else ""


_FIGURE = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a dozen|two dozen)"
_ABROAD = (
    r"(?:\d{1,3}|dos|tres|cuatro|cinco|seis|siete|ocho|deux|trois|quatre|cinq|six|sept|huit|zwei|drei|vier|fünf|sechs|sieben|acht|dois|duas|três"
    r"|quatro|sete|oito|due|tre|quattro|cinque|sei|sette|otto)"
)
FIGURE_OR_WORD: Final = regex_of(rf"(?i)(?<![\w.,:/-]){_FIGURE}(?!\w)")
_NO_HOUR = r"(?! ?(?:am|pm|o'?clock|hours?|hrs?|min|days?|weeks?|nights?|months?|years?|%|st\b|nd\b|rd\b|th\b|star)|[:.,/-]?\d)"
_WEEK = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|wed|thurs?|fri|sat|sun)\b|weekdays|weekends?|mornings?"
    r"|afternoons?|evenings?|any ?time)"
)
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m|p\.m|o'?clock)\b|\d{1,2}:\d{2}\b|\d{1,2}[.]\d{2}(?= (?:tomorrow|tonight|today|on|in the|sharp))"
    r"|(?:noon|midday|midnight)\b|(?:half past|quarter (?:past|to)) \w+"
    r"|\d{1,2}(?= (?:this|in the|tomorrow|yesterday|on \w+day) (?:morning|afternoon|evening)\b))"
)
_GIVEN: Final[Mapping[str, re.Pattern[str]]] = {
    kind: regex_of(rf"(?i){pattern}")
    for kind, pattern in {
        "party size": (
            r"\b(?:we are|we're|we’re|we'll be|we’ll be|we will be|we'd be|we’d be|we would be"
            r"|there(?:'s|’s| are|'ll be|’ll be| will be)|party of|group of|table for"
            rf"|booking for|reservation for|dinner for|lunch for|breakfast for) (?:just |only |a party of )?{_FIGURE}\b{_NO_HOUR}"
            rf"|\b(?:somos|seremos|siamo in|saremo in|nous (?:serons|sommes)|on sera|wir sind|siamo|saremo|seremos) {_ABROAD}\b"
            rf"|\b(?:para|pour|für|per) {_ABROAD} (?:personas|personnes|personen|leute|pessoas|persone)\b"
            r"|\bнас (?:будет )?\d{1,2}(?!\d)|\b(?:на|для) \d{1,2} (?:человек|персон|гостей)|\b(?:na|dla) \d{1,2} os[oó]b"
            r"|\b\d{1,2} ki[sş]i|\b\d{1,2} orang\b"
            rf"|\b(?:cake|food|lunch|dinner|breakfast|table|room|buffet|catering|cater|seats?|places?|tent|marquee|taxi|cab|minibus"
            rf"|transfer|boat|tour)\b[^.!?\n\d]{{0,24}}? for"
            rf" (?:about |around )?{_FIGURE}\b{_NO_HOUR}"
            rf"|\b{_FIGURE} (?:people|persons|guests|adults|pax|of us|diners|friends|staff|colleagues|employees|heads|delegates|attendees)\b"
            r"|(?:\d{1,3}|[一二三四五六七八九十两]{1,2}) ?(?:个人|个大人|人|位|名)(?![前间店])"
            r"|\b(?:\d{1,3}|do|teen|cha+r|pa+nch|chhe|sa+t|a+th) (?:log|logon|logo|vyakti)\b"
            r"|(?:\d{1,3}|दो|तीन|चार|पांच|पाँच|छह|सात|आठ) (?:लोग|व्यक्ति|जन)"
            r"|شخصين|\b(?:\d{1,3}|ثلاث[ةه]?|[أا]ربع[ةه]?|خمس[ةه]?|ست[ةه]?) (?:[أا]شخاص|شخص|[أا]فراد|[أا]نفار|نفر)\b"
        ),
        "free time": (
            r"\b(?:free|available|at home|(?:i'?m|i’m|i am|we'?re|we’re|we are) (?:in|home|around)|only (?:do|manage|make)"
            r"|can (?:only )?do|i work|works? (?:best )?for (?:me|us)|suits? (?:me|us)|best for (?:me|us)"
            rf"|prefer\w*|fit (?:me|us) in|off)\b[^.!?\n]{{0,24}}?\b(?:{_WEEK}|after \d|before \d|from \d|between \d)"
            rf"|\b{_WEEK}\b[^.!?\n]{{0,24}}? (?:works?|suits?|is best|are best|is good|are good|is fine|are fine|only)\b"
            r"|\b(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:(?:,? (?:and |& |n )?|/)(?:mon|tues?|wed|thurs?|fri|sat|sun)){1,6}\b"
        ),
        "age": (
            rf"\b(?:turning|turns|aged|age|he's|she's|he is|she is|they're|they are|is|are|i'm|i am) (?!\d{{3}}){_FIGURE}\b(?! ?(?:am|pm"
            r"|of|people|adults|in))"
            rf"|(?:^|[,;(.?!]) ?(?:about |almost |nearly )?{_FIGURE} ?(?:years?|yrs?|months?|mths?|weeks?|wks?)(?= *(?:[,.;)!?]|$))"
            rf"|\b{_FIGURE}[ -](?:years?|yrs?|months?|weeks?)[ -]old|\b\d{{1,2}} ?(?:yo|y/o)\b"
            rf"|\b(?:kids|children|daughters?|sons?|boys?|girls?|twins)\b,? (?:\w+ )?\(?(?:aged )?{_FIGURE}(?: and {_FIGURE}|\)|,)"
        ),
        "town": r"\b(?:i'm|i’m|i am|we're|we’re|we are|live|based|staying|calling|writing) (?:in|from) (?-i:(?!I\b)[A-Z][\w-]{2,})",
        "floor": r"\b(?:ground|first|second|third|fourth|fifth|sixth|top|\d{1,2}(?:st|nd|rd|th)) floor\b|\bfloor \d{1,2}\b",
        "time": (
            r"\d{1,2}(?:点|时|時)(?!间|間)|[一二三四五六七八九十]{1,2}点(?:半|钟)?|\b\d{1,2}(?::\d\d)? ?(?:baje|बजे)|الساع[ةه] \d{1,2}|"
            rf"\b(?:a las|sobre las|à|um|às|alle) \d{{1,2}}(?:[:h.]\d{{0,2}})?(?: ?(?:uhr|heures))?(?!\w)|\b{_HOUR}"
            r"|\b(?:в|к|на|o|na) \d{1,2}[:.]\d{2}(?!\d)|\bsaat \d{1,2}(?:[:.]\d{2})?|\bjam \d{1,2}(?:[:.]\d{2})?"
            r"|\b(?:pick (?:me|us) up|collect (?:me|us)|table|book\w*|come|arrive) [^.!?\n]{0,30}?"
            r"\bat \d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?\b(?! ?(?-i:[A-Z%]))"
        ),
        "size": (
            r"(?:[XSML]{1,3}|\d{2,3})(?:码|サイズ|号码)|サイズは(?:[XSML]{1,3}|\d{2})|مقاس(?:ي|ها|ه)? (?:\d{2}|[XSML]{1,3})"
            r"|\b(?-i:A[3-6])\b|\bsize (?:is |a |an |of )?(?:\d{1,3}(?:\.5)?|x{0,3}[sml]|small|medium|large)\b"
            r"|\b(?:uk|eu|us) ?\d{1,2}(?:\.5)?\b|\bin an? (?:[2-5]\d|\d)(?:\.5)?(?=\s*(?:[,.?!]|$|please|pls|in\b|and\b))|\b(?:in|a|an"
            r"|the) (?:x{1,3}[sl]|small|medium|large|extra large)\b"
        ),
        "colour": (
            r"\b(?:black|white|red|blue|navy|green|yellow|grey|gray|pink|purple|brown|beige|orange|silver|gold|cream|teal|turquoise|burgundy|ivory"
            r"|oak|walnut|charcoal|lilac)\b"
        ),
        "diet": (
            r"\b(?:allerg(?:ic|y)|vegetarian|vegan|gluten|co?eliac|lactose|halal|kosher|intoleran\w+"
            r"|(?:no|without|can'?t (?:eat|have)|don'?t eat) (?:nuts?|pork|dairy|meat|fish|shellfish|eggs?|milk))\b"
        ),
        "payment": (
            r"\b(?:pa(?:y|id|ying)|charged|declined|bought|used|using|with|by|on|my)\b[^.!?\n]{0,30}?"
            r"\b(?:visa|mastercard|amex|american express|paypal|apple pay|google pay|klarna|cash|che(?:que|ck)|bank transfer|m-?pesa|upi"
            r"|gpay|debit card|credit card)\b"
        ),
        "registration": (
            r"\b(?:reg|registration|plate|number plate|rego)\b[^.!?\n\d]{0,16}?(?=[A-Z]*\d)[A-Z0-9]{2,8}(?:[ -][A-Z0-9]{2,4})?"
            r"|\b(?-i:[A-Z]{2}\d{2} ?[A-Z]{3})\b"
        ),
    }.items()
}  # fmt: skip
"""What a customer's message says of each, whatever its words for it."""
_COUNT: Final = regex_of(
    rf"(?i)(?<![\w.,:/-]){_FIGURE}(?! ?(?:am|pm|o'?clock|st\b|nd\b|rd\b|th\b)|[:.,/-]?\d) ((?:[^\W\d_]+[ -]){{0,2}})([^\W\d_]{{3,20}})"
)
_DESIRED: Final = regex_of(
    rf"(?i)\b(?:need|want|like|order|take|have|after|book|buy|get)\b[^.!?\d\n]{{0,20}}?(?<![\w.,:/-])\b{_FIGURE}\b{_NO_HOUR} ?(?!on\b"
    rf"|at\b|or\b|to\b|times|things|inch|star|bed)[^\W\d_]{{2,}}"
)
_GONE: Final = regex_of(
    r"(?i)\b(?:was|were|did|came|went|called|arrived|left|closed|opened|waited|since|yesterday|instead of|not|wrong|except"
    r"|lands?|landing|arrives?|arriving|departs?|starts?|ends?|finish\w*|wakes?|opens?|closes?|got|get|getting)\b"
)
_CHANGED: Final = regex_of(
    r"(?i)\b(?:change|instead|actually|oh wait|different|another|move (?:it|that)|reschedul\w*)\b"
)
_WHICH: Final = "which "
"""What the kind of a thing begins with that is told from others of its sort: `which lesson`."""
_PASSING: Final = frozenset(("time", "colour", "size", "payment"))
"""Particulars that may be told of something gone by, or of what was wrong."""
_STEM: Final = 4


def told_apart(kind: str) -> bool:
    """Whether a particular is which one of its sort a thing is."""
    return kind.startswith(_WHICH)


def asks_how_many(kind: str) -> bool:
    """Whether a particular is a number of people or things."""
    return kind.startswith(MANY) or kind == "party size"


def particular_in(kind: str, text: str) -> Span | None:
    """Where a text gives a particular of a kind; None where it does not."""
    if kind.startswith(f"{MANY} of "):
        return _counted(text, kind.rpartition(" ")[2])
    if kind.startswith(CHOICE):
        return chosen(kind, text)
    if told_apart(kind):
        return _told_apart(kind.removeprefix(_WHICH), text)
    pattern = _DESIRED if kind == MANY else _GIVEN.get(kind) or traits.GIVEN.get(kind)
    match = pattern.search(text) if pattern else None
    if not match or (kind in _PASSING and _GONE.search(_clause(text, match.start()))):
        return None
    return match.span() if kind != "colour" or len(_colours(text)) == 1 else None


def _colours(text: str) -> frozenset[str]:
    """The colours that a text names."""
    return frozenset(word.casefold() for word in _GIVEN["colour"].findall(text))


def _clause(text: str, at: int) -> str:
    """What stands before a place in the same sentence."""
    return text[max(text.rfind(mark, 0, at) for mark in ".!?\n") + 1 : at]


def _told_apart(thing: str, text: str) -> Span | None:
    """Where a text says which one of its sort a thing is: `my 3pm lesson`, `the class on Monday`."""
    low = text.casefold()
    at = low.find(thing)
    if at < 0 or low.count(thing) > 1 or text[at - 1 : at].isalnum():
        return None
    before = _MARKED.search(text[max(0, at - _LEAD) : at]) or _PLACED.search(text[max(0, at - _LEAD) : at])
    if before:
        return max(0, at - _LEAD) + before.start(1), at + len(thing)
    after = _NUMBERED.match(text, at + len(thing))
    return (at, after.end()) if after else None


_LEAD: Final = 40
_MARKED: Final = regex_of(
    r"(?:^|[^\w])(?:[aA]n?|[tT]he|[mM]y|[oO]ur|[yY]our|[tT]his|[tT]o|[fF]rom|[oO]n|[iI]n) "
    r"((?=[^.!?]{0,20}(?<!\w)(?:[A-Z]|\d))(?:(?!I\b)[\w'’:+-]{1,16} ){1,3})$"
)
"""A word with a capital or a figure before a thing tells it from others of its sort: `my Tuesday class`, `the Bosch Serie 4 oven`."""
_PLACED: Final = regex_of(
    r"(?i)\b((?:kitchen|bath(?:room)?|bedroom|hall(?:way)?|living room|garden|garage|loft|attic|cellar|guest|upstairs|downstairs|front|back|rear|left"
    r"|right|main|upper|lower|top|bottom|master) (?:\w+ )?)$"
)
"""What tells a thing from others of its sort by where it is: `the kitchen sink`."""
_NUMBERED: Final = regex_of(
    r"s? (?:no\.? |number )?(?:[A-Z]?\d{1,4}[A-Z]?\b|with (?=[A-Z])\w+|on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:the )?\d{1,2}(?:st|nd|rd|th)?\b)|at \d{1,2}\b)"
)


def offers_choice(kind: str, text: str) -> bool:
    """Whether a draft that asks for a particular names one, or some to choose from."""
    if kind.startswith(CHOICE):
        return False
    return particular_in(kind, text) is not None or (kind == "time" and _HOURS.search(text) is not None)


_HOURS: Final = regex_of(r"\b(?:at|from|between|until|before|after) \d{1,2}\b|\b\d{1,2} (?:and|or) \d{1,2}\b")


def changes(text: str) -> bool:
    """Whether a customer says that something is to be otherwise than they said."""
    return bool(_CHANGED.search(text))


def _counted(text: str, thing: str) -> Span | None:
    """Where a text says how many there are of a thing."""
    for match in _COUNT.finditer(text):
        words = f"{match.group(1)}{match.group(2)}".casefold().replace("-", " ").split()
        if any(_is_called(word, thing) for word in words):
            return match.span()
    return None


def _is_called(word: str, thing: str) -> bool:
    """Whether a word is that of a thing, whatever its ending, or another word for such a person; `tablecloths` are no `tables`."""
    known = thing.removesuffix("s")
    if word.removesuffix("s") in _SAME.get(known, ()):
        return True
    return word.startswith(thing[:_STEM]) and abs(len(word) - len(thing)) <= _ENDING


_SAME: Final = {
    "children": ("kid", "child"),
    "kid": ("children", "child"),
    "people": ("person", "guest"),
    "guest": ("people", "person"),
}
_ENDING: Final = 3
