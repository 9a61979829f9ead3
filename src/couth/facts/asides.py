"""What a sentence that wanders off is made of: news of the house, lore of the world, rules for a case of others."""

from __future__ import annotations

from typing import Final, Literal

from couth.facts.sentences import UNSPACED_LANGS, asks_plainly, length
from couth.facts.stance import reader_of
from couth.facts.subjects import restricted
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

Aside = Literal["said", "news", "lore", "world", "others"]


def aside_of(reading: Reading, span: Span, claim: Span) -> Aside | None:
    """What kind of aside a part is, told by what it says and by whom it does not speak to; None where it may be none.

    `claim` is what stands after words that take up another matter.
    """
    if (
        reading.text.startswith(_BULLETS, claim[0])
        or not _FEWEST <= length(reading, claim) <= _MOST * (_LETTERS if reading.lang in UNSPACED_LANGS else 1)
        or _speaks_back(reading, claim)
    ):
        return None
    for kind, listed in _LISTED:
        if reading.has(listed, span):
            return kind
    told = reading.folded_in(claim)
    if any(map(told.__contains__, _HINTS_OF_ONCE)) and _ONCE.search(told):
        return "news"
    if _is_affair(reading, told):
        return "world"
    return _by_its_place(reading, span, claim)


def _by_its_place(reading: Reading, span: Span, claim: Span) -> Aside | None:
    if claim[0] > span[0] or _MARKED.search(reading.folded_in(span)):
        return "said"
    if span in reading.sentences and (reading.has("words.aside-others", span) or restricted(reading, claim)):
        return "others"
    return None


def told_of(reading: Reading, claim: Span) -> Span:
    """The part of a rule for others by which one knows that it is one: the purpose that it begins with, or all of it."""
    folded = reading.folded
    found = _PURPOSE.match(folded.text, folded.at(claim[0]), folded.at(claim[1]))
    return (claim[0], folded.span(*found.span("what"))[1]) if found and " " in found["what"] else claim


_PURPOSE: Final = regex_of(
    r"\W*(?:for|in order to|to|in case of|in the case of|on the (?:subject|topic|matter) of|as for|as to|regarding|concerning) "
    r"(?P<what>[^,.;!?]{4,60}?)(?=,|\W+(?:we|must|has|have|is|are|needs?|should|applies)\b)"
)
_LISTED: Final[tuple[tuple[Aside, str], ...]] = (
    ("news", "words.aside-news"),
    ("lore", "words.aside-lore"),
    ("world", "words.aside-world"),
)
_FEWEST: Final = 5
_MOST: Final = 30
"""What is longer is a description that somebody asked for."""
_LETTERS: Final = 2
"""So many characters are about a word, where each is counted as one."""
_BULLETS: Final = ("-", "*", "•", "(", "#", "|")


def orders(reading: Reading, claim: Span) -> bool:
    """Whether a part tells the reader what to do: it begins with the bare verb."""
    return _ORDER.match(reading.folded_in(claim)) is not None


def stands_alone(reading: Reading, part: Span) -> bool:
    """Whether a clause may be a matter of its own: it does not go on from a colon or dash, nor the reader's part from it."""
    start, end = reading.sentences[reading.sentence_of(part[0])]
    if part[0] > start:
        return not reading.text[start : part[0]].rstrip().endswith(_GOES_ON)
    rest = reading.folded_in((part[1], end))
    return not rest or (_READER.search(rest) is None and _HENCE.match(rest) is None)


_HENCE: Final = regex_of(r"\W*(?:so|hence|therefore|which|that's)\b")
"""What a clause leads to is told for the sake of that."""
_GOES_ON: Final = (":", ";", "–", "—", " -")


def plainly_addresses(reading: Reading, claim: Span) -> bool:
    """Whether a part has a word for the reader and none by which it might be meant for all; most do, so it is asked first."""
    folded = reading.folded
    start, end = folded.at(claim[0]), folded.at(claim[1])
    return _YOU.search(folded.text, start, end) is not None and not any(
        folded.text.find(word, start, end) >= 0 for word in _MEANT_FOR_ALL
    )


_YOU: Final = regex_of(r"[yu](?<=\b.)(?:(?<=y)ou(?:r|rs|rself)?|(?<=u)r?)\b")
_MEANT_FOR_ALL: Final = ("know", "information", "as for", "as to", "as regards")


def _speaks_back(reading: Reading, claim: Span) -> bool:
    """Whether a sentence speaks to the reader, asks them something, or goes on about what was said before it."""
    told = _ASKED_OF_ALL.sub("", reading.folded_in(claim))
    if _BACK.match(told) or _ORDER.match(told) or _speaks_to(told, reading.lang):
        return True
    if _IT.search(told) and (not _OWN_IT.search(told) or _REFERS.search(told)):
        return True
    return _POINTS.search(told) is not None or (asks_plainly(reading, claim) and told == reading.folded_in(claim))


def _speaks_to(told: str, lang: str) -> bool:
    """Whether a folded text has a word for its reader or its writer, by those of its language."""
    return (_READER if lang in _SHARED else reader_of(lang)).search(told) is not None


_ASKED_OF_ALL: Final = regex_of(
    r"^\W*(?:and |but )?(?:(?:did|do) you know|you (?:may|might) (?:like to )?know|just so you know)\b(?: that)?"
    r"|^\W*(?:kya (?:aap|aapko) (?:jaante|jante|pata) hain?(?: ki)?|क्या (?:आप|आपको) (?:जानते|पता) हैं?(?: कि)?|هل (?:كنت )?تعلم(?: ان)?"
    r"|ご存[知じ](?:です|でした)か|[您你]知道吗)"
)
_READER: Final = regex_of(
    r"\b(?:you|your|yours|yourself|u|ur|i|i'm|i've|i'll|we'll|we will|usted|ustedes|tu|te|vous|votre|sie|ihr|ihre|ihnen|lei|suo)\b"
)
_SHARED: Final = ("en", "es")
"""Languages whose words for the reader stand in that list."""
_BACK: Final = regex_of(
    r"\W*(?:(?:and|but|so|also|please|kindly|just|sorry) )*(?:it|it's|its|this (?:is|was|will|means|can|may|has)|that|that's"
    r"|these|those (?:are|were|will|can)"
    r"|they|they're|their|he|she|his|her|then|or|otherwise|both|either|neither|which|same|there|there's|here|however|therefore|yes|no)\b"
)
_POINTS: Final = regex_of(
    r"\bplease (?!note|remember|be aware)|[,;] (?:so|which means|meaning|hence)\b|\b(?:such (?:an?|\w+s)|(?:every|each"
    r"|this|that) one|of (?:them|these|those)|due to"
    r"|because of|that's why|as a result"
    r"|for (?:that|this) reason|(?:after|before|by|on|until) (?:that|this|the same) (?:date|day|time|hour|deadline)"
    r"|the rest of|(?:later|(?<!where )there|as well|too)(?=\W*(?:$|can't|cannot|can|will|won't|are|is))"
    r"|until further notice|out of (?:order|service|stock)|on (?:its|the|their) way"
    r"|(?:is|are|was|were|been) (?:delayed|closed|cancelled|down|offline|held up))\b"
)
_ORDER: Final = regex_of(
    r"\W*(?:(?:and|but|so|or|please|kindly|just|then|simply|do) )*(?:have a look|ask|bring|call|check|choose|click|come|dial|do"
    r"|don't|enter|follow|go|hold|keep|leave|let|look|make"
    r"|open|pick|press|put|ring|scan|see|select|send|show|sign|take|tap|tell|text|try|turn|type|use|wait|write)\b(?! (?:by|of|is"
    r"|are|was|were)\b)"
)
_REFERS: Final = regex_of(r"\b(?:who|that) (?:\w+ ){1,2}(?:it|this|them|later|late|afterwards)\b")
"""`Hikers who miss it`: a case that may be the customer's."""
_IT: Final = regex_of(r"\b(?:it|them|him|her)\b")
_OWN_IT: Final = regex_of(
    r"\b(?:who|an?|every|each|any|whoever|anyone|people) (?:[^.!?]|\.(?=\d))*\b(?:it|them|him|her)\b"
    r"|^\W*(?!(?:the|our|my|an?|this|that) )(?:[\w'’-]+ ){0,3}?[a-z]+s (?:[^.!?]|\.(?=\d))*\b(?:it|them|him|her)\b"
)
_BODIES: Final = regex_of(
    r"\b(?:governors|trustees|board|council(?:lors?)?|committee|parliament|ministers?|ministry|senate|unions?|shareholders|directors|managers"
    r"|management|partners"
    r"|head office|headquarters|(?:accounts|billing|finance|payroll|hr|personnel|marketing|legal|purchasing|press|it) (?:department|office|team"
    r"|desk)|(?:annual|general|yearly|spring|summer|autumn|winter|parish|regional|staff|last) (?:general )?(?:meeting|conference|assembly|session)"
    r"|(?:our|the) (?:[\w'’]+ ){0,3}?(?:uniforms?|lease|logo|motto))\b"
)
_RESOLVED: Final = regex_of(
    r"\b(?:gathered|convened|merged|audited|resigned|relocated|restructured|reshuffled|unveiled|renamed|moved (?:in)?to)\b"
    r"|\b(?:approv|elect|appoint|adopt|ratif|debat|agree|pass|present|switch|renew|sign|vot|discuss|draft|review|revis"
    r"|adjourn)\w* (?:[\w'’-]+ ){0,5}?"
    r"(?:accounts|budget|chair\w*|treasurer|secretary|auditors?|president|pay|payroll|pensions?|salar\w+|wages|minutes|reports?|statutes?|bylaws|constitution|bill"
    r"|mergers?|strategy|motto|logo|uniforms?|lease|charter|elections?|policies|provider|rename|motion|agenda|conference)\b"
)
"""What the bodies of a house do among themselves."""
_AFFAIRS: Final = regex_of(
    r"\W*(?:the |our )?(?:recruitment (?:for|of|is|has|closes|opens)|minutes of |lease (?:on|of|for) (?:our|the)|payroll (?:is|has|was)"
    r"|annual (?:report|accounts)|tenders? for |shareholders|job (?:openings|vacancies)|vacanc(?:y|ies) (?:for|in|are|is))\b"
)


def _is_affair(reading: Reading, told: str) -> bool:
    """Whether a part tells of the affairs of a house: its boards, budgets, posts."""
    if reading.lang != "en":
        return False
    return _AFFAIRS.match(told) is not None or (_RESOLVED.search(told) is not None and _BODIES.search(told) is not None)


_HINTS_OF_ONCE: Final = ("1", "once", "s ")
_ONCE: Final = regex_of(
    r"(?<!\bending )(?<!\bends )\b(?:in|since|from|around|until|till|before) (?:the |about |around )?(?:1[1-9]\d\ds?)\b(?!\s*(?:[%€£$]|[a-z]?m\b|kg\b"
    r"|people\b|words\b|characters\b))"
    r"|\b(?:en|desde|depuis|seit|(?:im|des) jahre?s?|nel|dal|del|sinds|em|vanaf|de|tot) 1[5-9]\d\d\b(?!\s*(?:[%€£$.,]|[a-z]?m\b|kg\b|euros?\b))"
    r"|\b(?:was|were) once\b|s once (?:carried|served|stood|housed|belonged|held|lived|grew|wore|used|sold|kept|paid|travelled"
    r"|worked|made|drank|ate)\b"
    r"|['’]s (?:father|mother|sister|brother|wife|husband|uncle|aunt|grand\w+|cousin|in-laws)\b"
)
"""What was in another century, or once, and people's kin are no part of a matter of today."""
_MARKED: Final = regex_of(
    r"(?:^\W*|, |\()(?:by the way|btw|incidentally|fun fact|in other news|on (?:a|an|another) (?:\w+ )?(?:note|matter|subject|topic)"
    r"|on the (?:subject|topic|matter) of|speaking of|talking of|while (?:we're|we are) (?:at|on) (?:it|the subject)|apropos"
    r"|as an aside|p\.?s|on a personal note|in case any(?:one|body) (?:wonders|asks|cares|is wondering))\b"
)
