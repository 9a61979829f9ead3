"""Questions that put two things to choose from, one of which the customer has named: `Is it the left or the right one?`"""

from __future__ import annotations

from typing import Final

from couth.model import Span
from couth.regexes import regex_of

CHOICE: Final = "choice of "
"""What the kind of such a question begins with; the two things stand behind it, with a stroke between."""


def choice_in(said: str) -> str:
    """The kind of a question that puts a choice, by the folded words of its sentence; empty where it puts none."""
    found = _PUT.search(said)
    if not found or _ELSEWISE.search(said):
        return ""
    first = _key(found["first"].split()[::-1])
    second = _key(found["second"].split())
    return f"{CHOICE}{first}/{second}" if first and second and first != second else ""


def _key(words: list[str]) -> str:
    """The word that tells an alternative from the other, the nearest one to `or` that says something."""
    return next((word for word in words if word not in _GENERAL and not word.isdigit()), "")


def chosen(kind: str, text: str) -> Span | None:
    """Where a text names one of the two things, and not the other, nor that it will not have it or only asks about it."""
    found = [_named(key, text) for key in kind.removeprefix(CHOICE).split("/")]
    one = found[0] or found[1]
    if one is None or all(found):
        return None
    start = max(text.rfind(mark, 0, one[0]) for mark in ".!?\n") + 1
    clause = text[start : one[1]]
    return None if _AGAINST.search(clause) or _ASKS.match(text, start) else one


def _named(key: str, text: str) -> Span | None:
    if key in _HALVES:
        return (found := regex_of(rf"(?i)\d ?{key}\b").search(text)) and found.span()
    return next((m.span() for m in _WORDS.finditer(text) if m.group().casefold() == key), None)


_WORD: Final = r"[^\W_]+(?:-[^\W_]+)*"
_WORDS: Final = regex_of(_WORD)
_HEAD: Final = r"(?:one|ones|room|rooms|table|seat|side|size|option|version|bed|ticket|view|way|please|instead|hand)"
_PUT: Final = regex_of(
    r"^.*?\b(?:an?|the|in|on|by|for|with|to|at|like|prefer|want|it|that|this|be|order|ordered|pay|paid|have|your|is|are|you)(?<!\b(?:of"
    r"|or) the)(?<!\bfor the)(?<!\bof an)(?<!\b(?:of|or) a)(?<!\bfor a)"
    rf" (?P<first>{_WORD}(?: {_HEAD})?),? or (?:(?:for|in|by|on|at|with|to|from|the|an?|your|one) )*(?P<second>{_WORD}(?: {_WORD})?)\W*$"
)
"""Two things of one word each, at the end of what is asked."""
_ELSEWISE: Final = regex_of(
    r"\bor (?:not|no|so|else|any|anything|other|another|more|less|similar|otherwise|if|is|are|do|does|did|was|were|would|can|could|will|have|has"
    r"|should|shall|maybe|perhaps|rather|both|what|when|how|which|some\w*)\b|\bor\b.*\bor\b"
    r"|\b(?:provide|send|share|tell|confirm|describe|attach|upload|check|give)\b.*\bor\b"
)
"""What follows `or` and is no thing to choose, or begs for what either would do for."""
_HALVES: Final = frozenset(("am", "pm"))
_GENERAL: Final = frozenset(
    "one ones room table seat side size option version bed ticket view way day days week time the a an it that this them yes no not like want"
    " prefer need for in by on at with to from your our as two three four more less first second last please rather be have do is are was"
    " of and there here we you i they he she its my us me just only delivery-time question questions issue issues problem problems order help"
    " call email message chat phone name number date link app account code".split()
)
_AGAINST: Final = regex_of(
    r"(?i)\b(?:not|no|never|without|except|instead of|rather than|other than|wrong|cannot|was|were|had)\b|n['’]t\b"
)
_ASKS: Final = regex_of(
    r"(?i)\W*(?:(?:and|also|so|but|hi|hello) )?(?:is|are|was|were|do|does|did|what|which|how|why|when|where|who|will|would|should|has|have)\b"
)
