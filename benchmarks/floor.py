"""The floor: what matching phrases costs that does nothing else, in the same language."""

from __future__ import annotations

import re
from typing import Final, Iterator, Mapping, Sequence

from drafts import microseconds
from figures import Taken

from couth import Linter
from couth.text import fold, parse_phrase
from couth.text.phrases import Choice, Phrase, Word, inner
from couth.text.phrases import Sequence as Parts


class Floor:
    """One pass of `re` over a draft in small letters, for the policy's plain phrases written as a trie.

    What pattern matching in pure Python cannot go below. It tells that some phrase stands there and not which, knows no gaps
    or classes, and reads no thread.
    """

    units: Mapping[str, str] = {"floor: one re pass over the phrases": "us"}

    def __init__(self, linter: Linter, texts: Sequence[str]) -> None:
        self.phrases = sorted(set(_plain(linter)))
        self._search = re.compile(rf"(?<!\w){_trie(self.phrases)}(?!\w)").findall
        self._texts = texts

    def round(self) -> Taken:
        """Microseconds of each draft."""
        (name,) = self.units
        search = self._search
        return {name: [microseconds(lambda text=text: search(text.lower())) for text in self._texts]}  # type: ignore[misc]


SPELT: Final = 64
"""A template that stands for more phrases than these is left out of the floor."""


def _plain(linter: Linter) -> Iterator[str]:
    """The phrases of English that need nothing but words: alternatives are spelt out."""
    for words in linter.policy.words.values():
        for template in (*words.phrases.get("en", ()), *words.phrases.get("any", ())):
            phrase = parse_phrase(template)
            if all(isinstance(part, Choice) or (isinstance(part, Word) and not part.open) for part in inner(phrase)):
                yield from _spelt(phrase)


def _spelt(phrase: Phrase) -> Iterator[str]:
    ways = _ways(phrase.parts)
    if len(ways) <= SPELT:
        yield from filter(None, (fold(" ".join(way)).text for way in ways))


def _ways(parts: Parts) -> list[tuple[str, ...]]:
    ways: list[tuple[str, ...]] = [()]
    for part in parts:
        if isinstance(part, Word):
            ways = [(*way, part.text) for way in ways]
        elif isinstance(part, Choice):
            options = [way for option in part.options for way in _ways(option)] + ([()] if part.optional else [])
            ways = [(*way, *option) for way in ways for option in options]
        if len(ways) > SPELT:
            break
    return ways


class _Node(dict[str, "_Node"]):
    """By letter, what may follow; and whether a phrase ends here."""

    ends = False

    def pattern(self) -> str:
        """A regular expression for all that may follow."""
        ways = [re.escape(letter) + node.pattern() for letter, node in sorted(self.items())]
        if not ways:
            return ""
        whole = ways[0] if len(ways) == 1 and not self.ends else f"(?:{'|'.join(ways)})"
        return f"{whole}?" if self.ends else whole


def _trie(phrases: Sequence[str]) -> str:
    """A regular expression for all phrases that looks at each letter once."""
    root = _Node()
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.setdefault(letter, _Node())
        node.ends = True
    return root.pattern()
