"""A message clause by clause: what each says and is about, and which of its sentences deal with whatever was asked."""

from __future__ import annotations

from typing import Final, Iterator, NamedTuple

from couth.facts.sentences import QUESTION_MARKS, asks_plainly, clauses
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import Kindred
from couth.text.stems import stem


class Clause(NamedTuple):
    """A clause of a message: its words, the same folded and without those that lead into it, its stems, and what is kin to them."""

    text: str
    said: str
    stems: frozenset[str]
    kindred: Kindred
    joined: bool = False
    """Whether it goes on in the sentence of the clause before it."""


def clauses_of(reading: Reading, span: Span) -> Iterator[Clause]:
    """The clauses of a sentence."""
    kindred = reading.lexicon.kindred(reading.lang)
    for start, end in clauses(reading, span):
        text, said = reading.text[start:end], _said(reading, (start, end))
        yield Clause(text, said, reading.stems_of((start, end)), kindred, start > span[0])


def _said(reading: Reading, span: Span) -> str:
    return _LEAD.sub("", reading.folded_in(span))


def deals(reading: Reading) -> bool:
    """Whether a sentence holds off, hands over, promises, asks back or points elsewhere, and does not only close."""
    if reading.links:
        return True
    marked = any(mark in reading.text for mark in QUESTION_MARKS) or not _MARKS.isdisjoint(reading.lists)
    if not marked and _SEES_TO.search(reading.folded.text) is None:
        return False
    return any(_deals_in(reading, span) for span in reading.sentences)


def _deals_in(reading: Reading, span: Span) -> bool:
    said = _said(reading, span)
    found = asks_plainly(reading, span) or _asks_for(reading, span) or _SEES_TO.search(said)
    if not found and not any(reading.has(name, span) for name in _DEALING):
        return False
    return not (STOCK.match(said) or _THIRD.match(said))


def _asks_for(reading: Reading, span: Span) -> bool:
    return any(not _RELATIVE.match(reading.text, hit.start) for hit in reading.hits_in("words.ask", span))


_RELATIVE: Final = regex_of(r"(?i)what|which|(?:just |then |also )?drop the\b")
"""Asks only in a sentence that asks by its form."""
_DEALING: Final = tuple(f"words.{name}" for name in ("holding", "hand-over", "promise", "rejected", "help-offer"))
_LEAD: Final = regex_of(
    r"^\W*(?:(?:and|also|but|so|then|plus|while|hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|yes|yeah|sure|of course|certainly"
    r"|absolutely|ok|okay|great|lovely|perfect|wonderful|brilliant|super|well|sir|ma|maam|madam|po)\b[,.!\s]*)*"
)
_MARKS: Final = frozenset((*_DEALING, "words.ask", "words.plain-question"))
STOCK: Final = regex_of(
    r"\W*(?:\w+,?\W*$|$|(?:you will|you'll|you should) (?:get|receive|find|see) (?:a|an|the|your) (?:\w+ )?(?:confirmation|e-?mail|receipt"
    r"|reminder|text"
    r"|message|sms|notification|copy)\b"
    r"|(?:we|i) (?:hope|wish|look forward|are looking forward)\b|have an? (?:\w+ )?(?:day|week|evening|weekend|stay|trip|time)"
    r"|(?:please )?(?:let (?:me|us) know|feel free|do not hesitate|don't hesitate|just (?:shout|ask|reply|let))\b.*\b(?:else|further|other|more"
    r"|any|questions?|help)\b"
    r"|(?:i|we)(?: have|'ve)?(?: just| now)? (?:checked|looked (?:at|into|up)|reviewed|pulled up)\b"
    r"|(?:\w+, )?(?:(?:we|i)(?:'re| are|'m| am) )?(?:so |very |really |truly )?sorry (?:about|for|to hear)\b"
    r"|(?:kind|best|warm) (?:regards|wishes)|regards\b|see you\b|a confirmation (?:has been|was|will be)\b)"
)
_SEES_TO: Final = regex_of(
    r"\b(?:i|we)(?: will|'ll|'m going to|'re going to| shall| am going to| are going to) (?:also |then )?(?:request|ask|arrange|prioriti[sz]e"
    r"|ensure|make sure|expedite|try|work on|push|see (?:to|if|what)|find|follow|chase|do (?:my|our))\b"
)
"""What the business will see to may be what was asked for."""
_THIRD: Final = regex_of(
    r"\W*(?!(?:i|we|you)\b)(?:[\w-]+ ){1,4}will (?:\w+ )?(?:(?:ring|call|phone|text|message|email|contact) (?:you|ahead|before|when)"
    r"|be (?:with you|there|out) (?:between|on|at|from|by))\b"
    r"|(?!(?:we|you|i|it|this|your|the|our)\b)[a-z-]+s (?:[\w'’-]+ ){0,4}are \w+ed (?:at|in|by|every|each|before|after)\b"
    r"|.*\b(?:service|power|water|supply|lift|system|site|line|signal|heating) (?:will|should) be (?:back|restored|up|fixed|working)\b"
)
DAYS: Final = frozenset(
    stem(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun weekend".split()
)
LIGHT: Final = (
    frozenset(
        stem(word)
        for word in "get got go come take bring give put use have want like think thing way day time guy also guys possible ok okay"
        " alright fine able work whole first last next new long much many kind sort today tomorrow tonight morning hi hello sir madam dear"
        " good thanks pls ask question let mean look check sure happen happens someone anyone somebody anybody rest per week"
        " weekend month year".split()
    )
    | DAYS
)
_STATES: Final = (
    r"(?:is|are|was|were|has|have|had|comes?|goes|go|runs?|starts?|takes?|lasts?|holds?|stops?|ships?|opens?|closes?|includes?|costs?|weighs?"
    r"|measures?|leaves?|departs?|arrives?|finish(?:es)?|ends?|begins?|belongs?|will be|will have|fits?|seats?|sleeps?|stays?|restarts?|renews?"
    r"|gets?|receives?|wears?|serves?|works?|plays?|teaches|checks?)\b"
)
NAMED: Final = regex_of(
    rf"\W*(?:(?:on|in|at|from) \w+ )?(?:(?:all )?(?:the|a|an|our|your|his|her|its|each|this|that) (?:[\w'’-]+ ){{0,6}}?"
    rf"|(?!(?:we|you|i|there|that|what|who"
    rf"|which|here|every\w+|no\w+|any\w*|some\w*|all|most|one|both|it|they|he|she|yours|mine|ours|please|just|leave|keep|use|put|let|take|bring"
    rf"|ask|call|check|see|make|give|send|show|if|when|once|as|so|only)\b)[a-z'’-]{{3,}} (?:[\w'’-]+ ){{0,2}}?|[a-z-]+s (?:who|that|with|in|from|at"
    rf"|on|of) (?:[\w'’-]+ ){{1,4}}?){_STATES}"
)
LEAVE: Final = regex_of(
    r"\b(?:only|not|no|none|nothing|never|without|any|unless|if|must|may|can|cannot|should|need(?:s|ed)?|has to|have to|required?|allowed|welcome"
    r"|fine|ok|okay|happy|free"
    r"|possible|available|extra|instead|too|also|as well|enough|plenty|permitted|consent|subject|best|better|safe)\b|n't\b"
)
MONEY: Final = regex_of(
    r"[$€£¥₹₦₱]|\b\d[\d.,]* ?(?:k|naira|pesos?|euros?|pounds?|dollars?|rand|rs|usd|eur|ringgit|bucks|quid)\b|\bfree\b|\br\d"
)
GOES_ON: Final = regex_of(
    r"\W*(?:it|they|this|these|he|she|its|their|his|her)\b(?!'?s? (?:not|no|ok|okay|fine|possible|allowed|also|too)\b)(?!.*(?:\b(?:not|no|either"
    r"|too|also|as well)\b|n't\b))"
)
"""What goes on with what was just spoken of."""
