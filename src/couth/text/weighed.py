"""Lists with weights: words and pairs of words, each of which says little, and which add up in a sentence.

What no single phrase tells, many small signs may. A list with weights is found in a sentence whose words and pairs, each
counted once, and its length, add up to `ENOUGH`; the found place is the whole sentence. Where they add up to much less (`NOTHING`), the sentence
does not sound like what the list is of.
"""

from __future__ import annotations

from itertools import islice
from struct import Struct
from threading import Lock
from typing import Final, Iterable, Mapping, NamedTuple, Sequence

from couth.model import Span
from couth.regexes import regex_of
from couth.text.fold import fold
from couth.text.table import BUCKETS, UNIT, Table, bucket_of, told_of
from couth.text.tokens import words_and_signs

ENOUGH: Final = 1.0
"""So much must the weights of a sentence add up to."""
NOTHING: Final[Mapping[str, float]] = {"en": 0.0}
"""A sentence that adds up to less than this does not sound so, by language."""
NOTHING_ELSEWHERE: Final = 0.5
"""The same in languages whose phrases were tried on less: there a phrase needs a sentence that sounds almost so."""
START: Final = "^"
"""Stands before the first word of a sentence; by itself it is what every sentence starts from."""
FIGURE: Final = "<num>"
"""Stands for every word with a digit."""
VALUE: Final = "<it>"
"""Stands for the value that is asked about, where one is."""
LONGEST: Final = 45
"""A sentence of more words than this is not told: too much of it would add up."""

_WIDTH: Final = 32
_HALF: Final = 1 << _WIDTH - 1
"""Stands for 0 in a field, so that what is below it borrows from no other."""
_REMEMBERED: Final = 20_000
_LONG: Final = 32
_LEFT_OUT: Final = frozenset(".…;\n")


class _Words(dict[str, str]):
    """What each word of a text counts as, nothing for stops and line ends; the commonest are kept."""

    def __missing__(self, token: str) -> str:
        word = "" if token in _LEFT_OUT else FIGURE if any(map(str.isdigit, token)) else token
        if len(self) < _REMEMBERED and len(token) < _LONG:
            self[token] = word
        return word


_WORDS: Final = _Words()


def counted(folded: str) -> list[str]:
    """The words and signs of a folded sentence that count; stops and line ends do not."""
    return list(filter(None, map(_WORDS.__getitem__, words_and_signs(folded))))


def ngrams(words: list[str]) -> set[str]:
    """Every word of a sentence and every pair, and `^`: `you`, `^ you`, `you read`."""
    found = {START, *words}
    found.update(map(" ".join, zip((START, *words), words, strict=False)))
    return found


_STEP: Final = 4
LENGTHS: Final = ("<1-3 words>", *(f"<{least}-{least + 3} words>" for least in range(_STEP, 32, _STEP)), "<32+ words>")
"""Stand for how many words and signs a sentence has."""


def telling(words: list[str]) -> set[str]:
    """Everything that weights may be given to in a sentence of these words: its n-grams, and how long it is."""
    found = ngrams(words)
    found.add(LENGTHS[min(len(words) // _STEP, len(LENGTHS) - 1)])
    return found


def fault(ngrams: Sequence[str]) -> str | None:
    """What is wrong with words and pairs as they are written; None where nothing is."""
    if _PLAIN.fullmatch(",".join(ngrams)):
        return None
    return next(filter(None, map(_fault, ngrams)), None)


SIGN: Final = regex_of(r"<(?!num>|it>)([a-z][a-z -]+)>")
"""Stands for something that is not said in a word, and is told apart by who looks at it: `<asks price>`."""
_PLAIN_WORD: Final = r"(?:[a-z]+(?:'[a-z]+)*|<num>|<it>|[?!£$€%&+=#@])"
_PLAIN_NGRAM: Final = rf"(?:{_PLAIN_WORD}|\^)(?: {_PLAIN_WORD})?"
_PLAIN: Final = regex_of(rf"{_PLAIN_NGRAM}(?:,{_PLAIN_NGRAM})*")
"""Most are of this form, for which nothing need be looked up."""


def _fault(ngram: str) -> str | None:
    if SIGN.fullmatch(ngram) or ngram in LENGTHS:
        return None
    if ngram.endswith(" words>"):
        return f"there is no length {ngram!r}; there are {', '.join(LENGTHS)}"
    words = ngram.split(" ")
    if len(words) > len((START, FIGURE)):
        return f"{ngram!r} is neither a word nor a pair (`you read`, `{START} you`)"
    strange = next((w for n, w in enumerate(words) if not _counts(w) and (n or w != START)), None)
    if strange is None:
        return None
    return f"{strange!r} in {ngram!r} is no word as texts are read: small letters without accents, or {FIGURE}"


def _counts(word: str) -> bool:
    return word in (FIGURE, VALUE) or (word != START and counted(fold(word).text) == [word])


class Sums(NamedTuple):
    """What the weights of lists add up to in each sentence, and the sentences in which those of a list are enough."""

    of: list[list[float] | None]
    found: Mapping[str, list[Span]]


NO_SUMS: Final = Sums([], {})


class Weighed:
    """The lists with weights of one language, added up together.

    The weights that a word or a pair has in all of the lists are the fields of one number, so that each is added once.
    Of lists in a table those are taken from it that sentences have.
    """

    def __init__(self, lists: Mapping[str, Mapping[str, float]] | Iterable[str], table: Table | None = None) -> None:
        self.numbers = {name: number for number, name in enumerate(lists)}
        """Where the sum of each list stands among the sums."""
        self._fields = Struct(f"<{len(self.numbers)}I")
        self._none = sum(_HALF << _WIDTH * number for number in self.numbers.values())
        self._weights = _added_up(lists.values()) if isinstance(lists, Mapping) else {}
        self._untaken = None if table is None else _Untaken(table, self.numbers, self._weights)

    def sums(self, folded: str) -> list[float] | None:
        """What the words and pairs of a folded sentence add up to in each list; None of a sentence that is too long."""
        words = counted(folded)
        return None if len(words) > LONGEST else self.added(telling(words))

    def added(self, ngrams: Iterable[str]) -> list[float]:
        """What n-grams add up to in each list, each counted once."""
        found = self._weights.keys() & ngrams if self._untaken is None else self._taken(self._untaken, ngrams)
        total = sum(map(self._weights.__getitem__, found), self._none)
        fields = self._fields.unpack(total.to_bytes(self._fields.size, "little"))
        return [(field - _HALF) / UNIT for field in fields]

    def _taken(self, untaken: _Untaken, ngrams: Iterable[str]) -> set[str]:
        found = untaken.found(ngrams)
        if untaken.is_empty:
            self._untaken = None
        return found

    def told(self, sentences: Iterable[tuple[Span, str]]) -> Sums:
        """The sums of folded sentences, each with its place, and where those of a list are enough."""
        sums, found = list[list[float] | None](), dict[str, list[Span]]()
        for span, folded in sentences:
            of = self.sums(folded)
            sums.append(of)
            for name in self._enough(of) if of is not None and max(of) >= ENOUGH else ():
                found.setdefault(name, []).append(span)
        return Sums(sums, found)

    def _enough(self, sums: list[float]) -> list[str]:
        return [name for name, number in self.numbers.items() if sums[number] >= ENOUGH]


_BESIDE: Final = 2
"""So many buckets more are taken each time, so that after some hundred sentences there is nothing left to ask for."""


class _Untaken:
    """What was not taken yet of a table, bucket by bucket."""

    def __init__(self, table: Table, numbers: Mapping[str, int], weights: dict[str, int]) -> None:
        self._table = table
        self._shifts = [_WIDTH * numbers[name] if name in numbers else None for name in table.names]
        self._weights = weights
        self._told: dict[str, int] = {}
        self._left = set(range(BUCKETS))
        self._lock = Lock()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing left to take."""
        return not self._left

    def found(self, ngrams: Iterable[str]) -> set[str]:
        """Those n-grams that have weights, taken now if they were not yet."""
        with self._lock:
            for number in (*self._left.intersection(map(bucket_of, ngrams)), *islice(self._left, _BESIDE)):
                self._take(number)
            if not self._left:
                self._table.let_go()
            return self._weights.keys() & ngrams

    def _take(self, number: int) -> None:
        if number in self._left:
            self._left.discard(number)
            of = ((ngram, self._number(told)) for ngram, told in self._table.bucket(number))
            self._weights.update((ngram, weight) for ngram, weight in of if weight)

    def _number(self, told: str) -> int:
        """The weights of an n-gram as one number; those of the same weights share it."""
        found = self._told.get(told)
        if found is None:
            shifted = ((self._shifts[number], weight) for number, weight in told_of(told))
            found = self._told[told] = sum(weight << shift for shift, weight in shifted if shift is not None)
        return found


def _added_up(lists: Iterable[Mapping[str, float]]) -> dict[str, int]:
    """The weights of every n-gram as one number; n-grams of the same weights share it, for most have but one of a few."""
    found: dict[str, int] = {}
    for number, weights in enumerate(lists):
        for ngram, weight in weights.items():
            found[ngram] = found.get(ngram, 0) + (round(weight * UNIT) << _WIDTH * number)
    shared: dict[int, int] = {}
    return {ngram: shared.setdefault(weight, weight) for ngram, weight in found.items()}
