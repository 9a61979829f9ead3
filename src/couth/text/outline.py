"""What must be known of all templates of a language before any of them is looked for: the words that they name, and
with what each may begin. Templates with whose beginnings no text has come yet need not even be parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Final, Iterable, Iterator, Mapping

from couth.text.phrases import CLASSES, Choice, Class, Gap, Include, Part, Phrase, Sequence, Word
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
    named = _Named(includes)
    for number, phrase in enumerate(phrases):
        named.add(phrase.parts)
        for label in _first(phrase.parts, includes)[0]:
            begins.setdefault(label, []).append(number)
    words = [part for part in named.parts.values() if isinstance(part, Word)]
    return Outline(
        frozenset(word for part in words for word in _whole(part)),
        frozenset(run[-1] for part in words if part.open for run in words_of(part.text, part.exact)),
        frozenset(part.name for part in named.parts.values() if isinstance(part, Class)),
        {label: tuple(numbers) for label, numbers in sorted(begins.items())},
    )


def named_in(outline: Outline) -> frozenset[str]:
    """The words of the classes that templates name."""
    return frozenset(word for name in outline.classes for word in CLASSES[name].words)


def class_label(name: str) -> str:
    """How a class stands among the beginnings."""
    return f"<{name}>"


class _Named:
    """Every part of some templates, and of the lists that they include, each once."""

    def __init__(self, includes: Includes) -> None:
        self.parts: dict[int, Part] = {}
        """By their ids: equal ones are mostly the same, and to work out their hashes would take longer."""
        self._includes = includes
        self._included: set[str] = set()

    def add(self, parts: Sequence) -> None:
        """Take in a sequence of parts."""
        for part in parts:
            if id(part) not in self.parts:
                self.parts[id(part)] = part
                for inside in self._inside(part):
                    self.add(inside)

    def _inside(self, part: Part) -> Iterable[Sequence]:
        if isinstance(part, Choice):
            return part.options
        if isinstance(part, Include) and part.name not in self._included:
            self._included.add(part.name)
            return [phrase.parts for phrase in self._includes(part.name)]
        return ()


def _whole(part: Word) -> Iterator[str]:
    """The words that a part names in full."""
    return (word for run in words_of(part.text, part.exact) for word in (run[:-1] if part.open else run))


def _first(parts: Sequence, includes: Includes) -> tuple[set[str], bool]:
    """What a sequence may begin with, and whether it may be left out as a whole."""
    found: set[str] = set()
    for part in parts:
        labels, optional = _first_of(part, includes)
        found |= labels
        if not optional:
            return found, False
    return found, True


def _first_of(part: Part, includes: Includes) -> tuple[set[str], bool]:
    if isinstance(part, Word):
        runs = words_of(part.text, part.exact)
        return {f"{run[0]}*" if part.open and len(run) == 1 else run[0] for run in runs}, False
    if isinstance(part, Class):
        return {class_label(part.name), *CLASSES[part.name].words}, False
    if isinstance(part, Gap):
        return {ANYTHING}, True
    options = part.options if isinstance(part, Choice) else tuple(phrase.parts for phrase in includes(part.name))
    found = [_first(option, includes) for option in options]
    passable = (isinstance(part, Choice) and part.optional) or any(optional for _, optional in found)
    return {label for labels, _ in found for label in labels}, passable
