"""The check that counts."""

from __future__ import annotations

from typing import Callable, ClassVar, Final, Iterator, Literal, Mapping, Sequence, cast

from pydantic import Field

from couth.checks.base import Check, Condition, Finder, Gate, Knowledge, customer_used, whole
from couth.facts import FACTS, Facts, Lacking, Missing, parse_expression
from couth.facts.logic import PART
from couth.facts.sentences import QUESTION_MARKS, turns
from couth.model import Edit, Fix, Hit, Span
from couth.regexes import regex_of
from couth.text import Reading, sign

Counted = Literal["emoji", "links", "questions", "exclamations", "buttons", "attachments"]
_EXCLAMATION: Final = regex_of(r"[!！]+")
_QUESTION_MARK: Final = regex_of(f"[{QUESTION_MARKS}]")
_PLAIN: Final = "words.plain-question"
_FURTHER: Final = "words.further-question"

_SPANS: Final[Mapping[str, Callable[[Facts], Sequence[Span]]]] = {
    "emoji": lambda facts: [span for span in facts.reading.emoji if not _mentioned(facts, span)],
    "links": lambda facts: [link.span for link in facts.reading.links],
    "questions": lambda facts: cast("list[Span]", facts["draft.questions"]),
    "exclamations": lambda facts: [m.span() for m in _EXCLAMATION.finditer(facts.draft.text)],
    "buttons": lambda facts: [whole(facts)] * len(facts.draft.buttons),
    "attachments": lambda facts: [whole(facts)] * len(facts.draft.attachments),
}


_GATES: Final[Mapping[str, Gate]] = {
    "emoji": sign("pictures"),
    "links": sign("dots"),
    "questions": sign("marks") | {_PLAIN},
    "exclamations": sign("marks"),
    "buttons": frozenset({f"{PART}buttons"}),
    "attachments": frozenset({f"{PART}attachments"}),
}


def _mentioned(facts: Facts, span: Span) -> bool:
    """Whether an emoji is spoken of: it is quoted, or the customer used it and it stands within the sentence."""
    if facts.reading.quoted(span):
        return True
    text, row = facts.draft.text, _row_of(facts, span)
    following = text[row[1] :].lstrip()[:1]
    goes_on = (following.isalpha() and not following.isupper()) or (following == "," and len(text[slice(*row)]) > 1)
    return (goes_on or _SPOKEN_OF.search(text, 0, row[0]) is not None) and customer_used(facts, text[row[0] : row[1]])


_SPOKEN_OF: Final = regex_of(r"(?i)\b(?:by|the|your|with|means?|meant|saying|sent) $")
"""What goes before an emoji that is the object of a sentence."""


def _row_of(facts: Facts, span: Span) -> Span:
    """The emoji that stand side by side with one."""
    begin, end = span
    for start, stop in facts.reading.emoji:
        begin, end = (begin, stop) if start == end else (begin, end)
    for start, stop in reversed(facts.reading.emoji):
        begin, end = (start, end) if stop == begin else (begin, end)
    return begin, end


class Count(Check):
    """Finds more of something than there may be."""

    gives: ClassVar[tuple[str, ...]] = ("count", "limit")

    kind: Literal["count"]
    of: Counted = Field(description="what is counted")
    limit: int = Field(ge=0, description="so many are allowed")
    none_when: Condition | None = Field(default=None, description="where this holds, none is allowed")

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """What is counted does not occur without these."""
        return _GATES.get(self.of)

    def may(self, facts: Facts) -> object:
        """Only of questions where there are enough marks and words that begin one."""
        if self.of != "questions" or self.none_when:
            return True
        reading = facts.reading
        marks = len(_QUESTION_MARK.findall(reading.text))
        asking = min(marks + reading.places(_PLAIN), len(reading.sentences))
        most = asking + reading.places(_FURTHER)
        if not asking or (most <= self.limit and most + turns(reading) <= self.limit):
            return False
        return _most_questions(reading) > self.limit

    def finder(self, name: str) -> Finder:
        """One hit from the first that is too many to the last."""
        strict = parse_expression(self.none_when, FACTS) if self.none_when else None
        spans_of = _SPANS[self.of]

        def find(facts: Facts) -> Iterator[Hit]:
            spans = spans_of(facts)
            limit = self.limit
            if strict and 0 < len(spans) <= limit:
                holds = strict.evaluate(facts)
                if isinstance(holds, Missing):
                    raise Lacking(holds)
                limit = 0 if holds else limit
            if len(spans) > limit:
                values = {"count": len(spans), "limit": limit}
                fix = _without(facts.draft.text, spans[limit:]) if self.of == "emoji" else None
                yield Hit((spans[limit][0], spans[-1][1]), values=values, fix=fix)

        return find


def _most_questions(reading: Reading) -> int:
    """No less than the questions of a text: sentences that may ask, and words within them by which another may begin."""
    asking = [s for s in reading.sentences if _QUESTION_MARK.search(reading.text, *s) or reading.hits_in(_PLAIN, s)]
    return sum(1 + len(reading.hits_in(_FURTHER, (start + 1, end))) for start, end in asking) + turns(reading)


def _without(text: str, spans: Sequence[Span]) -> Fix:
    """The text without these signs; to be looked over."""
    return Fix(tuple(Edit(_with_blank(text, *span), "") for span in spans), safe=False)


def _with_blank(text: str, start: int, end: int) -> Span:
    """A span with the blank that would be left over if it went."""
    if text[end : end + 1] == " " and (start == 0 or text[start - 1].isspace()):
        return start, end + 1
    ends = not text[end : end + 1].strip(" \t\n.,;:!?")
    return (start - 1, end) if start and text[start - 1] == " " and ends else (start, end)
