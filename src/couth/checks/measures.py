"""Checks that count and measure."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator, Literal, Mapping, Sequence

from pydantic import Field

from couth.checks.base import Check, Condition, Finder, PhrasesByLanguage, whole
from couth.facts import FACTS, Facts, Lacking, Missing, parse_expression
from couth.model import Hit, Span

Counted = Literal["emoji", "links", "questions", "exclamations", "buttons", "attachments"]
_EXCLAMATION: Final = re.compile(r"[!！]+")

_SPANS: Final[Mapping[str, Callable[[Facts], Sequence[Span]]]] = {
    "emoji": lambda facts: facts.reading.emoji,
    "links": lambda facts: [link.span for link in facts.reading.links],
    "questions": lambda facts: facts["draft.questions"],  # type: ignore[dict-item,return-value]  # spans, by the catalogue
    "exclamations": lambda facts: [m.span() for m in _EXCLAMATION.finditer(facts.draft.text)],
    "buttons": lambda facts: [whole(facts)] * len(facts.draft.buttons),
    "attachments": lambda facts: [whole(facts)] * len(facts.draft.attachments),
}


class Count(Check):
    """Finds more of something than there may be."""

    kind: Literal["count"]
    of: Counted = Field(description="what is counted")
    limit: int = Field(ge=0, description="so many are allowed")
    none_when: Condition | None = Field(default=None, description="where this holds, none is allowed")

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
                yield Hit((spans[limit][0], spans[-1][1]), values={"count": len(spans), "limit": limit})

        return find


class Length(Check):
    """Finds a draft that is longer than it should be, by any of several measures."""

    kind: Literal["length"]
    characters: int | None = Field(default=None, ge=1, description="so many characters are allowed")
    words: int | None = Field(default=None, ge=1, description="so many words are allowed")
    sentences: int | None = Field(default=None, ge=1, description="so many sentences are allowed")
    lines: int | None = Field(default=None, ge=1, description="so many lines that are not blank are allowed")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, for the first measure that is exceeded."""
        measures = ("characters", "words", "sentences", "lines")
        limits = [(measure, getattr(self, measure)) for measure in measures if getattr(self, measure) is not None]

        def find(facts: Facts) -> Iterator[Hit]:
            for measure, limit in limits:
                count = facts[f"draft.{measure}"]
                if isinstance(count, int) and count > limit:
                    yield Hit(whole(facts), values={"count": count, "limit": limit, "measure": measure})
                    return

        return find


class Share(Check):
    """Finds sentences of which too great a share is in capitals, emphasised words, and runs of ! and ?."""

    kind: Literal["share"]
    of: Literal["capitals"] = "capitals"
    over: float = Field(ge=0, le=1, description="a greater share than this of a sentence's letters is too much")
    at_least: int = Field(default=12, ge=1, description="only in sentences with so many letters")
    words: PhrasesByLanguage = Field(default_factory=dict, description="words that shout when they alone are in capitals")
    marks: int = Field(default=0, ge=0, description="a run of so many ! or ? is too much; 0 for any number")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that must not be emphasised."""
        return {"words": self.words} if self.words else {}

    def finder(self, name: str) -> Finder:
        """Sentences in capitals, else words in capitals; then runs of marks."""
        marks = re.compile(r"[!?！？]{%d,}" % self.marks) if self.marks else None

        def find(facts: Facts) -> Iterator[Hit]:
            loud = [span for span in facts.reading.sentences if self._loud(facts, span)]
            yield from (Hit(span, values={"percent": _percent(facts.draft.text[span[0] : span[1]])}) for span in loud)
            yield from (Hit(span) for span in self._emphasised(facts, name, loud))
            if marks:
                yield from (Hit(m.span()) for m in marks.finditer(facts.draft.text) if not _covered(m.span(), loud))

        return find

    def _loud(self, facts: Facts, span: Span) -> bool:
        text = facts.draft.text[span[0] : span[1]]
        letters = sum(map(str.isalpha, text))
        return letters >= self.at_least and _percent(text) > self.over * 100 and len(text.split()) > 1

    def _emphasised(self, facts: Facts, name: str, loud: list[Span]) -> Iterator[Span]:
        for hit in facts.reading.hits(f"{name}/words"):
            word = facts.draft.text[hit.start : hit.end]
            if word.isupper() and len(word) > 1 and not _covered(hit.span, loud) and not facts.reading.quoted(hit.span):
                yield hit.span


def _percent(text: str) -> int:
    """The share of capitals among the letters that have a case, in per cent."""
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return round(100 * upper / (upper + lower)) if upper + lower else 0


def _covered(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
