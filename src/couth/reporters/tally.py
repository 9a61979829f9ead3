"""What a run came to: drafts by verdict, findings by severity and rule, rules that could not judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from couth.model import Report
from couth.model.report import SEVERITIES


@dataclass(slots=True)
class Tally:
    """Counts that grow with every report; nothing else is kept of it."""

    drafts: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    faults: int = 0

    def add(self, report: Report) -> None:
        """Count one report."""
        self.drafts += 1
        self.verdicts[report.verdict] += 1
        for violation in report.violations:
            self.severities[violation.severity] += 1
            self.rules[violation.rule] += 1
        for unknown in report.unknown:
            self.unknown[unknown.rule] += 1
        self.faults += len(report.faults)

    def reaches(self, level: str) -> bool:
        """Whether anything was found at a severity or above it; a draft blocked by its score counts as an error."""
        if level not in SEVERITIES:
            return False
        return self.verdicts["block"] > 0 or any(
            self.severities[severity] for severity in SEVERITIES[: SEVERITIES.index(level) + 1]
        )
