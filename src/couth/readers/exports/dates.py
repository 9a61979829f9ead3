"""The dates and clocks that lines of a text export open with, in the ways of many locales."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, Iterable, Iterator, Mapping

from couth.readers.incoming import ORDERS

_MARKS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LONGEST_HEAD: Final = 64

_MORNING: Final = (
    "am", "a m", "a.m.", "a. m.", "a.m", "vorm.", "π.μ.", "πμ", "ص", "ق.ظ", "قبل‌ازظهر", "上午", "凌晨", "早上", "清晨", "午前",
    "오전", "πμ.", "fm", "de.", "ip.", "ap.", "पूर्वाह्न", "পূর্বাহ্ণ", "ก่อนเที่ยง", "sa", "öö", "дп", "පෙ.ව.", "முற்பகல்", "לפנה״צ",
    "paradite", "ÖÖ", "SA", "dop.", "pr. p.", "pre podne", "priešpiet", "priekšp.", "prijepodne", "pg", "kl. fm",
)  # fmt: skip
_EVENING: Final = (
    "pm", "p m", "p.m.", "p. m.", "p.m", "nachm.", "μ.μ.", "μμ", "م", "ب.ظ", "بعدازظهر", "下午", "晚上", "中午", "傍晚", "午後",
    "오후", "μμ.", "em", "du.", "ip", "अपराह्न", "অপরাহ্ণ", "หลังเที่ยง", "ch", "ös", "пп", "ප.ව.", "பிற்பகல்", "אחה״צ",
    "masdite", "ÖS", "CH", "odp.", "pop.", "po podne", "popiet", "pēcp.", "poslijepodne", "ptg",
)  # fmt: skip


def _folded(word: str) -> str:
    return word.casefold().replace(".", "").replace(" ", "").replace("_", "")


_HALVES: Final[Mapping[str, bool]] = {
    **{_folded(word): False for word in _MORNING}, **{_folded(word): True for word in _EVENING}, "ip": True, "ap": False,
}  # fmt: skip
"""Whether a word beside the clock puts it into the second half of the day."""

_WORD: Final = r"[^\W\d_](?:[^\d\[\]\-–:,،/]{0,14}[^\W\d_])?\.?"
_DATE: Final = (
    r"(?P<a>\d{1,4})(?P<sep>[./\-年년])\s?(?P<b>\d{1,2})[./\-月월]\s?(?P<c>\d{1,4})(?:[.日일])?(?:\s?(?:г|р|d|ж)\.)?"
)
_CLOCK: Final = rf"(?:(?P<before>{_WORD})\s?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:[\s_]?(?P<after>{_WORD}))?"


def _pattern(first: str, second: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<open>\[)?{first}\s?[,،]?\s?{second}(?(open)\]\s?|\s?[-–](?:\s|$))")


_DATE_FIRST: Final = _pattern(_DATE, _CLOCK)
_TIME_FIRST: Final = _pattern(_CLOCK, _DATE)


@dataclass(frozen=True, slots=True)
class Head:
    """The date and clock of a line as they are written; `end` is where the rest of the line begins."""

    fields: tuple[int, int, int]
    clock: tuple[int, int, int]
    second_half: bool | None
    style: str
    year_first: bool
    end: int

    @property
    def signal(self) -> bool:
        """Whether this is how exports of Signal write it: year-month-day in brackets, without seconds."""
        return self.style == "[-" and self.year_first and self.clock[2] < 0


def head_of(line: str) -> Head | None:
    """What a line opens with, or None where it goes on with the message before."""
    start = line[:1]
    if not (start == "[" or start.isdigit() or start in _MARKS):
        return None
    plain, places = _plain(line[:_LONGEST_HEAD])
    found = _DATE_FIRST.match(plain) or _TIME_FIRST.match(plain)
    if found is None:
        return None
    half = _half(found)
    if half == "other":
        return None
    second = int(found["second"]) if found["second"] else -1
    fields = (int(found["a"]), int(found["b"]), int(found["c"]))
    style = (found["open"] or "") + found["sep"]
    end = places[found.end()] if places else found.end()
    clock = (int(found["hour"]), int(found["minute"]), second)
    return Head(fields, clock, half, style, len(found["a"]) == 4, end)  # type: ignore[arg-type]  # no str is left


def _half(found: re.Match[str]) -> bool | str | None:
    """Which half of the day the words beside the clock name; "other" where they are words of something else."""
    for word in (found["before"], found["after"]):
        if word:
            folded = _folded(word)
            if folded in _HALVES:
                return _HALVES[folded]
            if len(folded) > 3:  # um, klo, à, ob, ч: words of the clock are short
                return "other"
    return None


def _plain(head: str) -> tuple[str, list[int] | None]:
    """The head with plain digits and spaces and without marks, and where each character of it stands in the line."""
    if head.isascii():
        return head, None
    kept = [(index, char) for index, char in enumerate(head) if char not in _MARKS]
    plain = "".join(_simple(char) for _, char in kept)
    return plain, [*(index for index, _ in kept), len(head)]


def _simple(char: str) -> str:
    if char.isdigit():
        return str(unicodedata.digit(char, 0))
    return " " if char.isspace() else char


class Dates:
    """The order of day, month and year in an export: the one given, or the one that its dates allow."""

    def __init__(self, heads: Iterable[Head], order: str | None = None) -> None:
        self._given = order
        self._order: dict[str, str] = {}
        self.doubts: list[str] = []
        """What had to be taken one way where it could be another."""
        if order is None:
            by_style: dict[str, list[Head]] = {}
            for head in heads:
                if not head.year_first:
                    by_style.setdefault(head.style, []).append(head)
            for style, found in by_style.items():
                self._order[style] = self._told(found)

    def moment(self, head: Head) -> datetime | str:
        """The time of a head on the clock of the device, or why it is none."""
        order = "ymd" if head.year_first else self._given or self._order.get(head.style, "dmy")
        day, month, year = _arranged(head.fields, order)
        year = _common(year)
        hour, minute, second = head.clock
        hour = _whole_day(hour, head.second_half)
        try:
            at = datetime(year, month, day, hour, minute, max(second, 0))  # the device's zone is not written
        except ValueError:
            return f"no date in the order {order}; say --dates {', '.join(o for o in ORDERS if o != order)}"
        return at if 2000 <= at.year < 2100 else f"a date outside 2000 to 2100: the year {year}"

    def _told(self, heads: list[Head]) -> str:
        possible = [order for order in ("dmy", "mdy") if all(_fits(head, order) for head in heads)]
        if len(possible) != 2:
            return possible[0] if possible else self._likelier(heads)
        if all(head.fields[0] == head.fields[1] for head in heads):
            return "dmy"
        rising = [order for order in possible if _rises(heads, order)]
        if len(rising) == 1:
            return rising[0]
        self.doubts.append("the dates can be read two ways, and are read day first; say --dates mdy if they are not")
        return "dmy"

    def _likelier(self, heads: list[Head]) -> str:
        """Where neither fits all: the one that fits more; the rest is told line by line."""
        return max(("dmy", "mdy"), key=lambda order: sum(_fits(head, order) for head in heads))


def _arranged(fields: tuple[int, int, int], order: str) -> tuple[int, int, int]:
    named = dict(zip(order, fields, strict=True))
    return named["d"], named["m"], named["y"]


def _common(year: int) -> int:
    """Two digits are of this century; the Buddhist era is 543 years ahead."""
    if year < 100:
        return year + 2000
    return year - 543 if 2543 <= year < 2643 else year


def _whole_day(hour: int, second_half: bool | None) -> int:
    if second_half is None:
        return hour
    return hour % 12 + 12 if second_half and hour <= 12 else hour % 12 if hour == 12 else hour


def _fits(head: Head, order: str) -> bool:
    day, month, _ = _arranged(head.fields, order)
    return 1 <= month <= 12 and 1 <= day <= 31


def _rises(heads: list[Head], order: str) -> bool:
    times = list(_times(heads, order))
    return all(before <= after for before, after in pairwise(times))


def _times(heads: list[Head], order: str) -> Iterator[tuple[int, int, int]]:
    for head in heads:
        day, month, year = _arranged(head.fields, order)
        yield year, month, day
