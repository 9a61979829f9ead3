"""Whether a business message answers a question of the customer, deals with it in another way, or passes it over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Sequence

from couth.facts.answer_forms import fits
from couth.facts.astray import astray
from couth.facts.crowding import FORMED, crowded_out
from couth.facts.details import tells_details_alone
from couth.facts.overlooked import overlooked
from couth.facts.passages import deals
from couth.facts.sentences import UNSPACED_LANGS, WELCOME, asks_plainly, is_courtesy
from couth.facts.skipping import skipped
from couth.facts.unmet import counts, unmet
from couth.facts.unnoticed import LANGS, unnoticed
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading, fold
from couth.text.stems import stem

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def deals_with(reading: Reading, question: Question, pending: list[Question], earlier: Sequence[Question] = ()) -> bool:
    """Whether a business message answers, acknowledges, clarifies or hands over a question.

    Leans to yes: only what is plainly passed over is left open.
    """
    return not passed_over(reading, question, pending, earlier)


def may_pass_over(reading: Reading) -> bool:
    """Whether a message says enough to pass over a question, and nothing that deals with any."""
    return says_enough(reading) and not deals(reading)


def says_enough(reading: Reading) -> bool:
    """Whether a message is long enough to pass over a question."""
    return len(reading.text) >= ENOUGH and len(reading.words) >= ENOUGH


def passed_over(
    reading: Reading, question: Question, turn: Sequence[Question], earlier: Sequence[Question] = ()
) -> bool:
    """Whether a message leaves a question without a word on it, though it plainly speaks of something else.

    Either all of it belongs to another question, or it takes up another one of the turn in as few sentences as that takes,
    or it shares no word with the question and holds nothing of the form that an answer has.
    """
    said = matter(reading)
    plainly = plainly_passed_over(reading, question, turn, said, earlier)
    told = skipped(reading, question, turn, said, plainly)
    return plainly if told is None else told


def plainly_passed_over(
    reading: Reading,
    question: Question,
    turn: Sequence[Question],
    said: list[Span],
    earlier: Sequence[Question] = (),
) -> bool:
    """Whether all of a message plainly belongs elsewhere, told by its clauses alone."""
    rivals = _rivals(question, turn)
    others = question.beside.union(*(other.stems for other in rivals))
    if drowned(reading, question, turn, earlier) or unnoticed(reading, question, others, said, beside=bool(rivals)):
        return True
    if not may_pass_over(reading) or _deals_with_all(reading):
        return False
    if said and not rivals and unmet(reading, question, said):
        return True
    return not _settles(reading, question, rivals) and _speaks_of_else(reading, question, turn, said)


def _speaks_of_else(reading: Reading, question: Question, turn: Sequence[Question], said: list[Span]) -> bool:
    """Whether a message only thanks, speaks past the one question, or leaves this one of several alone."""
    if not said:
        return len(reading.words) >= ENOUGH_ALONE and (reading.has("words.thanks") or _is_kind(reading))
    alone = not _rivals(question, turn) and astray(reading, question, said)
    return alone or _left_alone(reading, question, turn, said)


def drowned(reading: Reading, question: Question, turn: Sequence[Question], earlier: Sequence[Question] = ()) -> bool:
    """Whether all of a message belongs to other questions, of the same turn or the last ones before."""
    rivals = [other for other in turn if other.stems != question.stems] or (
        earlier if question.kind in TIMED and question.apart else ()
    )
    return bool(rivals) and may_pass_over(reading) and overlooked(reading, question, rivals, matter(reading))


def looks_back(question: Question) -> bool:
    """Whether the answer of a question is so plain that one to an older question is told from it."""
    return question.kind in TIMED and question.apart


def _rivals(question: Question, turn: Sequence[Question]) -> list[Question]:
    return [other for other in turn if other.stems != question.stems and other.plain]


def matter(reading: Reading) -> list[Span]:
    """The sentences of a message that say more than courtesy."""
    return [span for span in reading.sentences if _says_something(reading, span)]


def _left_alone(reading: Reading, question: Question, turn: Sequence[Question], said: list[Span]) -> bool:
    """Whether a message takes up another question with no room for this one, or has neither a word of it nor an answer's form."""
    rivals = _rivals(question, turn)
    if not rivals and question.kind == "yes-no" and counts(question, reading.folded.text):
        return False
    own = question.stems.difference(*(other.stems for other in turn if other is not question)) or question.stems
    touched = (own & reading.stems) | _figures(own) & _figures(reading.stems)
    if touched and not (question.kind in BINARY and len(own) >= LONG and len(touched) <= TOUCHED * len(own)):
        subject = touched if len(own) < ENOUGH_ASKED else own
        return not rivals and touched != own and tells_details_alone(reading, question, said, subject)
    if touched and (reading.lang in UNSPACED_LANGS or not touched.isdisjoint(_names(reading))):
        return False  # it speaks of the very thing
    if reading.lang in LANGS:
        return False
    if any(other.kind != "request" or other.stems & reading.stems for other in rivals):
        return bool(own) and crowded_out(reading, question, rivals, said, bool(touched))
    long = len(own) != 1 and len(reading.words) >= ENOUGH_ALONE
    return (
        long
        and question.kind in (FORMED if own else TIMED)
        and not _fits(reading, question)
        and not (question.kind == "yes-no" and _binds(reading))
        and not _bears_on(reading, said, len(own) > ENOUGH_ASKED)
    )


def _fits(reading: Reading, question: Question) -> bool:
    """Whether a message has the form of an answer, but for the courtesy that it begins with."""
    welcome = WELCOME.match(reading.folded.text)
    if welcome is None or question.kind not in FORMED:
        return fits(reading, question)
    end = reading.folded.span(*welcome.span())[1]
    return any(hit.start >= end for hit in reading.hits(f"words.answers-{question.kind}"))


def _binds(reading: Reading) -> bool:
    told = WELCOME.sub("", reading.folded.text)
    return _BINDS.search(told) is not None or _LISTED.search(told) is not None


def _bears_on(reading: Reading, said: Sequence[Span], specific: bool) -> bool:
    """Whether a message answers in few words, or speaks of something that was named before.

    Where much was asked, `her` and `him` are the people for whom it was, and stand for none of it.
    """
    told = _FOR_THEM.sub("", reading.folded.text) if specific else reading.folded.text
    return len(reading.text[slice(*said[0])].split()) < ENOUGH_ALONE - 1 or _BACK.search(told) is not None


_FOR_THEM: Final = regex_of(r"(?<=\w )(?:him|her)\b")


_LISTED: Final = regex_of(r"\b(?:has|have|with|includ\w+)\b[^.;!?]*,[^.;!?]*\band (?:an? )?\w")
"""A list may hold what was asked for by another name."""
_BINDS: Final = regex_of(
    r"\b(?:fine|ok|okay|welcome|allowed|possible|happy to|needs?|must|require[sd]?|consent|permission|apply|applies|eligible"
    r"|unless|only for|minimum|at least|aged?|qualif\w+|\d+ (?:an?|per|each) \w+|alone)\b|^\W*(?:can"
    r"|cannot|can't)\b"
)
"""What is required, or bluntly denied, answers whether one may, or has to."""
_ALL: Final = regex_of(r"\b(?:all|both|everything)\b")
_BACK: Final = regex_of(
    r"\b(?:it|them|he|she|him|her|one|ones)\b|\b(?:for|with|on|of|to|about|do|at|than|after|like) (?:that|this|those|these)\b"
    r"|(?:^|[.!?\n])\W*(?:no|none|nothing|unfortunately|sorry)\b|\bnot sure\b|\bno (?:idea|info"
    r"|information|record)\b"
    r"|\b(?:do|does|did)(?: not|n't) (?:have|know|hold|see)\b"
)


def _settles(reading: Reading, question: Question, rivals: Sequence[Question]) -> bool:
    """Whether a message says how it went with everything, or where nothing else was asked with the one question.

    What was done of a request tells nothing of a question on a matter of its own.
    """
    if not (reading.has("words.outcome") or reading.has("words.done")):
        return False
    own = rivals and question.kind == "yes-no" and question.exists
    return _ALL.search(reading.folded.text) is not None or (not own and all(r.kind == "request" for r in rivals))


def _figures(stems: frozenset[str]) -> frozenset[str]:
    """The numbers among stems, without what is written to them: `3pm` is `3`."""
    return frozenset(found[0] for one in stems if (found := _DIGITS.match(one)))


_DIGITS: Final = regex_of(r"\d+")


def _names(reading: Reading) -> set[str]:
    """Stems of the words in capitals after the first: names of persons, places, things; but not of days."""
    named = (reading.text[start:end] for start, end in reading.words[1:] if reading.text[start].isupper())
    return {stem(fold(word).text) for word in named if len(word) >= _NAME and not _DAY.match(word)}


_NAME: Final = 3
_DAY: Final = regex_of(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|(?:sept|nov|dec)ember|october",
    re.IGNORECASE,
)


ENOUGH_ASKED: Final = 3
"""A question of so many content words asks more of the thing than what it is."""
TOUCHED: Final = 0.4
"""A message that takes up a greater share of a question's words speaks of it."""
LONG: Final = 6
"""A question of fewer content words is spoken of by any of them."""
TIMED: Final = ("price", "time")
"""Those of which the form is plain enough to be told even where a question has no words of its own: `when will it be back`."""
BINARY: Final = ("yes-no", "price")
"""Kinds of question whose answer has a form of its own, so that the same words without it are none."""


def _says_something(reading: Reading, span: Span) -> bool:
    """Whether a sentence is more than courtesy, a salutation or the name under a letter."""
    words = [reading.text[start:end] for start, end in reading.words if span[0] <= start < span[1]]
    named = 0 < len(words) <= 4 and all(word[0].isupper() and not word.isupper() for word in words)
    if _THANKS.match(reading.text[slice(*span)]) or _KIND.match(reading.text[slice(*span)]):
        return False
    return not is_courtesy(reading, span) and not (
        named and not any(reading.has(n, span) for n in ("words.yes", "words.no"))
    )


_THANKS: Final = regex_of(
    r"\W*(?:dear [\w. ]+,\s*)?(?:many thanks|thanks|thank you|we (?:appreciate|value|are grateful for))\b"
    r"(?:(?!\b(?:is|are|was|were|will|can|can't|has|have|we|it|it's|you'll|your \w+ \w+s)\b)[^;:.!?])*(?:\byou can (?:trust|rely on"
    r"|count on)\b\W*)?[.!]*\s*$",
    re.IGNORECASE,
)
"""Thanks to the end, with an ornament at most."""
_KIND: Final = regex_of(
    r"\W*(?:\w+[,!] )?(?:(?:your|the) (?:\w+ and )?(?:trust|loyalty|business|custom|support|patience|patronage|opinion|comfort|happiness"
    r"|satisfaction|time"
    r"|kindness)(?: \w+)? (?:means?|matters?|is (?:very |so |really |truly |most )?(?:important|appreciated|valued|our)|are our|counts?|makes?)\b"
    r"|(?:we|i) (?:do |really |truly |very much |sincerely |so |always )?(?:hope|trust) (?:that )?you (?:had|have|are|enjoyed?|were)\b"
    r"|happy (?:birthday|anniversary|new year|easter|holidays)\b|merry christmas|congratulations\b"
    r"|(?:it|this) (?:is|was) (?:such |always |truly )?an? (?:real |great |true )?(?:pleasure|joy|honou?r|delight|privilege)\b"
    r"|(?:we|i)(?:'re| are|'m| am) (?:so |very |truly |really |always |absolutely )?(?:proud|glad|happy|delighted|honou?red|pleased"
    r"|thrilled|grateful)"
    r" (?:that you (?:are|chose|came|have|like|enjoy)|to (?:have|count|call) you)\b)[^;:!?\d]{0,48}[.!]*\s*$",
    re.IGNORECASE,
)
"""Kind words to the end: `your trust means a lot`."""


def _is_kind(reading: Reading) -> bool:
    return any(_KIND.match(reading.text[slice(*span)]) for span in reading.sentences)


ENOUGH: Final = 4
ENOUGH_ALONE: Final = 6
"""A message of fewer words is too short to speak of something else; fewer do where it takes up another question."""


def _deals_with_all(reading: Reading) -> bool:
    """Whether a message holds off, hands over, promises, says sorry, asks back or points elsewhere."""
    return (
        any(map(reading.has, _DEALS & reading.lists))
        or any(_FEELS.match(reading.text, hit.start) is None for hit in reading.hits("words.apology"))
        or any(not _RELATIVE.match(reading.text, hit.start) for hit in reading.hits("words.ask"))
        or bool(reading.links)
        or any(asks_plainly(reading, span) for span in reading.sentences)
    )


_RELATIVE: Final = regex_of(r"(?:what|which|(?:just |then |also )?drop the)\b", re.IGNORECASE)
"""Asks only in a sentence that asks by its form: `the way in which it works` does not."""
_DEALS: Final = frozenset(f"words.{name}" for name in ("holding", "hand-over", "promise", "help-offer", "rejected"))
_FEELS: Final = regex_of(r"sorry (?:to hear|for your|about your|that (?:he|she|they|your))\b", re.IGNORECASE)
"""Fellow feeling is no answer."""
