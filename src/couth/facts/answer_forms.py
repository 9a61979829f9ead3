"""What the words of a message would answer: a day, a price, a reason, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from couth.facts.knowledge import LISTS, QUESTIONS
from couth.regexes import regex_of
from couth.text import Reading

if TYPE_CHECKING:
    from couth.facts.question_forms import Question

ANSWERABLE: Final = frozenset(kind for kind in QUESTIONS if f"words.answers-{kind}" in LISTS)
"""Kinds of question of which the words of an answer tell something."""


def of_its_form(reading: Reading, question: Question) -> bool:
    """Whether a message that meets another question holds what only an answer to this one would."""
    if question.kind == "reason" and reading.lang == "en":
        return _WHY.search(reading.folded.text) is not None
    return question.kind in ("time", "reason") and fits(reading, question)


def on_money(reading: Reading, question: Question) -> bool:
    """Whether a question for yes or no is one of money, and the message speaks of some."""
    return not _MONEY.isdisjoint(question.stems) and reading.has("words.answers-price")


_MONEY: Final = frozenset("fee charg cost pay paid pric fre los refund deposit mon extra".split())
_WHY: Final = regex_of(
    r"\b(?:because|as (?:we|it|the|you|they)|since|due to|owing|so that|caused?|reasons?|errors?|mistakes?|fault|bug|glitch|failed|broke"
    r"|problems?|issues?|needs?|changed"
    r"|delayed|means?|held|missing|expired|wrong|if|after|when)\b"
)


def fits(reading: Reading, question: Question) -> bool:
    """Whether the message holds the kind of thing that would answer such a question."""
    if question.kind == "time" and reading.lang == "en":
        return _WHEN.search(reading.folded.text) is not None
    return question.kind not in ANSWERABLE or reading.has(f"words.answers-{question.kind}")


_WHEN: Final = regex_of(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|\b(?:january|february|march"
    r"|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|\b(?:today|tonight|tomorrow|tmrw?|tmr|now|soon|shortly|already|yesterday|always|never|daily|weekly|monthly|once|immediately|noon"
    r"|midnight|morning|afternoon|evening"
    r"|night|weekend|overnight|next|until|till|as soon as|before|after|within|while|when|whenever|christmas|easter|later|longer|straight away|24/7)\b"
    r"|\b(?:at|by|from|around|until|till|before|after|past) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\b(?:at|by|from|around|about|between|past|on the|till|before|after) \d{1,2}\b(?! ?%)|\b\d{1,2}[:.]\d\d|\b\d{1,2} ?(?:am|pm|a\.m|p\.m|hrs?|h"
    r"|o'clock)\b"
    r"|\b\d{1,2} ?(?:-|–|to|and) ?\d{1,2}\b|^\W*\d{1,2}\b"
    r"|\b(?:a|an|one|two|three|four|five|six|seven|ten|few|several|couple|\d+) (?:\w+ )?(?:seconds?|secs?|minutes?|mins?|hours?|days?"
    r"|weeks?|months?|years?|working|business)\b"
    r"|(?<!\bboth )\b(?:seconds|minutes|hours|days|weeks|months|years)\b|\b\d{1,2}(?:st|nd|rd|th)\b"
)
"""A day, an hour, a stretch of time; a year or a long number is none."""


def holds_answer(text: str, folded: str, kind: str) -> bool:
    """Whether a clause has the form of an answer to a question of a kind."""
    if kind == "time":
        return tells_when(folded)
    form = _FORMS.get(kind)
    text = _SUMS.sub("", text) if kind == "amount" else _DATES.sub("", text) if kind == "place" else text
    return form is not None and form.search(text) is not None


def tells_when(said: str) -> bool:
    """Whether folded words name a day, an hour or a stretch of time, and not only `now`."""
    return any(not _VAGUE.fullmatch(match.group()) for match in _WHEN.finditer(_GREETING.sub("", said)))


_GREETING: Final = regex_of(r"\bgood (?:morning|afternoon|evening|night|day)\b")
_VAGUE: Final = regex_of(r"now|already|always|never|longer|later|while")
_DATES: Final = regex_of(
    r"(?i)\b(?:on|by|from|until|before|after|in|for) (?:the )?\d+(?:st|nd|rd|th)?\b|\b(?:\w+ed|led|run|made|given|taught|built) by\b"
)
_SUMS: Final = regex_of(r"(?:[$€£¥₹₦₱]|\bR) ?\d[\d.,]*|\b\d+[A-Z]\b|#\d+|\b(?:at|from|until|to|on) \d[\d.:]*")
"""Sums, hours and numbers of things tell no amount."""
_FORMS: Final = {
    "how": regex_of(
        r"(?i)\b(?:you|your|by \w+ing|via|through|online|forms?|please|just|app|website|site|desk|reception|ask|call|click|tap|go|use|fill|apply|here"
        r"|sign|email|write|bring"
        r"|come|send|visit|scan|can)\b"
    ),
    "price": regex_of(
        r"(?i)[$€£¥₹₦₱%]|\b(?:free|no (?:extra |additional )?(?:charge|fee|cost)|complimentary|gratis|includ\w+|nothing|half|double|costs?"
        r"|charged?|fees?|priced?|rates?|cover(?:s|ed)"
        r"|\d+ ?(?:k|quid|bucks|euros?|pounds|dollars|rupees|rs|naira|shillings|rand|pesos?)|\d+ (?:a|an|per|each|for|every) \w+)\b|\br ?\d{2,}"
    ),
    "amount": regex_of(
        r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|third|quarter|none|no|nothing|unlimited|several"
        r"|few|many|most|all(?! day)|big|small|large"
        r"|heavy|light|tall|high|wide|old|deep|thick|strong|hot|cold|fast|slow|hardly|quite|very)\b"
    ),
    "reason": regex_of(
        r"(?i)\b(?:because|since|due to|owing|so that|caus\w+|reasons?|errors?|mistakes?|fault\w*|bug|glitch|fail\w*|brok\w*|problem|issue|delay\w*"
        r"|expired|wrong"
        r"|after|as|means?|if|when|to avoid)\b"
    ),
    "place": regex_of(
        r"(?i:\b(?:at|in|on|near|to|from|opposite|behind|beside|next to|by|via|inside|outside|around|across|over|under|above|below|past|through"
        r"|between|off|along)\b)"
        r" (?:(?i:the|our|your|my|a|an|this|that|any|aisle|level|floor|gate|bay|platform|desk|stand|room|building|terminal|zone|row|reception"
        r"|town|store|shop"
        r"|settings|account|menu|portal|page)\b(?! (?i:moment|least|rate|same|last|next|first|phone|maker|manufacturer|meter|week|month|year|day"
        r"|morning|evening|weekend|price)\b)"
        r"|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November"
        r"|December)[A-Z]|\d+ [A-Z])"
        r"|(?i:\b(?:here|there|online|corner|left|right|upstairs|downstairs|street|road|branch|outside|nearby|minutes?|en route|in transit"
        r"|out for delivery|on (?:its|his|her|their|the|your) way|directly)\b)"
        r"|^\W*\d+ [A-Z]"
    ),
    "named": regex_of(
        r"(?<=[a-z] )(?:by|with|to|is) [A-Z][a-z]+|(?i:\b(?:team|staff|driver|manager|engineer|technician|reception\w*|neighbou?r\w*|customers?"
        r"|owner|landlord"
        r"|doctor|nurse|teacher|us|ours|our (?:side|expense|cost)|yourself|by (?:the|a|an|your))\b)"
    ),
    "person": regex_of(
        r"(?<![Uu]nder )(?<![Ii]n )(?<![Oo]n )(?<!at )(?<!to )(?<=[a-z,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March"
        r"|April|May|June|July|August|September|October|November|December)[A-Z][a-z]+|(?i:\b(?:i|we|us|me|you|yourself|our (?:team|manager|owner"
        r"|head)|team|staff|driver"
        r"|manager|engineer|technician|reception\w*|neighbou?r\w*|someone|anyone|everyone"
        r"|customers?|owner|landlord|doctor|nurse|teacher|by (?:the|a|an|your))\b)"
    ),
}
