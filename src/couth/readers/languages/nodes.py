"""A template taken apart: words, blanks, choices, loops, and texts that are kept for later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TagKind = Literal["blank", "open", "loop", "capture", "middle", "close", "silent"]
"""What a tag does: stands for a value, opens a choice, a loop or a text kept for later, begins the next branch,
closes what is open, or leaves no trace in the text."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template language between two offsets.

    `name` is that of the block which it opens or closes ("" closes whatever is open), or of the value it stands for.
    `value` is what a blank is known to hold: a literal, the only word it can be.
    """

    start: int
    end: int
    kind: TagKind
    name: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch that comes out as it is written."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder, by the name of its value; the value itself where the template says it."""

    start: int
    end: int
    name: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Branches of which one comes out; an `if` without an `else` has an empty one."""

    branches: tuple[Nodes, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch that comes out once for each of some things."""

    body: Nodes


@dataclass(frozen=True, slots=True)
class Capture:
    """A stretch that comes out where its name is called for; `span` is that of its inside."""

    name: str
    body: Nodes
    span: tuple[int, int]


Node = Words | Blank | Choice | Loop | Capture
Nodes = tuple[Node, ...]


class TemplateSyntaxError(Exception):
    """A template that its own language would refuse; `offset` is where, in the template's text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset
