"""What a sentence is about that speaks of something at large: `visitors to the ward`, `our car park`, `smoking`."""

from __future__ import annotations

from typing import Final, NamedTuple

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


class Subject(NamedTuple):
    """Where the subject of a claim stands, and whether it is one that the customer can have no part in."""

    span: Span
    others: bool


def subject_of(reading: Reading, span: Span) -> Subject | None:
    """The subject of a sentence that makes a claim about many, about the business's own, or about a thing at large."""
    folded = reading.folded
    start, end = folded.at(span[0]), folded.at(span[1])
    found = _CLAIM.match(folded.text, start, end)
    if found is None:
        return None
    place = folded.span(*found.span("subject"))
    others = reading.has("words.others", place) or bool(found["also"] or _APART.search(folded.text, found.end(), end))
    if not others and (_NAME.match(reading.text, *place) or _ANSWERS.search(folded.text, found.end(), end)):
        return None
    return Subject(place, others)


_LEAD: Final = (
    r"\W*(?:(?:and|also|plus|while|whereas|but|please|kindly|note that|remember that|be aware that|that|p\.?s|n\.?b|fyi|for your information"
    r"|for the record|just so you know|(?:did you|you may|you might like to) know(?: that)?"
    r"|(?:as for|as to|as regards|regarding|concerning|with regard to|when it comes to) [^,.;!?]{1,40})(?!\w)\W*)*"
)
_NOUN: Final = r"[a-z][\w'’-]*"
_VERB: Final = (
    r"(?:is|are|was|were|has|have|had|can|can't|cannot|may|must|mustn't|should|needs?|do|does|don't|doesn't|isn't|aren't"
    r"|wasn't|weren't|never|always|only|usually|pays?|takes?|goes?|comes?|gets?|runs?|opens?|closes?|starts?"
    r"|meets?|lodges?|travels?|registers?|apply|applies|costs?|begins?|began|won|moved|elected|started|produced|serves?)\b"
)
_MANY: Final = rf"(?:{_NOUN} ){{0,3}}?{_NOUN}(?<!s)s"
_OWN: Final = rf"our (?:{_NOUN} ){{0,4}}?{_NOUN}"
_HOUSE: Final = (
    rf"the (?:{_NOUN} ){{0,3}}?(?:association|board|practice|company|firm|school|college|union|kitchen|canteen|bar|car park|chute|laundry"
    r"|gym|pool|library|lounge|room|hall|building|roof|museum|garden|terrace|restaurant|cafe|shop|club|trust|lift|fleet)"
)
_LARGE: Final = rf"(?:{_NOUN} ){{0,2}}?(?:[a-z]{{3,}}ing|property|cover|insurance|linkage|waste|refuse|noise|membership)"
_MORE: Final = (
    r"(?:,? (?:who|that|of|for|with|over|under|on|in|at|from|to|by|and|or|older|longer|larger|heavier|wider|above|below|without|left|made|bought"
    r"|opened|built|between|after|wanting|wishing|living|weighing) [^.;!?]{1,60}?)?"
)
_CLAIM: Final = regex_of(
    rf"{_LEAD}(?P<subject>{_HOUSE}{_MORE}|(?!(?:the|a|an|this|that|these|those|my|your|his|her|their|its|it|they|we|i|he|she|you|there|here|one|no|some"
    rf"|any|both|each|every|all|most|many|more|please|just|only|thanks|sorry|yes|once|if|when|so|then|and|or|also|but|plus|while|dr|mr|mrs|ms|miss)\b)"
    rf"(?:{_OWN}|{_MANY}|{_LARGE}){_MORE}),?(?: (?:(?P<also>also)|now))? (?:{_VERB})"
)
_NAME: Final = regex_of(r"(?!Our )[A-Z]\w+ [A-Z][a-z]+")
"""A proper name; `Our` before it makes it none."""
_APART: Final = regex_of(
    r"\b(?:separate|different|sister|another) (?:\w+ )?(?:policy|scheme|form|company|firm|team|department|office|desk|depot|branch|counter|line|contract"
    r"|account|agency|law|rule|section|site|building)\b"
)
"""What has a place of its own elsewhere is no part of the matter."""
_ANSWERS: Final = regex_of(r"[$€£¥₹%]|\b(?:needed|required|necessary|enough|fine|ok|welcome|free)\b")
"""What is said to be needed, or welcome, or to cost so much, answers."""
