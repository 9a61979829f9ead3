"""Sentences: where they begin and end in the original text."""

from __future__ import annotations

import re
from typing import Final

from couth.model import Span
from couth.regexes import regex_of

_LINE_ENDS: Final = r"\n\r\x0b\x0c\x85\u2028\u2029"
_FULL_STOPS: Final = "。｡！？．।॥؟۔።፧፨։။។៕᠃᱾"
_CLOSERS: Final = "\"'”’»›)\\]}」』）】》〉*_~"
_PICTURES: Final = (
    r"\u203c\u2049\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u20e3\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
    r"\u200b-\u200f\u2060-\u2069\ufeff"  # and what is not seen at all
)
_CANDIDATE = regex_of(
    rf"[{_LINE_ENDS}.!?…‥{_FULL_STOPS}](?:(?<=[{_LINE_ENDS}])"
    rf"|([.!?…‥{_FULL_STOPS}]*+)([{_CLOSERS}]*+)((?:[ \t\u00a0]*+[{_PICTURES}]++)*+))"
)
"""A line end, or a run of stops (group 1 is all but the first), what closes after it, and pictures."""

_TITLES: Final = frozenset(
    "mr mrs ms mx dr prof st sr sra srta rev hon gen sgt capt lt col messrs mme mlle hr fr dott ing dña dn lic fam sig sigg avv geom".split()
)
_BEFORE_NUMBERS: Final = frozenset(
    "no nos nr art fig p pp pg vol tel ext apt ste rm núm num pág cap sec ref tlf telf ст п सु दो शा".split()
)
_GO_ON: Final = frozenset(
    "e.g i.e eg vs approx incl excl cf resp esp viz z.b d.h u.a bzw ca ggf zzgl inkl p.ej ej c.à.d aprox b.v bijv nl.e"
    " t.ex np m.in т.е т.к vgl mah mh sok blv bulv şti ul fraz loc авт ост jl jln kec kab डॉ डा रु प्रो श्री".split()
)
_MAY_END: Final = frozenset(
    "etc inc ltd llc co corp bros plc dept est min max mins hr hrs sec secs wk wks yr yrs mo mos ave blvd rd ln hwy"
    " pkwy sq a.m p.m am pm a.k.a jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri"
    " sat sun usw evtl av avda ud uds vd s.a s.l pte pvt jr dist govt intl misc std qty tbsp oz lb lbs ft"
    " t.d т.д т.п г ул руб zw zi str artt ss lgs dz cad sk lun mar mer gio ven sab dom"
    " ок мин корп стр кв эт м тыс млн".split()
)
_NEVER_END: Final = frozenset("Ir Drs Hj ए बी सी डी एफ एच जे के एल एम एन आर एस टी वी".split())
"""Titles that are words elsewhere in small letters, and initials as Hindi spells them: `एस. के. मेहता`."""
_GERMAN_DAYS: Final = frozenset("Mo Di Mi Do Fr Sa So".split())
"""Days as they are written short, with a capital: `so` and `do` are words of English."""
_STARTERS: Final = frozenset(
    "a an and any are as at but can could did do does for have he hello hi how however i i'd i'll i'm i've if in is it"
    " it's its let let's may my no not now ok on or our please she should so thank thanks that that's the their then"
    " there these they this to we we'll we're we've what when where which while who why will would yes you you're"
    " your".split()
)
"""Words that, written with a capital after an abbreviation, begin a sentence."""

_TELLING: Final = _TITLES | _BEFORE_NUMBERS | _GO_ON | _MAY_END
"""Words with a dot that may go on."""
_LONGEST_MARK: Final = 4
_DIGITS_OF_DAY: Final = 2

_DOMAIN_ENDINGS: Final = frozenset(
    "com net org io co js ai app dev ng uk in de fr es it eu us ca shop store online".split()
)
_MONTHS: Final = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember january february march april"
    " june july october november december januari februari mars maj augusti stycznia lutego marca kwietnia maja czerwca lipca sierpnia"
    " września października listopada grudnia".split()
)
_WORD = regex_of(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIST_MARK = regex_of(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\Z")
_DAY = regex_of(r"\d{1,2}\.(?:0?[1-9]|1[0-2])")
"""A day and its month, as far as the dot behind them: `ab dem 1.6. möglich`."""
_COUNTED = regex_of(
    r"(?:[OUED]G|Stock|Etage|Obergeschoss|Reihe)\b|(?:kat|sınıf|hafta|gün|seans|etap|piętr|dni|klas)\w*"
)
"""What German, Turkish and Polish count with a dot: `12, 2. OG`, `3. kat`."""
_BEFORE_DAY = regex_of(r"\b(?:am|zum|vom|beim|den|dem|der|bis|ab|seit|und)\s*\Z")
"""What a day of the month follows in German: `am 8. auch für Kinder`; another word goes on in small letters."""
_STREET: Final = "str"
_LETTER_AND_STOP = regex_of(r"[^\W\d_]\.")
_SOFT_STOPS: Final = ".!?…‥"
_LONGEST_WORD: Final = 24
_LONGEST_LINK: Final = 200


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order, apart, without the blanks around them; every other character lies in one."""
    found: list[Span] = []
    start = 0
    line = 0  # the number of sentences before this line
    for match in _CANDIDATE.finditer(text):
        breaks = match[1] is None
        if breaks or _ends(text, start, match):
            _add(found, text, start, match.end(), line)
            start = match.end()
        if breaks:
            line = len(found)
    _add(found, text, start, len(text), line)
    return tuple(found)


def _add(found: list[Span], text: str, start: int, end: int, line: int) -> None:
    """Adds what stands at [start, end), if anything; signs without a word join the sentence before on their line."""
    piece = text[start:end]
    bare = piece.lstrip()
    if not bare:
        return
    start = end - len(bare)
    end = start + len(bare.rstrip())
    if len(found) > line and end - start <= _LONGEST_WORD and not any(map(str.isalnum, bare)):
        found[-1] = found[-1][0], end
    else:
        found.append((start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence that began at `start` ends with the stops that were matched."""
    after = text[match.end() : match.end() + 1]
    if not after:
        return True
    more, closers, pictures = match.groups()
    stop = text[match.start()] + more
    if pictures and stop != ".":
        return True
    if not stop.strip(_SOFT_STOPS):
        if not after.isspace() and not pictures:
            return after.isupper() if closers else _ends_unspaced(text, match.start(), stop, after)
        return _ends_before_space(text, start, match, stop)
    return stop[0] != "．" or not after.isdigit()


def _ends_before_space(text: str, start: int, match: re.Match[str], stop: str) -> bool:
    following = text[match.end() : match.end() + _LONGEST_WORD].lstrip()
    low = following[:1].islower()
    if match.group(2):
        return not low
    if stop == ".":
        return _ends_at_dot(text, start, match.start(), following)
    return "!" in stop or "?" in stop or not low


def _ends_unspaced(text: str, at: int, stop: str, after: str) -> bool:
    """Whether a stop with a character right after it ends a sentence whose writer left the space out."""
    before = text[at - 1 : at] if at else ""
    if not before.isalpha() or not after.isalpha() or _in_link(text, at):
        return False
    if not after.isascii() and not after.islower() and not after.isupper():
        return not before.isascii()  # scripts without case
    if stop == ".":
        return _ends_at_glued_dot(text, at)
    return after.isupper() or stop.endswith("!")


def _ends_at_glued_dot(text: str, at: int) -> bool:
    head, tail = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    if not (len(head) > 1 and head.islower() and head.isalpha() and (tail.istitle() or tail == "I ")):
        return False
    word = _WORD.match(text, at + 1, at + 1 + _LONGEST_WORD)
    known = _last_word(text, 0, at).lower()
    return word is not None and word.group().lower() not in _DOMAIN_ENDINGS and known not in _TITLES | _MAY_END


def _in_link(text: str, at: int) -> bool:
    token = text[max(0, at - _LONGEST_LINK) : at].split()[-1:]
    return bool(token) and any(sign in token[0] for sign in ("/", "@", "www.", "\\"))


def _last_word(text: str, start: int, at: int) -> str:
    head = text[max(start, at - _LONGEST_WORD) : at]
    return head.split()[-1].lstrip("([{\"'“‘«¿¡*_-") if head and not head[-1].isspace() else ""


def _ends_at_dot(text: str, start: int, at: int, following: str) -> bool:
    """Whether a single dot before a space ends a sentence, by the words on both sides."""
    word = _last_word(text, start, at)
    if len(word) > _LONGEST_MARK and word.islower() and word not in _TELLING:
        return True
    if _LIST_MARK.match(word) and not text[start : at - len(word)].strip():
        return False
    if _DAY.fullmatch(word):
        return not following[:1].islower()
    if word.isdigit():
        return len(word) > _DIGITS_OF_DAY or not _goes_on(
            following, text[max(start, at - _LONGEST_WORD) : at - len(word)]
        )
    return _ends_after(word, following, text[max(start, at - 2 * _LONGEST_WORD) : at - len(word)])


def _goes_on(following: str, before: str) -> bool:
    """Whether a number with a dot says which one: a floor, a day."""
    if _COUNTED.match(following) or _next_word(following) in _MONTHS:
        return True
    return following[:1].islower() and _BEFORE_DAY.search(before) is not None


def _next_word(following: str) -> str:
    match = _WORD.match(following)
    return match.group().lower().replace("’", "'") if match else ""


def _ends_after(word: str, following: str, before: str) -> bool:
    """Whether a sentence ends after a word with a dot: most do, after abbreviations and initials few."""
    known = word.lower()
    if known in _GO_ON or word in _NEVER_END or (len(word) == 1 and _in_two_words(word, following, before)):
        return False
    if known in _TITLES:
        return following[:1].isupper() and _next_word(following) in _STARTERS and before.rstrip()[-1:].isalnum()
    if known in _BEFORE_NUMBERS or known.endswith(_STREET):
        return not following[:1].isdigit()
    if known in _MAY_END or word in _GERMAN_DAYS:
        return _starts_after_abbreviation(following)
    if (len(word) == 1 and word.isupper() and word not in "IU") or (word.isupper() and "." in word):
        return following[:1].isupper() and _next_word(following) in _STARTERS
    return True


def _in_two_words(letter: str, following: str, before: str) -> bool:
    """Whether a letter with a dot is one half of an abbreviation: `z. B.`, `d. h.`, `т. е.`."""
    return bool(_LETTER_AND_STOP.match(following)) or (
        letter.islower() and bool(_LETTER_AND_STOP.match(before.rstrip()[-2:]))
    )


def _starts_after_abbreviation(following: str) -> bool:
    word = _WORD.match(following)
    if not word:
        return not following[:1].isdigit()
    shouted = len(word.group()) in (2, 3, 4) and word.group().isupper()  # a time zone, as in 5 p.m. EST
    known = _next_word(following)
    return not word.group()[0].islower() and known not in _MONTHS and (not shouted or known in _STARTERS)
