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
from couth.text.figures import Classes, classes_in, has_figure
from couth.text.net import Members, Net
from couth.text.outline import ANYTHING, Includes, Outline, class_label, named_in
from couth.text.phrases import CLASSES, Phrase
from couth.text.tokens import BREAKS, Token, tokens, words_and_signs

T = TypeVar("T")
OTHER: Final = ""
"""Stands for every word that no template names."""

FIGURE: Final = "0"
"""Stands for every word that no template names and that begins or ends with a digit."""

BREAK: Final = "\n"
END: Final = "\0"
"""Stands behind the last word, and leads nowhere."""


class State(dict[str, Any], Generic[T]):
    """A state of the deterministic automaton: what is found on reaching it, and by word the state that follows, if any.

    Where a word leads is worked out when a text first has it there, and kept.
    """

    __slots__ = ("automaton", "by_class", "found", "members", "on", "prefixes", "rest")

    def __init__(self, automaton: Automaton[T], members: Members, found: tuple[T, ...]) -> None:
        super().__init__()
        self.automaton = automaton
        self.members = members
        self.found = found
        self.by_class: dict[str, State[T] | None] = {}
        self.prefixes: tuple[str, ...] | None = None
        """Beginnings of words that lead on from here; None until a text first does."""
        self.on: Members = ()
        self.rest: State[T] | None = None
        """Where every other word leads: on through gaps."""

    def __missing__(self, word: str) -> State[T] | None:
        following = self.automaton.following(self, word)
        if len(self) < _KEPT or self.automaton.is_root(self):
            self[word] = following
        return following

    __hash__ = object.__hash__  # type: ignore[assignment]  # a state is itself, whatever follows it
    __eq__ = object.__eq__


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


_KEPT: Final = 1024
"""So many words stay looked up in a state; all in the first."""
_MOST_STATES: Final = 50_000
"""When texts have led to so many states, all but the first are forgotten, and worked out again where they are needed."""
_REMEMBERED: Final = 20_000
_LONG: Final = 32


Found = tuple[int, int, tuple[T, ...]]
"""The number of a first token and of the one after the last, and the values of the templates that match there."""


class Scan(Generic[T]):
    """A folded text, and what was found among its tokens."""

    __slots__ = ("_tokens", "found", "text")

    def __init__(self, text: str, found: list[Found[T]], tokens: list[Token] | None = None) -> None:
        self.text = text
        self.found = found
        self._tokens = tokens

    @property
    def tokens(self) -> list[Token]:
        """The tokens, with where they stand."""
        if self._tokens is None:
            self._tokens = tokens(self.text)
        return self._tokens

    def span(self, begin: int, end: int) -> Span:
        """Where tokens stand in the folded text."""
        read = self._tokens or self.tokens
        return read[begin].start(), read[end - 1].end()


class Automaton(Generic[T]):
    """Templates, each a value that is given back where it is found; of values found together, those that `telling` keeps.

    `phrase_of` parses the template of a value. The outline is that of all of them, in their order.
    """

    def __init__(
        self,
        values: Listed[T],
        phrase_of: Callable[[T], Phrase],
        outline: Outline,
        includes: Includes,
        telling: Callable[[Iterable[T]], tuple[T, ...]] = tuple,
    ) -> None:
        self._values = values
        self._phrase_of = phrase_of
        self._telling = telling
        self._waiting = dict(outline.begins)
        """By what they may begin with: the numbers of the templates that do not all take part yet."""
        self._taken: set[int] = set()
        self._lock = Lock()
        self._net: Net[T] = Net(includes)
        self.vocabulary = outline.vocabulary
        self._prefixes = outline.prefixes
        self._lengths = sorted({len(p) for p in self._prefixes}, reverse=True)
        self._named = named_in(outline)
        self._classes = tuple(name for name in CLASSES if name in outline.classes)
        words = (*self.vocabulary, *self._named, *(f"{prefix}*{FIGURE}" for prefix in self._prefixes))
        self._figures = frozenset((FIGURE, *filter(has_figure, words)))
        self._labels = _Labels(self._known)
        self._states: dict[Members, State[T]] = {}
        self._root = self._state((0,))

    def _take(self, label: str) -> None:
        """Let the templates take part that may begin with a word, a beginning of one, or a class."""
        for number in self._waiting.pop(label, ()):
            if number not in self._taken:
                self._taken.add(number)
                value = self._values[number]
                self._net.add(self._phrase_of(value).parts, value)

    def _take_all(self, word: str) -> None:
        """Let every template take part that may begin with a word, by which way ever."""
        for label in (ANYTHING, word, *(f"{word[:n]}*" for n in self._lengths if word[:n] in self._prefixes)):
            self._take(label)

    def _state(self, members: Members) -> State[T]:
        found = self._states.get(members)
        if found is None:
            values = self._telling(self._net.found(members))
            if len(self._states) >= _MOST_STATES:
                self._forget()
            found = self._states.setdefault(members, State(self, members, values))
        return found

    def _forget(self) -> None:
        """Lets go of every state but the first; who is reading a text goes on with those that it has."""
        self._states.clear()
        self._root.clear()
        self._root.by_class.clear()
        self._states[self._root.members] = self._root

    def following(self, state: State[T], word: str) -> State[T] | None:
        """The state that a word leads to from another, worked out from the templates; None where it leads nowhere."""
        if word == END:
            return None
        if state is not self._root:
            return self._led(state, word)
        with self._lock:
            self._take_all(word)
            state.prefixes = None  # there may be more by now that lead on
            return self._led(state, word)

    def _led(self, state: State[T], word: str) -> State[T] | None:
        prefixes = self._ways_on(state) if state.prefixes is None else state.prefixes
        targets = self._net.by_word(word, state.members)
        if not targets and not word.startswith(prefixes):
            return None if word in BREAKS else state.rest
        if word not in BREAKS:
            targets.update(state.on)
        for prefix in prefixes:
            if word.startswith(prefix):
                targets.update(self._net.by_prefix(prefix, state.members))
        return self._state(tuple(sorted(targets))) if targets else None

    def is_root(self, state: State[T]) -> bool:
        """Whether a state is the one that every place of a text begins in."""
        return state is self._root

    def _ways_on(self, state: State[T]) -> tuple[str, ...]:
        """The beginnings of words that lead on from a state; where other words lead is put down too: on through gaps."""
        state.on = self._net.by_any(state.members)
        state.rest = self._state(state.on) if state.on else None
        state.prefixes = prefixes = self._net.prefixes(state.members)
        return prefixes

    def _follow_class(self, state: State[T], name: str) -> State[T] | None:
        if state is self._root:
            with self._lock:
                self._take(ANYTHING)
                self._take(class_label(name))
        targets = self._net.by_class(name, state.members)
        following = state.by_class[name] = self._state(targets) if targets else None
        return following

    def _known(self, token: str) -> str:
        """The token as the automaton knows it: a word, the word before an apostrophe, the longest beginning and *, or OTHER or FIGURE."""
        if token in self.vocabulary or token in self._named:
            return token
        base = token.partition("'")[0]
        if base is not token and base in self.vocabulary:
            return base
        if token in BREAKS:
            return BREAK
        figure = FIGURE if has_figure(token) else OTHER
        return next((f"{token[:n]}*{figure}" for n in self._lengths if token[:n] in self._prefixes), figure)

    def scan(self, folded: str) -> Scan[T]:
        """Everything found in a folded text."""
        words = [*map(self._labels.__getitem__, words_and_signs(folded)), END]
        figures = [number for number, word in enumerate(words) if word in self._figures] if self._classes else []
        if not figures:
            return Scan(folded, self._scan(words))
        read = tokens(folded)
        classes = classes_in(self._classes, folded, read, figures)
        return Scan(folded, self._with_classes(words, classes) if classes else self._scan(words), read)

    def _scan(self, words: list[str]) -> list[Found[T]]:
        out: list[Found[T]] = []
        for begin, first in enumerate(map(self._root.__getitem__, words)):
            state, end = first, begin + 1
            while state is not None:
                if state.found:
                    out.append((begin, end, state.found))
                state = state[words[end]]
                end += 1
        return out

    def _with_classes(self, words: list[str], classes: Classes) -> list[Found[T]]:
        """The same where words and classes may lead on from the same place."""
        out: list[Found[T]] = []
        for begin, first in enumerate(map(self._root.__getitem__, words)):
            ways = (
                [(first, begin + 1), *self._ways(self._root, classes[begin])]
                if begin in classes
                else [(first, begin + 1)]
            )
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

    def _ways(self, state: State[T], classes: list[tuple[str, int]]) -> Iterator[tuple[State[T] | None, int]]:
        """Where the classes at a place lead from a state, each with the number of the word after it."""
        for name, end in classes:
            yield state.by_class[name] if name in state.by_class else self._follow_class(state, name), end
