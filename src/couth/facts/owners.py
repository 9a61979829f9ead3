"""Whose the thing is that a message of the business asks for: the customer's own, or somebody else's."""

from __future__ import annotations

from typing import Final

from couth.facts.asking import NEAR, WORD
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


def whose_is(reading: Reading, slot: Span) -> str:
    """Whose it is, where the words beside it say that it is not the customer's own."""
    for hit in reading.hits_in("words.someone-else", (max(0, slot[0] - NEAR), slot[1] + 2)):
        if hit.end >= slot[0] - 1:
            words = WORD.findall(reading.folded_in(hit.span))
            return str(words[0] if words[-1] in _OWNED_BY and words[0] not in _PRONOUNS else words[-1])
    owners = (
        _OWNER.search(reading.text[max(0, slot[0] - _OWNER_NEAR) : slot[0]]),
        _OWNED.match(reading.text[slice(*slot)]),
    )
    called = _CALLED.search(reading.folded_in(slot))
    if called:
        return str(called[called.lastindex or 0])
    other = _OF_OTHERS.match(reading.text[max(slot[0], slot[1] - _BACK) : slot[1] + NEAR])
    if other:
        return other.group(1).casefold()
    named = (owner.group(1).casefold() for owner in owners if owner)
    return next((owner for owner in named if owner not in _NO_OWNERS), "")


_OWNED_BY: Final = frozenset("name names surname number email address phone birth".split())
_PRONOUNS: Final = frozenset("his her their its".split())
_OWNER: Final = regex_of(r"([^\W\d_]{2,30})['’]s (?:[^\W\d_]+ )?$")
_OWNED: Final = regex_of(
    r"(?i)(?:your |the )?([^\W\d_]{2,30}(?=['’]s )|(?:daughter|son|wife|husband|mum|mom|dad|child|friend|partner|pet)(?=s ))"
)
_CALLED: Final = regex_of(
    r"\b(?:your|the) (?:\w+ )?(\w+) called$|(\w+) (?:is|was|'s) called$|name of (?:the|your) (\w+)$"
)
"""Whose name is asked for without the word beside it: `what is your mother called?`"""
_OF_OTHERS: Final = regex_of(
    r"(?i)[^.?!]{0,20}?\b(?:your|the) (friend|son|daughter|child|wife|husband|partner|mother|father|mum|mom|dad|brother|sister|colleague|neighbour"
    r"|neighbor|guest|passenger|driver|dog|cat|boss|parents|children|kids|friends|guests|colleagues|in-laws|team) (?:in|at|on|going|staying"
    r"|arriving|coming|need|like|want|sit|live|have)\b"
)
"""Whose it is, told by whom the question goes on about: `which room is your friend in?`"""
_BACK: Final = 6
"""The last word of a slot may be the `your` before them."""
_OWNER_NEAR: Final = 48
_NO_OWNERS: Final = frozenset(
    "what that it let here there who where how today yesterday client customer applicant member subscriber tenant policyholder cardholder"
    " caller user buyer hirer claimant".split()
)
"""What owns nothing, or is the customer under another name: `the client's full name`."""
