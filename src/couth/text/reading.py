"""One text as everything above looks at it: each aspect worked out when first asked for, and once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import AbstractSet as Set
from typing import Any, Callable, Final, Mapping

from couth.model import Span
from couth.text.emoji import emoji
from couth.text.fold import Folded, fold
from couth.text.hits import WHOLE, PhraseHit, Scanned, lists_in, longest, places_of
from couth.text.index import PhraseIndex
from couth.text.lexicon import Lexicon
from couth.text.links import Link, links
from couth.text.quotes import quotes
from couth.text.readings import readings
from couth.text.sentences import sentences
from couth.text.signs import signs
from couth.text.stems import stems
from couth.text.weighed import NO_SUMS, NOTHING, NOTHING_ELSEWHERE, Sums
from couth.text.words import words


class Reading:
    """A text in a language, read with a policy's word lists. Immutable; what is worked out is kept."""

    folded: Folded
    """The text as phrases are matched on it."""
    sentences: tuple[Span, ...]
    """Spans of the sentences."""
    words: tuple[Span, ...]
    """Spans of the words."""
    emoji: tuple[Span, ...]
    """Spans of the emoji, as people see them."""
    links: tuple[Link, ...]
    """The links, with host and path."""
    quotes: tuple[Span, ...]
    """Spans of quoted text, marks included."""
    signs: frozenset[str]
    """The signs that stand in it, as gates name them (`sign:digits`)."""
    stems: frozenset[str]
    """Stems of the content words of the whole text."""
    lists: Set[str]
    """The lists, but late ones, of which some phrase stands in the text, at a wrong place or allowed as it may be: a first look."""
    found: Set[str]
    """The same, and the lists with weights of which these are enough in a sentence."""
    _late: tuple[Set[str], list[Scanned]]
    _scans: list[Scanned]
    _starts: list[int]
    _sums: Sums

    __slots__ = (
        "_hits",
        "_judged",
        "_late",
        "_scans",
        "_starts",
        "_stems",
        "_sums",
        "emoji",
        "folded",
        "found",
        "lang",
        "lexicon",
        "links",
        "lists",
        "quotes",
        "sentences",
        "signs",
        "stems",
        "text",
        "told",
        "words",
    )  # fmt: skip

    def __init__(self, text: str, lang: str, lexicon: Lexicon, told: str | None = "") -> None:
        self.text = text
        self.lang = lang
        self.lexicon = lexicon
        self.told = told
        """The language that the text itself tells; None where nothing tells it, empty where that was not asked."""
        self._hits: dict[str, tuple[PhraseHit, ...]] = {}
        self._stems: dict[Span, frozenset[str]] = {}
        self._judged: dict[tuple[Callable[[Reading, Span], bool], Span], bool] = {}

    def __getattr__(self, name: str) -> Any:
        """An aspect of the text, when it is first asked for; from then on it is an attribute like others."""
        look = _ASPECTS.get(name)
        if look is None:
            raise AttributeError(name)
        found = look(self)
        setattr(self, name, found)
        return found

    def quoted(self, span: Span) -> bool:
        """Whether the span lies inside a quotation."""
        quotes = self.quotes
        return bool(quotes) and any(start <= span[0] and span[1] <= end for start, end in quotes)

    def linked(self, offset: int) -> bool:
        """Whether the offset lies in a link."""
        links = self.links
        before = bisect_right(links, offset, key=_start_of) if links else 0
        return before > 0 and offset < links[before - 1].span[1]

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that holds the offset, or of the last one that begins before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def hits(self, list_id: str) -> tuple[PhraseHit, ...]:
        """What was found of a list, in order, overlaps reduced to the longest."""
        hits = self._hits.get(list_id)
        if hits is None:
            lists, scans = self._late if list_id in self.lexicon.late else (self.lists, self._scans)
            if list_id not in lists and not self._sounds_like(list_id):
                return ()
            hits = self._hits[list_id] = self._placed(list_id, scans)
        return hits

    def places(self, list_id: str) -> int:
        """How many places a list that is not late was found at, no less than its hits: these are not looked up for it."""
        if list_id not in self.found:
            return 0
        places = sum([list_id in found for _, scan, _ in self._scans for _, _, found in scan.found])
        return places + len(self._sums.found.get(list_id, ()))

    def has(self, list_id: str, within: Span | None = None) -> bool:
        """Whether anything of a list was found, in the whole text or within a span."""
        if list_id not in self.lists and list_id not in self.lexicon.late and not self._sounds_like(list_id):
            return False
        return bool(self.hits(list_id) if within is None else self.hits_in(list_id, within))

    def hits_in(self, list_id: str, span: Span) -> tuple[PhraseHit, ...]:
        """What was found of a list that begins within a span, in order."""
        hits = self.hits(list_id)
        return hits[bisect_left(hits, (span[0],)) : bisect_left(hits, (span[1],))] if hits else ()

    def folded_in(self, span: Span) -> str:
        """The text within a span, as phrases are matched on it."""
        folded = self.folded
        return folded.text[folded.at(span[0]) : folded.at(span[1])]

    def stems_of(self, span: Span) -> frozenset[str]:
        """Stems of the content words in a span."""
        found = self._stems.get(span)
        if found is None:
            found = self._stems[span] = stems(self.folded_in(span), self.lexicon.stems(self.lang))
        return found

    def kept(self, judged: Callable[[Reading, Span], bool], span: Span) -> bool:
        """What a judgement says of a span, made once."""
        key = judged, span
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = judged(self, span)
        return found

    def _scan(self) -> list[Scanned]:
        """Everything that is found in any reading of the text."""
        return self._scanned(self.lexicon.index(self.lang))

    def _scan_late(self) -> tuple[Set[str], list[Scanned]]:
        """The same of the lists that are late, and which of them are found."""
        scans = self._scanned(self.lexicon.late_index(self.lang))
        return lists_in(scans), scans

    def _scanned(self, index: PhraseIndex) -> list[Scanned]:
        scans = [(self.folded, index.scan(self.folded), False)]
        for kind, reading in readings(self.folded, self.lexicon.vocabulary(self.lang)):
            if kind != "leet" or index.has_leet:
                scans.append((reading, index.scan(reading), kind == "leet"))
        return scans

    def _sounds_like(self, list_id: str) -> bool:
        """Whether the weights of a list that has some are enough in a sentence."""
        return list_id in self.lexicon.weighted and list_id in self._sums.found

    def sum_of(self, list_id: str, offset: int) -> float | None:
        """What the weights of a list add up to in the sentence that holds an offset; None where that is not told.

        Of a text with further readings it is not: its words are not what stands there.
        """
        number = self.lexicon.weighed(self.lang).numbers.get(list_id)
        sums = None if number is None or len(self._scans) > 1 else self._sums.of[self.sentence_of(offset)]
        return None if sums is None or number is None else sums[number]

    def sounds_otherwise(self, list_id: str, offset: int) -> bool:
        """Whether the weights of a list add up to less than nothing in the sentence that holds an offset, in its language."""
        told = self.sum_of(list_id, offset)
        return told is not None and told < NOTHING.get(self.lang, NOTHING_ELSEWHERE)

    def _add_up(self) -> Sums:
        """What the lists with weights add up to in every sentence."""
        weighed = self.lexicon.weighed(self.lang)
        if not weighed.numbers:
            return NO_SUMS
        said = self._outside_quotes if self.quotes else self.folded_in
        return weighed.told((span, said(span)) for span in self.sentences)

    def _outside_quotes(self, span: Span) -> str:
        """A span as phrases are matched on it, without what it quotes: that is somebody else's way to speak."""
        parts, start, quotes = list[str](), span[0], self.quotes
        for begin, end in quotes[bisect_left(quotes, (span[0],)) : bisect_left(quotes, (span[1],))]:
            if end <= span[1]:
                parts.append(self.folded_in((start, begin)))
                start = end
        return " ".join((*parts, self.folded_in((start, span[1]))))

    def _placed(self, list_id: str, scans: list[Scanned]) -> tuple[PhraseHit, ...]:
        """The places of one list as hits in the original text, without those that are allowed."""
        kept: list[PhraseHit] = []
        allowed: list[Span] = []
        for start, end, entry in places_of(list_id, scans):
            if (entry.starts and not self._at_start(start)) or (entry.ends and not self._at_end(end)):
                continue
            if entry.allowed:
                allowed.append((start, end))
            else:
                kept.append(PhraseHit(start, end, entry.number))
        kept.extend(PhraseHit(*span, WHOLE) for span in self._sums.found.get(list_id, ()))
        return longest(kept, allowed)

    def _at_start(self, offset: int) -> bool:
        begin = self.sentences[self.sentence_of(offset)][0]
        return not any(map(str.isalnum, self.text[begin:offset]))

    def _at_end(self, offset: int) -> bool:
        end = self.sentences[self.sentence_of(offset - 1)][1]
        return not any(map(str.isalnum, self.text[offset:end]))


_ASPECTS: Final[Mapping[str, Callable[[Reading], object]]] = {
    "_late": Reading._scan_late,
    "_scans": Reading._scan,
    "_starts": lambda reading: [start for start, _ in reading.sentences],
    "_sums": Reading._add_up,
    "emoji": lambda reading: emoji(reading.text),
    "found": lambda reading: reading.lists | reading._sums.found.keys() if reading._sums.found else reading.lists,
    "folded": lambda reading: fold(reading.text),
    "links": lambda reading: links(reading.text),
    "lists": lambda reading: lists_in(reading._scans),
    "quotes": lambda reading: quotes(reading.text),
    "sentences": lambda reading: sentences(reading.text),
    "signs": lambda reading: signs(reading.text),
    "stems": lambda reading: reading.stems_of((0, len(reading.text))),
    "words": lambda reading: words(reading.text),
}


def _start_of(link: Link) -> int:
    return link.span[0]
