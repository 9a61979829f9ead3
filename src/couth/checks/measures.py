"""Checks that count and measure."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator, Literal, Mapping, Sequence, cast

from pydantic import Field

from couth.checks.base import Check, Condition, Finder, PhrasesByLanguage, whole
from couth.facts import FACTS, Facts, Lacking, Missing, parse_expression
from couth.model import Hit, Span
from couth.text import Reading

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
    sentences: int | None = Field(
        default=None, ge=1, description="so many sentences are allowed; a salutation, a signature and the items of a list are none"
    )
    lines: int | None = Field(default=None, ge=1, description="so many lines that are not blank are allowed")
    required: PhrasesByLanguage = Field(default_factory=dict, description="words of a text that has to be given whole")
    asked: PhrasesByLanguage = Field(default_factory=dict, description="what the customer says who asks for it at length")
    steps: PhrasesByLanguage = Field(default_factory=dict, description="what the customer says who asks for steps, listed then")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that permit length."""
        found = {"required": self.required, "asked": self.asked, "steps": self.steps}
        return {suffix: words for suffix, words in found.items() if words}

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, for the first measure that is exceeded."""
        limits = [(measure, getattr(self, measure)) for measure in _MEASURES if getattr(self, measure) is not None]

        def find(facts: Facts) -> Iterator[Hit]:
            for measure, limit in limits:
                count = _MEASURES[measure](facts)
                if count > limit:
                    if not _permitted(facts, name):
                        yield Hit(whole(facts), values={"count": count, "limit": limit, "measure": measure})
                    return

        return find


def _in_full(facts: Facts) -> int:
    """Number of sentences, lines that are none left out: `Dear Ms Ito,`, `Kind regards`, `Gate: 12`, items of a list."""
    text, spans = facts.draft.text, facts.reading.sentences
    ends = (0, *(end for _, end in spans))
    begins = (n == 0 or "\n" in text[ends[n] : start] for n, (start, _) in enumerate(spans))
    return sum(not (on_its_own and _is_label(text[start:end])) for on_its_own, (start, end) in zip(begins, spans, strict=True))


def _is_label(line: str) -> bool:
    """Whether a line ends in no stop, and is an item of a list or has a few words only."""
    return line[-1] not in _STOPS and (len(line.split()) <= _FEW_WORDS or bool(_ITEM.match(line)))


_FEW_WORDS: Final = 5
_STOPS: Final = ".!?…。！？؟।"
_ITEM: Final = re.compile(r"(?:\(?\d{1,2}[.)]|[-•*–·]|\d️?⃣|(?i:step|paso|schritt|étape) \d|第.步|[①-⑳])\s*")
_MEASURES: Final[Mapping[str, Callable[[Facts], int]]] = {
    "characters": lambda facts: len(facts.draft.text),
    "words": lambda facts: len(facts.reading.words),
    "sentences": _in_full,
    "lines": lambda facts: sum(bool(line.strip()) for line in facts.draft.text.splitlines()),
}


def _permitted(facts: Facts, name: str) -> bool:
    """Whether a text has to be this long, or the customer asked for it."""
    if facts.reading.has(f"{name}/required"):
        return True
    heard = facts["thread.heard"]
    readings = () if isinstance(heard, Missing) else cast("list[Reading]", heard)
    asked = [suffix for suffix in ("asked", "steps") if any(reading.has(f"{name}/{suffix}") for reading in readings)]
    return "asked" in asked or ("steps" in asked and _lists_steps(facts))


def _lists_steps(facts: Facts) -> bool:
    """Whether the draft is a list of three items or more."""
    return sum(bool(_ITEM.match(line.lstrip())) for line in facts.draft.text.splitlines()) >= _LIST


_LIST: Final = 3


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
        marks = re.compile(rf"[!?！？]{{{self.marks},}}") if self.marks else None

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
        return letters >= self.at_least and _percent(text) > self.over * 100 and _has_loud_words(text)

    def _emphasised(self, facts: Facts, name: str, loud: list[Span]) -> Iterator[Span]:
        for hit in facts.reading.hits(f"{name}/words"):
            word = facts.draft.text[hit.start : hit.end]
            if word.isupper() and len(word) > 1 and not _covered(hit.span, loud) and not facts.reading.quoted(hit.span):
                yield hit.span


_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_CODE: Final = 3


def _has_loud_words(text: str) -> bool:
    """Whether several words are in capitals, and one is too long for a code of an airport, a currency or a size."""
    capitals = [word for word in _LETTERS.findall(text) if word.isupper() and len(word) > 1]
    return len(capitals) > 1 and any(len(word) > _LONGEST_CODE for word in capitals)


def _percent(text: str) -> int:
    """The share of capitals among the letters that have a case, in per cent."""
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return round(100 * upper / (upper + lower)) if upper + lower else 0


def _covered(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
