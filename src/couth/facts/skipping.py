"""Whether a message of the business passes a question over, by many small signs that add up.

No single sign tells it: not that no word is shared, nor that another question is taken up. What the question says, what the message
says, and how they stand to each other have each a weight in two lists (`words.sounds-skipped`, `words.sounds-skipping`), which
add up as those of a sentence do (`text/weighed`). The signs of how they stand to each other are written `<shares nothing>` there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Iterator, Sequence

from couth.facts.answer_forms import fits, holds_answer
from couth.facts.knowledge import QUESTIONS
from couth.facts.passages import DAYS, LIGHT, clauses_of, deals
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.lexicon import PASSED_OVER
from couth.text.weighed import ENOUGH, counted, ngrams

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def skipped(
    reading: Reading, question: Question, turn: Sequence[Question], said: Sequence[Span], plainly: bool
) -> bool | None:
    """Whether a message passes over a question of a turn; None in a language of which that is not told so.

    `said` are the message's sentences that are no mere courtesy; it may be told `plainly` by its clauses alone.
    """
    weighed = reading.lexicon.weighed_apart(PASSED_OVER, reading.lang)
    if weighed is None:
        return None
    rivals = [other for other in turn if other is not question and other.plain]
    found = ngrams(counted(reading.folded.text))
    found.update(f"<{sign}>" for sign in signs(reading, question, rivals, said, plainly))
    return weighed.added(found)[_MESSAGE] + question.weight >= ENOUGH


def weight_of(reading: Reading, asked: str) -> float:
    """What the folded words of a question add to that it is passed over."""
    weighed = reading.lexicon.weighed_apart(PASSED_OVER, reading.lang)
    return weighed.added(ngrams(counted(asked)))[_QUESTION] if weighed else 0.0


_QUESTION: Final = 0
_MESSAGE: Final = 1
"""Places of the lists among those that are added up apart."""
SIGNED: Final = PASSED_OVER[_MESSAGE]
"""The list in which signs have weights."""


def signs(
    reading: Reading, question: Question, rivals: Sequence[Question], said: Sequence[Span], plainly: bool
) -> Iterator[str]:
    """How a message stands to a question of a turn: `rivals` are the other ones, `said` its sentences that are no mere courtesy.

    What is told plainly by its clauses counts for more or less by what else is told.
    """
    found = [*_of_question(question, rivals), *_of_message(reading, said), *_of_both(reading, question, rivals, said)]
    yield from found
    if plainly:
        yield _PLAINLY
        yield from (f"{_PLAINLY} and {sign}" for sign in found if sign.startswith(_BEARING))


_PLAINLY: Final = "no clause is meant for it"
_BEARING: Final = ("asks ", "says ", "room ", "on others ", "shares ", "takes ", "speaks ")


def _of_question(question: Question, rivals: Sequence[Question]) -> Iterator[str]:
    yield f"asks {question.kind}"
    yield _ASKED[min(len(rivals), len(_ASKED) - 1)]
    if rivals and all((other.message, other.span) < (question.message, question.span) for other in rivals):
        yield "asked last"
    if rivals and all((other.message, other.span) > (question.message, question.span) for other in rivals):
        yield "asked first"
    yield from (name for name, aspect in _ASPECTS.items() if getattr(question, aspect))


def _of_message(reading: Reading, said: Sequence[Span]) -> Iterator[str]:
    text = reading.folded.text
    yield f"says {_COUNTED[min(len(said), 4)]}"
    yield f"takes {next((name for most, name in _LENGTHS.items() if len(reading.words) <= most), 'very many')} words"
    yield from (name for name, sign in _SAYS.items() if sign.search(text))
    yield from (name for name, list_id in _LISTED.items() if reading.has(list_id))
    if reading.links:
        yield "links"
    if "?" in reading.text:
        yield "asks back"
    if deals(reading):
        yield "deals with it all"


def _of_both(reading: Reading, question: Question, rivals: Sequence[Question], said: Sequence[Span]) -> Iterator[str]:
    told = frozenset[str]().union(*(other.stems for other in rivals))
    own = (question.core or question.stems).difference(LIGHT, told)
    yield f"has {_COUNTED[min(len(own), 4)]} of its own"
    shared = own & reading.stems
    yield f"shares {_COUNTED[min(len(shared), 3)]}"
    if own and shared == own:
        yield "shares all"
    elif own and len(shared) * 2 >= len(own):
        yield "shares half"
    akin = reading.lexicon.kindred(reading.lang).akin
    if akin(own, reading.stems):
        yield "speaks of its field"
    elif akin(question.stems | question.beside, reading.stems):
        yield "speaks of what stands beside it"
    if not (question.stems & DAYS).isdisjoint(reading.stems):
        yield "names its day"
    yield from _of_rivals(reading, rivals)
    yield from _of_room(reading, own, rivals, said)
    yield from _of_form(reading, question, rivals, said)


def _of_rivals(reading: Reading, rivals: Sequence[Question]) -> Iterator[str]:
    shares = [_share((other.core or other.stems) - LIGHT, reading.stems) for other in rivals]
    if shares and max(shares) >= _HALF:
        yield "takes up another"
    if shares and max(shares) > 0:
        yield "names another"
    if shares and min(shares) > 0:
        yield "names all others"


def _share(stems: frozenset[str], among: frozenset[str]) -> float:
    return len(stems & among) / len(stems) if stems else 0.0


def _of_room(reading: Reading, own: frozenset[str], rivals: Sequence[Question], said: Sequence[Span]) -> Iterator[str]:
    akin = reading.lexicon.kindred(reading.lang).akin
    tied = free = 0
    for span in said:
        stems = reading.stems_of(span)
        taken = any(not stems.isdisjoint((other.core or other.stems) - LIGHT) for other in rivals)
        tied += taken
        free += not taken and not akin(own, stems)
    yield f"room {_COUNTED[min(free, 3)]}"
    yield f"on others {_COUNTED[min(tied, 3)]}"
    if rivals and not tied and free:
        yield "on none"


def _of_form(reading: Reading, question: Question, rivals: Sequence[Question], said: Sequence[Span]) -> Iterator[str]:
    kind, text = question.kind, reading.folded.text
    binary = kind in _BINARY
    if kind in _TOLD_APART:
        found = any(holds_answer(one.text, one.said, kind) for span in said for one in clauses_of(reading, span))
        yield f"tells {kind}" if found else f"tells no {kind}"
    if fits(reading, question):
        yield f"fits {kind}"
    yields = _YES.search(text) is not None or _NO.search(text) is not None
    if yields:
        yield "yes or no to it" if binary else "yes or no to none"
        if any(other.kind in _BINARY for other in rivals):
            yield "yes or no to another"
    if any(other.kind == kind for other in rivals):
        yield "another of its kind"
    form = "binary" if binary else "open"
    yield from (f"{name} {form}" for name, sign in _BEARS.items() if sign.search(text))
    if _POINTS.search(text):
        yield _POINTING[question.apart]


_ASPECTS: Final = {
    "is put": "put",
    "asks whether there is": "exists",
    "is about what is to come": "ahead",
    "goes on with another": "follows",
    "stands apart": "apart",
    "stands beside more": "beside",
}
_ASKED: Final = ("asks one thing", "asks two things", "asks three things")
_COUNTED: Final = ("nothing", "one", "two", "three", "more")
_LENGTHS: Final = {6: "very few", 12: "few", 20: "some", 30: "more", 45: "many", 70: "quite many"}
_HALF: Final = 0.5
_BINARY: Final = ("yes-no", "request")
_GREETED: Final = r"^\W*(?:(?:hi|hello|hey|dear|good \w+|morning)\b[^.!?,]*[,.!]\s*)?"
_YES: Final = regex_of(
    _GREETED + r"(?:yes|yeah|yep|yup|sure|of course|certainly|absolutely|definitely|indeed|correct)\b"
)
_NO: Final = regex_of(_GREETED + r"(?:no|nope|unfortunately|sorry, (?:no|we|i)|i'm afraid|not)\b")
_SAYS: Final = {
    "says yes": _YES,
    "says no": _NO,
    "says it of all": regex_of(
        r"\b(?:both|either|neither|everything|all (?:of (?:it|them|that|those|these)|three|yes|good|fine|included|that))\b"
    ),
    "names money": regex_of(
        r"[$€£¥₹₦₱]|\b(?:rs|r|ksh|rm|php|usd|eur) ?\d|\b(?:free|charge|fee|cost|costs|included|price)\b"
    ),
    "names a figure": regex_of(r"\d"),
    "joins on": regex_of(r"\b(?:also|too|as well|as for|as to|regarding|and yes|and no|on the|about the|either way)\b"),
}
_LISTED: Final = {
    "holds off": "words.holding",
    "hands over": "words.hand-over",
    "promises": "words.promise",
    "offers help": "words.help-offer",
    "rejects": "words.rejected",
    "says sorry": "words.apology",
    "asks for something": "words.ask",
    "thanks": "words.thanks",
    "tells the outcome": "words.outcome",
}
_BEARS: Final = {
    "limits": regex_of(r"\b(?:not|no|none|never|nothing|unfortunately|unable|cannot|afraid)\b|n't\b"),
    "permits": regex_of(
        r"\b(?:can|may|could|must|need|needs|have to|should|welcome|fine|ok|okay|allowed|free|required|possible)\b"
    ),
    "depends": regex_of(r"\b(?:if|unless|as long as|provided|depends?|depending|once|until)\b"),
}
_POINTING: Final = ("points where it hangs on more", "points though it stands apart")
_POINTS: Final = regex_of(r"\b(?:it|its|they|them|their|that|this|those|these|he|she|him|her|one|ones|so|there)\b")
_KINDS: Final = (*QUESTIONS, "request", "other")
_TOLD_APART: Final = tuple(kind for kind in _KINDS if kind not in ("yes-no", "request", "other", "which"))
_BY_THEMSELVES: Final = (
    *(f"asks {kind}" for kind in _KINDS), *_ASKED, "asked first", "asked last", *_ASPECTS,
    *(f"says {count}" for count in _COUNTED), *(f"takes {name} words" for name in (*_LENGTHS.values(), "very many")),
    *_SAYS, *_LISTED, "links", "asks back", "deals with it all",
    *(f"has {count} of its own" for count in _COUNTED), *(f"shares {count}" for count in (*_COUNTED[:4], "all", "half")),
    "speaks of its field", "speaks of what stands beside it", "names its day", "takes up another", "names another", "names all others",
    *(f"room {count}" for count in _COUNTED[:4]), *(f"on others {count}" for count in _COUNTED[:4]), "on none",
    *(f"tells {kind}" for kind in _TOLD_APART), *(f"tells no {kind}" for kind in _TOLD_APART),
    *(f"fits {kind}" for kind in _KINDS), "yes or no to it", "yes or no to none", "yes or no to another", "another of its kind",
    *(f"{name} {form}" for name in _BEARS for form in ("binary", "open")), *_POINTING,
)  # fmt: skip
SIGNS: Final = frozenset(
    (*_BY_THEMSELVES, _PLAINLY, *(f"{_PLAINLY} and {sign}" for sign in _BY_THEMSELVES if sign.startswith(_BEARING)))
)
"""The names of all signs."""
