"""The classes that a template can name: numbers, percentages, amounts of money, times of day and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Mapping

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAYS = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday today tomorrow tonight"
_CODES = (
    "usd|eur|gbp|inr|ngn|aud|cad|nzd|sgd|hkd|twd|cny|rmb|jpy|krw|mxn|brl|ars|clp|kes|ksh|ugx|tzs|rwf|ghs|zar|aed|sar|qar|kwd"
    "|bhd|omr|egp|pkr|bdt|lkr|npr|myr|idr|thb|php|vnd|chf|sek|nok|dkk|isk|pln|czk|huf|rub|uah|ils|xof|xaf"
)
_SIGN = rf"(?:(?:us|au|ca|nz|sg|hk|nt|[acsr])?[$]|[€£¥₹₨₦₱₩₪₫฿₽₺₴₵₡₲₭₮₸₾₼]|(?:rs|rm|rp|kr|{_CODES})\.?|r(?=\d\d| \d))"
_UNIT = (
    r"(?:dollars?|euros?|pounds?|rupees?|naira|pesos?|quid|bucks|cents?|pence|rand|ringgit|rupiah|baht|shillings?|cedis?|takas?"
    r"|yen|kroner|kronor|francs?|zloty(?:ch)?|rea(?:is|l)|liras?|tl|ribu|rb|franken|dirhams?|riyals?|dinars?|hryvnias?|rou?bles?|kr|rs|chf|zl"
    rf"|{_CODES}|yuan|元|块|円|원|บาท|[₽€£$₫₴₺₪]|(?<=\b\d)p|(?<=\b\d\d)p)"
)
_PERCENT = "%|per ?cent|por c(?:iento|ento)|pro[zc]ent|pour cent|per cento|persen|pct"
_NUMBER = r"\d+(?:[.,]\d+)*"
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A named class of a template: a regular expression over folded text, tried where there is a digit, and words."""

    pattern: str
    words: frozenset[str] = frozenset()


CLASSES: Final[Mapping[str, Kind]] = {
    "num": Kind(_NUMBER),
    "percent": Kind(rf"{_NUMBER} ?(?:{_PERCENT})|(?:%|yuzde) ?{_NUMBER}"),
    "money": Kind(rf"{_SIGN} ?{_NUMBER}k?|{_NUMBER} ?{_UNIT}"),
    "time": Kind(r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m|p\.m|hrs?|h)|\d{1,2}:\d{2}", frozenset(("noon", "midnight"))),
    "date": Kind(_DATE, frozenset(_DAYS.split())),
}
