"""All templates of a language as one automaton over words: a text is read once, however many templates there are.

Templates become the edges of a non-deterministic automaton; its sets of states become the states of
a deterministic one when a text first leads there, so that reading a word is one look-up. A template takes part
from when a text first has a word that it may begin with; until then it costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from threading import Lock
from typing import Any, Callable, Final, Generic, Iterable, Iterator, TypeVar
from typing import Sequence as Listed

from couth.model import Span
from couth.text.outline import ANYTHING, Includes, Outline, class_label, named_in
from couth.text.phrases import CLASSES, UNSPACED, Choice, Class, Gap, Include, Part, Phrase, Sequence, Word, is_unspaced
from couth.text.tokens import BREAKS, Token, tokens, words_and_signs, words_of

T = TypeVar("T")
States = frozenset[int]
Edges = dict[int, dict[str, tuple[int, ...]]]
"""By the number of a state: where each label leads from it. Most lead to one state, and a set of one is large."""

_NOWHERE: Final[dict[str, tuple[int, ...]]] = {}
_NOWHERE_FROM: Final[dict[int, tuple[int, ...]]] = {}

Classes = dict[int, list[tuple[str, int]]]
"""By the number of a token: the classes that begin there, each with the number of the token after it."""

UNSPACED_GAP: Final = 4
"""In scripts without spaces a word of a gap counts as so many letters."""

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

    def __init__(self, automaton: Automaton[T], members: States, found: tuple[T, ...]) -> None:
        super().__init__()
        self.automaton = automaton
        self.members = members
        self.found = found
        self.by_class: dict[str, State[T] | None] = {}
        self.prefixes: tuple[str, ...] | None = None
        """Beginnings of words that lead on from here; None until a text first does."""
        self.on: States = frozenset()
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
        self._includes = includes
        self._telling = telling
        self._waiting = dict(outline.begins)
        """By what they may begin with: the numbers of the templates that do not all take part yet."""
        self._taken: set[int] = set()
        self._lock = Lock()
        self._count = 1
        self._by_word: dict[str, dict[int, tuple[int, ...]]] = {}
        """By word: where it leads from each state."""
        self._by_prefix: Edges = {}
        self._by_class: Edges = {}
        self._by_any: dict[int, set[int]] = {}
        self._found: defaultdict[int, list[T]] = defaultdict(list)
        self.vocabulary = outline.vocabulary
        self._prefixes = outline.prefixes
        self._lengths = sorted({len(p) for p in self._prefixes}, reverse=True)
        self._named = named_in(outline)
        self._classes = tuple(name for name in CLASSES if name in outline.classes)
        words = (*self.vocabulary, *self._named, *(f"{prefix}*{FIGURE}" for prefix in self._prefixes))
        self._figures = frozenset((FIGURE, *filter(_has_figure, words)))
        self._labels = _Labels(self._known)
        self._states: dict[States, State[T]] = {}
        self._root = self._state(frozenset((0,)))

    def _take(self, label: str) -> None:
        """Let the templates take part that may begin with a word, a beginning of one, or a class."""
        for number in self._waiting.pop(label, ()):
            if number not in self._taken:
                self._taken.add(number)
                value = self._values[number]
                parts = self._phrase_of(value).parts
                for state in self._extended({0}, parts, _is_unspaced(parts, self._includes)):
                    self._found[state].append(value)

    def _take_all(self, word: str) -> None:
        """Let every template take part that may begin with a word, by which way ever."""
        for label in (ANYTHING, word, *(f"{word[:n]}*" for n in self._lengths if word[:n] in self._prefixes)):
            self._take(label)

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
        leads, one = self._by_word.setdefault(word, {}), (target,)
        for state in states:
            leads[state] = (*leads[state], target) if state in leads else one

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

    def _state(self, members: States) -> State[T]:
        found = self._states.get(members)
        if found is None:
            values = self._telling(value for member in sorted(members) for value in self._found.get(member, ()))
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
        leads = self._by_word.get(word, _NOWHERE_FROM)
        named = leads.keys() & state.members
        if not named and not word.startswith(prefixes):
            return None if word in BREAKS else state.rest
        targets = {target for member in named for target in leads[member]}
        if word not in BREAKS:
            targets.update(state.on)
        for prefix in prefixes:
            if word.startswith(prefix):
                targets.update(self._begun(state, prefix))
        return self._state(frozenset(targets)) if targets else None

    def _begun(self, state: State[T], prefix: str) -> Iterator[int]:
        """Where a beginning of a word leads from a state."""
        for member in state.members:
            yield from self._by_prefix.get(member, _NOWHERE).get(prefix, ())

    def is_root(self, state: State[T]) -> bool:
        """Whether a state is the one that every place of a text begins in."""
        return state is self._root

    def _ways_on(self, state: State[T]) -> tuple[str, ...]:
        """The beginnings of words that lead on from a state; where other words lead is put down too: on through gaps."""
        members = state.members
        state.on = frozenset(target for member in members for target in self._by_any.get(member, ()))
        state.rest = self._state(state.on) if state.on else None
        prefixes = state.prefixes = tuple({prefix for member in members for prefix in self._by_prefix.get(member, ())})
        return prefixes

    def _follow_class(self, state: State[T], name: str) -> State[T] | None:
        if state is self._root:
            with self._lock:
                self._take(ANYTHING)
                self._take(class_label(name))
        targets = frozenset(t for member in state.members for t in self._by_class.get(member, _NOWHERE).get(name, ()))
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
        figure = FIGURE if _has_figure(token) else OTHER
        return next((f"{token[:n]}*{figure}" for n in self._lengths if token[:n] in self._prefixes), figure)

    def scan(self, folded: str) -> Scan[T]:
        """Everything found in a folded text."""
        words = [*map(self._labels.__getitem__, words_and_signs(folded)), END]
        figures = [number for number, word in enumerate(words) if word in self._figures] if self._classes else []
        if not figures:
            return Scan(folded, self._scan(words))
        read = tokens(folded)
        classes = self._classes_in(folded, read, figures)
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

    def _classes_in(self, folded: str, read: list[Token], figures: list[int]) -> Classes:
        """The classes that the templates name, where figures of such a form stand in the text."""
        found: Classes = {}
        starts: list[int] = []
        passed = dict.fromkeys(self._classes, 0)
        for number in sorted({n - back for n in figures for back in range(_LEADING + 1) if n >= back}):
            start = read[number].start()
            for name in self._classes:
                matched = _compiled(name)(folded, start) if start >= passed[name] else None
                if matched:
                    passed[name] = end = matched.end()
                    starts = starts or [token.start() for token in read]
                    after = bisect_left(starts, end)
                    if read[after - 1].end() == end:
                        found.setdefault(number, []).append((name, after))
        return found


_LEADING: Final = 2
"""So many tokens of a class can stand before its first figure: a sign, a month, either with a stop."""


def _has_figure(token: str) -> bool:
    return token[0].isdecimal() or token[-1].isdecimal()


@cache
def _compiled(name: str) -> Callable[[str, int], re.Match[str] | None]:
    return re.compile(rf"(?<!{_LETTER})(?:{CLASSES[name].pattern})(?!{_LETTER})").match


_LETTER = rf"[^\W{UNSPACED}]"
"""A letter or digit of a script that sets words apart: 5分钟 holds the number 5, and 5kva does not."""


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
