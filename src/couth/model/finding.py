"""A violation in its file: where it stands, what it is known by, and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from couth.model.report import Violation

STANDINGS: Final = ("new", "suppressed", "recorded", "untouched")

Standing = Literal["new", "suppressed", "recorded", "untouched"]
"""`new` counts. The others do not: let be by the configuration, in the baseline, or outside of a change."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file; lines and columns from 1, ends exclusive. Columns are told in code points and in bytes."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    end_byte_column: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in place of a stretch of a file."""

    region: Region
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation with its place. `region` is None where only the line is known on which its draft begins.

    `name` is that of the template, or the id of the draft. `path` is as a person in the working folder writes it.
    """

    violation: Violation
    path: str
    line: int
    region: Region | None
    name: str | None
    fingerprint: str
    standing: Standing = "new"
    why: str | None = None
    """Why it does not count: the reason and owner of a suppression."""
    replacements: tuple[Replacement, ...] | None = None
    """Its fix as edits of the file, where it has one that can be written there."""
