"""Patterns of a policy's author: compiled once, stopped in time."""

from __future__ import annotations

import re
from typing import Any, Iterator

import pytest

from couth.text import Pattern, PatternError, PatternTimeout


def test_finds_every_match_that_is_not_empty() -> None:
    assert Pattern(r"\d*").spans("a12b3") == [(1, 3), (4, 5)]


def test_one_that_does_not_compile_says_why() -> None:
    with pytest.raises(PatternError, match="the pattern does not compile: missing \\) at position 2"):
        Pattern("(a").check()


def test_one_that_runs_away_is_stopped() -> None:
    with pytest.raises(PatternTimeout, match="the pattern ran longer than 20 ms"):
        Pattern(r"(?:a+)+$|(a|aa)+!", 20).spans("a" * 5000 + "b")


class Crowded:
    """An expression whose time is used up by something else, the first times that it is asked."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.limits: list[float] = []

    def finditer(self, text: str, timeout: float) -> Iterator[re.Match[Any]]:
        self.limits.append(timeout)
        if len(self.limits) <= self.times:
            raise TimeoutError
        return re.finditer("oak", text)


def test_what_else_is_done_meanwhile_stops_none() -> None:
    pattern = Pattern("oak", 1000)
    crowded = pattern.__dict__["_compiled"] = Crowded(3)

    assert pattern.spans("an oak") == [(3, 6)]
    assert crowded.limits == [1, 1, 2, 4]
