"""Words that stand for one another, so that `pets` takes up `dog`: enough to tell that two texts speak of one thing."""

from __future__ import annotations

from typing import AbstractSet as Set
from typing import Final, Iterable

from couth.text.stems import stem


class Kindred:
    """Fields of meaning: lists of folded words, each of which any word may stand in several of."""

    def __init__(self, fields: Iterable[Iterable[str]]) -> None:
        found: dict[str, set[int]] = {}
        for number, words in enumerate(fields):
            for word in words:
                found.setdefault(stem(word), set()).add(number)
        self._fields = {word: frozenset(numbers) for word, numbers in found.items()}

    def fields_of(self, stems: Iterable[str]) -> frozenset[int]:
        """The numbers of the fields that some stems belong to."""
        return frozenset[int]().union(*(self._fields.get(one, _NONE) for one in stems))

    def akin(self, these: Set[str], those: Set[str]) -> bool:
        """Whether two sets of stems share a word, a form of one, or a field of meaning."""
        return shares(these, those) or not self.fields_of(these).isdisjoint(self.fields_of(those))


_NONE: Final = frozenset[int]()


def shares(these: Set[str], those: Set[str]) -> bool:
    """Whether two sets of stems share a word, or a form of one."""
    if not these.isdisjoint(those):
        return True
    roots = {one[:_ROOT] for one in these if len(one) >= _ROOT}
    return any(one[:_ROOT] in roots for one in those if len(one) >= _ROOT)


_ROOT: Final = 5
"""Words with so many letters in common at their beginning are forms of one."""
