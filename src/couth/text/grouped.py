"""The weights of lists as they are written: words and pairs with commas, behind the weight that they share, by language."""

from __future__ import annotations

from typing import Final, Iterable, Iterator, Mapping, Sequence

from couth.text.packing import Packing, pack, packed_bytes, unpack

Groups = Sequence[tuple[float, str]]
"""Weights, each with the n-grams that have it, between commas."""


class Packed(Mapping[str, Groups]):
    """Groups by language, each language as packed bytes until it is asked for: most processes ask for one of many."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    @classmethod
    def of_plain(cls, data: Mapping[str, Packing]) -> Packed:
        """What `packed` gave; raises ValueError where it was damaged since."""
        return cls({lang: packed_bytes(packing) for lang, packing in data.items()})

    def __getitem__(self, lang: str) -> Groups:
        lines = unpack(self._packed[lang]).split("\n")
        return [(float(weight), ngrams) for weight, _, ngrams in (line.partition(" ") for line in lines if line)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def packed(groups: Mapping[str, Groups]) -> dict[str, Packing]:
    """Groups by language as plain data, packed and in text, with a sum to check it by."""
    return {lang: pack("\n".join(f"{w} {ngrams}" for w, ngrams in of)) for lang, of in groups.items()}


_NO_GROUPS: Final[Mapping[str, Groups]] = {}


class Grouped(Mapping[str, Mapping[str, float]]):
    """The weights of a list by language, as they are written: n-grams with commas, behind the weight that they share.

    A language is taken apart whenever it is asked for, and not kept: most processes ask once, and for one language.
    """

    def __init__(self, groups: Mapping[str, Groups] = _NO_GROUPS) -> None:
        self.groups = groups

    def __getitem__(self, lang: str) -> Mapping[str, float]:
        return {ngram: weight for weight, ngrams in self.groups[lang] for ngram in ngrams.split(",")}

    def also(self, lang: str, more: Iterable[tuple[float, str]]) -> Grouped:
        """The same with further groups for a language, which hold where a weight is given twice."""
        return Grouped({**self.groups, lang: [*self.groups.get(lang, ()), *more]})

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)
