"""The weights of a language's lists in one table, by word or pair, packed until a text has it.

A word or pair lies in one of many buckets, told by a sum of its letters. A process takes apart those that its texts reach:
a first draft needs one in twenty.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final, Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from couth.text.packing import Packing, pack, packed_bytes, unpack

BUCKETS: Final = 1024

UNIT: Final = 1000
"""Weights count in thousandths, so that a sum is the same in whatever order it is made."""

_BUCKET: Final = "\0"
_ENTRY: Final = "\n"


def bucket_of(ngram: str) -> int:
    """The number of the bucket that a word or pair lies in."""
    return crc32(ngram.encode("utf-8", "surrogatepass")) % BUCKETS  # half a character may stand in a text


class Table:
    """Weights by word or pair; `names` are the lists that have some, by whose numbers they are told apart.

    What is told of a word or pair is `;0:250;3:-75;`: in list 0 it weighs 0.25, in list 3 -0.075.
    """

    def __init__(self, names: Sequence[str], packed: bytes) -> None:
        self.names = tuple(names)
        self._packed = packed

    @classmethod
    def of_plain(cls, data: tuple[Sequence[str], Packing]) -> Table:
        """What `plain` gave; raises ValueError where it was damaged since."""
        names, packing = data
        return cls(names, packed_bytes(packing))

    @cached_property
    def _buckets(self) -> list[str]:
        return unpack(self._packed).split(_BUCKET)

    def let_go(self) -> None:
        """Unpack it again when it is asked for next, and keep nothing until then."""
        self.__dict__.pop("_buckets", None)

    def bucket(self, number: int) -> Iterator[tuple[str, str]]:
        """Every word or pair in a bucket, with what is told of it."""
        entries = self._buckets[number]
        return ((ngram, told) for ngram, _, told in (e.partition("\t") for e in entries.split(_ENTRY) if e))

    def weights(self, name: str) -> dict[str, float]:
        """The weights of one list by word or pair."""
        mark = f";{self.names.index(name)}:"
        entries = (
            entry for bucket in self._buckets if mark in bucket for entry in bucket.split(_ENTRY) if mark in entry
        )
        return dict(_weight(entry, mark) for entry in entries)


def _weight(entry: str, mark: str) -> tuple[str, float]:
    ngram, _, told = entry.partition("\t")
    return ngram, int(told.partition(mark)[2].partition(";")[0]) / UNIT


def told_of(told: str) -> Iterator[tuple[int, int]]:
    """What is told of a word or pair: the numbers of lists, each with a weight in thousandths."""
    for one in told[1:-1].split(";"):
        number, _, weight = one.partition(":")
        yield int(number), int(weight)


def plain(lists: Mapping[str, Mapping[str, float]]) -> tuple[list[str], Packing]:
    """The weights of lists by word or pair, as plain data."""
    told: dict[str, str] = {}
    for number, weights in enumerate(lists.values()):
        for ngram, weight in weights.items():
            told[ngram] = f"{told.get(ngram, ';')}{number}:{round(weight * UNIT)};"
    return list(lists), pack(_BUCKET.join(map(_ENTRY.join, _in_buckets(told))))


def _in_buckets(told: Mapping[str, str]) -> Iterable[list[str]]:
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for ngram in sorted(told):
        buckets[bucket_of(ngram)].append(f"{ngram}\t{told[ngram]}")
    return buckets
