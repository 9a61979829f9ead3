"""The weights of a list by language: as they are written, words and pairs with commas behind the weight that they share, or in tables."""

from __future__ import annotations

from typing import Final, Iterable, Iterator, Mapping, Sequence

from couth.text.table import Table

Groups = Sequence[tuple[float, str]]
"""Weights, each with the n-grams that have it, between commas."""

_NO_GROUPS: Final[Mapping[str, Groups]] = {}
_NO_TABLES: Final[Mapping[str, Table]] = {}


class Grouped(Mapping[str, Mapping[str, float]]):
    """The weights of the list of a name, in groups, or in tables that it shares with others.

    A language is taken apart whenever it is asked for, and not kept: most processes ask once, and for one language.
    """

    def __init__(
        self, groups: Mapping[str, Groups] = _NO_GROUPS, name: str = "", tables: Mapping[str, Table] = _NO_TABLES
    ) -> None:
        self._groups = groups
        self._name = name
        self.tables = {lang: table for lang, table in tables.items() if name in table.names}
        """The tables by language; languages that have none stand in groups."""

    def __getitem__(self, lang: str) -> Mapping[str, float]:
        if lang in self.tables:
            return self.tables[lang].weights(self._name)
        return {ngram: weight for weight, ngrams in self._groups[lang] for ngram in ngrams.split(",")}

    def also(self, lang: str, more: Iterable[tuple[float, str]]) -> Grouped:
        """The same with further groups for a language, which hold where a weight is given twice."""
        before = [(weight, ngram) for ngram, weight in self.get(lang, {}).items()]
        others = {other: table for other, table in self.tables.items() if other != lang}
        return Grouped({**self._groups, lang: [*before, *more]}, self._name, others)

    def __contains__(self, lang: object) -> bool:
        return lang in self.tables or lang in self._groups

    def __iter__(self) -> Iterator[str]:
        return iter((*self.tables, *self._groups))

    def __len__(self) -> int:
        return len(self.tables) + len(self._groups)
