"""What can go wrong, as kinds that are never mixed with a finding.

CouthError
├── InputError      a draft, message, thread or file that is not in the form that was promised
├── PolicyError     a policy that cannot be trusted: every problem at once, each with its place
├── ConfigError     the same of a configuration
├── StoreError      a store that cannot be reached, is locked or full, or is not what it has to be
└── ExtensionError  what another distribution adds to couth cannot be used
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake and where it stands; line and column count from 1, None where there is no place."""

    path: str
    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        place = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(place) + ": " + self.message


class Note(Problem):
    """Something that is told and keeps nothing from being judged."""


class CouthError(Exception):
    """The base of every error that couth raises on purpose."""


class InputError(CouthError):
    """An argument or an input that is not what it has to be; holds no customer's words."""

    def __init__(self, message: str, problem: Problem | None = None) -> None:
        super().__init__(message)
        self.problem = problem


class _ListedError(CouthError):
    """A file that people write and that does not load; `problems` lists every mistake, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_place))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[_ListedError], tuple[object, ...]]:
        return type(self), (self.problems,)


class PolicyError(_ListedError):
    """A policy that does not load."""


class ConfigError(_ListedError):
    """A configuration that does not load."""


class StoreError(CouthError):
    """The guard's store fails; `kind` is unavailable, locked, full, schema, key or broken. Holds no customer's words."""

    def __init__(self, message: str, kind: str = "broken") -> None:
        super().__init__(message)
        self.kind = kind


class ExtensionError(CouthError):
    """An entry point of another distribution that cannot be used; the message names it and its distribution."""


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line or 0, problem.column or 0, problem.message


def nearest(name: str, legal: Iterable[str], most: int = 12) -> str:
    """What to write in place of a wrong name: the nearest legal ones first, else all of them or the first few."""
    names = list(legal)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(map(repr, close)) + "?"
    if not names:
        return "there is none"
    return "one of " + ", ".join(names[:most]) + (f", … ({len(names)} in all)" if len(names) > most else "")
