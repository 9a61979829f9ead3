"""Further readings of texts that hide their words: letters set apart, repeated, or written as digits and signs.

A reading adds to the text as it stands and takes nothing from it; each is made only where the text
shows the trick. The vocabulary (folded words) says where squeezed letters come apart, and which
of several letters a repeated letter or a sign stands for.
"""

from __future__ import annotations

import re
from typing import Container, Final, Iterator

from couth.regexes import regex_of
from couth.text.fold import Edit, Folded

_GAPS: Final = " .,/_*~|+·•-"
_SPACED_HINT = regex_of(rf"[{_GAPS}]\w[{_GAPS}]\w[{_GAPS}]")
_SPACED = regex_of(rf"(?<![^\W_])[^\W\d_](?P<gap>[{_GAPS}])[^\W\d_](?:(?P=gap)[^\W\d_]){{2,}}(?![^\W_])")
_ALPHABETIC: Final = r"[^\W\d_\u3040-\u30ff\u3131-\u318e\u3400-\u9fff]"  # not scripts in which a letter is a word
_REPEATED = regex_of(rf"({_ALPHABETIC})\1\1+")
_REPEATED_IN_ASCII = regex_of(r"([a-z])\1\1")
_WORD = regex_of(r"[^\W_]+")
_SIGN = regex_of(r"[0-9$@|!€]")
_LEET_TOKEN = regex_of(r"[a-z0-9$@|!€%.]+")
_LEET_HINT = regex_of(r"[0-9$@|!€](?:(?<=[a-z][0-9$@|€])|(?<!!)(?=[a-z])|(?<=[a-z]!)(?=[a-z]))")
_LETTERS: Final = str.maketrans("01345789$@|!€", "oieastbgsalie")
_LETTERS_L: Final = str.maketrans("01345789$@|!€", "oleastbgsalie")
_NUMBER = regex_of(r"\$?[0-9o]*[0-9][0-9o]*|[0-9ol.]*[0-9][0-9ol.]*%|\$[0-9ol.]*[0-9][0-9ol.]*")
_DIGITS: Final = str.maketrans("ol", "01")
_INNER_SIGNS = regex_of(r"[a-z]+(?:[0-9$][a-z]+)+")

_LONGEST_WORD: Final = 24
_LONGEST_RUN: Final = 2_000
_LEFT_OVER: Final = 3
"""What a letter that belongs to no word costs, where a word costs 1."""


def readings(folded: Folded, vocabulary: Container[str]) -> Iterator[tuple[str, Folded]]:
    """Pairs of the trick (`spaced`, `repeated`, `leet`) and the text read without it."""
    text = folded.text
    if _SPACED_HINT.search(text) and _SPACED.search(text):
        yield from (("spaced", reading) for reading in _squeezed(folded, vocabulary))
    if (_REPEATED_IN_ASCII if text.isascii() else _REPEATED).search(text):
        yield from (("repeated", reading) for reading in _without_repeats(folded, vocabulary))
    if _SIGN.search(text) and _LEET_HINT.search(text):
        edits = list(_letters_for_signs(text, vocabulary))
        if edits:
            yield "leet", folded.edited(edits)


def _squeezed(folded: Folded, vocabulary: Container[str]) -> Iterator[Folded]:
    split: list[Edit] = []
    joined: list[Edit] = []
    for match in _SPACED.finditer(folded.text):
        start, letters = match.start(), match.group()[::2]
        wide = _wide_gaps(folded, start, len(letters)) if match["gap"] == " " else frozenset()
        split += _squeeze(start, len(letters), wide or _breaks(letters, vocabulary))
        joined += _squeeze(start, len(letters), wide)
    yield folded.edited(split)
    if joined != split:
        yield folded.edited(joined)


def _squeeze(start: int, count: int, breaks: frozenset[int]) -> list[Edit]:
    """Edits that take out the gap before each letter, or leave a space where a word begins."""
    return [(start + 2 * i - 1, start + 2 * i, " " if i in breaks else "") for i in range(1, count)]


def _wide_gaps(folded: Folded, start: int, count: int) -> frozenset[int]:
    """Numbers of the letters that stand behind more than one space."""
    gaps = (folded.span(start + 2 * i - 1, start + 2 * i) for i in range(1, count))
    return frozenset(i for i, (begin, end) in enumerate(gaps, 1) if end - begin > 1)


def _breaks(letters: str, vocabulary: Container[str]) -> frozenset[int]:
    """Where words begin in a run of letters: the split into the fewest words, with the fewest letters left over."""
    if len(letters) > _LONGEST_RUN:
        return frozenset()
    costs, lengths = [0], [0]
    for end in range(1, len(letters) + 1):
        cost, length = costs[end - 1] + _LEFT_OVER, 1
        for n in range(2, min(end, _LONGEST_WORD) + 1):
            if costs[end - n] + 1 < cost and letters[end - n : end] in vocabulary:
                cost, length = costs[end - n] + 1, n
        costs.append(cost)
        lengths.append(length)
    return _starts(lengths)


def _starts(lengths: list[int]) -> frozenset[int]:
    """Where each word begins, and each stretch of letters left over, by the length of what ends at each letter."""
    found = set()
    end, alone = len(lengths) - 1, False
    while end > 0:
        if not (alone and lengths[end] == 1):
            found.add(end)
        alone = lengths[end] == 1
        end -= lengths[end]
    return frozenset(found - {len(lengths) - 1})


def _without_repeats(folded: Folded, vocabulary: Container[str]) -> Iterator[Folded]:
    """One reading with a repeated letter written once, one with it twice; the vocabulary overrules both."""
    once: list[Edit] = []
    twice: list[Edit] = []
    for word in _WORD.finditer(folded.text):
        runs = list(_REPEATED.finditer(folded.text, *word.span()))
        if not runs or runs[0].span() == word.span():  # a word of one letter: www, xxx, aaa
            continue
        single, double = ([(run.start() + kept, run.end(), "") for run in runs] for kept in (1, 2))
        is_single, is_double = (_edited(word, edits) in vocabulary for edits in (single, double))
        once += double if is_double and not is_single else single
        twice += single if is_single and not is_double else double
    if once:
        yield folded.edited(once)
    if twice != once:
        yield folded.edited(twice)


def _edited(word: re.Match[str], edits: list[Edit]) -> str:
    text, shift = word.group(), word.start()
    for start, end, _ in reversed(edits):
        text = text[: start - shift] + text[end - shift :]
    return text


def _letters_for_signs(text: str, vocabulary: Container[str]) -> Iterator[Edit]:
    """One edit for every character of a token that reads as another one."""
    for match in _LEET_TOKEN.finditer(text):
        token = match.group()
        if len(token) > _LONGEST_WORD or not _LEET_HINT.search(token):
            continue
        for i, (char, other) in enumerate(zip(token, _read(token, vocabulary), strict=True), match.start()):
            if char != other:
                yield i, i + 1, other


def _read(token: str, vocabulary: Container[str]) -> str:
    """A token as a number or a word; as it stands where it is neither clearly."""
    bare = token.rstrip("!|.")
    ending = token[len(bare) :]
    if _NUMBER.fullmatch(bare):
        return bare.translate(_DIGITS) + ending
    for table in (_LETTERS, _LETTERS_L):
        if (word := bare.translate(table)) in vocabulary:
            return word + ending
    return bare.translate(_LETTERS) + ending if _INNER_SIGNS.fullmatch(bare) else token
