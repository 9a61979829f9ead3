"""The questions and requests in a customer's message: how they are put, what kind of answer they want, what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Iterator

from couth.facts.knowledge import QUESTIONS
from couth.facts.question_signs import is_ellipsis, signs_of, verb_of, waits
from couth.facts.sentences import QUESTION_MARKS, UNSPACED_LANGS, asks, requests
from couth.facts.several import after_salutation, asks_late, each_asked, wants
from couth.facts.skipping import weight_of
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


@dataclass(frozen=True, slots=True)
class Question:
    """A question or request of the customer: where it stands, what kind of answer it wants, what it is about."""

    message: int
    span: Span
    kind: str
    stems: frozenset[str]
    plain: bool = True
    """Whether it waits for an answer: `are you kidding me?` does not."""
    follows: bool = False
    """Whether it asks more of what was just asked, so that the answer to that may answer it: `is it far?`"""
    core: frozenset[str] = frozenset()
    """Its stems without what only says when or in what case: `is there a fee, if I cancel`."""
    beside: frozenset[str] = frozenset()
    """Stems of the rest of its message."""
    apart: bool = False
    """Whether no pronoun stands in it for what was named elsewhere."""
    put: bool = False
    """Whether it has the form of a question, and is no supposition."""
    exists: bool = False
    """Whether it asks if there is something of a kind."""
    ahead: bool = False
    """Whether it asks about what is still to come."""
    verb: str = ""
    """The verb with which it asks for yes or no: `will it fit?`"""
    signs: frozenset[str] = frozenset()
    """What else its form tells: names of `question_signs.SIGNS`."""
    weight: float = 0.0
    """What its words add to that it is passed over (`skipping`)."""


def questions_in(index: int, reading: Reading) -> Iterator[Question]:
    """The questions and requests in a customer's message."""
    if not may_ask(reading):
        return
    for sentence in reading.sentences:
        whole = asks(reading, sentence) or asks_late(reading, sentence)
        requested = requests(reading, sentence) or wants(reading, sentence)
        told = requested and reading.has("words.asks-to-be-told", sentence)
        for part in each_asked(reading, sentence) if whole or told else (sentence,):
            span = after_salutation(reading, part)
            if whole or requested:
                kind = "request" if not (whole or told) or _asks_a_favour(reading, span) else _kind(reading, span)
                kind = "request" if kind == "other" and not _MARK(reading.text[slice(*span)]) else kind
                yield _question(index, reading, span, kind)


def _question(index: int, reading: Reading, span: Span, kind: str) -> Question:
    focus, said = _focus(reading, span), _said(reading, span)
    stems = reading.stems_of(focus)
    texted = _SHORTHAND if _TEXTED.search(reading.folded.text) else frozenset()
    exists = _IS_THERE.match(said) is not None
    led = _TURNS.search(reading.text, *span) is not None
    return Question(
        index,
        span,
        kind,
        stems,
        waits(reading, span, kind) and _CHASES.fullmatch(said) is None,
        _hangs_on(said),
        core=(reading.stems_of(span) if led else _core(reading, focus) or stems) - texted,
        beside=reading.stems - reading.stems_of(focus) - texted,
        apart=exists or led or _POINTS.search(_ASIDE.sub("", _CASE.split(said)[0])) is None,
        put=_is_put(said, reading.text[focus[0] : span[1]], kind, _FEWEST - (reading.lang in _TERSE_LANGS)),
        exists=exists,
        ahead=_AHEAD.search(said) is not None,
        verb=verb_of(said),
        signs=signs_of(reading, span, said),
        weight=weight_of(reading, said),
    )


def _core(reading: Reading, focus: Span) -> frozenset[str]:
    """What a question is about, without what only says when or in what case."""
    found = _CASE.search(reading.text, focus[0] + _LEAD, focus[1])
    return reading.stems_of((focus[0], found.start() if found else focus[1]))


def _is_put(said: str, asking: str, kind: str, fewest: int) -> bool:
    if _SUPPOSES.match(said) or len(said.split()) < (fewest - (_WH.match(said) is not None)):
        return False
    if kind != "request":
        return _MARK(asking) is not None or _OPENS.match(asking) is not None
    return _PUT.search(said) is not None and _TELL.search(said) is None


_CHASES: Final = regex_of(
    r"\W*(?:(?:so|and|but|hi|hello|hey|ok|okay|well|sorry|please|pls|guys|again|also|then)\W+)*"
    r"(?:(?:is there |have you (?:got |had )?|do you have |got |did you get )?any (?:more |further |good |other )?"
    r"(?:news|updates?|word|luck|joy|progress|answer|reply|sign|idea|movement|response|feedback|developments?)"
    r"(?: (?:yet|on (?:this|that|it)|about (?:this|that|it)|for me|from (?:him|her|them)|so far|please|pls|at all|now|today))*"
    r"|what(?:'?s| is| are)? (?:happening|going on|the (?:latest|story|situation|status|update|news|hold ?up|verdict|word|score))"
    r"(?: (?:now|here|then|with (?:it|this|that)))?"
    r"|(?:so|and|well|then|still|yes|or|no)|(?:he|she|they) says? any ?thing(?: yet)?|what (?:did|does|do) (?:he|she|they|it) say"
    r"|(?:did|have|has) (?:he|she|they|you) (?:say|said|hear|heard|find|found|get|got)(?: (?:anything|out|back|something))?(?: yet)?)\W*"
)
"""Asks no more than how it stands with what was asked before: `any news?`"""
_OPENS: Final = regex_of(
    r"(?i)\W*(?:(?:and|also|but|so|or|then|n|ok|okay|please|pls|kindly|hi|hello|thanks|honestly|seriously|actually|lastly|finally|secondly|plus|oh|well"
    r"|sorry|btw|by the way|quick question|one (?:more |last |other )?(?:thing|question))\W+)*(?:wh\w+|wat|how|is|are|was|were|am|will|would|can"
    r"|could|do|does"
    r"|did|should|shall|has|have|may|any|hm|let|tell|confirm|advise|i(?:'d| would)? (?:also )?(?:like|want|need) to (?:know|ask))\b"
)
"""The words by which a question begins that bears no mark."""
_TEXTED: Final = regex_of(r"\b(?:wat|wats)\b")
_SHORTHAND: Final = frozenset(("wat", "wats"))
_WH: Final = regex_of(r"\W*(?:and |also )?(?:when|where|who|why|how)(?:'?s)?\b")
_FEWEST: Final = 4
_TERSE_LANGS: Final = ("tr", "id", "ru", "pl")
"""Languages without articles, most of them with no pronoun beside a verb: three words ask."""
_AHEAD: Final = regex_of(
    r"\b(?:will|won't|gonna|going to|till|until|next|should|shall)\b|^\W*when(?:'s| is| are| do| does| can)\b"
)
_CASE: Final = regex_of(
    r"\b(?i:while|when|after|once|if|before|since|during|until|till|because|in case|in the meantime|in the meanwhile)\b(?!\W*$)"
)
_ASIDE: Final = regex_of(r"(?<=\w\w), (?:it|that|this|he|she|they)(?:'s| is| was| are|'re) .*$")
"""What is said of it after the question: `can I stop it, that's what stung me`."""
_SUPPOSES: Final = regex_of(r"\W*(?:(?:and|but|so|ok|okay|also|actually|well|yeah|yes|no)\W+)*(?:what )?(?:if|about)\b")
_POINTS: Final = regex_of(
    r"\b(?:it|its|that|this|dat|dis|dem|these|those|they|them|em|their|he|him|she|her|one(?= \w+(?:ed|ing)\b|\W*$| (?:that|in|with|for|at|on"
    r"|of))|ones|same|then(?=\W*$))\b"
)
_IS_THERE: Final = regex_of(
    r"\W*(?:(?:and|also|or|but|so) )?(?:(?:is|are|was|were) there|(?:is|would) it (?:be )?(?:ok|okay|alright|all right|fine|possible|allowed|safe"
    r"|a problem)|do (?:you|u)(?: guys| people)? (?:have|sell|stock|offer|do|provide|rent|hire))\b"
)
"""Whether there is something of the kind, whatever it is for: `is there an app for it?`"""
_PUT: Final = regex_of(r"\b(?:can|could|would|will|may) (?:you|u|ya|i|we|someone|anyone)\b")
"""A request in the form of a question."""
_TELL: Final = regex_of(
    r"\b(?:confirm|provide|repeat (?:it|that|this)|explain|clarify|check|verify|tell|say|answer|help|assist|advise|look|see|find|search|show)\b"
)
"""A request to be told or helped, which any answer may meet."""


def _said(reading: Reading, span: Span) -> str:
    return reading.folded_in(span)


def _hangs_on(said: str) -> bool:
    """Whether a question asks more of what was just asked, and not whether something else may be done with it."""
    return _FOLLOWS.match(said) is not None and (len(said) <= _BRIEF or _ANEW.match(said) is None)


_BRIEF: Final = 24
"""A question of so few characters hangs on the one before: `does it take long?`"""
_ANEW: Final = regex_of(
    r"\W*(?:(?:and|so|but|or|also) )?(?:(?:is|are) (?:it|that|this) (?:ok|okay|possible|fine|alright|all right|allowed|safe|free|open) \w"
    r"|(?:do|does|did|will|would|how do|how does) (?:it|this|they|that|he|she) \w+ \w)"
)
_FOLLOWS: Final = regex_of(
    r"\W*or\b|\W*(?:(?:and|so|but|or) )?(?:(?:is|was|are|were|does|do|did|will|would|how (?:is|are|do|does)|like)\W)?"
    r"(?:it|that|this|they|these|those|he|she)\b"
    r"|.*\b(?:is|was|are|were) (?:it|that|they|he|she)\b(?: \w+){0,3}\W*$"
)


def may_ask(reading: Reading) -> bool:
    """Whether a text has anything by which some sentence may ask or request."""
    return bool(_MARK(reading.text)) or not _ASKING.isdisjoint(reading.lists)


_ASKING: Final = frozenset(("words.question", "words.request"))
_MARK: Final = regex_of(f"[{QUESTION_MARKS}]").search


def _asks_a_favour(reading: Reading, span: Span) -> bool:
    """Whether a question is a request by its form: `can you send it?`, not `can you tell me when it comes?`."""
    if reading.has("words.asks-to-be-told", span) or _OPEN.match(_said(reading, span)):
        return False
    if _DOES.match(_said(reading, span)):
        return False
    folded = reading.folded
    start = folded.at(_focus(reading, span)[0])
    if _FAVOUR.match(folded.text, start):
        return True
    within = [folded.at(hit.start) for hit in reading.hits_in("words.request", span)]
    return any(not _AFTER_VERB.search(folded.text[max(start, at - _VERB) : at]) for at in within)


_FAVOUR: Final = regex_of(
    r"\W*(?!(?:what|which|how|when|where|who|why|whose)\b)(?:\w+\W+){0,3}(?:can|could|will|would) (?:you|u|ya)\b"
)
_OPEN: Final = regex_of(
    r"\W*(?:(?:and|also|so|but) )?(?:(?:what|which|how|when|where|who|why|whose)|(?:will|would|can|could) they)\b"
)
_DOES: Final = regex_of(r"\W*(?:(?:and|also|so|but) )?(?:do|does|did) (?!(?:me|us|it|this|that)\b)(?:\w+ )+.*\?\W*$")
"""`Do the curtains come lined?` asks, though `do the curtains` requests."""
_AFTER_VERB: Final = regex_of(r"\b(?:do|does|did|should|must|will|would|can|if|what|where|how|when)\W*$")
"""`Do I need to` asks, though `I need to` requests."""
_VERB: Final = 12


def _focus(reading: Reading, span: Span) -> Span:
    """Where a question asks, to its end; all of it where it begins so, nothing but its mark asks, or nothing of weight follows."""
    hits = reading.hits_in("words.question", span)
    if not hits and reading.text[slice(*span)].rstrip().endswith("?"):
        turned = _TURNS.search(reading.text, *span)
        return (turned.end(), span[1]) if turned else span
    if not hits or hits[0].start <= span[0] + 1 or reading.lang in UNSPACED_LANGS:
        return span
    start = hits[0].start
    before = _WH_BEFORE.search(reading.text, span[0], start)
    start = before.start() if before else start
    return (start, span[1]) if reading.stems_of((start, span[1])) else span


_WH_BEFORE: Final = regex_of(r"(?i)\bwho(?:m|se)?\b(?:\s+\w+)?\s+$")
"""`Who` before `am I speaking with`."""
_TURNS: Final = regex_of(
    r"(?i),\s+(?=(?:is|are|was|were|will|would|can|could|do|does|did|should|has|have|what|when|where|who|why|which|how)\s)"
)
"""Where a statement turns into a question: `my mother walks badly, will there be a lift?`"""


def _kind(reading: Reading, span: Span) -> str:
    """The kind of question by the words that it begins with, else by any in it."""
    if _ANY.search(reading.folded.text, *_folded(reading, span)) or _EITHER.match(_said(reading, span)):
        return "which"
    if is_ellipsis(reading, _focus(reading, span)):
        return "other"
    told = next(iter(reading.hits_in("words.asks-to-be-told", span)), None)
    start = told.end - 2 if told else _past_joints(reading, _focus(reading, span))
    found = {kind: reading.hits_in(f"words.asks-{kind}", span) for kind in QUESTIONS}
    heads = [
        kind for kind, hits in found.items() if any(hit.start <= start + _LEAD and start < hit.end for hit in hits)
    ]
    if not heads and not told and _INVERTED.match(reading.folded.text, reading.folded.at(start)):
        return "yes-no"
    return next(iter(heads), "other" if told else next((kind for kind, hits in found.items() if hits), "other"))


def _past_joints(reading: Reading, span: Span) -> int:
    """Where a question begins, behind the words that join it to what came before."""
    joints = _AND.match(reading.text, *span)
    return joints.end() if joints else span[0]


_AND: Final = regex_of(r"(?i)\W*(?:(?:and|also|but|so|or|then|n)\W+)*")
_INVERTED: Final = regex_of(
    r"\W*(?:(?:and|also|but|so|or|then|n|ok|hi|hello)\W+)?(?:is|are|was|were|does|do|did|will|would|can|could|should|has|have|may|am)\s"
)
"""A verb before its subject: `will Dr Shah explain`."""


def _folded(reading: Reading, span: Span) -> Span:
    """The span in the folded text."""
    return reading.folded.at(span[0]), reading.folded.at(span[1])


_LEAD: Final = 2
_EITHER: Final = regex_of(
    r"\W*(?:(?:and|also|so|but) )?(?:what(?:'?s| is| are| does)? (?:\w+ ){0,3}?(?:included?|covered?|come)\b|(?:is|are|was|were|does|do|did"
    r"|will|would|can|could|should)\b.* or (?!not\b|no\b|so\b|more\b|two\b|three\b|what\b"
    r"|(?:am|is|are|do|does|did|will|would|can|could|should|must|has|have|was|were) (?:i|we|you|it|they|he|she|there)\b)\w)"
)
"""`In Spanish or in English` is answered by either, `what is included` by any."""
_ANY: Final = regex_of(
    r"\b(?:(?:is|are) there|do you have|have you(?: got)?|any) "
    r"(?:an?other|any ?(?:thing|one|where|time|other|more)|one|some(?:thing|where)|other|else)\b"
    r"|\b(?:any|some)(?:where|thing|time) (?:else|at all|\w+)\b|\b(?:any|some)where\W*$"
)
"""A question for any one of a kind, which naming one answers: `is there another time?`"""
