"""What the form of a question tells beside its kind: its verb, whether it asks leave, for steps, for a deed, and whether it waits."""

from __future__ import annotations

from typing import Final

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


def signs_of(reading: Reading, span: Span, said: str) -> frozenset[str]:
    """Names of what the folded words of a question tell."""
    found = frozenset(name for name, sign in SIGNS.items() if sign.search(said))
    if _OWN.search(_LEAVE.sub("", said)):
        found |= {"own"}
    return found | {"openly"} if reading.has("words.asks-openly", span) else found


def verb_of(said: str) -> str:
    """The verb with which folded words ask for yes or no; empty where they ask in another way."""
    match = _VERBED.match(said)
    return match[1] if match else ""


def waits(reading: Reading, span: Span, kind: str) -> bool:
    """Whether a question waits for an answer: neither rhetorical nor a statement with a question mark."""
    if reading.has("words.rhetorical", span):
        return False
    if kind != "other" or reading.lang not in _KINDS_KNOWN:
        return True
    asked = reading.text[slice(*span)]
    if _GASPS.search(reading.folded.text, *map(reading.folded.at, span)):
        return False
    return (len(asked.split()) <= _ELLIPSIS and not any(map(str.isdigit, asked))) or _AND_THE.search(asked) is not None


def is_ellipsis(reading: Reading, span: Span) -> bool:
    """Whether a question is no more than a name: `and the projector?`, `what about the pets?`"""
    return _AND_THE.fullmatch(reading.text, *span) is not None


SIGNS: Final = {
    "bids": regex_of(r"\b(?:can|could|would|will|may) (?:you|u|ya|i|we|someone|anyone)\b"),
    "count": regex_of(r"\bhow many\b"),
    "many": regex_of(
        r"\b(?!(?:is|was|does|has|this|its|yes|us|always|plus|thus|as|days?|hours?|minutes?|weeks?)\b)[a-z]{2,}[^\Ws]s\b"
        r"|\b(?:people|children|men|women)\b"
    ),
    "steps": regex_of(
        r"\bhow (?:do|can|could|should|would|must|shall|to|am|are) ?(?:i|we|you|u|one)?\b(?! (?:know|sure|long|much|many)\b)"
    ),
    "leave": regex_of(
        r"\b(?:can|may|could|are|is|am|was|were) (?:\w+ ){1,3}?(?:allowed|permitted|welcome|let)\b|\b(?:can|may|could) (?:i|we|my|our)\b"
        r"(?! (?:also |still |please |just )?(?:get|have|see|check|make|try|go|do|move|book|look|hear|order|start|buy|reserve"
        r"|know|find|ask|talk|speak"
        r"|compare|change)\b)"
    ),
}
"""A question that is a request by its form, of several things, of how something is done, of whether it may be."""
_VERBED: Final = regex_of(
    r"\W*(?:(?:and|also|but|so|or|then|n|ok|hi|hello)\W+)*(is|are|was|were|does|do|did|will|would|can|could|should|has|have|may|am)\s"
)
_GASPS: Final = regex_of(r"\b(?:seriously|really|honestly)\W*$|\bhold ?up\W*$")
_AND_THE: Final = regex_of(
    r"(?i)\W*\b(?:and|what about|how about|so) (?:the|my|your|our|that) [\w'’-]+(?: \w+)?\W*\?\W*$"
)
_KINDS_KNOWN: Final = ("en", "zh", "ja")
"""Languages of which a question is told by its words; in the rest a mark is all there is."""
_ELLIPSIS: Final = 4
"""`And parking?`: a question that only its mark makes one has no more words than this."""
_LEAVE: Final = regex_of(
    r"^\W*(?:(?:and|also|hi|hello|hey)\W+)*(?:can|may|could) (?:i|we)\b|\bdo (?:i|we) (?:need|have) to\b"
    r"|(?<!\bok )(?<!\bokay )(?<!\bfine )(?<!\balright )(?<!\bpossible )\b(?:if|as|since) .*$|, (?:my|our|i|i'm|we|we're|the|she|he|as) .*$"
)
"""Asks leave, or what one has to do; or tells why one asks."""
_OWN: Final = regex_of(
    r"(?<!gluten )(?<!gluten-)(?<!dairy )(?<!sugar )(?<!nut )\bfree\b(?! (?:range|of charge|wifi|wi-fi|parking|breakfast|delivery))|\b(?:my"
    r"|our|mine|ours|i|we|me|us|can you|could you|will you|would you|are you|you able)\b"
)
"""What is the customer's own is looked up by what the business asks for; what it is to do, it asks about."""
