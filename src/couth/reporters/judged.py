"""What reporters take: a draft with what was found of it, and the rules it was judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, Mapping, Protocol

from couth.errors import Problem
from couth.model import Draft, Report, Thread
from couth.model.finding import Finding
from couth.model.report import Basis, Severity
from couth.reporters.offsets import Unit
from couth.reporters.styled import Line
from couth.reporters.tally import Tally


class RuleText(Protocol):
    """What reporters tell of a rule."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def summary(self) -> str:
        """What to do, in one line."""

    @property
    def why(self) -> str:
        """The reason behind it."""

    @property
    def source(self) -> tuple[str, ...]:
        """Where it comes from."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""

    @property
    def basis(self) -> Basis:
        """What it rests on."""

    @property
    def suggest(self) -> str | None:
        """What to do instead."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft, where it was read, and its report; `findings` also has those that do not count.

    The report speaks only of what counts. `name` is that of a template, None for any other draft.
    """

    draft: Draft
    thread: Thread
    report: Report
    path: str
    line: int
    name: str | None
    findings: tuple[Finding, ...]
    original: tuple[Draft, Thread] | None = None
    """What was written, where `draft` and `thread` are masked: to count offsets in, never to be shown."""

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that count, as they stand in the report."""
        return tuple(finding for finding in self.findings if finding.standing == "new")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a format goes by: the rules by id, who judged, and how much to say."""

    rules: Mapping[str, RuleText]
    version: str
    verbose: bool = False
    quiet: bool = False
    fail_on: str = "error"
    cells: int = 100
    offsets: Unit = "code-point"
    paint: Callable[[Iterable[Line]], str] | None = None
    """Writes styled lines in colour; None where there is none."""


@dataclass(slots=True)
class Outcome:
    """What a whole run came to."""

    tally: Tally
    problems: list[Problem]


class Format(Protocol):
    """A format: what stands before all drafts, for each, between them, and at the end.

    A format that is `late` says in its beginning what only the end tells: it is written when all is done. No more
    entries than `most` are written, where it sets any.
    """

    late: bool
    between: str
    most: int | None

    def begin(self, outcome: Outcome | None) -> str:
        """What stands first; `outcome` is given to late formats alone."""

    def entries(self, judged: Judged) -> list[str]:
        """What is written of one draft; nothing that depends on any other, so that it can be made anywhere."""

    def complaints(self, problem: Problem) -> list[str]:
        """What is written in its place of an input that could not be read."""

    def end(self, outcome: Outcome) -> str:
        """What stands last."""
