"""Word lists in which every template is looked for by itself, in place of all of them in one pass."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Container, Mapping

from couth.model import Span
from couth.text import Lexicon, WordList, parse_phrase
from couth.text.fold import Folded
from couth.text.index import Entry
from couth.text.lexicon import ANY, SHARED, STOPWORDS
from couth.text.phrases import Phrase
from couth.text.weighed import LONGEST, Weighed, counted
from oracle import phrases

TEXTS = 20_000


class PlainLexicon(Lexicon):
    """The same lists, looked through plainly, and all of them at once."""

    def __init__(self, lists: Mapping[str, WordList]) -> None:
        super().__init__(lists)
        self.late = frozenset()

    def vocabulary(self, lang: str) -> Container[str]:
        """The words that are named in full."""
        return self.index(lang).vocabulary

    def weighed(self, lang: str) -> PlainWeighed:
        """The weighted lists of a language."""
        made = self.__dict__.setdefault("weighing", {})
        if lang not in made:
            listed = {name: self.lists[name].weights for name in sorted(self.weighted)}
            found = {name: {**of.get(ANY, {}), **of.get(lang, {})} for name, of in listed.items()}
            made[lang] = PlainWeighed({name: of for name, of in found.items() if of})
        return made[lang]  # type: ignore[no-any-return]

    def index(self, lang: str) -> PlainIndex:  # type: ignore[override]  # it answers what is asked of the other
        """The lists of a language."""
        made = self.__dict__.setdefault("plain", {})
        if lang not in made:
            made[lang] = PlainIndex(self, lang)
        return made[lang]  # type: ignore[no-any-return]


class PlainWeighed(Weighed):
    """The weighted lists of a language, added up one by one."""

    def __init__(self, lists: Mapping[str, Mapping[str, float]]) -> None:
        super().__init__(lists)
        self._lists = lists

    def sums(self, folded: str) -> list[float] | None:
        """What the words and pairs of a sentence add up to, and its length."""
        words = counted(folded)
        if len(words) > LONGEST:
            return None
        found = {"^", *words, *(f"{one} {other}" for one, other in pairwise(["^", *words]))}
        least = len(words) // 4 * 4
        found.add(f"<{max(1, least)}-{least + 3} words>" if least < 32 else "<32+ words>")
        return [round(sum(of[ngram] for ngram in sorted(found) if ngram in of), 3) for of in self._lists.values()]


class PlainScan:
    """What was found in a text: the first token, the one after the last, and the template."""

    def __init__(self, line: phrases.Line, found: list[tuple[int, int, dict[str, tuple[Entry, ...]]]]) -> None:
        self.found = found
        self._line = line

    def span(self, begin: int, end: int) -> Span:
        """Where tokens stand in the folded text."""
        return self._line.places[begin][0], self._line.places[end - 1][1]


class PlainIndex:
    """The templates of one language."""

    def __init__(self, lexicon: Lexicon, lang: str) -> None:
        def includes(name: str) -> tuple[Phrase, ...]:
            return tuple(parse_phrase(template) for template in lexicon.phrases(SHARED + name, lang))

        entries = _entries(lexicon, lang)
        self.vocabulary = phrases.vocabulary((parse_phrase(entry.template) for entry in entries), includes)
        self.has_leet = any(entry.leet for entry in entries)
        self._templates: list[tuple[re.Pattern[str], Entry]] = [
            (phrases.compiled(parse_phrase(e.template), includes), e) for e in entries
        ]
        self._scanned = lru_cache(TEXTS)(self._scan)

    def scan(self, folded: Folded) -> PlainScan:
        """Every place of every template in a folded text; a text that comes again is not looked through again."""
        return self._scanned(folded.text)

    def _scan(self, text: str) -> PlainScan:
        line = phrases.line(text, self.vocabulary)
        found = [
            (begin, end, {entry.list: (entry,)})
            for template, entry in self._templates
            for begin, end in phrases.places(template, line)
        ]
        return PlainScan(line, found)


def _entries(lexicon: Lexicon, lang: str) -> list[Entry]:
    """Every template of every list for a language and for any, by its number in the list; allowed ones count anew."""
    found = []
    for list_id, words in lexicon.lists.items():
        for allowed, by_lang in ((False, words.phrases), (True, words.allow)):
            for number, template in enumerate((*by_lang.get(lang, ()), *by_lang.get(ANY, ()))):
                if list_id != STOPWORDS:
                    phrase = parse_phrase(template)
                    found.append(Entry(list_id, number, allowed, words.leet, template, phrase.starts, phrase.ends))
    return found
