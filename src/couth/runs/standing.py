"""Which findings count: not those that the configuration lets be, that a baseline holds, or that a change never touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Iterable

from couth.config import Suppression
from couth.model.finding import Finding, Standing
from couth.runs.changes import Change


@dataclass(frozen=True, slots=True)
class Standings:
    """Tells the standing of findings, and what of the suppressions and the baseline was met.

    `today` decides which suppressions have expired; those let nothing be.
    """

    suppressions: tuple[Suppression, ...] = ()
    recorded: frozenset[str] = frozenset()
    change: Change | None = None
    today: date = date.max

    @property
    def active(self) -> bool:
        """Whether any finding may not count."""
        return bool(self.suppressions or self.recorded or self.change)

    def expired(self) -> list[Suppression]:
        """Suppressions whose day has gone."""
        return [one for one in self.suppressions if not self._holds(one)]

    def _holds(self, one: Suppression) -> bool:
        return one.expires is None or one.expires >= self.today

    def of(self, findings: Iterable[Finding], inside: str, met: Met) -> tuple[Finding, ...]:
        """The findings of a file with their standings; `met` learns which suppressions and records they met."""
        return tuple(self._of(finding, inside, met) for finding in findings)

    def _of(self, finding: Finding, inside: str, met: Met) -> Finding:
        recorded = finding.fingerprint in self.recorded
        if recorded:
            met.records.add(finding.fingerprint)
        number = self._suppression(finding, inside)
        if number is not None:
            met.suppressions.add(number)
            one = self.suppressions[number]
            return _stands(finding, "suppressed", f"{one.reason} ({one.owner})")
        if recorded:
            return _stands(finding, "recorded", "in the baseline")
        if self.change and not self.change.touches(finding):
            return _stands(finding, "untouched", None)
        return finding

    def _suppression(self, finding: Finding, inside: str) -> int | None:
        rule, fingerprint = finding.violation.rule, finding.fingerprint
        for number, one in enumerate(self.suppressions):
            if self._holds(one) and one.fits(rule, inside, finding.name, fingerprint):
                return number
        return None


@dataclass(slots=True)
class Met:
    """Numbers of the suppressions that let something be, and fingerprints of the baseline that were found again."""

    suppressions: set[int]
    records: set[str]

    def merge(self, other: Met) -> None:
        """Take over what a part of the run met."""
        self.suppressions |= other.suppressions
        self.records |= other.records


def _stands(finding: Finding, standing: Standing, why: str | None) -> Finding:
    return replace(finding, standing=standing, why=why)
