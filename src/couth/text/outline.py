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
    that may begin so.
    """

    vocabulary: frozenset[str]
    prefixes: frozenset[str]
    classes: frozenset[str]
    begins: Mapping[str, tuple[int, ...]]

    def plain(self) -> dict[str, Any]:
        """The outline as plain data."""
        named = {name: sorted(getattr(self, name)) for name in ("vocabulary", "prefixes", "classes")}
        return {**named, "begins": {label: list(numbers) for label, numbers in self.begins.items()}}

    @classmethod
    def of_plain(cls, data: Mapping[str, Any]) -> Outline:
        """The outline that was made plain."""
        vocabulary, prefixes, classes = (frozenset(data[name]) for name in ("vocabulary", "prefixes", "classes"))
        begins = {label: tuple(numbers) for label, numbers in data["begins"].items()}
        return cls(vocabulary, prefixes, classes, begins)


def outline_of(phrases: Iterable[Phrase], includes: Includes) -> Outline:
    """The outline of templates, which are numbered in their order."""
    begins: dict[str, list[int]] = {}
    named, beginnings = _Named(includes), _Beginnings(includes)
    for number, phrase in enumerate(phrases):
        named.add(phrase.parts)
        for label in beginnings.of(phrase.parts)[0]:
            begins.setdefault(label, []).append(number)
    words = {word: word for word in named.words()}  # each word once, however many lists it is put in
    words_of.cache_clear()  # few words are asked for again
    return Outline(
        frozenset(words),
        frozenset(named.prefixes),
        frozenset(named.classes),
        {words.get(label, label): tuple(numbers) for label, numbers in sorted(begins.items())},
    )


def named_in(outline: Outline) -> frozenset[str]:
    """The words of the classes that templates name."""
    return frozenset(word for name in outline.classes for word in CLASSES[name].words)


def class_label(name: str) -> str:
    """How a class stands among the beginnings."""
    return f"<{name}>"


class _Named:
    """What some templates name, and the lists that they include, each of which is looked through once."""

    def __init__(self, includes: Includes) -> None:
        self.prefixes: set[str] = set()
        self.classes: set[str] = set()
        self._whole: set[str] = set()
        self._plain: set[str] = set()
        self._includes = includes
        self._included: set[str] = set()

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
            elif isinstance(part, Choice) and part.plain:
                self._plain.add(part.plain)
            else:
                for inside in self._inside(part):
                    self.add(inside)

    def _add_word(self, part: Word) -> None:
        for run in words_of(part.text, part.exact):
            self._whole.update(run[:-1] if part.open else run)
            if part.open:
                self.prefixes.add(run[-1])

    def _inside(self, part: Part) -> Iterable[Sequence]:
        if isinstance(part, Choice):
            return part.options
        if isinstance(part, Include) and part.name not in self._included:
            self._included.add(part.name)
            return [phrase.parts for phrase in self._includes(part.name)]
        return ()


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
