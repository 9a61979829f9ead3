"""Whether a message has no more room than for the other questions of a turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Sequence

from couth.facts.answer_forms import fits, of_its_form, on_money
from couth.facts.sentences import UNSPACED_LANGS
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def crowded_out(reading: Reading, question: Question, rivals: list[Question], said: list[Span], touched: bool) -> bool:
    """Whether a message has no more room than for the other questions of the turn."""
    if question.kind == "yes-no" and _opens_with_yes(reading, question, rivals):
        return False
    if question.follows and any((r.message, r.span) < (question.message, question.span) for r in rivals):
        return False
    unmet = question.kind in FORMED and not fits(reading, question)
    met = sum(bool(other.stems & reading.stems) for other in rivals)
    if unmet and (
        question.kind == "price"
        or (question.kind == "time" and met and not touched and _room(reading, said) <= met + (len(rivals) == 1))
    ):
        return True
    if touched or question.kind in NAMED or of_its_form(reading, question) or on_money(reading, question):
        return False
    if met:
        return _room(reading, said) <= met and not (
            reading.lang in UNSPACED_LANGS and _is_of_one_piece(question, rivals)
        )
    short = _room(reading, said) == 1 and "," not in reading.text
    return unmet and short and any(other.kind != "request" for other in rivals)


def _is_of_one_piece(question: Question, rivals: Sequence[Question]) -> bool:
    """Whether what is asked only goes on with what was wished for, as where commas part the clauses of one request."""
    return len(question.stems) == 1 or any(other.kind == "request" for other in rivals)


def _opens_with_yes(reading: Reading, question: Question, rivals: Sequence[Question]) -> bool:
    """Whether a message begins with a mere yes or no, and the question is the first that this may answer."""
    earlier = any(r.kind == "yes-no" and (r.message, r.span) < (question.message, question.span) for r in rivals)
    return not earlier and _MERE_YES.match(reading.folded.text) is not None


def _room(reading: Reading, said: list[Span]) -> int:
    """How many questions the sentences have room to answer: a clause each; what speaks of both answers all."""
    if _BOTH.search(reading.folded.text):
        return len(reading.words)
    return sum(1 + len(_JOINTS.findall(_SAYS_YES.sub("", reading.text[start:end]))) for start, end in said)


_MERE_YES: Final = regex_of(r"\W*(?:yes|no|yep|yeah|nope|sure|of course|certainly|absolutely|correct)\W*(?:[.!]|$)")
_SAYS_YES: Final = regex_of(
    r"^\W*(?:yes|no|sure|certainly|absolutely|correct|of course|unfortunately|sorry|yep|yeah|ok|okay|great|done)\b[,\s]*",
    re.IGNORECASE,
)
"""What says yes at the beginning is no clause of its own."""
_BOTH: Final = regex_of(
    r"\b(?:both|either|neither|all (?:of (?:it|them|that|those|these|this)|that|this|is|are|free|included|yes|no|good|in))\b"
    r"|\ball\W*$"
)
"""What speaks of several matters at once: `both`, `all of it`, but not `all parts`."""
_JOINTS: Final = regex_of(
    r"[;；，]|[,\s](?:but|while(?! (?:he|she|it|you|we|they|there|i)\b)|though)\s|, (?:it|you|we|they|that|there|no|yes|free)\b"
    r"|[,\s]and\s(?:[^.;!?]{0,60}\b(?:it|you|we|they|he|she|i|this|that|there|is|are|was|were|will|can|may|must|should|do|does|has|have"
    r"|costs?|takes?)\b"
    r"|[^.;!?]{0,60}['’](?:s|re|ll|t)\b|(?:please|then|so|yes|no|not|all|free|click|type|enter|fill|sign|log|scan|show|pay|check|leave|keep"
    r"|put|wait|pick|give|add|write|say|see|hold|try|tap|press|choose|select|open|bring|take|use|go|ask|call|send|follow|turn)\b)",
    re.IGNORECASE,
)
FORMED: Final = ("yes-no", "price", "time", "amount")
"""Kinds of question whose answer is told from other sentences by its form."""
NAMED: Final = ("place", "person", "which")
"""Kinds of question that a bare name answers."""
