"""Where words lead: sets of the states that templates may be in are the states of a deterministic automaton.

They are made when a text first leads there, so that reading a word is one look-up. A template takes part
from when a text first has a word that it may begin with; until then it costs nothing.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, Callable, Final, Generic, Iterable, TypeVar
from typing import Sequence as Listed

from couth.text.net import BEGIN, Leads, Members, Net
from couth.text.outline import ANYTHING, Includes, Outline
from couth.text.phrases import Phrase

T = TypeVar("T")
R = TypeVar("R")

END: Final = "\0"
"""Stands behind the last word of a text, and leads nowhere."""

_KEPT_WORDS: Final = 1024
"""So many words stay looked up in a state; all in the first."""
_KEPT_STATES: Final = 50_000
"""So many states are kept. Those that texts lead to after that are made anew each time, and all are forgotten after as many of them."""


class State(dict[str, Any], Generic[R]):
    """What is found on reaching it, and by word the state that follows, if any.

    Where a word leads is worked out when a text first has it there, and kept; classes are words here, too (`<num>`).
    """

    __slots__ = ("found", "kept", "members", "rest", "states")

    def __init__(self, states: States[Any, R], members: Members, found: R | None, kept: bool) -> None:
        self.states = states
        self.members = members
        self.found = found
        self.kept = kept
        """Whether others may hold on to it."""
        self.rest: State[R] | None = self
        """Where every other word leads: on through gaps. The state itself until that is known."""

    def __missing__(self, word: str) -> State[R] | None:
        states, members, rest = self.states, self.members, self.rest
        if rest is self:
            rest = states.known_rest(self)
        following = None if word in states.halting else rest
        if led := [leads[member] for leads in states.leading[word] for member in leads.keys() & members]:
            following = states.joined(led, following)
        if len(self) < _KEPT_WORDS and (following is None or following.kept):
            self[word] = following
        return following

    __hash__ = object.__hash__  # type: ignore[assignment]  # a state is itself, whatever follows it
    __eq__ = object.__eq__


class _Root(State[R]):
    """The state that every place of a text begins in; all words stay looked up in it."""

    __slots__ = ()

    def __missing__(self, word: str) -> State[R] | None:
        following = self.states.begun(word)
        if following is None or following.kept:
            self[word] = following
        return following


class _Leading(dict[str, tuple[Leads, ...]]):
    """By a word as the automaton knows it: where it leads, as itself and by beginnings of it that templates name."""

    def __init__(self, leads: Callable[[str], Leads], names: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._leads = leads
        self._names = names

    def __missing__(self, word: str) -> tuple[Leads, ...]:
        leading = self[word] = tuple(map(self._leads, self._names(word)))
        return leading


class States(Generic[T, R]):
    """The states that templates make up, each template a value of which `phrase_of` parses the words.

    `names` tells what a word may be in a template; over what is `halting` no gap runs. Of the values of templates that
    are found together, `telling` makes what is told of the place.
    """

    def __init__(
        self,
        values: Listed[T],
        phrase_of: Callable[[T], Phrase],
        outline: Outline,
        includes: Includes,
        telling: Callable[[Iterable[T]], R],
        names: Callable[[str], Iterable[str]],
        halting: frozenset[str],
    ) -> None:
        self._values = values
        self._phrase_of = phrase_of
        self._telling = telling
        self._names = names
        self._begins = outline.begins
        self._taken: set[int] = set()
        """The numbers of the templates that take part."""
        self._lock = Lock()
        self._net: Net[T] = Net(includes)
        self.halting = halting
        self.leading = _Leading(self._net.leads, names)
        self._states: dict[Members, State[R]] = {}
        self._passing = 0
        """So many states were made that are not kept."""
        self.root: State[R] = _Root(self, (), None, True)

    def begun(self, word: str) -> State[R] | None:
        """The state that a word leads to where no template has begun; from now on all take part that it may begin."""
        if word == END:
            return None
        with self._lock:
            for name in (ANYTHING, *self._names(word)):
                self._take(name)
        led = [leads[BEGIN] for leads in self.leading[word] if BEGIN in leads]
        on = () if word in self.halting else self._net.by_any((BEGIN,))
        return self.joined((*led, on), None) if led or on else None

    def _take(self, name: str) -> None:
        """Let the templates take part that may begin so."""
        for number in self._begins.get(name, ()):
            if number not in self._taken:
                self._taken.add(number)
                value = self._values[number]
                self._net.add(self._phrase_of(value).parts, value)

    def known_rest(self, state: State[R]) -> State[R] | None:
        """Where any word leads from a state, worked out and put down."""
        if not self._net.is_read(state.members):
            with self._lock:
                self._net.read(state.members)
        on = self._net.by_any(state.members)
        rest = self._state(on) if on else None
        if rest is None or rest.kept or not state.kept:
            state.rest = rest
        return rest

    def joined(self, led: Iterable[int | Members], rest: State[R] | None) -> State[R]:
        """The state of all to which a word leads, one by one, and on to where any word does."""
        targets = set(() if rest is None else rest.members)
        for target in led:
            if isinstance(target, int):
                targets.add(target)
            else:
                targets.update(target)
        return self._state(tuple(sorted(targets)))

    def _state(self, members: Members) -> State[R]:
        if (known := self._states.get(members)) is not None:
            return known
        kept = len(self._states) < _KEPT_STATES or self._forgets()
        found = self._net.found(members)
        state = State(self, members, self._telling(found) if found else None, kept)
        return self._states.setdefault(members, state) if kept else state

    def _forgets(self) -> bool:
        """Lets go of every state but the first where too many passed; who is reading a text goes on with those that it has."""
        self._passing += 1
        if self._passing < _KEPT_STATES:
            return False
        self._passing = 0
        self._states.clear()
        self.root.clear()
        return True
