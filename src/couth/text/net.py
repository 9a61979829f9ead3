"""Templates as a non-deterministic automaton: numbered states, and what leads from one to the next.

A template is written out bit by bit: what leads on from a state is read off its parts when a text has come that far.
"""

from __future__ import annotations

from typing import Final, Generic, Iterable, NamedTuple, TypeVar

from couth.text.classes import CLASSES
from couth.text.outline import Includes, class_label
from couth.text.phrases import Choice, Class, Gap, Include, Part, Sequence, Word, is_unspaced
from couth.text.tokens import words_of

T = TypeVar("T")
Members = tuple[int, ...]
"""States in which a text may be at the same time, in ascending order: a set would be three times as large."""
Leads = dict[int, int | Members]
"""Where a word leads from each state. Most lead to one state, and a tuple of one is large."""

BEGIN: Final = 0
"""The state where every template begins."""

UNSPACED_GAP: Final = 4
"""In scripts without spaces a word of a gap counts as so many letters."""


class _Rest(NamedTuple):
    """What is still to come of a sequence: its parts from a number on, and then the goal. `whole` is that of the template.

    `after` is where the first of these parts leads; None where that is not known yet.
    """

    parts: Sequence
    at: int
    goal: Members
    whole: Sequence
    after: Members | None = None


class _Runs(NamedTuple):
    """Runs of words, one of which is still to come (`end of the day`), and where they lead."""

    runs: Iterable[str]
    after: Members


class Net(Generic[T]):
    """The templates that take part so far, each with the value that it was added with.

    Several threads may ask at once; who adds templates, or has states read, keeps others from that.
    """

    def __init__(self, includes: Includes) -> None:
        self._includes = includes
        self._count = 1
        self._by_word: dict[str, Leads] = {}
        """By word, beginning of one (`check*`) or class (`<num>`)."""
        self._gaps: dict[int, Members] = {}
        """Where any word leads: by the states inside of gaps, each of which counts its words."""
        self._found: dict[int, T] = {}
        self._unread: dict[int, _Rest | _Runs] = {}
        self._passable: dict[str, bool] = {}
        self._unspaced: dict[str, bool] = {}

    def add(self, parts: Sequence, value: T) -> None:
        """Let a template take part."""
        goal = self._new()
        self._found[goal] = value
        self._begin(BEGIN, parts, (goal,), parts)

    def is_read(self, members: Members) -> bool:
        """Whether it is known what leads on from some states."""
        return self._unread.keys().isdisjoint(members)

    def read(self, members: Members) -> None:
        """Find out what leads on from some states."""
        for member in members:
            if member in self._unread:
                self._read(member, (member,))

    def found(self, members: Members) -> list[T]:
        """The values of the templates that end in some of the states."""
        found = self._found
        return [found[member] for member in members if member in found]

    def leads(self, word: str) -> Leads:
        """Where a word, a beginning of one, or a class leads: one table for good, which grows as states are read."""
        return self._by_word.setdefault(word, {})

    def by_any(self, members: Members) -> Members:
        """Where any word leads: on through gaps."""
        gaps = self._gaps
        return tuple(sorted({target for member in gaps.keys() & members for target in gaps[member]}))

    def _new(self) -> int:
        self._count += 1
        return self._count - 1

    def _enter(self, parts: Sequence, at: int, goal: Members, whole: Sequence) -> Members:
        """The states before one of the parts: its own, and those before the parts after it where it may be left out."""
        if at == len(parts):
            return goal
        part = parts[at]
        if isinstance(part, Gap):
            return self._through(part, self._enter(parts, at + 1, goal, whole), whole)
        state = self._new()
        after = self._enter(parts, at + 1, goal, whole) if self._may_be_left_out(part) else None
        self._unread[state] = _Rest(parts, at, goal, whole, after)
        return (state, *after) if after else (state,)

    def _through(self, gap: Gap, after: Members, whole: Sequence) -> Members:
        """The states before a gap: those after it, and the first of those that count its words."""
        states = after
        for _ in range(gap.most * (UNSPACED_GAP if self._is_unspaced(whole) else 1)):
            state = self._new()
            self._gaps[state] = states
            states = (state, *after)
        return states

    def _read(self, state: int, sources: Members) -> None:
        """Put down what leads on from a state, as from those sources: the state, or those that begin where it does."""
        rest = self._unread[state]
        if isinstance(rest, _Runs):
            self._by_runs(sources, rest.runs, rest.after)
        else:
            after = rest.after or self._enter(rest.parts, rest.at + 1, rest.goal, rest.whole)
            self._lead(sources, rest.parts[rest.at], after, rest.whole)
        del self._unread[state]

    def _begin(self, source: int, parts: Sequence, goal: Members, whole: Sequence) -> None:
        """Let a sequence begin in a state that others may begin in, too."""
        first, *others = self._enter(parts, 0, goal, whole)
        for state in (first, *others):
            if state in self._unread and state not in goal:
                self._read(state, (source,) if state == first else (state, source))
            elif state in self._gaps and state not in goal:
                self._gaps[source] = (*self._gaps.get(source, ()), *self._gaps[state])

    def _lead(self, sources: Members, part: Part, after: Members, whole: Sequence) -> None:
        """Put down where a part leads from some states."""
        if isinstance(part, Word):
            self._by_word_part(sources, part, after)
        elif isinstance(part, Class):
            self._edges(sources, (class_label(part.name), *CLASSES[part.name].words), after)
        elif isinstance(part, Choice) and part.plain:
            runs = part.plain.split("|")
            self._edges(sources, [run for run in runs if run.isalnum()], after)
            self._by_runs(sources, [run for run in runs if not run.isalnum()], after)
        elif isinstance(part, Choice):
            self._by_options(sources, part.options, after, whole)
        elif isinstance(part, Include):
            self._by_options(sources, (phrase.parts for phrase in self._includes(part.name)), after, whole)

    def _by_options(self, sources: Members, options: Iterable[Sequence], after: Members, whole: Sequence) -> None:
        for option in options:
            if len(option) == 1 and not isinstance(option[0], Gap):
                self._lead(sources, option[0], after, whole)
            else:
                for source in sources:
                    self._begin(source, option, after, whole)

    def _by_runs(self, sources: Members, runs: Iterable[str], after: Members) -> None:
        """Where plain words lead: runs that begin alike go on from one state."""
        begun: dict[str, list[str]] = {}
        for run in runs:
            first, _, rest = run.partition(" ")
            if "-" in first:
                self._by_options(sources, (tuple(map(Word, run.split(" "))),), after, ())
            else:
                begun.setdefault(first, []).append(rest)
        for first, rests in begun.items():
            words = [first] if first.isalnum() else [written[0] for written in words_of(first)]
            self._edges(sources, words, self._past(rests, after))

    def _past(self, rests: list[str], after: Members) -> Members:
        """The states before what is left of some runs, of which nothing may be left."""
        if not rests[0] and len(rests) == 1:
            return after
        state = self._new()
        self._unread[state] = _Runs(tuple(filter(None, rests)), after)
        return (state,) if all(rests) else (state, *after)

    def _by_word_part(self, sources: Members, part: Word, after: Members) -> None:
        for run in words_of(part.text, part.exact):
            states = sources
            for word in run[:-1]:
                target = (self._new(),)
                self._edges(states, (word,), target)
                states = target
            self._edges(states, (f"{run[-1]}*" if part.open else run[-1],), after)

    def _edges(self, sources: Members, words: Iterable[str], after: Members) -> None:
        target = after if len(after) > 1 else after[0]
        for word in words:
            leads = self._by_word.get(word)
            if leads is None:
                leads = self.leads(word)
            for source in sources:
                before = leads.get(source)
                leads[source] = target if before is None else (*_all(before), *after)

    def _may_pass(self, parts: Sequence) -> bool:
        """Whether a sequence may be left out as a whole."""
        return all(map(self._may_be_left_out, parts))

    def _may_be_left_out(self, part: Part) -> bool:
        if isinstance(part, Word):
            return False
        if isinstance(part, Choice):
            return part.optional or (not part.plain and any(map(self._may_pass, part.options)))
        if isinstance(part, Include):
            if part.name not in self._passable:
                self._passable[part.name] = any(self._may_pass(phrase.parts) for phrase in self._includes(part.name))
            return self._passable[part.name]
        return isinstance(part, Gap)

    def _is_unspaced(self, parts: Sequence) -> bool:
        """Whether a template is in a script without spaces."""
        for part in parts:
            if isinstance(part, Word) and not part.text.isascii() and is_unspaced(part.text):
                return True
            if isinstance(part, Choice) and not part.plain and any(map(self._is_unspaced, part.options)):
                return True
            if isinstance(part, Include) and self._includes_unspaced(part.name):
                return True
        return False

    def _includes_unspaced(self, name: str) -> bool:
        if name not in self._unspaced:
            self._unspaced[name] = any(self._is_unspaced(phrase.parts) for phrase in self._includes(name))
        return self._unspaced[name]


def _all(target: int | Members) -> Members:
    return target if isinstance(target, tuple) else (target,)
