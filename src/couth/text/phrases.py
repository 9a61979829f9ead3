"""Phrase templates: the small language in which rules list what people say.

    are you (still)? there     words; alternatives in ( | ); a group followed by ? may be left out
    waiting ... reply          a gap of up to 3 words; `...5` of up to 5
    check*                     any ending of the word
    {greeting}                 any phrase of the list words.greeting, in the same language
    ^ hello $                  ^ where a sentence starts, $ where it ends
    <num> <money> <percent> <time> <date>

A template matches words on the folded text: whole words, with spaces, commas, hyphens and the like
between them, never across the end of a sentence. In scripts without spaces each letter is a word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final, Iterator

from couth.regexes import regex_of
from couth.text.classes import CLASSES
from couth.text.fold import fold

UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no space between words, or glue endings on (Thai, Lao, Burmese, Khmer, kana, Han, Hangul)."""

MARKS: Final = (
    "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83"
    "\u0abc\u0abe-\u0acd"
)
"""Vowel signs and other marks of Hindi, Bengali, Punjabi and Gujarati: they belong to the word in which they stand."""

BETWEEN: Final = " ,:\"'()/*~-"
"""Signs that may stand between the words of a phrase, and that no template can ask for."""

DEFAULT_GAP: Final = 3
_UNSPACED = regex_of(f"[{UNSPACED}]")
_RUN: Final = r"[a-z0-9]+(?:['-][a-z0-9]+)*(?: [a-z0-9]+(?:['-][a-z0-9]+)*)*"
_PLAIN: Final = rf"\({_RUN}(?:\|{_RUN})*\)(?!\s+\?)\??"
"""Alternatives of words and nothing else, as most are: read as one token."""

_TOKENS = regex_of(rf"{_PLAIN}|\.\.\.\d*|\{{[\w.-]+\}}|<\w+>|[()|?^$]|[^\s(){{}}<>|?^$]+")
_STRAY = regex_of("[{}<>]")
_ATOM = regex_of(r"\.\.\.(\d*)|\{([\w.-]+)\}|<(\w+)>")


class PhraseError(ValueError):
    """A template that does not parse; the message says what and where (column from 1)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word as folded; `open` where any ending may follow, `exact` where its apostrophe cannot be left out."""

    text: str
    open: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class Class:
    """One of CLASSES."""

    name: str


@dataclass(frozen=True, slots=True)
class Include:
    """Any phrase of another list of the same language."""

    name: str


class Choice:
    """One of several sequences; `optional` where none will do too.

    Where they are words and nothing else, `plain` holds them all, with bars between them (`is|will be`); the sequences
    are made of it for those who ask for them, for they would take many times the room.
    """

    __slots__ = ("_options", "optional", "plain")

    def __init__(self, options: tuple[Sequence, ...], optional: bool = False, plain: str = "") -> None:
        self._options = options
        self.optional = optional
        self.plain = plain

    @property
    def options(self) -> tuple[Sequence, ...]:
        """The sequences."""
        runs = self.plain.split("|") if self.plain else ()
        return tuple(tuple(map(Word, run.split(" "))) for run in runs) or self._options

    def __repr__(self) -> str:
        return f"Choice({self.options!r}, {self.optional!r})"


Part = Word | Gap | Class | Include | Choice
Sequence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed template."""

    parts: Sequence
    starts: bool = False
    ends: bool = False


def parse_phrase(template: str) -> Phrase:
    """The template as a Phrase; raises PhraseError."""
    tokens = _lex(template)
    starts = bool(tokens) and tokens[0] == "^"
    ends = len(tokens) > 1 and tokens[-1] == "$"
    body = tokens[:-1] if ends else tokens
    parts, rest = _sequence(body, int(starts), template)
    if rest != len(body):
        raise PhraseError(f"{template!r}: unexpected {body[rest]!r} at column {_column(template, rest)}")
    if not any(map(_required, parts)):
        raise PhraseError(f"{template!r}: a phrase needs at least one word that cannot be left out")
    if isinstance(parts[0], Gap) or isinstance(parts[-1], Gap):
        raise PhraseError(f"{template!r}: a phrase cannot start or end with a gap")
    return Phrase(tuple(map(_exact, parts)) if len(parts) == 1 else parts, starts, ends)


def edges(template: str) -> tuple[bool, bool]:
    """Whether a template that parses asks for the start of a sentence, and for its end; told without parsing it."""
    return template.lstrip().startswith("^"), template.rstrip().endswith("$")


_OTHER_WORDS: Final = frozenset("i'd i'll we'll we're we'd she'll she'd he'll he'd it's let's can't won't".split())
"""Words that are others without their apostrophe (id, ill, well, were): with more words around, people mean the same."""


def _exact(part: Part) -> Part:
    return replace(part, exact=True) if isinstance(part, Word) and part.text in _OTHER_WORDS else part


def _lex(template: str) -> list[str]:
    tokens = _TOKENS.findall(template)
    if _STRAY.search(template) and _TOKENS.sub("", template).strip():
        column = _unread(template)
        raise PhraseError(f"{template!r}: cannot read {template[column]!r} at column {column + 1}")
    return tokens


def _unread(template: str) -> int:
    """Where the first sign stands that belongs to no token."""
    read = {at for match in _TOKENS.finditer(template) for at in range(*match.span())}
    return next(n for n, sign in enumerate(template) if n not in read and not sign.isspace())


def _column(template: str, number: int) -> int:
    """In which column a token stands, from 1."""
    return next(islice(_TOKENS.finditer(template), number, None)).start() + 1


def _sequence(tokens: list[str], index: int, template: str) -> tuple[Sequence, int]:
    parts: list[Part] = []
    while index < len(tokens) and (sign := tokens[index]) not in _CLOSING:
        if sign == "(":
            choice, index = _choice(tokens, index + 1, template)
            parts.append(choice)
        else:
            parts.extend(_placed(tokens, index, template))
            index += 1
    return tuple(parts), index


_CLOSING: Final = frozenset("|)")
_GROUPING: Final = frozenset("(|)")


def _placed(tokens: list[str], index: int, template: str) -> Sequence:
    """What a token stands for; what is wrong with it is told with its place."""
    token = tokens[index]
    if token[0] == "(":
        optional = token[-1] == "?"
        return (Choice((), optional, token[1:-2] if optional else token[1:-1]),)
    try:
        return _atom(token)
    except PhraseError as error:
        raise PhraseError(f"{template!r}: {error} at column {_column(template, index)}") from None


def _option(tokens: list[str], index: int, template: str) -> tuple[Sequence, int]:
    """One of several sequences; most are a single word, which needs no list."""
    if index + 1 < len(tokens) and tokens[index + 1] in _CLOSING and tokens[index] not in _GROUPING:
        return _placed(tokens, index, template), index + 1
    return _sequence(tokens, index, template)


def _choice(tokens: list[str], index: int, template: str) -> tuple[Choice, int]:
    options: list[Sequence] = []
    while True:
        option, index = _option(tokens, index, template)
        if not option:
            raise PhraseError(f"{template!r}: an empty alternative; put ? after the group instead")
        options.append(option)
        if index >= len(tokens):
            raise PhraseError(f"{template!r}: a ( without its )")
        closing = tokens[index] == ")"
        index += 1
        if closing:
            break
    optional = index < len(tokens) and tokens[index] == "?"
    return Choice(tuple(options), optional), index + optional


@lru_cache(maxsize=1024)
def _atom(token: str) -> Sequence:
    """What a token stands for anywhere; many templates have it in common."""
    if token.isascii() and token.isalnum():
        return (Word(token.lower()),)
    if token in _SIGNS:
        raise PhraseError(f"unexpected {token!r}")
    match = _ATOM.match(token)
    gap, include, name = match.groups() if match else (None, None, None)
    if gap is not None:
        return (Gap(int(gap) if gap else DEFAULT_GAP),)
    if include is not None:
        return (Include(include),)
    if name is None:
        return _words(token)
    if name not in CLASSES:
        raise PhraseError(f"unknown class <{name}> (legal: {', '.join(f'<{c}>' for c in CLASSES)})")
    return (Class(name),)


_SIGNS: Final = frozenset("?^$")


def _words(token: str) -> Sequence:
    open_ended = token.endswith("*") and len(token) > 1
    folded = fold(token[:-1] if open_ended else token).text.strip(" \n,;:")
    if not folded.strip(BETWEEN):
        raise PhraseError(f"nothing to match in {token!r}")
    pieces = folded.split()
    return tuple(Word(piece, open_ended and i == len(pieces) - 1) for i, piece in enumerate(pieces))


def _required(part: Part) -> bool:
    return not isinstance(part, Gap) and not (isinstance(part, Choice) and part.optional)


def is_unspaced(text: str) -> bool:
    """Whether a text holds letters of a script that sets no spaces between words."""
    return _UNSPACED.search(text) is not None


def inner(phrase: Phrase) -> Iterator[Part]:
    """Every part of a phrase, those inside alternatives too."""
    stack = list(phrase.parts)
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, Choice):
            stack.extend(p for option in part.options for p in option)
