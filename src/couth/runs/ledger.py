"""What a run, or a part of one, has come to so far: what is to be written, what is counted, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Sequence

from couth.errors import Note, Problem
from couth.reporters import Format, Judged, Tally
from couth.runs.baseline import Record
from couth.runs.standing import Met


@dataclass(slots=True)
class Ledger:
    """Entries by format, in order, with counts and problems; plain enough to be sent between processes.

    `done` counts the bytes that were read, `records` holds the findings that a baseline would keep.
    """

    entries: list[list[str]]
    tally: Tally = field(default_factory=Tally)
    problems: list[Problem] = field(default_factory=list)
    met: Met = field(default_factory=lambda: Met(set(), set()))
    records: list[Record] = field(default_factory=list)
    done: int = 0
    private: bool = False
    """Whether something was found of a draft that was judged with a customer's messages, which a finding may repeat."""

    @classmethod
    def of(cls, formats: int) -> Ledger:
        """An empty one for so many formats."""
        return cls([[] for _ in range(formats)])

    def add(self, judged: Judged, formats: Sequence[Format]) -> None:
        """Take in a draft."""
        self.private = self.private or bool(judged.report.violations and len(judged.thread))
        self.tally.add(judged.report, judged.findings, of_template=judged.name is not None)
        for entries, one in zip(self.entries, formats, strict=True):
            entries.extend(one.entries(judged))

    def complain(self, problem: Problem, formats: Sequence[Format]) -> None:
        """Take in something that is wrong; a note is told on the side alone."""
        self.problems.append(problem)
        if not isinstance(problem, Note):
            for entries, one in zip(self.entries, formats, strict=True):
                entries.extend(one.complaints(problem))

    def merge(self, other: Ledger) -> None:
        """Take over what a part of the run counted; what is to be written and told is not this one's business."""
        self.tally.merge(other.tally)
        self.met.merge(other.met)
        self.records += other.records
        self.private = self.private or other.private
