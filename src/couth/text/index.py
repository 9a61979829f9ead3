"""The templates of one language as one index: what a text is looked through for, and what is found where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Callable, Final, Iterable

from couth.text.automaton import Automaton, Scan
from couth.text.fold import Folded
from couth.text.known import KnownOutlines
from couth.text.outline import Includes, Outline, Outliner, joined
from couth.text.phrases import Phrase, parse_phrase
from couth.text.tokens import words_of


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One template of one list; whether it holds only where a sentence starts, or ends."""

    list: str
    number: int
    allowed: bool
    leet: bool
    template: str
    starts: bool
    ends: bool


ByList = dict[str, tuple[Entry, ...]]
"""What was found at one place, by list."""


def _first_of_each(entries: Iterable[Entry]) -> ByList:
    """Of the templates that match at one place, the first of each list; another may hold where only it asks for no edge."""
    first: dict[str, dict[tuple[bool, bool, bool], Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        first.setdefault(entry.list, {}).setdefault((entry.allowed, entry.starts, entry.ends), entry)
    return {list_id: tuple(found.values()) for list_id, found in first.items()}


class PhraseIndex:
    """The templates of one language, found together in one pass over a text."""

    def __init__(self, listed: Iterable[Entry], including: Includes, known: KnownOutlines | None = None) -> None:
        entries = list(listed)
        outline = _together(entries, including, known)
        self._automaton = Automaton(entries, _phrase_of, outline, including, _first_of_each)
        self.vocabulary = self._automaton.vocabulary
        self.has_leet = any(entry.leet for entry in entries)

    def scan(self, folded: Folded) -> Scan[ByList]:
        """Every phrase found in the folded text, in no particular order."""
        return self._automaton.scan(folded.text)


class Words:
    """Words of some indexes, each of which is made when those before it lack a word."""

    def __init__(self, indexes: Iterable[Callable[[str], PhraseIndex]], lang: str) -> None:
        self._indexes = indexes
        self._lang = lang

    def __contains__(self, word: object) -> bool:
        return any(word in index(self._lang).vocabulary for index in self._indexes)


_list_of: Final = attrgetter("list")


def _together(entries: Iterable[Entry], including: Includes, known: KnownOutlines | None) -> Outline:
    """The outline of all entries, made of what is known of their lists."""
    entries = tuple(entries)
    found = known and known.together(tuple(dict.fromkeys(map(_list_of, entries))))
    return found or joined(outlines_of(entries, including, known).values())


def outlines_of(entries: Iterable[Entry], including: Includes, known: KnownOutlines | None) -> dict[str, Outline]:
    """The outlines of the lists of entries, which stand list by list."""
    by_list = {list_id: list(of) for list_id, of in groupby(entries, _list_of)}
    outliner, told = Outliner(including), known.of(by_list.keys()) if known else {}
    found = {i: told.get(i) or outliner.of(map(_phrase_of, of)) for i, of in by_list.items()}
    words_of.cache_clear()  # few words are asked for again
    return found


def _phrase_of(entry: Entry) -> Phrase:
    return parse_phrase(entry.template)
