"""Templates as plain regular expressions, one each, tried one after the other at every place of a text.

A text is written as its tokens, each after TOKEN: the word as the templates know it, then BESIDE and a note of every
class (an amount, a time) that begins there, with the number of tokens that it is long. A template is a regular
expression over such a line. All the places where it matches are found, not only the longest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Callable, Iterable, Iterator, Mapping

from couth.text.classes import CLASSES
from couth.text.phrases import UNSPACED, Choice, Class, Gap, Include, Part, Phrase, Sequence, Word, inner
from couth.text.tokens import BREAKS, tokens, words_of

TOKEN, BESIDE, NOTE = "\x01", "\x02", "\x03"
REST = f"[^{TOKEN}]*"
NO_BREAK = f"(?![{re.escape(''.join(sorted(BREAKS)))}]{BESIDE})"
UNSPACED_GAP = 4
LONGEST_CLASS = 8

Includes = Callable[[str], tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A text as its tokens: where each stands in the folded text, where each begins in the line, and the line."""

    places: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    written: str


def line(folded: str, vocabulary: frozenset[str]) -> Line:
    """A folded text as a line; the vocabulary says which words are words without what clings to them."""
    read = tokens(folded)
    noted = _classes(folded, [token.span() for token in read])
    starts, pieces, length = [], list[str](), 0
    for number, token in enumerate(read):
        notes = "".join(f"{NOTE}{name}{count};" for name, count in noted.get(number, ()))
        piece = f"{TOKEN}{_known(token[0], vocabulary)}{BESIDE}{notes}"
        starts.append(length)
        pieces.append(piece)
        length += len(piece)
    return Line(tuple(token.span() for token in read), (*starts, length), "".join(pieces))


def _known(word: str, vocabulary: frozenset[str]) -> str:
    """The word; where no template has it, the word before its first apostrophe or after an Arabic `and`, if one has that."""
    base = word.removeprefix("و") if word[0] == "و" else word.partition("'")[0]
    return base if word not in vocabulary and base in vocabulary else word


def _classes(folded: str, places: list[tuple[int, int]]) -> Mapping[int, list[tuple[str, int]]]:
    """By the number of a token: every class that begins there and ends with a token, with the number of its tokens."""
    found: dict[int, list[tuple[str, int]]] = {}
    ends = {end: number for number, (_, end) in enumerate(places)}
    for name in CLASSES:
        passed = 0
        for number, (start, _) in enumerate(places):
            match = _class(name).match(folded, start) if start >= passed else None
            if match and match.end() in ends:
                found.setdefault(number, []).append((name, ends[match.end()] - number + 1))
            passed = match.end() if match else passed
    return found


@cache
def _class(name: str) -> re.Pattern[str]:
    letter = rf"[^\W{UNSPACED}]"
    return re.compile(rf"(?<!{letter})(?:{CLASSES[name].pattern})(?!{letter})")


def places(template: re.Pattern[str], text: Line) -> Iterator[tuple[int, int]]:
    """Every stretch of tokens that a template matches: the first, and the one after the last."""
    if not template.search(text.written):
        return
    for begin, start in enumerate(text.starts[:-1]):
        if template.match(text.written, start):
            for end in range(begin + 1, len(text.starts)):
                if template.fullmatch(text.written, start, text.starts[end]):
                    yield begin, end


def compiled(phrase: Phrase, includes: Includes) -> re.Pattern[str]:
    """A template as a regular expression over lines."""
    factor = UNSPACED_GAP if _is_unspaced(phrase.parts, includes) else 1
    return re.compile(_sequence(phrase.parts, includes, factor))


def _sequence(parts: Sequence, includes: Includes, factor: int) -> str:
    return "".join(_part(part, includes, factor) for part in parts)


def _part(part: Part, includes: Includes, factor: int) -> str:
    if isinstance(part, Gap):
        return f"(?:{TOKEN}{NO_BREAK}{REST}){{0,{part.most * factor}}}"
    if isinstance(part, Word):
        return _any("".join(_words(words, part.open)) for words in words_of(part.text, part.exact))
    if isinstance(part, Class):
        return _any((*_of_class(part.name), *("".join(_words((word,), False)) for word in CLASSES[part.name].words)))
    if isinstance(part, Include):
        return _any(_sequence(phrase.parts, includes, factor) for phrase in includes(part.name))
    assert isinstance(part, Choice)
    return _any(_sequence(option, includes, factor) for option in part.options) + ("?" if part.optional else "")


def _any(ways: Iterable[str]) -> str:
    return f"(?:{'|'.join(ways)})"


def _words(words: tuple[str, ...], open_ended: bool) -> Iterator[str]:
    """Each word whole, the last one with any ending where that may follow."""
    for number, word in enumerate(words, 1):
        ending = f"[^{TOKEN}{BESIDE}]*" if open_ended and number == len(words) else ""
        yield f"{TOKEN}{re.escape(word)}{ending}{BESIDE}{REST}"


def _of_class(name: str) -> Iterator[str]:
    for count in range(1, LONGEST_CLASS + 1):
        yield f"{TOKEN}[^{TOKEN}]*{NOTE}{name}{count};{REST}(?:{TOKEN}{REST}){{{count - 1}}}"


def _is_unspaced(parts: Sequence, includes: Includes) -> bool:
    """Whether some word of a template is in a script without spaces."""
    phrase = Phrase(parts)
    included = (p.parts for part in inner(phrase) if isinstance(part, Include) for p in includes(part.name))
    words = (part.text for part in inner(phrase) if isinstance(part, Word))
    return any(re.search(f"[{UNSPACED}]", word) for word in words) or any(_is_unspaced(p, includes) for p in included)


def vocabulary(phrases: Iterable[Phrase], includes: Includes) -> frozenset[str]:
    """The words of all templates, those with open endings left out."""
    found: set[str] = set()
    stack = list(phrases)
    while stack:
        for part in inner(stack.pop()):
            if isinstance(part, Word):
                for words in words_of(part.text, part.exact):
                    found.update(words[:-1] if part.open else words)
            elif isinstance(part, Include):
                stack.extend(includes(part.name))
    return frozenset(found)
