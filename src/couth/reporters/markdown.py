"""A summary in Markdown, for a job's page or a comment on a change."""

from __future__ import annotations

from collections import Counter
from typing import Final, Iterable

from couth.errors import Problem
from couth.model.finding import Finding
from couth.model.report import VERDICTS
from couth.regexes import regex_of
from couth.reporters.judged import Judged, Outcome, Settings
from couth.reporters.tally import counted

MOST_ROWS: Final = 200
"""Findings, and inputs that could not be read, that are listed; the rest are counted."""

_SPECIAL: Final = regex_of(r"([\\`*_{}\[\]<>()#+!|~@&-])")


class Markdown:
    """Verdicts, rules, and the findings that count with their places."""

    late = True
    between = ""
    most = MOST_ROWS

    def __init__(self, settings: Settings) -> None:
        self._rules = settings.rules

    def begin(self, outcome: Outcome | None) -> str:
        """What it came to, then the head of the table of findings."""
        assert outcome  # noqa: S101  (a late format is begun when all is done)
        parts = [f"## couth: {_headline(outcome)}\n"]
        parts += _problems(outcome.problems)
        if outcome.tally.rules:
            parts.append(_table(("Rule", "Found", "What to do"), self._by_rule(outcome.tally.rules)))
            parts.append("### Findings\n\n" + _head(("Place", "Severity", "Rule", "Finding")))
        return "\n".join(parts)

    def _by_rule(self, rules: Counter[str]) -> Iterable[tuple[str, ...]]:
        for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
            known = self._rules.get(rule)
            yield f"`{rule}`", str(count), escaped(known.summary if known else "")

    def entries(self, judged: Judged) -> list[str]:
        """A row for each finding."""
        return [_row(_cells(finding)) for finding in judged.counting]

    def complaints(self, _: Problem) -> list[str]:
        """Told before the findings."""
        return []

    def end(self, outcome: Outcome) -> str:
        """How many rows there was no room for, and how many findings do not count."""
        left = outcome.tally.findings - MOST_ROWS
        notes = [f"… and {counted(left, 'finding')} more."] if left > 0 else []
        notes += [f"{text}." for text in outcome.tally.set_aside()]
        return "".join(f"\n{note}\n" for note in notes)


def _headline(outcome: Outcome) -> str:
    tally = outcome.tally
    verdicts = [f"{tally.verdicts[v]} {v.replace('_', ' ')}" for v in VERDICTS if tally.verdicts[v]]
    return f"{counted(tally.drafts, 'draft')}{': ' if verdicts else ''}{', '.join(verdicts)}"


def _problems(problems: list[Problem]) -> list[str]:
    if not problems:
        return []
    lines = [f"- {escaped(str(problem))}" for problem in problems[:MOST_ROWS]]
    if len(problems) > MOST_ROWS:
        lines.append(f"- … and {len(problems) - MOST_ROWS} more")
    return ["### Could not be read\n\n" + "\n".join(lines) + "\n"]


def _cells(finding: Finding) -> tuple[str, ...]:
    violation, region = finding.violation, finding.region
    place = f"{finding.path}:{region.line}:{region.column}" if region else f"{finding.path}:{finding.line}"
    return escaped(place), violation.severity, f"`{violation.rule}`", escaped(violation.message)


def escaped(text: str) -> str:
    """A text in one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return _head(head) + "".join(_row(row) for row in rows)


def _head(cells: tuple[str, ...]) -> str:
    return _row(cells) + _row(("---",) * len(cells))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"
