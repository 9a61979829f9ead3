"""All templates of a language as one automaton over words: a text is read once, however many templates there are.

Templates become the edges of a non-deterministic automaton; its sets of states become the states of
a deterministic one when a text first leads there, so that reading a word is one look-up. A template takes part
from when a text first has a word that it may begin with; until then it costs nothing.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, Callable, Final, Generic, Iterable, Iterator, TypeVar
from typing import Sequence as Listed

from couth.model import Span
from couth.text.classes import CLASSES
from couth.text.figures import Classes, classes_in, has_figure
from couth.text.net import BEGIN, Leads, Members, Net
from couth.text.outline import ANYTHING, Includes, Outline, class_label, named_in
from couth.text.phrases import Phrase
from couth.text.tokens import BREAKS, alone, starts_of, words_and_signs

T = TypeVar("T")
R = TypeVar("R")
OTHER: Final = ""
"""Stands for every word that no template names."""

FIGURE: Final = "0"
"""Stands for every word that no template names and that begins or ends with a digit."""

BREAK: Final = "\n"
END: Final = "\0"
"""Stands behind the last word, and leads nowhere."""


class State(dict[str, Any], Generic[R]):
    """A state of the deterministic automaton: what is found on reaching it, and by word the state that follows, if any.

    Where a word leads is worked out when a text first has it there, and kept; classes are words here, too (`<num>`).
    """

    __slots__ = ("automaton", "found", "members", "rest")

    def __init__(self, automaton: Automaton[Any, R], members: Members, found: R | None) -> None:
        self.automaton = automaton
        self.members = members
        self.found = found
        self.rest: State[R] | None = self
        """Where every other word leads: on through gaps. The state itself until that is known."""

    def __missing__(self, word: str) -> State[R] | None:
        automaton, members, rest = self.automaton, self.members, self.rest
        if rest is self:
            rest = automaton.known_rest(self)
        following = None if word in automaton.halting else rest
        if led := [leads[member] for leads in automaton.leading[word] for member in leads.keys() & members]:
            following = automaton.joined(led, following)
        if len(self) < _KEPT:
            self[word] = following
        return following

    __hash__ = object.__hash__  # type: ignore[assignment]  # a state is itself, whatever follows it
    __eq__ = object.__eq__


class _Root(State[R]):
    """The state that every place of a text begins in; all words stay looked up in it."""

    __slots__ = ()

    def __missing__(self, word: str) -> State[R] | None:
        following = self[word] = self.automaton.begun(word)
        return following


class _Labels(dict[str, str]):
    """What the automaton takes each word of a text for; the commonest are kept."""

    def __init__(self, known: Callable[[str], str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, token: str) -> str:
        label = self._known(token)
        if len(self) < _REMEMBERED and len(token) < _LONG:
            self[token] = label
        return label


class _Leading(dict[str, tuple[Leads, ...]]):
    """By a word as the automaton knows it: where it leads, as itself and by beginnings of it that templates name."""

    def __init__(self, leads: Callable[[str], Leads], names: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._leads = leads
        self._names = names

    def __missing__(self, word: str) -> tuple[Leads, ...]:
        leading = self[word] = tuple(map(self._leads, self._names(word)))
        return leading


_KEPT: Final = 1024
"""So many words stay looked up in a state; all in the first."""
_MOST_STATES: Final = 50_000
"""When texts have led to so many states, all but the first are forgotten, and worked out again where they are needed."""
_REMEMBERED: Final = 20_000
_LONG: Final = 32


Found = tuple[int, int, R]
"""The number of a first token and of the one after the last, and what is told of the templates that match there."""


class Scan(Generic[R]):
    """A folded text, and what was found among its tokens."""

    __slots__ = ("_starts", "_tokens", "found", "text")

    def __init__(self, text: str, found: list[Found[R]], tokens: list[str], starts: tuple[int, ...] = ()) -> None:
        self.text = text
        self.found = found
        self._tokens = tokens
        self._starts = starts
        """Where they start, once that was asked."""

    def span(self, begin: int, end: int) -> Span:
        """Where tokens stand in the folded text."""
        starts = self._starts
        if not starts:
            starts = self._starts = starts_of(self._tokens, self.text)
        return starts[begin], starts[end - 1] + len(self._tokens[end - 1])


class Automaton(Generic[T, R]):
    """Templates, each a value; of the values of those that are found together, `telling` makes what is told of the place.

    `phrase_of` parses the template of a value. The outline is that of all of them, in their order.
    """

    def __init__(
        self,
        values: Listed[T],
        phrase_of: Callable[[T], Phrase],
        outline: Outline,
        includes: Includes,
        telling: Callable[[Iterable[T]], R],
    ) -> None:
        self._values = values
        self._phrase_of = phrase_of
        self._telling = telling
        self._begins = outline.begins
        self._taken: set[int] = set()
        """The numbers of the templates that take part."""
        self._lock = Lock()
        self._net: Net[T] = Net(includes)
        self.vocabulary = outline.vocabulary
        self._prefixes = outline.prefixes
        self._lengths = sorted({len(p) for p in self._prefixes}, reverse=True)
        self._named = named_in(outline)
        self._classes = {name: class_label(name) for name in CLASSES if name in outline.classes}
        words = (*self.vocabulary, *self._named, *(f"{prefix}*{FIGURE}" for prefix in self._prefixes))
        self._figures = frozenset((FIGURE, *filter(has_figure, words)))
        self.halting = frozenset((*BREAKS, END, *self._classes.values()))
        """What no gap runs across."""
        self._labels = _Labels(self._known)
        self.leading = _Leading(self._net.leads, self._names)
        self._states: dict[Members, State[R]] = {}
        self._root: State[R] = _Root(self, (), None)

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

    def _names(self, word: str) -> tuple[str, ...]:
        """What a word may be in a template: a word, a class, or a beginning."""
        begun = (f"{word[:n]}*" for n in self._lengths if word[:n] in self._prefixes)
        return tuple(dict.fromkeys((word, *begun))) if word else ()

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
        state.rest = rest = self._state(on) if on else None
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
        state = self._states.get(members)
        if state is None:
            found = self._net.found(members)
            if len(self._states) >= _MOST_STATES:
                self._forget()
            state = self._states.setdefault(members, State(self, members, self._telling(found) if found else None))
        return state

    def _forget(self) -> None:
        """Lets go of every state but the first; who is reading a text goes on with those that it has."""
        self._states.clear()
        self._root.clear()

    def _known(self, token: str) -> str:
        """The token as the automaton knows it: a word, one without what clings to it, the longest beginning and *, or OTHER or FIGURE."""
        if token in self.vocabulary or token in self._named:
            return token
        base = alone(token)
        if base in self.vocabulary:
            return base
        if token in BREAKS:
            return BREAK
        figure = FIGURE if has_figure(token) else OTHER
        return next((f"{token[:n]}*{figure}" for n in self._lengths if token[:n] in self._prefixes), figure)

    def scan(self, folded: str) -> Scan[R]:
        """Everything found in a folded text."""
        read = words_and_signs(folded)
        words = [*map(self._labels.__getitem__, read), END]
        if not self._classes or self._figures.isdisjoint(words):
            return Scan(folded, self._scan(words), read)
        figures = [number for number, word in enumerate(words) if word in self._figures]
        starts = starts_of(read, folded)
        classes = classes_in(self._classes, folded, read, starts, figures)
        return Scan(folded, self._with_classes(words, classes) if classes else self._scan(words), read, starts)

    def _scan(self, words: list[str]) -> list[Found[R]]:
        out: list[Found[R]] = []
        for begin, first in enumerate(map(self._root.__getitem__, words)):
            state, end = first, begin + 1
            while state is not None:
                if state.found:
                    out.append((begin, end, state.found))
                state = state[words[end]]
                end += 1
        return out

    def _with_classes(self, words: list[str], classes: Classes) -> list[Found[R]]:
        """The same where words and classes may lead on from the same place."""
        out: list[Found[R]] = []
        ways: list[tuple[State[R] | None, int]] = []
        for begin, first in enumerate(map(self._root.__getitem__, words)):
            ways.append((first, begin + 1))
            if begin in classes:
                ways.extend(self._ways(self._root, classes[begin]))
            while ways:
                state, end = ways.pop()
                while state is not None:
                    if state.found:
                        out.append((begin, end, state.found))
                    if end in classes:
                        ways.extend(self._ways(state, classes[end]))
                    state = state[words[end]]
                    end += 1
        return out

    def _ways(self, state: State[R], classes: list[tuple[str, int]]) -> Iterator[tuple[State[R] | None, int]]:
        """Where the classes at a place lead from a state, each with the number of the word after it."""
        for name, end in classes:
            yield state[self._classes[name]], end
