"""What a regular expression cannot match without: letters and signs one run of which stands in every match.

Told from the tree that Python's own parser makes of it. Where the `regex` module reads more into an expression than
`re` does, nothing is told.
"""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]  # the parser's names of what it found
import re._parser as parser  # type: ignore[import-not-found]  # no other tells what an expression is made of
import warnings
from typing import Any, Final, Iterator

Needed = tuple[str, ...]
"""Runs in small letters, all of them ASCII, one of which is there; none where nothing is told."""

_MORE_THAN_RE: Final = re.compile(r"\{(?!\d*,?\d*\})|\[\[|\[:|&&|--|\|\||~~")
"""Fuzzy matches, classes by name, and sets of sets, which `re` takes for the signs themselves."""

_MOST: Final = 16
"""With more runs than these it costs as much to look for them as to try the expression."""


def needed(source: str) -> Needed:
    """The runs, one of which stands in whatever the expression matches."""
    if _MORE_THAN_RE.search(source):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = parser.parse(source)
    except (re.error, Warning, RecursionError, OverflowError, ValueError):
        return ()
    found = _needed(list(tree))
    return found if len(found) <= _MOST and "".join(found).isascii() else ()


def _needed(sequence: list[tuple[Any, Any]]) -> Needed:
    """Of what all stands in a match, the runs that texts hold least often."""
    return max(_each(sequence), key=lambda runs: min(map(_rarity, runs)), default=())


def _rarity(run: str) -> int:
    """The longer the rarer; a sign that sentences do without is as rare as some letters together."""
    return len(run) + (0 if _COMMON.search(run) else _A_SIGN)


_COMMON: Final = re.compile(r"[\w\s.,;:!?'\"()/-]")
_A_SIGN: Final = 3


def _each(sequence: list[tuple[Any, Any]]) -> Iterator[Needed]:
    """What each part of a sequence needs that needs anything; letters that follow each other are one run."""
    run = ""
    for op, value in sequence:
        if op is ops.LITERAL:
            run += chr(value).lower()
        elif op is not ops.AT:
            if run:
                yield (run,)
            run = ""
            if inner := _inner(op, value):
                yield inner
    if run:
        yield (run,)


def _inner(op: object, value: Any) -> Needed:
    """What a group, a repetition or alternatives need."""
    if op is ops.SUBPATTERN:
        return _needed(list(value[-1]))
    if op is ops.ATOMIC_GROUP:
        return _needed(list(value))
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _needed(list(value[2])) if value[0] else ()
    if op is ops.BRANCH:
        ways = [_needed(list(way)) for way in value[1]]
        return _without_longer(sum(ways, ())) if all(ways) else ()
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in value):
        return tuple(dict.fromkeys(chr(code).lower() for _, code in value))
    return ()


def _without_longer(runs: Needed) -> Needed:
    """The runs without those that hold another one."""
    return tuple(run for run in dict.fromkeys(runs) if not any(other in run for other in runs if other != run))
