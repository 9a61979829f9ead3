"""Checks of what is written out: numbers and values that identify a person or an account, or unlock it."""

from __future__ import annotations

import re
from typing import ClassVar, Final, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder, Gate, Knowledge, PhrasesByLanguage, given, heard
from couth.checks.identifiers import AT_HOME, FEWEST_DIGITS, FINDERS, Identifier
from couth.facts import Facts
from couth.facts.exposing import begun_by, sums
from couth.model import Hit, Span
from couth.regexes import regex_of
from couth.text import sign
from couth.text.weighed import ENOUGH


class Numbers(Check):
    """Finds numbers that identify a person or an account, written out: their form and their check digits are right."""

    gives: ClassVar[tuple[str, ...]] = ("number",)
    late: ClassVar[frozenset[str]] = frozenset(("otherwise", "permitted", "theirs"))

    kind: Literal["numbers"]
    of: list[Identifier] = Field(min_length=1, description="which numbers are looked for")
    otherwise: PhrasesByLanguage = Field(
        default_factory=dict, description="words shortly before a number by which it is another (an order, a parcel)"
    )
    permitted: PhrasesByLanguage = Field(default_factory=dict, description="words of the draft by which it may be told")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the customer's last messages by which it may be told"
    )
    theirs: PhrasesByLanguage = Field(
        default_factory=dict,
        description="words of the draft by which it is the customer's own, though it was asked for",
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that let a number pass, and those that do not."""
        return given(otherwise=self.otherwise, permitted=self.permitted, asked=self.asked, theirs=self.theirs)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """A digit."""
        return sign("digits")

    def finder(self, name: str) -> Finder:
        """One hit a number."""

        def find(facts: Facts) -> Iterator[Hit]:
            text = facts.draft.text
            digits = len(_DIGITS(text))
            asked = (k for k in self.of if digits >= FEWEST_DIGITS[k] and AT_HOME.get(k, facts.lang) == facts.lang)
            found = [(k, span) for k in asked for span in FINDERS[k](text)]
            if found and not _permitted(facts, name):
                for kind, span in found:
                    if not _just_before(facts, f"{name}/otherwise", span):
                        yield Hit(span, values={"number": kind})

        return find


_DIGITS: Final = regex_of("[0-9]").findall


def _permitted(facts: Facts, name: str) -> bool:
    """Whether words of the draft let a number pass, or the customer asked for it."""
    if facts.reading.has(f"{name}/permitted"):
        return True
    return not facts.reading.has(f"{name}/theirs") and any(reading.has(f"{name}/asked") for reading in heard(facts))


_NEAR: Final = 24
"""So many characters may lie between a name and its number."""


def _just_before(facts: Facts, list_id: str, span: Span) -> bool:
    """Whether a phrase of a list stands shortly before a span, in the same sentence, with no other number between."""
    hits = facts.reading.hits(list_id)
    if not hits:
        return False
    sentence = facts.reading.sentences[facts.reading.sentence_of(span[0])]
    before = facts.reading.hits_in(list_id, (sentence[0], span[0]))
    between = facts.draft.text[before[-1].end : span[0]] if before else ""
    return bool(before) and len(between) <= _NEAR and not any(map(str.isdigit, between))


class Told(Check):
    """Finds a value that is written out right after the words that name it."""

    gives: ClassVar[tuple[str, ...]] = ("number",)
    late: ClassVar[frozenset[str]] = frozenset(("otherwise", "permitted"))

    kind: Literal["told"]
    names: PhrasesByLanguage = Field(description="what names it, with the words that lead up to it (your password is)")
    form: Literal["digits", "code", "password"] = Field(
        description="digits; digits that letters may go with; or a word with a digit or sign in it, or in quotation marks"
    )
    least: int = Field(default=4, ge=1, description="so many digits at least (of a password: characters)")
    most: int = Field(default=40, ge=1, description="so many at most")
    otherwise: PhrasesByLanguage = Field(
        default_factory=dict,
        description="words shortly before the name, or in it, by which it is another (a door, a parcel)",
    )
    permitted: PhrasesByLanguage = Field(default_factory=dict, description="words of the draft by which it may be told")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the customer's last messages by which it may be told"
    )
    wanted: PhrasesByLanguage = Field(
        default_factory=dict,
        description="words of the customer's last two messages without which nothing is found, so that names may be no more than `it is`",
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The names, and the words that let a value pass."""
        return given(
            names=self.names, otherwise=self.otherwise, permitted=self.permitted, asked=self.asked, wanted=self.wanted
        )

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """The words that name it."""
        return frozenset({f"{name}/names"})

    def finder(self, name: str) -> Finder:
        """One hit a value."""
        form = _FORMS[self.form]

        def find(facts: Facts) -> Iterator[Hit]:
            named = [(hit, form.match(facts.draft.text, hit.end)) for hit in facts.reading.hits(f"{name}/names")]
            found = [(hit, value) for hit, value in named if value and self._fits(value["value"])]
            if not found or _permitted(facts, name) or not self._is_wanted(facts, name):
                return
            other = f"{name}/otherwise"
            for hit, value in found:
                if facts.reading.linked(value.start("value")):
                    continue
                if not (facts.reading.hits_in(other, hit.span) or _just_before(facts, other, hit.span)):
                    yield Hit(value.span("value"), values={"number": facts.draft.text[hit.start : hit.end]})

        return find

    def _is_wanted(self, facts: Facts, name: str) -> bool:
        return not self.wanted or any(reading.has(f"{name}/wanted") for reading in heard(facts)[-TURN:])

    def _fits(self, value: str) -> bool:
        size = len(value) if self.form == "password" else sum(map(str.isdigit, value))
        return self.least <= size <= self.most


class Exposed(Check):
    """Finds numbers and codes, be they passwords, that the weights of `words.sounds-exposing` and `words.sounds-locked-out` tell."""

    gives: ClassVar[tuple[str, ...]] = ("number",)
    late: ClassVar[frozenset[str]] = frozenset(("otherwise", "permitted"))

    kind: Literal["exposed"]
    otherwise: PhrasesByLanguage = Field(
        default_factory=dict, description="words shortly before a value by which it is another (an order, a parcel)"
    )
    permitted: PhrasesByLanguage = Field(default_factory=dict, description="words of the draft by which it may be told")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that let a value pass."""
        return given(otherwise=self.otherwise, permitted=self.permitted)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """A digit."""
        return sign("digits")

    def finder(self, name: str) -> Finder:
        """One hit a value."""

        def find(facts: Facts) -> Iterator[Hit]:
            told = sums(facts.reading, lambda: facts.standing(_begun))
            found = [value for value, sum_ in told if sum_ >= ENOUGH]
            if found and not facts.reading.has(f"{name}/permitted"):
                for value in found:
                    if not _just_before(facts, f"{name}/otherwise", value.span):
                        yield Hit(value.span, values={"number": value.looks[0]})

        return find


def _begun(facts: Facts) -> float:
    """What the customer's last messages tell of something of theirs being given away."""
    return begun_by(heard(facts)[-TURN:], facts.reading.lexicon, facts.lang)


TURN: Final = 2
"""In so many of their last messages the customer says what they want now."""


_LEADS: Final = r"[\s:：=#–—-]{0,4}[\"“‘'「*_]{0,2}"
_IN_WORD: Final = r"[^\s\"“”‘’'「」{}<>*()\[\]/|]"
_STATES: Final = r"(?:expired|invalid|incorrect|wrong|weak|temporary|required|blank|empty|reset|locked|changed)"
"""What is said of a password in quotation marks, and is none."""
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "digits": regex_of(_LEADS + r"(?P<value>\d(?:[ .\u00a0-]?\d)*+)(?![\w*])", re.ASCII),
    "code": regex_of(
        _LEADS
        + r"(?P<value>(?:[A-Z]{1,4}[ -]?)?\d(?:[ ./\u00a0-]?\d)*+(?:[ -]?[A-Z]{1,2})?|(?=(?:[A-Z]*\d){4})[A-Z0-9]{8,12})(?![\w*])",
        re.ASCII,
    ),
    "password": regex_of(
        _LEADS
        + rf"(?P<value>(?:(?={_IN_WORD}{{0,63}}(?:\d|[@#$%^&+=~!]\w))|(?<=[\"“‘'「])"
        + rf"(?!{_STATES}\W)(?={_IN_WORD}{{1,64}}[\"”’'」])){_IN_WORD}{{1,64}}?)(?=[.,!?;:)\"'”’」*_]{{0,9}}(?:\s|$))"
    ),
}
