"""A question that the customer puts once more, since no message of the business took it up, and a business that only goes on asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Iterable

from couth.facts.passages import LIGHT
from couth.facts.sentences import asks_plainly, is_courtesy
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def takes_up(reading: Reading, question: Question) -> bool:
    """Whether a message of the business has a word of a question or of its field, or deals with all that was asked."""
    return says_to_all(reading) or reading.lexicon.kindred(reading.lang).akin(question.core - LIGHT, reading.stems)


def put_again(question: Question, unmentioned: Iterable[Question], since: int) -> Question | None:
    """The question of an earlier turn that a question puts once more; none where it was mentioned in between."""
    if question.kind not in _ATTRIBUTES or "bids" in question.signs:
        return None
    before = (other for other in unmentioned if other.message < since and other.kind == "yes-no")
    return next((other for other in before if shares(question.core - LIGHT, (other.core | other.beside) - LIGHT)), None)


def only_asks_on(reading: Reading) -> bool:
    """Whether all by which a message deals with anything is that it asks back."""
    return not reading.links and not says_to_all(reading) and any(asks_plainly(reading, s) for s in reading.sentences)


def ends_on(reading: Reading, question: Question) -> bool:
    """Whether a message of the customer ends on a question of the matter, which nothing but an answer meets."""
    rest = reading.text[question.span[1] :]
    told = len(rest.split()) <= _BRIEF and not any(
        is_courtesy(reading, s) for s in reading.sentences if s[0] >= question.span[1]
    )
    asked = reading.text[slice(*question.span)].rstrip().endswith("?") and told and _SMILES.search(rest) is None
    said = reading.folded_in(question.span)
    return asked and question.put and bool(question.core) and _CHATS.search(said) is None


def offers_more(reading: Reading) -> bool:
    """Whether a message does nothing but ask whether there is anything else."""
    return _MORE.fullmatch(reading.folded.text) is not None


def says_to_all(reading: Reading) -> bool:
    """Whether a message deals with all that was asked: it holds off, promises, says yes or no, or begins with what was asked."""
    return any(map(reading.has, _DEALS & reading.lists)) or _REPLIES.match(reading.folded.text) is not None


_ATTRIBUTES: Final = frozenset(("yes-no", "other"))
"""Kinds of question to which asking back for a day, a place or a name is no step."""
_BRIEF: Final = 8
_SMILES: Final = regex_of(r"[!:;?]")
_CHATS: Final = regex_of(
    r"\b(?:ever|have you|did you|do you (?:know|think|like)|ha(?:ha)+|lol|right|huh|now what|what else)\b"
)
_DEALS: Final = frozenset(f"words.{name}" for name in ("holding", "hand-over", "promise", "rejected", "apology"))
_REPLIES: Final = regex_of(
    r"\W*(?:yes|yeah|yep|no|nope|sure|of course|certainly|absolutely|unfortunately|sorry|i'm afraid|both|neither|not|it|they|that)\b"
)
_MORE: Final = regex_of(
    r"\W*(?:(?:thanks?|thank you|great|ok|okay|alright|hi|hello|perfect|\w+),? ){0,3}?(?:is there|was there|do you have"
    r"|anything)\b[^.?!]{0,12}?\b(?:anything|something"
    r"|any)?\b[^.?!]{0,12}?(?:else|other|further|more)\b[^.?!]*\?\W*"
)
"""`Is there anything else I can help you with?`"""
