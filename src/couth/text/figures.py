"""Figures in a text: where numbers, amounts, times and dates stand, as the classes of templates (`<num>`, `<date>`) name them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Callable, Final, Iterable, Sequence

from couth.text.classes import CLASSES
from couth.text.phrases import UNSPACED

Classes = dict[int, list[tuple[str, int]]]
"""By the number of a token: the classes that begin there, each with the number of the token after it."""


def classes_in(
    names: Iterable[str], folded: str, read: Sequence[str], starts: Sequence[int], figures: list[int]
) -> Classes:
    """The classes of these names in a folded text, its tokens, where they start and the numbers of those with a figure given."""
    found: Classes = {}
    passed = dict.fromkeys(names, 0)
    for number in sorted({n - back for n in figures for back in range(_LEADING + 1) if n >= back}):
        start = starts[number]
        for name, end in passed.items():
            matched = _compiled(name)(folded, start) if start >= end else None
            if matched:
                passed[name] = matched.end()
                after = bisect_left(starts, matched.end())
                if starts[after - 1] + len(read[after - 1]) == matched.end():
                    found.setdefault(number, []).append((name, after))
    return found


_LEADING: Final = 2
"""So many tokens of a class can stand before its first figure: a sign, a month, either with a stop."""


def has_figure(token: str) -> bool:
    """Whether a token begins or ends with a digit."""
    return token[0].isdecimal() or token[-1].isdecimal()


@cache
def _compiled(name: str) -> Callable[[str, int], re.Match[str] | None]:
    return re.compile(rf"(?<!{_LETTER})(?:{CLASSES[name].pattern})(?!{_LETTER})").match


_LETTER = rf"[^\W{UNSPACED}]"
"""A letter or digit of a script that sets words apart: 5分钟 holds the number 5, and 5kva does not."""
