"""What dates look like in a message, and whether they are told of the past, of a return or of a birth."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.model import Span
from couth.regexes import regex_of

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_ABROAD = (
    r"(?:janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre"
    r"|januari?|februari?|m[aä]rz|maart|mei|juni|juli|august(?:us)?|oktober|dezember"
    r"|janeiro|fevereiro|mar[cç]o|maio|junho|julho|setembro|outubro|dezembro"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|grudnia"
    r"|ocak|[sş]ubat|mart|nisan|may[ıi]s|haziran|temmuz|a[gğ]ustos|eyl[uü]l|ekim|kas[ıi]m|aral[ıi]k|maret|agustus|desember"
    r"|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)"
)
_EAST = (
    r"(?:जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर"
    r"|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE_ORDINAL = rf"\b(?:(?:on|for|from|by|before|until|till|to|of|this|next|is) the|on|(?:{_WEEKDAY}|mon|tues?|wed|thurs?|fri|sat|sun),?(?: the)?) "
_NO_DAY = (
    r"(?!(?: ?(?:to|and|or|-|–) ?(?:the )?\d{1,2}(?:st|nd|rd|th))? ?"
    r"(?:floors?|stor(?:e?y|eys|ies)|levels?|times?|orders?|birthday|anniversary|row|grade|attempt"
    r"|street|st\b|ave|avenue|place|party|class|year|person|one|and [A-Z]"
    r"|of (?:these|them|the\b)))"
)
CALENDAR: Final = regex_of(
    rf"(?i)(?<![\w/-])\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTH}\b|(?<![\w/-])\d{{1,2}}(?:\.|er| de)? {_ABROAD}\b"
    rf"|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\w)"
    r"|(?<![\w-])\d{4}-\d{2}-\d{2}(?!\d)"
    rf"|(?<![\w/])\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])|\d{{1,2}}月\d{{1,2}}[日号]?|(?<![\d.月])\d{{1,2}}[日号](?![间間以後后前楼线線店门門院室桌仓库机]|分|くらい|ほど|目)"
    rf"|(?<![\w/-])\d{{1,2}} ?(?:ta+re?i?kh|तारीख|तारीख़|{_EAST})(?!\w)|يوم \d{{1,2}}(?!\w)|{_BEFORE_ORDINAL}\d{{1,2}}(?:st|nd|rd|th)\b{_NO_DAY}"
)
RELATIVE: Final = regex_of(
    rf"(?i)\b(?:(?:this|next|last|on|coming) )?{_WEEKDAY}\b|\b(?:today|tomorrow|tonight|yesterday)\b"
    r"|\b(?:(?:el|este|esta|pr[oó]ximo) )?(?:hoy|mañana|ayer|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\b"
    r"|今天|明天|后天|昨天|[下这]?(?:周|星期)[一二三四五六日天]|明日|明後日|昨日|(?:今週|来週)?の?[月火水木金土日]曜日?"
    r"|(?:يوم )?(?:ال[أا]حد|الاثنين|الإثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمع[ةه]|السبت)|\b(?:غدا|بكر[ةه])\b"
    r"|(?:सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि)वार|\bपरसों"
)
PINNED: Final = regex_of(r"(?i)(?:this|next|last|on|coming|el|este|esta|pr[oó]ximo|يوم) .+|(?:今週|来週).+")
"""A day that is named with what makes it a date: `on Friday`, not `Fridays are busy`."""
_BIRTH: Final = regex_of(
    r"(?i)\b(?:born|birth|birthday(?! (?:cake|party|dinner|lunch|gift|present|card|meal|bash|do\b|treat))|dob|nacimiento|nac[ií])\b|生日|出生"
)
_BORN: Final = regex_of(
    r"(?i)(?:[ ,./-]{1,3}\d{2,4})?,? (?:is|was|=)? ?(?:my |her |his )?(?:dob|date of birth|birthday)\b"
)
_BACK: Final = regex_of(
    r"(?i)\b(?:until|till|return(?:ing)?|back|through|to|check-?out|leav(?:e|ing)|and|hasta)\W*(?:on |the )?$"
)
_PAST: Final = regex_of(
    r"(?i)\b(?:bought|ordered|purchased|placed|yesterday|last|was|were|did|happened|took|had|lost|paid|sent|came|went|seen|saw|left"
    r"|flew|travell?ed|visited|arrived|charged|debited|donated|delivered|deposited|called|cleaned|made|gave|given|used|stayed|tried|dropped"
    r"|brought|got|hurt|stolen|bitten|noticed|reported|missed|crashed|slipped|fitted|installed|repaired|serviced|sold|hung|laid|stopped|started|began|broke|failed|died|fell|burst|leaked|compr[eé]|pagu[eé]|ayer)\b"
)
_AHEAD: Final = regex_of(
    r"(?i)\b(?:for|by|until|till|want|need|like|please|pls|can|could|will|book|para)\b[^.!?]{0,14}$"
    r"|\b(?:want|need|like|have|get)\b[^.!?]{0,30}\b(?:delivered|cleaned|fitted|installed|repaired|serviced|made)\b[^.!?]{0,10}$"
)
"""What looks ahead, whatever was told before it: `ordered cakes for 3 May`."""
BOUGHT: Final = "bought"
_BOUGHT: Final = regex_of(r"(?i)\b(?:bought|ordered|purchased|got (?:it|this|the|my|a|an)|compr[eé])\b")
_NEAR: Final = 60


def dates(text: str) -> Iterator[tuple[Span, str]]:
    """Dates and days, each with its kind."""
    for pattern, calendar in ((CALENDAR, True), (RELATIVE, False)):
        if _FIGURE(text) if calendar else _names_day(text):
            for match in pattern.finditer(text):
                yield match.span(), _kind(text, match, calendar)


_FIGURE: Final = regex_of(r"\d").search


def _names_day(text: str) -> bool:
    """Whether a text has some piece of the words that name a day."""
    low = text.lower()
    return not low.isascii() or any(map(low.__contains__, _DAYS))


_DAYS: Final = tuple("day tomorrow tonight hoy ayer lunes martes miercoles jueves viernes sabado domingo".split())


def _kind(text: str, match: re.Match[str], calendar: bool) -> str:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if _BIRTH.search(before) or _BORN.match(text, match.end()):
        return "birth"
    kinds = [
        "past" if _PAST.search(before + match.group()) and not _AHEAD.search(before + _lead(match.group())) else "",
        BOUGHT if _BOUGHT.search(before) else "",
        "day" if calendar else "",
        "back" if _BACK.search(before) else "",
    ]
    return " ".join(filter(None, kinds))


def _lead(date: str) -> str:
    """The words of a date before its figures."""
    figure = _FIGURE(date)
    return date[: figure.start()] if figure else ""


def is_month(word: str) -> bool:
    """Whether a word names a month and is no first name."""
    return bool(re.fullmatch(_MONTH, word)) and word not in ("april", "june", "may", "julio")
