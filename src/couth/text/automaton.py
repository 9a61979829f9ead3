"""All templates of a language as one automaton over words: a text is read once, however many templates there are.

Templates become the edges of a non-deterministic automaton; its sets of states become the states of
a deterministic one when a text first leads there, so that reading a word is one look-up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Callable, Final, Generic, Iterable, Iterator, TypeVar

from couth.text.phrases import CLASSES, UNSPACED, Choice, Class, Gap, Include, Part, Phrase, Sequence, Word, is_unspaced
from couth.text.tokens import BREAKS, Token, tokens, words_of

T = TypeVar("T")
States = frozenset[int]
Includes = Callable[[str], tuple[Phrase, ...]]
"""Looks up the phrases of a list by its short name."""

Edges = dict[int, dict[str, set[int]]]
"""By the number of a state: where each label leads from it."""

_NOWHERE: Final[dict[str, set[int]]] = {}

Classes = dict[int, list[tuple[str, int]]]
"""By the number of a token: the classes that begin there, each with the number of the token after it."""

UNSPACED_GAP: Final = 4
"""In scripts without spaces a word of a gap counts as so many letters."""

OTHER: Final = ""
"""Stands for every word that no template names."""

BREAK: Final = "\n"


class State(Generic[T]):
    """A state of the deterministic automaton: what is found on reaching it, and where words lead from it."""

    __slots__ = ("by_class", "found", "members", "next")

    def __init__(self, members: States, found: tuple[T, ...]) -> None:
        self.members = members
        self.found = found
        self.next: dict[str, State[T] | None] = {}
        self.by_class: dict[str, State[T] | None] = {}


class Automaton(Generic[T]):
    """Templates, each with a value that is given back where it is found."""

    def __init__(self, phrases: Iterable[tuple[Phrase, T]], includes: Includes) -> None:
        self._includes = includes
        self._count = 1
        self._by_word: Edges = {}
        self._by_prefix: Edges = {}
        self._by_class: Edges = {}
        self._by_any: dict[int, set[int]] = {}
        self._found: defaultdict[int, list[T]] = defaultdict(list)
        for phrase, value in phrases:
            for state in self._extended({0}, phrase.parts, _is_unspaced(phrase.parts, includes)):
                self._found[state].append(value)
        self.vocabulary = frozenset(word for words in self._by_word.values() for word in words)
        self._prefixes = frozenset(p for prefixes in self._by_prefix.values() for p in prefixes)
        self._lengths = sorted({len(p) for p in self._prefixes}, reverse=True)
        named = {name for classes in self._by_class.values() for name in classes}
        self._classes = [(name, *_compiled(name)) for name in CLASSES if name in named]
        self._states: dict[States, State[T]] = {}
        self._root = self._state(frozenset((0,)))

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
            for words in words_of(part.text):
                self._after_words(states, words, part.open, goal)
            return {goal}
        if isinstance(part, Class):
            self._edge(self._by_class, states, part.name, goal)
            return {goal}
        # Alternatives meet in one state, so that what follows is written once and not once for each.
        options = part.options if isinstance(part, Choice) else tuple(p.parts for p in self._includes(part.name))
        ends = {state for option in options for state in self._extended(states, option, unspaced, goal)}
        return ends | states if isinstance(part, Choice) and part.optional else ends

    def _after_words(self, states: set[int], words: tuple[str, ...], open_ended: bool, goal: int) -> None:
        for word in words[:-1]:
            target = self._new()
            self._edge(self._by_word, states, word, target)
            states = {target}
        self._edge(self._by_prefix if open_ended else self._by_word, states, words[-1], goal)

    def _edge(self, table: Edges, states: set[int], label: str, target: int) -> None:
        for state in states:
            table.setdefault(state, {}).setdefault(label, set()).add(target)

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
            values = tuple(value for member in sorted(members) for value in self._found.get(member, ()))
            found = self._states.setdefault(members, State(members, values))
        return found

    def _follow(self, state: State[T], word: str) -> State[T] | None:
        targets: set[int] = set()
        for member in state.members:
            targets.update(self._by_word.get(member, _NOWHERE).get(word, ()))
            if word not in BREAKS:
                targets.update(self._by_any.get(member, ()))
            for prefix, leads in self._by_prefix.get(member, _NOWHERE).items():
                if word.startswith(prefix):
                    targets |= leads
        following = state.next[word] = self._state(frozenset(targets)) if targets else None
        return following

    def _follow_class(self, state: State[T], name: str) -> State[T] | None:
        targets = frozenset(t for member in state.members for t in self._by_class.get(member, _NOWHERE).get(name, ()))
        following = state.by_class[name] = self._state(targets) if targets else None
        return following

    def _known(self, token: str) -> str:
        """The token as the automaton knows it: a word, the word before an apostrophe, the longest beginning and *, or OTHER."""
        if token in self.vocabulary:
            return token
        base = token.partition("'")[0]
        if base is not token and base in self.vocabulary:
            return base
        if token in BREAKS:
            return BREAK
        return next((f"{token[:n]}*" for n in self._lengths if token[:n] in self._prefixes), OTHER)

    def scan(self, folded: str) -> list[tuple[int, int, tuple[T, ...]]]:
        """Everything found in a folded text: start, end, and the values of the templates that match there."""
        read = tokens(folded)
        vocabulary = self.vocabulary
        words = [word if (word := token[0]) in vocabulary else self._known(word) for token in read]
        classes = self._classes_in(folded, read)
        if classes:
            return list(self._scan_with(read, words, classes))
        out: list[tuple[int, int, tuple[T, ...]]] = []
        first, count = self._root.next, len(words)
        for begin, word in enumerate(words):
            state = first[word] if word in first else self._follow(self._root, word)
            end = begin
            while state is not None:
                if state.found:
                    out.append((read[begin].start(), read[end].end(), state.found))
                end += 1
                if end == count:
                    break
                later = words[end]
                state = state.next[later] if later in state.next else self._follow(state, later)
        return out

    def _scan_with(
        self, read: list[Token], words: list[str], classes: Classes
    ) -> Iterator[tuple[int, int, tuple[T, ...]]]:
        """The same where words and classes may lead on from the same place."""
        for begin in range(len(words)):
            stack = [(self._root, begin)]
            while stack:
                state, at = stack.pop()
                if state.found:
                    yield read[begin].start(), read[at - 1].end(), state.found
                stack.extend(self._leads(state, at, words, classes))

    def _leads(self, state: State[T], at: int, words: list[str], classes: Classes) -> Iterator[tuple[State[T], int]]:
        if at < len(words):
            word = words[at]
            following = state.next[word] if word in state.next else self._follow(state, word)
            if following is not None:
                yield following, at + 1
        for name, end in classes.get(at, ()):
            following = state.by_class[name] if name in state.by_class else self._follow_class(state, name)
            if following is not None:
                yield following, end

    def _classes_in(self, folded: str, read: list[Token]) -> Classes:
        """The classes that the templates name, where they stand in the text."""
        found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for name, _, named in self._classes:
            for number in [n for n, token in enumerate(read) if token[0] in named] if named else ():
                found[number].append((name, number + 1))
        if self._classes and _DIGIT.search(folded):
            starts = {token.start(): number for number, token in enumerate(read)}
            ends = {token.end(): number + 1 for number, token in enumerate(read)}
            for name, pattern, _ in self._classes:
                for start, end in [match.span() for match in pattern.finditer(folded)]:
                    if start in starts and end in ends:
                        found[starts[start]].append((name, ends[end]))
        return found


_DIGIT = re.compile(r"\d")


def _compiled(name: str) -> tuple[re.Pattern[str], frozenset[str]]:
    kind = CLASSES[name]
    return re.compile(rf"(?<!{_LETTER})(?:{kind.pattern})(?!{_LETTER})"), kind.words


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
