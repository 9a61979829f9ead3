"""Whose a value is: the people and animals that customers write about."""

from __future__ import annotations

from typing import Final

from couth.facts.asked import Asked
from couth.facts.given import Given
from couth.facts.knowledge import DETAIL
from couth.facts.state import ThreadState
from couth.regexes import regex_of
from couth.text import Reading


def of_newcomer(state: ThreadState, reading: Reading, asked: Asked, given: Given) -> bool:
    """Whether a sentence asks about him or her, or a being that it names, where the customer has brought in another since the value was given."""
    said = reading.folded_in(asked.span)
    named = set(_BEINGS.findall(said))
    if asked.slot not in _OF_BEINGS or not (named or _THEIRS.search(said)):
        return False
    text = _folded(state, given.message)
    before = set(_BEINGS.findall(text))
    at = state.reading(given.message).folded.at(given.span[0])
    nearest = next(reversed(_BEINGS.findall(text, max(0, at - _NEAR), at)), "")
    if nearest and named and not any(_is_same(nearest, one) for one in named):
        return True
    since = range(given.message + 1, len(state.messages))
    later = (_folded(state, n) for n in since if state.messages[n].role == "customer")
    came = set[str]().union(*(_BEINGS.findall(text) for text in later)) - before
    return bool(came & named) if named else bool(came)


def _folded(state: ThreadState, index: int) -> str:
    return state.reading(index).folded.text


def _is_same(one: str, other: str) -> bool:
    return one == other or any(one in alike and other in alike for alike in _ALIKE)


_ALIKE: Final = (
    frozenset(("son", "boy", "child", "kid", "baby")),
    frozenset(("daughter", "girl", "child", "kid", "baby")),
    frozenset(("mother", "mum", "mom")),
    frozenset(("father", "dad")),
    frozenset(("gran", "grandma", "nan")),
    frozenset(("grandad", "grandpa")),
    frozenset(("wife", "partner", "fiancee", "girlfriend")),
    frozenset(("husband", "partner", "fiance", "boyfriend")),
    frozenset(("dog", "puppy")),
    frozenset(("cat", "kitten")),
    frozenset(("flatmate", "roommate", "friend")),
)
_OF_BEINGS: Final = frozenset(("name", "date", "phone", "email", "address", "account-id", DETAIL))
_BEINGS: Final = regex_of(
    r"\b(?:son|daughter|child|kid|baby|boy|girl|sister|brother|wife|husband|mother|father|mum|mom|dad|gran|grandma|grandad|grandpa|nan|aunt|uncle|cousin|niece"
    r"|nephew|partner|fiancee?|girlfriend|boyfriend|friend|colleague|boss|neighbou?r|flatmate|roommate|tenant|landlord|guest|dog|puppy|cat|kitten|horse|pony|rabbit"
    r"|hamster|parrot|tortoise)\b"
)
_THEIRS: Final = regex_of(r"\b(?:he|she|his|her|hers|him|theirs)\b")
_NEAR: Final = 60
_KIN: Final = {
    "child": frozenset(("daughter", "son", "kid", "baby", "boy", "girl", "pupil", "student", "patient")),
    "kid": frozenset(("daughter", "son", "child", "boy", "girl")),
    "partner": frozenset(("wife", "husband", "spouse")),
    "spouse": frozenset(("wife", "husband", "partner")),
    "mother": frozenset(("mum", "mom")),
    "father": frozenset(("dad",)),
    "pet": frozenset(("dog", "cat", "patient")),
    "patient": frozenset("daughter son child baby mother father mum mom dad wife husband dog cat".split()),
}
"""Words that take in others: a question for the child's name is one for the daughter's, not for the son's where she was named."""


def is_kin(one: str, whose: str) -> bool:
    """Whether the one whose name is asked for is the one whom the customer named."""
    return bool(whose) and (whose in (one, "name") or whose in _KIN.get(one, ()) or one in _KIN.get(whose, ()))
