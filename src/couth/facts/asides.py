"""Sentences that are nobody's matter whatever it is: news of the business, lore, news of the town, advice for life."""

from __future__ import annotations

from typing import Final

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

_HOUSE = (
    r"(?:we|we've|our (?!order|records|notes)[a-z]+(?: [a-z]+){0,4}|the (?:company|team|firm|bank|airline|school|club|group|agency"
    r"|clinic|hotel|surgery"
    r"|practice|charity|owner|founder|director|ceo|staff)|(?:one|two|three|four|five|some|many|most) of our [a-z]+)"
)
_NEWS: Final = regex_of(
    rf"\b{_HOUSE}\b[^.!?]{{0,60}}?\b(?:series [a-d]\b|(?:been|was|were) (?:named|voted|shortlisted|nominated|ranked|awarded|listed)"
    r"|(?:won|win|wins|took|picked up) (?:an?|the|our|its|gold|silver|bronze|first|second|best)|award|moved (?:into|to) (?:a|an|new|our|larger|bigger"
    r"|brighter)|head office|headquarters|carbon|emissions|net zero|(?:wind|solar|green|renewable) (?:power|energy|panels?)|electric (?:vans?|cars?"
    r"|forklifts?|vehicles?|fleet|bikes)|marathon|hospice|fundrais\w+|for charity|intern(?:s|ship)?\b|promoted|new (?:ceo|chair\w*"
    r"|director|logo|website"
    r"|mural|canteen|partner)|(?:investors?|shareholders?)|merged|acquired|rebrand\w*|anniversary|birthday|sponsor\w*|planted \w+|(?:its"
    r"|our|their) \w+ (?:marathon|novel|album"
    r"|child|championship)|(?:since|in|last) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
    r"|autumn|winter|year),? (?:and )?(?:has|have|we))\b"
)
"""What the business tells of itself."""
_LIVES: Final = regex_of(
    r"\bour [a-z]+(?: [a-z]+)?(?: (?:has|have|had|just|recently|once|also))* (?:became|become|sailed|swam|climbed|cycled|ran (?:a|an|the"
    r"|her|his|their)"
    r"|run (?:a|an|the|her|his|their)|married|retired|was born|played|sang|sung|baked|raised|cleaned up|adopted|wrote|written|celebrated|performed"
    r"|competed|grew up|joined forces|teamed up)\b|\b(?:was|were) born (?:in|near|on)\b|\bjoined forces\b|\bteamed up\b"
)
"""What the people of the business do in their own lives."""
_FRAME: Final = regex_of(
    r"^\W*(?:in (?:other |company |further |our |club |school |local |office )*news\b|on (?:the|our) (?:[a-z]+ ){1,2}(?:side|front),"
    r"|(?:as for|as regards|speaking of|on the subject of|when it comes to) (?:the |our )?(?:[a-z]+ ?){1,3},)"
)
"""What opens another matter."""
_ASKED_OF_HOUSE: Final = regex_of(
    r"(?i)\b(?:company|business|green|sustainab\w*|environment\w*|charity|who are you|about (?:you|yourselves)|your (?:team|story"
    r"|history|offices?|owner))\b"
)
_ASKED_ADVICE: Final = regex_of(
    r"(?i)\b(?:how (?:do|can|to|should)|what (?:can|should|do|could|would) (?:i|we|you)|anything|tips?|advice|advise|recommend|ideas?|help with)\b"
)
_LORE: Final = regex_of(
    r"\b(?:(?:was|were) (?:first )?(?:invented|discovered|patented|painted|laid|carved) (?:in|by|as)|tak(?:es?|ing) (?:its|their) names?"
    r"|(?:is|are|was|were) named (?:after|for)"
    r"|the word [a-z]+|comes? from (?:the )?(?:greek|latin|french|arabic|old|german|italian|spanish|dutch|hindi|persian|chinese|japanese)"
    r"|once meant|goes? back to (?:the |medieval|ancient)|once played (?:at|for|in)|(?:greek|roman|norse) (?:god|gods|goddess|myth)"
    r"|the (?:ancient )?(?:romans|greeks|egyptians|victorians|vikings|aztecs)"
    r"|(?:monks|sailors|kings|queens|emperors|pharaohs|pilgrims|monarchs|farmers) (?:in|of|once|used)|for (?:more than |over "
    r"|nearly )?[\d,]{4,6} years|(?:is|are) said to"
    r"|(?:scientists|researchers|studies|experts|doctors|historians) (?:say|have|show|found|suggest|agree|believe|recommend)"
    r"|the (?:human (?:body|brain|eye|heart)|average (?:person|adult|household|family))|legend has it|the world's (?:largest|oldest"
    r"|first|tallest|longest))\b"
)
"""What one tells over a drink."""
_ASKED_OF_LORE: Final = regex_of(
    r"(?i)\b(?:names?|called|means?|meaning|origins?|history|story|how old|facts?|why|tell (?:me|us) (?:about|more)|curious|interesting"
    r"|who (?:built|made|was))\b"
)
_TOWN: Final = regex_of(
    r"^\W*(?:and |also |meanwhile,? )?the (?:city|council|town|village|parish|borough|county|chamber of commerce|mayor|government"
    r"|ministry|state|residents'? association)"
    r"(?: council)? (?:is|are|has|have|will|plans?|voted|collects?|holds?|wants?|opened|starts?|approved|announced)\b"
)
"""What goes on in the town."""
_LIFE: Final = regex_of(
    r"\b(?:everybody|everyone|people|we all|adults|children) (?:should|ought to|needs? to) (?:\w+ (?:a|an|more|less|their|at least"
    r"|enough)\b|check|avoid)"
    r"|^\W*(?!nothing|something|anything|everything|during|according|including|following|depending|being|having|knowing)[a-z]{3,}ing"
    r" (?![^.!?]*\b(?:us|me|we|our|this)\b)[^.!?]{3,70}?\b(?:saves?|helps?|is (?:simple|healthy|said|known)|reduces?|cuts?|prevents?"
    r"|protects?|removes?|keeps?)\b"
)
"""How to live."""
_OTHER_WORK: Final = regex_of(
    r"^\W*when (?:we|our (?:crew|team|men|people)) (?:install|fit|lay|repair|service|clean|cater|paint|build|print|tune|move|deliver"
    r"|collect|groom|frame) an? "
)
"""How the business does a work that nobody asked for."""
_SHUT: Final = regex_of(
    r"\bour (?:[a-z]+ )?(?:stores?|shops?|branches|offices?|showrooms?|desks?|phone lines?|call cent(?:er|re)s?) (?:is|are"
    r"|will be) (?:closed|open|shut)\b[^.!?]*"
    r"\b(?:thanksgiving|christmas|boxing day|easter|good friday|bank holiday|new year|labou?r day|independence day|holidays?|eid|diwali"
    r"|national day)\b"
)
"""A notice of opening hours."""
_COMES: Final = regex_of(
    r"(?i)\b(?:open|close[ds]?|closing|hours?|visit|come|coming|collect|pick|drop|call|ring|speak|today|tomorrow|tonight|when|time|deliver\w*|arrive|store|shop|branch|office)\b"
)
"""What makes the hours of a place one's matter."""
_KEYS: Final = frozenset(
    "we we've our company team firm bank airline school club group agency clinic hotel surgery practice charity owner founder director ceo staff"
    " invented discovered patented painted laid carved name names named word from meant god gods romans greeks egyptians victorians vikings monks"
    " sailors kings queens years said scientists researchers studies experts doctors historians human average legend world's city council town"
    " village parish borough county chamber mayor government ministry state residents everybody everyone people adults children saves helps save help"
    " simple healthy reduces reduce cuts cut prevents prevent protects protect removes keeps born medieval ancient played back news side front"
    " regards speaking subject comes when joined teamed".split()
)
"""Words without any of which a sentence is no aside."""
_READER: Final = regex_of(r"\b(?:you|your|yours|u|ur)\b")
_POINTS: Final = regex_of(
    r"\W*(?:(?:and|but|so) )?(?:it|it's|this(?! (?:week|month|year|spring|summer|autumn|winter|season)\b)|that|these|those|they|he|she"
    r"|both|which|here)\b"
)


def is_lore(reading: Reading, span: Span, asked: str) -> bool:
    """Whether a sentence tells lore, and what the customer wrote does not ask for any."""
    said = _said(reading, span)
    return bool(said and _LORE.search(said)) and not _ASKED_OF_LORE.search(asked)


def is_shut_notice(reading: Reading, span: Span, asked: str) -> bool:
    """Whether a sentence tells on which holiday the house is shut, to somebody who has no call to come."""
    said = _said(reading, span)
    return bool(said and _SHUT.search(said)) and not _COMES.search(asked)


def is_aside(reading: Reading, span: Span, asked: str) -> bool:
    """Whether a sentence is news of the house or the town, or advice for life: nobody's matter unless they raised it."""
    said = _said(reading, span)
    if not said:
        return False
    if any(pattern.search(said) for pattern in (_NEWS, _LIVES)) and not _ASKED_OF_HOUSE.search(asked):
        return True
    if _LIFE.search(said) and not _ASKED_ADVICE.search(asked):
        return True
    return any(pattern.search(said) for pattern in (_TOWN, _OTHER_WORK)) or opens_another(reading, span)


def opens_another(reading: Reading, span: Span) -> bool:
    """Whether a sentence says by its first words that it turns to another matter."""
    return _FRAME.search(_said(reading, span)) is not None


def _said(reading: Reading, span: Span) -> str:
    """The folded words of a sentence that might be an aside; empty where they speak to the reader or of what was just said."""
    folded = reading.folded
    said = folded.text[folded.at(span[0]) : folded.at(span[1])]
    if _KEYS.isdisjoint(said.replace(",", " ").split()) or _READER.search(said) or _POINTS.match(said):
        return ""
    return said
