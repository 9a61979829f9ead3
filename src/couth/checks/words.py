"""Checks that find words: listed phrases, patterns, what is missing, what is better said otherwise."""

from __future__ import annotations

from functools import cached_property
from typing import Final, Iterable, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder, Gate, Knowledge, PhrasesByLanguage, given, lately, whole
from couth.checks.places import Skip, in_capitals, is_in
from couth.facts import Facts
from couth.facts.logic import LETTERS
from couth.model import Edit, Fix, Hit, Span
from couth.regexes import regex_of
from couth.text import Pattern, PatternSource, sign


class Phrases(Check):
    """Finds listed phrases."""

    kind: Literal["phrases"]
    phrases: PhrasesByLanguage = Field(description="phrase templates by language")
    in_capitals: PhrasesByLanguage = Field(
        default_factory=dict, description="phrases that count in capitals too, where `skip` passes over capitals"
    )
    allow: PhrasesByLanguage = Field(default_factory=dict, description="phrases inside which a hit is none")
    leet: bool = Field(default=False, description="read digits and signs that stand for letters as letters")
    set_apart: PhrasesByLanguage = Field(
        default_factory=dict, description="phrases that count only where stops, commas or ends stand before and after"
    )
    unbroken: PhrasesByLanguage = Field(
        default_factory=dict, description="phrases that count only where nothing but blanks stands between their words"
    )
    lengthened: bool = Field(
        default=False, description="a word with a letter three times or more in a row counts as well"
    )
    skip: list[Skip] = Field(
        default=["quotes", "links"],
        description="places that do not count: quotations, codes (joined to digits or hyphens), words in capitals,"
        " links, names (with capital initials where other words have none)",
    )
    instead: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="by language: single words, and what to write for them; a safe fix"
    )
    perhaps: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="the same for words that can mean something else; a fix to be looked over"
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """Its phrases are the rule's list; those that count in capitals too, set apart or unbroken are lists beside it."""
        beside = given(in_capitals=self.in_capitals, set_apart=self.set_apart, unbroken=self.unbroken)
        return {"": self.phrases, **beside}

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Its lists; where lengthened words count, a letter thrice."""
        lists = frozenset(f"{name}/{suffix}" if suffix else name for suffix in self.lists())
        return lists | sign("repeats") if self.lengthened else lists

    def finder(self, name: str) -> Finder:
        """Every phrase and every lengthened word found, one hit each place."""
        but_capitals = tuple(place for place in self.skip if place != "capitals")

        def find(facts: Facts) -> Iterator[Hit]:
            found = _outside(facts, _listed(facts, name), self.skip)
            if self.in_capitals:
                capitals = (span for span in _listed(facts, f"{name}/in-capitals") if not _taken_up(facts, span))
                found += _outside(facts, capitals, but_capitals)
            if self.set_apart:
                apart = (span for span in _listed(facts, f"{name}/set-apart") if _is_set_apart(facts, span))
                found += _outside(facts, apart, self.skip)
            if self.unbroken:
                close = (span for span in _listed(facts, f"{name}/unbroken") if _is_unbroken(facts, span))
                found += _outside(facts, close, self.skip)
            if self.lengthened:
                found += _outside(facts, _lengthened(facts), but_capitals)
            return (Hit(span, fix=self._fix(facts, span)) for span in _outermost(found))

        return find

    def _fix(self, facts: Facts, span: Span) -> Fix | None:
        """The words of a hit written as they should be, where it has any for which that is known."""
        edits, safe = [], True
        for word in _WRITTEN.finditer(facts.draft.text, *span):
            known, perhaps = (words.get(facts.lang, {}).get(word[0].lower()) for words in (self.instead, self.perhaps))
            text = known or perhaps
            if text:
                edits.append(Edit(word.span(), _cased(text, word[0], facts, word.start())))
                safe = safe and known is not None
        return Fix(tuple(edits), safe) if edits else None


def _cased(text: str, written: str, facts: Facts, start: int) -> str:
    """With a capital initial where the sentence begins, or the word has one that is not its only letter."""
    begins = facts.reading.sentences[facts.reading.sentence_of(start)][0] == start
    return text[:1].upper() + text[1:] if written[0].isupper() and (begins or written[1:].islower()) else text


_WRITTEN: Final = regex_of(r"[^\W_]+(?:['’][^\W_]+)*")


def _taken_up(facts: Facts, span: Span) -> bool:
    """Whether words in capitals are a name of which the customer wrote: `R U OK Day`."""
    words = facts.draft.text[span[0] : span[1]].casefold()
    return any(message.role == "customer" and words in message.text.casefold() for message in lately(facts))


def _listed(facts: Facts, name: str) -> Iterator[Span]:
    return (hit.span for hit in facts.reading.hits(name))


def _outside(facts: Facts, spans: Iterable[Span], skip: Iterable[Skip]) -> list[Span]:
    """Those spans that lie in none of the places to be passed over."""
    quotes = facts.reading.quotes if "quotes" in skip else ()
    return [span for span in spans if not (is_in(skip, facts, span) or _leads_to_quote(facts, span, quotes))]


def _leads_to_quote(facts: Facts, span: Span, quotes: Iterable[Span]) -> bool:
    """Whether a comma stands before a quotation, in which the words end: `Yes, "BABE" fits on the lid`."""
    inside = next((start for start, end in quotes if span[0] < start < span[1] <= end), None)
    return inside is not None and _PAUSE.search(facts.draft.text, span[0], inside + 1) is not None


_PAUSE: Final = regex_of(r"[,:;–—]\s*\W?$")


def _outermost(spans: list[Span]) -> list[Span]:
    """The spans in order, without those that overlap an earlier or a longer one."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _is_set_apart(facts: Facts, span: Span) -> bool:
    """Whether nothing but stops, commas or an end of the sentence stands beside the words, as with a form of address."""
    text, (start, end) = facts.draft.text, span
    begin, close = facts.reading.sentences[facts.reading.sentence_of(start)]
    before, after = text[begin:start].rstrip(), text[end:close].lstrip()
    return not before[-1:].isalnum() and not after[:1].isalnum() and not _JOINED.match(text, end)


def _is_unbroken(facts: Facts, span: Span) -> bool:
    """Whether letters, digits, apostrophes and blanks are all that the words consist of."""
    return _UNBROKEN.fullmatch(facts.draft.text, *span) is not None


_UNBROKEN = regex_of(r"[\w'’ \u00a0]+")
_JOINED = regex_of(r"['’&/-]\w| ?[&/]")

_REPEATED = regex_of(r"([a-z\u0370-\u05ff\u0620-\u064a])\1\1")
_THRICE = regex_of(r"(\w)\W*\1\W*\1")
_LENGTHENED = regex_of(
    r"(?<![\w@#/.-])(?=[^\W\d_]*?(?:([aeiouy\u0370-\u05ff\u0620-\u064a])\1\1|([a-z])\2\2(?:\2|\b)))[^\W\d_]+(?![\w@/-])"
)
"""A vowel three times in a row; a consonant three times at the end or four times, for three inside are a slip."""
_SOUND = regex_of(r"(.)\1*|[^aeiouy\u0370-\u064a]+|[ivxlc]+")
"""One letter over and over (www, xxx), a sound without vowels (hmmm), a Roman numeral (viii): none is a lengthened word."""


def _lengthened(facts: Facts) -> Iterator[Span]:
    folded = facts.reading.folded
    if not _REPEATED.search(folded.text):
        return
    for match in _LENGTHENED.finditer(folded.text):
        span = folded.span(*match.span())
        as_written = facts.draft.text[slice(*span)].lower()
        if _SOUND.fullmatch(match.group()) or not _THRICE.search(as_written):  # as in créée, whose letters differ
            continue
        if match[1] in (*"aeou",) or not in_capitals(facts, span):
            yield span


class PatternCheck(Check):
    """Finds what matches a regular expression, in the text as it was written."""

    kind: Literal["pattern"]
    pattern: PatternSource | None = Field(default=None, description="a regular expression, for every language")
    patterns: dict[str, PatternSource] = Field(default_factory=dict, description="regular expressions by language")
    milliseconds: int = Field(default=50, ge=1, le=10_000, description="the longest it may look at one text")
    skip: list[Skip] = Field(default_factory=list, description="places that do not count")

    @cached_property
    def _by_lang(self) -> Mapping[str, tuple[Pattern, ...]]:
        """What to try, by language; under "" where it has none of its own."""
        general = (Pattern(self.pattern, self.milliseconds),) if self.pattern else ()
        own = {lang: (*general, Pattern(source, self.milliseconds)) for lang, source in self.patterns.items()}
        return {"": general, **own}

    def _tried(self, lang: str) -> tuple[Pattern, ...]:
        return self._by_lang.get(lang) or self._by_lang[""]

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """What one of its expressions cannot match without, where that is told of all of them."""
        needed = [pattern.needed for patterns in self._by_lang.values() for pattern in patterns]
        return frozenset(LETTERS + run for runs in needed for run in runs) if all(needed) else None

    def finder(self, name: str) -> Finder:
        """Every match, one hit each; raises PatternTimeout where a pattern runs away."""

        def find(facts: Facts) -> Iterator[Hit]:
            for pattern in self._tried(facts.lang):
                for span in pattern.spans(facts.draft.text):
                    if not is_in(self.skip, facts, span):
                        yield Hit(span)

        return find


class Missing(Check):
    """Finds that something is absent: none of the phrases stands in the draft (or on its buttons)."""

    kind: Literal["missing"]
    phrases: PhrasesByLanguage = Field(description="phrase templates by language, any of which is enough")
    buttons: bool = Field(default=True, description="look at the labels of buttons too")

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """Its phrases are the rule's list."""
        return {"": self.phrases}

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, where nothing was found."""

        def find(facts: Facts) -> Iterable[Hit]:
            labels = facts.labels if self.buttons else ()
            present = facts.reading.hits(name) or any(label.hits(name) for label in labels)
            return () if present else (Hit(whole(facts)),)

        return find
