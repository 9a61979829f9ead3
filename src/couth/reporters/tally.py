"""What a run came to: drafts by verdict, findings by severity and rule, rules that could not judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Final, Iterable, Mapping

from couth.engine import not_applicable
from couth.model import Report, Unknown
from couth.model.finding import Finding
from couth.model.report import SEVERITIES

_SET_ASIDE: Final[Mapping[str, str]] = {
    "suppressed": "let be by the configuration",
    "recorded": "in the baseline",
    "untouched": "outside of the change",
}


@dataclass(slots=True)
class Tally:
    """Counts that grow with every report; nothing else is kept of it.

    `worst` counts drafts by the gravest of what was found in them, `standings` the findings that do not count,
    `skipped` the files that hold no message. `not_applicable` names rules that no template can be judged by.
    """

    drafts: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    worst: Counter[str] = field(default_factory=Counter)
    standings: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    skipped: int = 0
    """Files that hold no messages."""
    not_applicable: Counter[str] = field(default_factory=Counter)
    """Rules that no template can be judged by."""

    def add(self, report: Report, findings: Iterable[Finding] = (), of_template: bool = False) -> None:
        """Count one report, and those of its findings that do not count."""
        self.drafts += 1
        self.verdicts[report.verdict] += 1
        for violation in report.violations:
            self.severities[violation.severity] += 1
            self.rules[violation.rule] += 1
        left, unknown = _split(report.unknown) if of_template else ((), [one.rule for one in report.unknown])
        self.not_applicable.update(left)
        self.unknown.update(unknown)
        worst = _worst(report)
        if worst:
            self.worst[worst] += 1
        self.standings.update(finding.standing for finding in findings if finding.standing != "new")
        self.faults += len(report.faults)

    def merge(self, other: Tally) -> None:
        """Take over the counts of a part of the run."""
        for one in fields(self):
            ours, theirs = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, ours + theirs)

    @property
    def findings(self) -> int:
        """Findings that count."""
        return self.severities.total()

    def reaches(self, level: str) -> bool:
        """Whether anything was found at a severity or above it; a draft blocked by its score counts as an error."""
        if level not in SEVERITIES:
            return False
        return self.verdicts["block"] > 0 or any(
            self.severities[severity] for severity in SEVERITIES[: SEVERITIES.index(level) + 1]
        )

    def set_aside(self) -> list[str]:
        """The findings that do not count, in words, by what they are."""
        return [
            f"{counted(self.standings[standing], 'finding')} {words}"
            for standing, words in _SET_ASIDE.items()
            if self.standings[standing]
        ]


@lru_cache(maxsize=1024)
def _split(unknown: tuple[Unknown, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that no template can be judged by, and the others; mostly the same ones for thousands of templates."""
    left = tuple(one.rule for one in unknown if not_applicable(one))
    return left, tuple(one.rule for one in unknown if one.rule not in left)


def _worst(report: Report) -> str | None:
    """The gravest that was found in a draft; one that is blocked by its score counts as an error."""
    if report.verdict == "block":
        return "error"
    return next((s for s in SEVERITIES if any(v.severity == s for v in report.violations)), None)


def counted(number: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"
