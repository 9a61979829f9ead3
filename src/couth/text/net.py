"""Templates as the edges of a non-deterministic automaton: numbered states, and what leads from one to the next."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, Generic, Iterator, TypeVar

from couth.text.outline import Includes
from couth.text.phrases import CLASSES, Choice, Class, Gap, Include, Part, Sequence, Word, is_unspaced
from couth.text.tokens import words_of

T = TypeVar("T")
Members = tuple[int, ...]
"""States in which a text may be at the same time, in ascending order: a set would be three times as large. 0 is where
every template begins."""
Edges = dict[int, dict[str, tuple[int, ...]]]
"""By the number of a state: where each label leads from it. Most lead to one state, and a set of one is large."""

_NOWHERE: Final[dict[str, tuple[int, ...]]] = {}
_NOWHERE_FROM: Final[dict[int, int | tuple[int, ...]]] = {}

UNSPACED_GAP: Final = 4
"""In scripts without spaces a word of a gap counts as so many letters."""


class Net(Generic[T]):
    """The templates that take part so far, each with the value that it was added with."""

    def __init__(self, includes: Includes) -> None:
        self._includes = includes
        self._count = 1
        self._by_word: dict[str, dict[int, int | tuple[int, ...]]] = {}
        """By word: where it leads from each state; mostly to one other."""
        self._by_prefix: Edges = {}
        self._by_class: Edges = {}
        self._by_any: dict[int, set[int]] = {}
        self._found: defaultdict[int, list[T]] = defaultdict(list)

    def add(self, parts: Sequence, value: T) -> None:
        """Let a template take part."""
        for state in self._extended({0}, parts, _is_unspaced(parts, self._includes)):
            self._found[state].append(value)

    def found(self, members: Members) -> Iterator[T]:
        """The values of the templates that end in some of the states."""
        return (value for member in members for value in self._found.get(member, ()))

    def by_word(self, word: str, members: Members) -> set[int]:
        """Where a word leads that templates name."""
        leads = self._by_word.get(word, _NOWHERE_FROM)
        targets: set[int] = set()
        for member in leads.keys() & members:
            target = leads[member]
            if isinstance(target, int):
                targets.add(target)
            else:
                targets.update(target)
        return targets

    def by_prefix(self, prefix: str, members: Members) -> Iterator[int]:
        """Where a word with such a beginning leads."""
        return (target for member in members for target in self._by_prefix.get(member, _NOWHERE).get(prefix, ()))

    def by_class(self, name: str, members: Members) -> Members:
        """Where figures of a class lead."""
        return tuple(sorted({t for m in members for t in self._by_class.get(m, _NOWHERE).get(name, ())}))

    def by_any(self, members: Members) -> Members:
        """Where any word leads: on through gaps."""
        return tuple(sorted({target for member in members for target in self._by_any.get(member, ())}))

    def prefixes(self, members: Members) -> tuple[str, ...]:
        """The beginnings of words that lead on."""
        return tuple({prefix for member in members for prefix in self._by_prefix.get(member, ())})

    def _new(self) -> int:
        self._count += 1
        return self._count - 1

    def _extended(self, states: set[int], parts: Sequence, unspaced: bool, goal: int | None = None) -> set[int]:
        """The states after a sequence of parts, from any of some states on; its last part leads to the goal, if any."""
        last = len(parts) - 1
        for number, part in enumerate(parts):
            states = self._after(states, part, unspaced, goal if number == last else None)
        return states

    def _after(self, states: set[int], part: Part, unspaced: bool, goal: int | None) -> set[int]:
        if isinstance(part, Gap):
            return self._after_gap(states, part.most * (UNSPACED_GAP if unspaced else 1))
        goal = self._new() if goal is None else goal
        if isinstance(part, Word):
            for words in words_of(part.text, part.exact):
                self._after_words(states, words, part.open, goal)
            return {goal}
        if isinstance(part, Class):
            self._edge(self._by_class, states, part.name, goal)
            for word in CLASSES[part.name].words:
                self._word(states, word, goal)
            return {goal}
        # Alternatives meet in one state, so that what follows is written once and not once for each.
        options = part.options if isinstance(part, Choice) else tuple(p.parts for p in self._includes(part.name))
        ends = {state for option in options for state in self._extended(states, option, unspaced, goal)}
        return ends | states if isinstance(part, Choice) and part.optional else ends

    def _after_words(self, states: set[int], words: tuple[str, ...], open_ended: bool, goal: int) -> None:
        for word in words[:-1]:
            target = self._new()
            self._word(states, word, target)
            states = {target}
        if open_ended:
            self._edge(self._by_prefix, states, words[-1], goal)
        else:
            self._word(states, words[-1], goal)

    def _word(self, states: set[int], word: str, target: int) -> None:
        leads = self._by_word.setdefault(word, {})
        for state in states:
            before = leads.get(state)
            if before is None:
                leads[state] = target
            else:
                leads[state] = (*(before if isinstance(before, tuple) else (before,)), target)

    def _edge(self, table: Edges, states: set[int], label: str, target: int) -> None:
        one = (target,)
        for state in states:
            leads = table.setdefault(state, {})
            leads[label] = (*leads[label], target) if label in leads else one

    def _after_gap(self, states: set[int], most: int) -> set[int]:
        reached, here = set(states), states
        for _ in range(most):
            target = self._new()
            for state in here:
                self._by_any.setdefault(state, set()).add(target)
            here = {target}
            reached.add(target)
        return reached


def _is_unspaced(parts: Sequence, includes: Includes) -> bool:
    """Whether a template is in a script without spaces."""
    for part in parts:
        if isinstance(part, Word) and is_unspaced(part.text):
            return True
        if isinstance(part, Choice) and any(_is_unspaced(option, includes) for option in part.options):
            return True
        if isinstance(part, Include) and any(_is_unspaced(p.parts, includes) for p in includes(part.name)):
            return True
    return False
