"""All templates of a language as one automaton over words: a text is read once, however many templates there are.

Words are read as templates know them, and lead from state to state; what a figure stands for (`<num>`) may lead on beside them.
"""

from __future__ import annotations

from typing import Callable, Final, Generic, Iterable, Iterator, TypeVar
from typing import Sequence as Listed

from couth.model import Span
from couth.text.classes import CLASSES
from couth.text.figures import Classes, classes_in, has_figure
from couth.text.outline import Includes, Outline, class_label, named_in
from couth.text.phrases import Phrase
from couth.text.states import END, State, States
from couth.text.tokens import BREAKS, alone, starts_of, words_and_signs

T = TypeVar("T")
R = TypeVar("R")
OTHER: Final = ""
"""Stands for every word that no template names."""

FIGURE: Final = "0"
"""Stands for every word that no template names and that begins or ends with a digit."""

BREAK: Final = "\n"


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
        self.vocabulary = outline.vocabulary
        self._prefixes = outline.prefixes
        self._lengths = sorted({len(p) for p in self._prefixes}, reverse=True)
        self._named = named_in(outline)
        self._classes = {name: class_label(name) for name in CLASSES if name in outline.classes}
        words = (*self.vocabulary, *self._named, *(f"{prefix}*{FIGURE}" for prefix in self._prefixes))
        self._figures = frozenset((FIGURE, *filter(has_figure, words)))
        self._labels = _Labels(self._known)
        halting = frozenset((*BREAKS, END, *self._classes.values()))
        self._root = States(values, phrase_of, outline, includes, telling, self._names, halting).root

    def _names(self, word: str) -> tuple[str, ...]:
        """What a word may be in a template: a word, a class, or a beginning."""
        begun = (f"{word[:n]}*" for n in self._lengths if word[:n] in self._prefixes)
        return tuple(dict.fromkeys((word, *begun))) if word else ()

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
