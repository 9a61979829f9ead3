"""What must be known of all templates of a language before any of them is looked for: the words that they name, and
with what each may begin. Templates with whose beginnings no text has come yet need not even be parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Final, Iterable, Mapping

from couth.text.classes import CLASSES
from couth.text.phrases import Choice, Class, Gap, Include, Part, Phrase, Sequence, Word
from couth.text.tokens import words_of

Includes = Callable[[str], tuple[Phrase, ...]]
"""Looks up the phrases of a list by its short name."""

ANYTHING: Final = ""
"""Stands for any beginning at all, that of a gap."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The words that templates name in full, the beginnings of words (`check*`) and the classes; and where to begin.

    `begins` holds, by the first word (`check`, `check*`), by class (`<num>`) or by ANYTHING, the numbers of the templates
    that may begin so. `includes` are the lists that they include, short names all of them, also those inside of included
    ones; `count` is how many templates there are.
    """

    vocabulary: frozenset[str]
    prefixes: frozenset[str]
    classes: frozenset[str]
    begins: Mapping[str, tuple[int, ...]]
    includes: frozenset[str]
    count: int

    def plain(self) -> dict[str, Any]:
        """The outline as plain data."""
        named = {name: sorted(getattr(self, name)) for name in _SETS}
        begins = {label: list(numbers) for label, numbers in self.begins.items()}
        return {**named, "begins": begins, "count": self.count}

    @classmethod
    def of_plain(cls, data: Mapping[str, Any]) -> Outline:
        """The outline that was made plain."""
        vocabulary, prefixes, classes, includes = (frozenset(data[name]) for name in _SETS)
        begins = {label: tuple(numbers) for label, numbers in data["begins"].items()}
        return cls(vocabulary, prefixes, classes, begins, includes, data["count"])


_SETS: Final = ("vocabulary", "prefixes", "classes", "includes")


class Outliner:
    """Makes outlines of templates; the lists that they include are looked through once, for all of them."""

    def __init__(self, includes: Includes) -> None:
        self._included = _Included(includes)
        self._beginnings = _Beginnings(includes)

    def of(self, phrases: Iterable[Phrase]) -> Outline:
        """The outline of templates, which are numbered in their order."""
        begins: dict[str, list[int]] = {}
        named = _Named(self._included)
        number = -1
        for number, phrase in enumerate(phrases):
            named.add(phrase.parts)
            for label in self._beginnings.of(phrase.parts)[0]:
                begins.setdefault(label, []).append(number)
        return Outline(
            frozenset(named.words()),
            frozenset(named.prefixes),
            frozenset(named.classes),
            {label: tuple(numbers) for label, numbers in sorted(begins.items())},
            frozenset(named.includes),
            number + 1,
        )


def joined(outlines: Iterable[Outline]) -> Outline:
    """The outline of the templates of all of them, numbered in this order."""
    outlines = tuple(outlines)
    sets = {name: frozenset[str]().union(*(getattr(one, name) for one in outlines)) for name in _SETS}
    words = {word: word for word in sets["vocabulary"]}  # each word once, however many lists it is put in
    begins: dict[str, list[int]] = {}
    count = 0
    for one in outlines:
        for label, numbers in one.begins.items():
            begins.setdefault(words.get(label, label), []).extend([count + number for number in numbers])
        count += one.count
    return Outline(begins={label: tuple(numbers) for label, numbers in sorted(begins.items())}, count=count, **sets)


def named_in(outline: Outline) -> frozenset[str]:
    """The words of the classes that templates name."""
    return frozenset(word for name in outline.classes for word in CLASSES[name].words)


def class_label(name: str) -> str:
    """How a class stands among the beginnings."""
    return f"<{name}>"


class _Named:
    """What some templates name."""

    def __init__(self, included: Callable[[str], _Named]) -> None:
        self.prefixes: set[str] = set()
        self.classes: set[str] = set()
        self.includes: set[str] = set()
        self._whole: set[str] = set()
        self._plain: set[str] = set()
        self._included = included

    def words(self) -> set[str]:
        """The words that are named in full."""
        plain = set(" ".join(self._plain).replace("|", " ").split())
        return self._whole.union(plain, *(run for word in plain if not word.isalnum() for run in words_of(word)))

    def add(self, parts: Sequence) -> None:
        """Take in a sequence of parts."""
        for part in parts:
            if isinstance(part, Word):
                self._add_word(part)
            elif isinstance(part, Class):
                self.classes.add(part.name)
            elif isinstance(part, Include):
                self._add_included(part.name)
            elif isinstance(part, Choice) and part.plain:
                self._plain.add(part.plain)
            elif isinstance(part, Choice):
                for option in part.options:
                    self.add(option)

    def _add_word(self, part: Word) -> None:
        for run in words_of(part.text, part.exact):
            self._whole.update(run[:-1] if part.open else run)
            if part.open:
                self.prefixes.add(run[-1])

    def _add_included(self, name: str) -> None:
        if name in self.includes:
            return
        other = self._included(name)
        self.includes.update((name, *other.includes))
        self.prefixes |= other.prefixes
        self.classes |= other.classes
        self._whole |= other._whole
        self._plain |= other._plain


class _Included:
    """What the templates of included lists name, by the short name of the list; each is looked through once."""

    def __init__(self, includes: Includes) -> None:
        self._includes = includes
        self._known: dict[str, _Named] = {}

    def __call__(self, name: str) -> _Named:
        if name not in self._known:
            found = _Named(self)
            for phrase in self._includes(name):
                found.add(phrase.parts)
            self._known[name] = found
        return self._known[name]


class _Beginnings:
    """What templates may begin with; what included lists do is worked out once."""

    def __init__(self, includes: Includes) -> None:
        self._includes = includes
        self._included: dict[str, tuple[set[str], bool]] = {}

    def of(self, parts: Sequence) -> tuple[set[str], bool]:
        """What a sequence may begin with, and whether it may be left out as a whole."""
        found: set[str] = set()
        for part in parts:
            labels, optional = self._of_part(part)
            found |= labels
            if not optional:
                return found, False
        return found, True

    def _of_part(self, part: Part) -> tuple[set[str], bool]:
        if isinstance(part, Word):
            runs = words_of(part.text, part.exact)
            return {f"{run[0]}*" if part.open and len(run) == 1 else run[0] for run in runs}, False
        if isinstance(part, Class):
            return {class_label(part.name), *CLASSES[part.name].words}, False
        if isinstance(part, Gap):
            return {ANYTHING}, True
        if isinstance(part, Include):
            if part.name not in self._included:
                self._included[part.name] = self._of_any(phrase.parts for phrase in self._includes(part.name))
            return self._included[part.name]
        labels, passable = (_heads(part.plain), False) if part.plain else self._of_any(part.options)
        return labels, passable or part.optional

    def _of_any(self, options: Iterable[Sequence]) -> tuple[set[str], bool]:
        """The same of alternatives."""
        found = [self.of(option) for option in options]
        return {label for labels, _ in found for label in labels}, any(optional for _, optional in found)


def _heads(plain: str) -> set[str]:
    """The words that plain alternatives may begin with."""
    heads = {run.partition(" ")[0] for run in plain.split("|")}
    return heads.union(*((run[0] for run in words_of(head)) for head in heads if not head.isalnum()))
