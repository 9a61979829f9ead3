"""The check that finds words and sentences in capitals."""

from __future__ import annotations

from typing import ClassVar, Final, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder, Gate, Knowledge, PhrasesByLanguage, lately
from couth.facts import Facts
from couth.model import Edit, Fix, Hit, Span
from couth.regexes import regex_of
from couth.text import sign


class Share(Check):
    """Finds what is written in capitals: sentences, runs of words, and single words that shout.

    Capitals alone tell nothing: names and codes have them too. Ordinary words in capitals tell, and in a language
    without a list of these, a whole sentence of capitals.
    """

    gives: ClassVar[tuple[str, ...]] = ("percent",)
    late: ClassVar[frozenset[str]] = frozenset(("words", "ordinary"))

    kind: Literal["share"]
    of: Literal["capitals"] = "capitals"
    over: float = Field(ge=0, le=1, description="a greater share than this of a sentence's letters is too much")
    at_least: int = Field(default=12, ge=1, description="only in sentences with so many letters")
    words: PhrasesByLanguage = Field(
        default_factory=dict, description="words that shout when they alone are in capitals"
    )
    ordinary: PhrasesByLanguage = Field(
        default_factory=dict, description="further words that no name or code consists of; two of them in capitals tell"
    )
    allow: PhrasesByLanguage = Field(default_factory=dict, description="phrases inside which a word is none of these")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that shout, and the ordinary ones."""
        return {"words": self.words, "ordinary": self.ordinary}

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Two letters together that are not small."""
        return sign("capitals")

    def finder(self, name: str) -> Finder:
        """Sentences in capitals, else runs of words in capitals; those in quotation marks and headings left out."""

        def find(facts: Facts) -> Iterator[Hit]:
            text = facts.draft.text
            for span in facts.reading.sentences:
                runs = [run for run in _runs(text, span) if not _excused(facts, run)]
                if runs and self._loud(facts, name, span):
                    yield Hit(
                        span, values={"percent": _percent(text[span[0] : span[1]])}, fix=_lowered(text, span, span)
                    )
                else:
                    telling = (run for run in runs if self._telling(facts, name, run) >= _TELLING)
                    yield from (Hit(run, fix=_lowered(text, run, span)) for run in telling)

        return find

    def _loud(self, facts: Facts, name: str, span: Span) -> bool:
        text = facts.draft.text[span[0] : span[1]]
        letters, capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
        if letters < self.at_least or capitals <= self.over * letters or len(text.split()) < 2:
            return False
        telling = self._telling(facts, name, span)
        if telling or {facts.lang, "any"} & {*self.words, *self.ordinary}:
            return telling >= _TELLING or (telling > 0 and _capitalised(text, 2) > 3)
        return _capitalised(text, 4) > 2

    def _telling(self, facts: Facts, name: str, span: Span) -> int:
        """What the words in capitals of a span say: two for each that shouts, one for each ordinary one."""
        return sum(
            weight
            for suffix, weight in (("words", _TELLING), ("ordinary", 1))
            for hit in facts.reading.hits(f"{name}/{suffix}")
            if span[0] <= hit.start < span[1] and _in_capitals(facts.draft.text[hit.start : hit.end])
        )


_TELLING: Final = 2
_WORD: Final = regex_of(r"\w+(?:['’-]\w+)*")


def _lowered(text: str, span: Span, sentence: Span) -> Fix | None:
    """The words in sentence case; to be looked over, for names lose their capitals."""
    edits = []
    for word in _WORD.finditer(text, *span):
        if _in_capitals(word[0]):
            begins = not any(map(str.isalnum, text[sentence[0] : word.start()]))
            edits.append(Edit(word.span(), word[0].capitalize() if begins else word[0].lower()))
    return Fix(tuple(edits), safe=False) if edits else None


def _capitalised(text: str, letters: int) -> int:
    """The number of words in capitals with so many letters or more."""
    return sum(_in_capitals(word) and len(word) >= letters for word in _WORD.findall(text))


def _runs(text: str, sentence: Span) -> list[Span]:
    """Where words in capitals follow one another in a sentence, with the numbers between them."""
    if not any(len(word) > 1 and word.isupper() for word in _WORD.findall(text, *sentence)):
        return []
    runs: list[Span] = []
    going = False
    for word in _WORD.finditer(text, *sentence):
        if _in_capitals(word.group()):
            runs.append((runs.pop()[0] if going else word.start(), word.end()))
            going = True
        elif not word.group().isdigit() and word.group() != "I":
            going = False
    return runs


def _in_capitals(word: str) -> bool:
    return word.isupper() and len(word) > 1 and "_" not in word


def _excused(facts: Facts, span: Span) -> bool:
    """Whether a run is quoted, signs a message, names a menu, is a heading, code, or is written so by the customer.

    A heading stands before a colon, or alone on a line without a stop, with text below; code before what is compared.
    """
    text, (start, end) = facts.draft.text, span
    if facts.reading.quoted(span) or _AFTER.match(text, end) or _LEAD.search(text, max(0, start - 12), start):
        return True
    if " " in text[start:end] and _SAYS.search(text, max(0, start - 12), start):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return (not any(map(str.isalnum, line)) and bool(_ALONE.match(text, end))) or _theirs(facts, text[start:end])


def _theirs(facts: Facts, name: str) -> bool:
    """Whether the customer wrote the same in capitals lately, in a message that is not in capitals as a whole."""
    return any(m.role == "customer" and name in m.text and _percent(m.text) <= _MOSTLY for m in lately(facts))


_MOSTLY: Final = 80
_LEAD: Final = regex_of(r"(?:[/^@#>→]|&gt;)\s*(?:I )?$")
_SAYS: Final = regex_of(r"\b(?:says|reads|shows|displays|called|named|titled)\s+$")
"""What leads up to words as they stand on a screen or a sign."""
_AFTER: Final = regex_of(r"[*_ ]{0,3}[:：](?!\w)|\s[\w.]{1,30}\s?(?:[=<>]|!=)")
_ALONE: Final = regex_of(r"[*_ ]*\r?\n\s*\S")


def _percent(text: str) -> int:
    """The share of capitals among the letters that have a case, in per cent."""
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return round(100 * upper / (upper + lower)) if upper + lower else 0
