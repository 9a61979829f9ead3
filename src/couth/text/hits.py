"""Where the phrases of a list stand in the original text, out of what was found in the readings of it."""

from __future__ import annotations

from typing import AbstractSet as Set
from typing import Final, Iterator, NamedTuple

from couth.model import Span
from couth.text.automaton import Scan
from couth.text.fold import Folded
from couth.text.index import ByList, Entry

Scanned = tuple[Folded, Scan[ByList], bool]
"""One reading of the text, what was found in it, and whether only lists count that read signs as letters."""


class PhraseHit(NamedTuple):
    """A phrase of a list, found at a span of the original text."""

    start: int
    end: int
    number: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


WHOLE: Final = 1 << 30
"""The number of what was found by weights, and not by any phrase of a list."""


def lists_in(scans: list[Scanned]) -> Set[str]:
    """The lists of which something was found."""
    found: set[str] = set()
    for _, scan, leet in scans:
        for _, _, by_list in scan.found:
            found.update([name for name, (entry, *_) in by_list.items() if entry.leet] if leet else by_list)
    return found


def places_of(list_id: str, scans: list[Scanned]) -> Iterator[tuple[int, int, Entry]]:
    """Where what was found of a list stands in the original text."""
    for folded, scan, leet in scans:
        for begin, end, entries in [(begin, end, of[list_id]) for begin, end, of in scan.found if list_id in of]:
            for entry in entries:
                if not leet or entry.leet:
                    yield *folded.span(*scan.span(begin, end)), entry


def longest(found: list[PhraseHit], allowed: list[Span]) -> tuple[PhraseHit, ...]:
    """What was found, in order, without what lies in an allowed place, overlaps reduced to the longest."""
    if len(found) == 1 and not allowed:
        return tuple(found)
    kept: list[PhraseHit] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end, h.number)):
        if kept and hit.start < kept[-1].end:
            if hit.end > kept[-1].end:
                kept[-1] = PhraseHit(kept[-1].start, hit.end, kept[-1].number)
            continue
        if not any(start <= hit.start and hit.end <= end for start, end in allowed):
            kept.append(hit)
    return tuple(kept)
