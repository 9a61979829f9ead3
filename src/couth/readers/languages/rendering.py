"""What can come of a template: a few renderings that take every branch between them, and the longest one."""

from __future__ import annotations

from typing import Final, Iterable, Iterator, Mapping

from couth.model import MappedText, Piece
from couth.readers.languages.nodes import Blank, Capture, Choice, Loop, Node, Nodes, Words
from couth.readers.languages.values import value_of
from couth.readers.slot import Slot

MOST_RENDERINGS: Final = 400
"""A template that can come out in more ways than this is cut into smaller ones, or it is not tested by anybody."""

REPEATS: Final = 3
"""So often a loop runs where length is measured; elsewhere once."""

_DEEPEST: Final = 8
"""Texts kept for later call for each other no deeper than this."""

Way = list[Piece]
Captures = Mapping[str, Nodes]


class TooManyWaysError(Exception):
    """A template with more branches than are looked at."""


class Renderer:
    """Renders the nodes of one text with the values of its placeholders and the texts kept for later."""

    def __init__(self, text: str, slots: Mapping[str, Slot], captures: Captures) -> None:
        self._text = text
        self._slots = slots
        self._captures = captures
        self.called: set[str] = set()
        """Names of the kept texts that came out somewhere."""

    def renderings(self, nodes: Nodes) -> tuple[MappedText, ...]:
        """Every branch is in one of them at least; raises TooManyWaysError."""
        return tuple(dict.fromkeys(MappedText(way) for way in self._ways(nodes, 0)))

    def longest(self, nodes: Nodes) -> MappedText:
        """The longest branches, with the longest values."""
        return MappedText(self._longest(nodes, 0))

    def _ways(self, nodes: Nodes, depth: int) -> list[Way]:
        """One after the other: as many ways as the part with the most has, each taking one of each part's."""
        parts = [self._ways_of(node, depth) for node in nodes]
        count = max(map(len, parts), default=1)
        if count > MOST_RENDERINGS:
            raise TooManyWaysError
        return [[piece for part in parts for piece in part[n % len(part)]] for n in range(count)]

    def _ways_of(self, node: Node, depth: int) -> list[Way]:
        if isinstance(node, Words):
            return [[self._words(node)]]
        if isinstance(node, Choice):
            return [way for branch in node.branches for way in self._ways(branch, depth)]
        if isinstance(node, Loop):
            return self._ways(node.body, depth)
        if isinstance(node, Capture):
            return [[]]
        kept = self._kept(node, depth)
        return [[self._filled(node, worst=False)]] if kept is None else self._ways(kept, depth + 1)

    def _longest(self, nodes: Nodes, depth: int) -> Way:
        return [piece for node in nodes for piece in self._longest_of(node, depth)]

    def _longest_of(self, node: Node, depth: int) -> Way:
        if isinstance(node, Words):
            return [self._words(node)]
        if isinstance(node, Choice):
            return max((self._longest(branch, depth) for branch in node.branches), key=_length)
        if isinstance(node, Loop):
            return self._longest(node.body, depth) * REPEATS
        if isinstance(node, Capture):
            return []
        kept = self._kept(node, depth)
        return [self._filled(node, worst=True)] if kept is None else self._longest(kept, depth + 1)

    def _kept(self, blank: Blank, depth: int) -> Nodes | None:
        kept = self._captures.get(blank.name) if depth < _DEEPEST else None
        if kept is not None:
            self.called.add(blank.name)
        return kept

    def _words(self, node: Words) -> Piece:
        return Piece(self._text[node.start : node.end], node.start, node.end)

    def _filled(self, blank: Blank, worst: bool) -> Piece:
        value = blank.value
        if value is None:
            slot = value_of(blank.name, self._text[: blank.start], self._slots)
            value = slot.worst if worst else slot.sample
        return Piece(value or "", blank.start, blank.end, "value")


def _length(way: Way) -> int:
    return sum(len(piece.text) for piece in way)


def captures(nodes: Nodes) -> dict[str, Nodes]:
    """Texts kept for later, by name; one that is written more than once is a choice of all of them."""
    found: dict[str, list[Nodes]] = {}
    for capture in _captures(nodes):
        found.setdefault(capture.name, []).append(capture.body)
    return {name: bodies[0] if len(bodies) == 1 else (Choice(tuple(bodies)),) for name, bodies in found.items()}


def _captures(nodes: Iterable[Node]) -> Iterator[Capture]:
    for node in nodes:
        if isinstance(node, Capture):
            yield node
        for inner in _inner(node):
            yield from _captures(inner)


def _inner(node: Node) -> tuple[Nodes, ...]:
    if isinstance(node, Choice):
        return node.branches
    return (node.body,) if isinstance(node, (Loop, Capture)) else ()
