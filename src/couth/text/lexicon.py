"""All word lists of a policy, found together in one pass over a text.

A text's own words choose the few templates that have a chance of matching; only those are tried,
each compiled when it is first needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Iterator, Mapping

from couth.text.fold import Folded
from couth.text.phrases import (
    PREFIX, UNSPACED, Choice, Include, Part, Phrase, PhraseError, Word, anchors_of, is_plain,
    parse_phrase, pattern_of, starts_of,
)  # fmt: skip

ANY: Final = "any"
"""The key of phrases that hold in every language."""

SHARED: Final = "words."
"""Ids of lists that templates may include, as `{greeting}` for `words.greeting`, begin with this."""

STOPWORDS: Final = "words.stopwords"
"""The list of words that carry no subject: looked up one by one, never searched for."""

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class WordList:
    """Templates by language, and exceptions: a hit inside an allowed phrase is none.

    `leet` asks that digits and signs in place of letters be read as letters for this list.
    """

    phrases: Mapping[str, tuple[str, ...]]
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leet: bool = False


Places = dict[str, list[int]]
"""Where each word of a text begins."""


@dataclass(slots=True, eq=False)
class Entry:
    """One template of one list, and what it takes to find it."""

    list: str
    number: int
    allowed: bool
    leet: bool
    phrase: Phrase
    needs: list[frozenset[str]] = field(default_factory=list)
    """Sets of words; a text that matches has one of each."""
    starts: frozenset[str] | None = None
    """Words one of which every match begins with; None where that is not known."""
    plain: bool = False
    """Whether each of these words is a match by itself."""
    pattern: re.Pattern[str] | None = None


Found = tuple[int, int, Entry]
"""Where a folded text matches a template."""


class Lexicon:
    """Word lists by id; raises PhraseError where a template includes a list that is not there."""

    def __init__(self, lists: Mapping[str, WordList]) -> None:
        self.lists = lists
        self._indexes: dict[str, PhraseIndex] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._lock = Lock()
        for _, _, message in self.faults():
            raise PhraseError(message)

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """Every include that leads nowhere or to itself, as list id, language and message."""
        for list_id, words in self.lists.items():
            for lang in {*words.phrases, *words.allow}:
                for template in (*words.phrases.get(lang, ()), *words.allow.get(lang, ())):
                    message = self._fault(parse_phrase(template), lang, (list_id,))
                    if message:
                        yield list_id, lang, f"{template!r}: {message}"

    def _fault(self, phrase: Phrase, lang: str, path: tuple[str, ...]) -> str | None:
        for name in _includes(phrase):
            if SHARED + name in path:
                return f"{{{name}}} leads back to itself"
            templates = self.phrases(SHARED + name, lang)
            if not templates:
                return f"there is no list {SHARED}{name} for the language {lang!r}"
            for template in templates:
                message = self._fault(parse_phrase(template), lang, (*path, SHARED + name))
                if message:
                    return message
        return None

    def languages(self) -> tuple[str, ...]:
        """Every language that some list has phrases of."""
        return tuple(sorted({lang for words in self.lists.values() for lang in words.phrases} - {ANY}))

    def phrases(self, list_id: str, lang: str) -> tuple[str, ...]:
        """The templates of a list for a language, those for any language included."""
        words = self.lists.get(list_id)
        return () if words is None else (*words.phrases.get(lang, ()), *words.phrases.get(ANY, ()))

    def words(self, list_id: str, lang: str) -> frozenset[str]:
        """A list of single words as a set of folded words; those of English too, which turn up everywhere."""
        found = self._words.get((list_id, lang))
        if found is None:
            listed = (*self.phrases(list_id, lang), *self.phrases(list_id, "en"))
            found = self._words[list_id, lang] = frozenset(word for p in listed for word in _vocabulary(parse_phrase(p)))
        return found

    def index(self, lang: str) -> PhraseIndex:
        """The index for a language, made when first asked for."""
        found = self._indexes.get(lang)
        if found is None:
            with self._lock:
                found = self._indexes.setdefault(lang, PhraseIndex(self, lang))
        return found


class PhraseIndex:
    """The templates of one language, looked up by the words they cannot do without."""

    def __init__(self, lexicon: Lexicon, lang: str) -> None:
        self._lexicon = lexicon
        self._lang = lang
        self._entries = list(self._listed())
        self._by_word, self._always = self._anchored()
        self._symbols = tuple(sorted(a for a in self._by_word if not _TOKEN.match(a) and a != "#"))
        self._prefixed = any(a.endswith("*") for a in self._by_word)
        self.vocabulary = frozenset(word for entry in self._entries for word in _vocabulary(entry.phrase))
        self.has_leet = any(entry.leet for entry in self._entries)

    def _listed(self) -> Iterator[Entry]:
        for list_id, words in self._lexicon.lists.items():
            if list_id == STOPWORDS:
                continue
            for allowed, source in ((False, words.phrases), (True, words.allow)):
                for number, template in enumerate((*source.get(self._lang, ()), *source.get(ANY, ()))):
                    yield Entry(list_id, number, allowed, words.leet, parse_phrase(template))

    def _anchored(self) -> tuple[dict[str, tuple[Entry, ...]], tuple[Entry, ...]]:
        by_word: defaultdict[str, list[Entry]] = defaultdict(list)
        always = []
        for entry in self._entries:
            first, *entry.needs = anchors_of(entry.phrase, self._included) or (frozenset(),)
            entry.starts = starts_of(entry.phrase, self._included)
            entry.plain = entry.starts is not None and is_plain(entry.phrase)
            if not first:
                always.append(entry)
            for anchor in first:
                by_word[anchor].append(entry)
        return {word: tuple(entries) for word, entries in by_word.items()}, tuple(always)

    def _included(self, name: str) -> tuple[Phrase, ...]:
        return tuple(parse_phrase(t) for t in self._lexicon.phrases(SHARED + name, self._lang))

    def scan(self, folded: Folded, leet: bool = False) -> list[Found]:
        """Every phrase found in the folded text, in no particular order; `leet` tries only lists that ask for it."""
        text, found = folded.text, list[Found]()
        places = self._places(text)
        for entry in self._candidates(places):
            if leet and not entry.leet:
                continue
            if entry.starts is None:
                found += [(*match.span(), entry) for match in (entry.pattern or self._compiled(entry)).finditer(text)]
            elif entry.plain:
                found += [(at, at + len(word), entry) for word in entry.starts if word in places for at in places[word]]
            else:
                match_at = (entry.pattern or self._compiled(entry)).match
                begins = [at for word in entry.starts if word in places for at in places[word]]
                found += [(*match.span(), entry) for at in begins if (match := match_at(text, at))]
        return found

    def _candidates(self, places: Places) -> list[Entry]:
        by_word, words = self._by_word, places.keys()
        chosen = {entry: None for word in places if word in by_word for entry in by_word[word]}
        return [*[e for e in chosen if not e.needs or not any(map(words.isdisjoint, e.needs))], *self._always]

    def _places(self, text: str) -> Places:
        """Where each word of the text begins; of what can only be looked up, that it is there."""
        places: Places = {}
        for match in _TOKEN.finditer(text):
            places.setdefault(match.group(), []).append(match.start())
        if self._prefixed:
            for word in [word for word in places if len(word) >= PREFIX]:
                places.setdefault(word[:PREFIX] + "*", []).extend(places[word])
        if any(not word.isalpha() for word in places):
            places["#"] = []
        extra = [symbol for symbol in self._symbols if symbol in text]
        places.update(dict.fromkeys(extra if text.isascii() else (*extra, *_UNSPACED.findall(text)), []))
        return places

    def _compiled(self, entry: Entry) -> re.Pattern[str]:
        entry.pattern = re.compile(pattern_of(entry.phrase, self._included))
        return entry.pattern


def _vocabulary(phrase: Phrase) -> Iterator[str]:
    return (part.text for part in _parts(phrase) if isinstance(part, Word))


def _includes(phrase: Phrase) -> Iterator[str]:
    return (part.name for part in _parts(phrase) if isinstance(part, Include))


def _parts(phrase: Phrase) -> Iterator[Part]:
    stack = list(phrase.parts)
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, Choice):
            stack.extend(inner for option in part.options for inner in option)
