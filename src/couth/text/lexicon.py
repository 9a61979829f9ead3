"""The word lists of a policy, by language, and their exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Container, Final, Iterator, Mapping, Sequence

from couth.text.grouped import Grouped
from couth.text.index import Entry, PhraseIndex, Words, outlines_of
from couth.text.kindred import Kindred
from couth.text.known import KnownOutlines
from couth.text.outline import Includes, Outline
from couth.text.phrases import Include, Phrase, PhraseError, Word, edges, inner, parse_phrase
from couth.text.stems import Stems
from couth.text.vocabulary import Vocabulary
from couth.text.weighed import Weighed

ANY: Final = "any"
"""The key of phrases that hold in every language."""

SHARED: Final = "words."
"""Ids of lists that templates may include, as `{greeting}` for `words.greeting`, begin with this."""

STOPWORDS: Final = "words.stopwords"
"""The list of words that carry no subject: looked up one by one, never searched for."""

KINDRED: Final = "words.kindred"
"""The list of words that stand for one another, a template for each field of meaning: looked up by stem."""

PARTS: Final = "words.kindred-parts"
"""Further fields of the same kind, by which things and their parts go together."""

LOOKED_UP: Final = frozenset((STOPWORDS, KINDRED, PARTS))
"""Lists that no text is searched for."""

TOPIC: Final = "words.topic-"
"""Ids of the lists of a topic's vocabulary begin with this: single words, looked up one by one as well."""

ASIDE: Final = "words.aside-"
"""Ids of the lists by which an aside is told begin with this: few drafts are looked through for them."""


PASSED_OVER: Final = ("words.sounds-skipped", "words.sounds-skipping")
"""Lists that tell of a question and a reply to it that it is passed over."""

GIVEN_AWAY: Final = ("words.sounds-locked-out", "words.sounds-exposing")
"""Lists that tell of what a customer wrote and of a value in its sentence that it is given away."""

APART: Final = frozenset((*PASSED_OVER, *GIVEN_AWAY))
"""Lists with weights that no sentence is held against: what adds up is told by who asks for it."""

UNSEARCHED: Final = LOOKED_UP.union(APART)
"""Lists of which nothing is ever found in a text, so that no cue can hold by them."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Templates by language, and exceptions: a hit inside an allowed phrase is none.

    `leet` asks that digits and signs in place of letters be read as letters for this list. One that is `late` opens no
    gate: few texts are asked for it, and those alone are looked through for it. `weights` are n-grams by language that
    add up in a sentence (`text/weighed`). `digest` tells its contents, where it is known from before.
    """

    phrases: Mapping[str, tuple[str, ...]]
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leet: bool = False
    late: bool = False
    weights: Grouped = field(default_factory=Grouped)
    digest: str = field(default="", compare=False, repr=False)


Outlines = Mapping[str, KnownOutlines]
"""By language: what is known of the templates of lists."""

_NONE: Final[Outlines] = {}


class Lexicon:
    """Word lists by id; raises PhraseError where a template includes a list that is not there.

    `outlines` are known from before, of the very same lists, which were looked through then.
    """

    def __init__(self, lists: Mapping[str, WordList], outlines: Outlines = _NONE) -> None:
        self.lists = lists
        self._outlines = outlines
        self._stems: dict[str, Stems] = {}
        self.late = frozenset(name for name, words in lists.items() if words.late or name.startswith((TOPIC, ASIDE)))
        """Lists that only texts which are asked for them are looked through for."""
        self.weighted = frozenset(name for name, words in lists.items() if words.weights).difference(APART)
        """Lists that have weights, in whatever language."""
        self._indexes: dict[str, PhraseIndex] = {}
        self._late_indexes: dict[str, PhraseIndex] = {}
        self._weighed: dict[str, Weighed] = {}
        self._apart: dict[tuple[tuple[str, ...], str], Weighed | None] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._topics: dict[str, Vocabulary] = {}
        self._kindred: dict[tuple[str, bool], Kindred] = {}
        self._lock = Lock()
        for _, _, message in () if outlines else self.faults():
            raise PhraseError(message)

    def faults(self, asked: Container[str] | None = None) -> Iterator[tuple[str, str, str]]:
        """Every include of the lists asked for, of all of them by default, that leads nowhere or to itself, as list id, language and message."""
        for list_id, words in self.lists.items():
            if asked is not None and list_id not in asked:
                continue
            for lang in sorted({*words.phrases, *words.allow}):
                for template in (*words.phrases.get(lang, ()), *words.allow.get(lang, ())):
                    message = self._fault(template, lang, list_id) if "{" in template else None
                    if message:
                        yield list_id, lang, f"{template!r}: {message}"

    def _fault(self, template: str, lang: str, list_id: str) -> str | None:
        for name in _includes(template):
            if not self.phrases(SHARED + name, lang):
                return f"there is no list {SHARED}{name} for the language {lang!r}"
            if self._leads_to(list_id, SHARED + name, lang, set()):
                return f"{{{name}}} leads back to itself"
        return None

    def _leads_to(self, list_id: str, start: str, lang: str, seen: set[str]) -> bool:
        """Whether the templates of a list, or of those that they include, include another one."""
        if start == list_id or start in seen:
            return start == list_id
        seen.add(start)
        templates = (template for template in self.phrases(start, lang) if "{" in template)
        return any(
            self._leads_to(list_id, SHARED + name, lang, seen) for template in templates for name in _includes(template)
        )

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
            found = self._words[list_id, lang] = frozenset(
                word for p in listed for word in _vocabulary(parse_phrase(p))
            )
        return found

    def stems(self, lang: str) -> Stems:
        """The stems of a language's words, kept for all texts."""
        found = self._stems.get(lang)
        if found is None:
            found = self._stems.setdefault(lang, Stems(self.words(STOPWORDS, lang), lang))
        return found

    def topics(self, lang: str) -> Vocabulary:
        """The words of all topics in a language."""
        found = self._topics.get(lang)
        if found is None:
            listed = {name: self.phrases(name, lang) for name in self.lists if name.startswith(TOPIC)}
            words = {
                name: [w for p in of for w in inner(parse_phrase(p)) if isinstance(w, Word)]
                for name, of in listed.items()
            }
            found = self._topics.setdefault(lang, Vocabulary(words))
        return found

    def kindred(self, lang: str, *, parts: bool = False) -> Kindred:
        """The words of a language that stand for one another; with `parts`, also those that only go together."""
        found = self._kindred.get((lang, parts))
        if found is None:
            listed = (*self.phrases(KINDRED, lang), *(self.phrases(PARTS, lang) if parts else ()))
            fields = (_vocabulary(parse_phrase(phrase)) for phrase in listed)
            found = self._kindred.setdefault((lang, parts), Kindred(fields))
        return found

    def including(self, lang: str) -> Includes:
        """Looks up the phrases of a shared list by its short name."""
        return cache(lambda name: tuple(parse_phrase(t) for t in self.phrases(SHARED + name, lang)))

    def index(self, lang: str) -> PhraseIndex:
        """The index for a language, made when first asked for."""
        found = self._indexes.get(lang)
        if found is None:
            with self._lock:
                made = PhraseIndex(_listed(self, lang), self.including(lang), self._outlines.get(lang))
                found = self._indexes.setdefault(lang, made)
        return found

    def outlines(self, lang: str) -> dict[str, Outline]:
        """The outlines of the lists that have templates for a language."""
        return outlines_of(_listed(self, lang), self.including(lang), self._outlines.get(lang))

    def late_index(self, lang: str) -> PhraseIndex:
        """The same of the lists that are late."""
        found = self._late_indexes.get(lang)
        if found is None:
            with self._lock:
                found = self._late_indexes.setdefault(
                    lang, PhraseIndex(_listed(self, lang, late=True), self.including(lang))
                )
        return found

    def weighed(self, lang: str) -> Weighed:
        """The lists of a language that have weights."""
        found = self._weighed.get(lang)
        if found is None:
            names = [name for name in self.lists if name in self.weighted and self._has(name, lang)]
            found = self._weighed.setdefault(lang, self._made(names, lang))
        return found

    def _made(self, names: Sequence[str], lang: str) -> Weighed:
        """Some lists added up: by the table that they stand in together, if they do."""
        tables = {self.lists[name].weights.tables.get(lang) for name in names}
        together = tables.pop() if len(tables) == 1 else None
        if together is None or any(self._has(name, ANY) for name in names):
            return Weighed({name: self._weights_of(name, lang) for name in names})
        return Weighed(names, together)

    def has_weights(self, list_id: str, lang: str) -> bool:
        """Whether a list has weights for a language."""
        return list_id in self.weighed(lang).numbers

    def weighed_apart(self, names: tuple[str, ...], lang: str) -> Weighed | None:
        """Lists that are added up apart, in their order; None for a language that one of them has no weights for."""
        if (names, lang) not in self._apart:
            told = all(name in self.lists and lang in self.lists[name].weights for name in names)
            self._apart[names, lang] = self._made(names, lang) if told else None
        return self._apart[names, lang]

    def _has(self, name: str, lang: str) -> bool:
        weights = self.lists[name].weights
        return lang in weights or ANY in weights

    def _weights_of(self, name: str, lang: str) -> dict[str, float]:
        """The n-grams of a list for a language or for any."""
        weights = self.lists[name].weights
        return {**weights.get(ANY, {}), **weights.get(lang, {})}

    def vocabulary(self, lang: str) -> Container[str]:
        """The words that the templates of a language name in full."""
        return Words((self.index, self.late_index), lang)


def _listed(lexicon: Lexicon, lang: str, *, late: bool = False) -> Iterator[Entry]:
    for list_id, words in lexicon.lists.items():
        if list_id in LOOKED_UP or (list_id in lexicon.late) is not late:
            continue
        for allowed, source in ((False, words.phrases), (True, words.allow)):
            for number, template in enumerate((*source.get(lang, ()), *source.get(ANY, ()))):
                yield Entry(list_id, number, allowed, words.leet, template, *edges(template))


def _vocabulary(phrase: Phrase) -> Iterator[str]:
    return (part.text for part in inner(phrase) if isinstance(part, Word))


@lru_cache(maxsize=1024)
def _includes(template: str) -> tuple[str, ...]:
    """The lists that a template includes; each of these is asked for its own by every template that includes it."""
    return tuple(part.name for part in inner(parse_phrase(template)) if isinstance(part, Include))
