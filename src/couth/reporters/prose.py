"""Reports for people as a format: a block for each draft, a summary at the end."""

from __future__ import annotations

from typing import Iterable

from couth.errors import Problem
from couth.reporters.judged import Judged, Outcome, Settings
from couth.reporters.styled import Line
from couth.reporters.text import TextReporter, summary


class Text:
    """For people, in plain text or in the settings' own colours."""

    late = False
    between = ""
    most = None

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        reasons = {rule.id: rule.why for rule in settings.rules.values()}
        self._reporter = TextReporter(reasons, settings.cells, settings.verbose)

    def begin(self, _: Outcome | None) -> str:
        """Nothing stands before the drafts."""
        return ""

    def entries(self, judged: Judged) -> list[str]:
        """The block of a draft."""
        place = f"{judged.path}:{judged.line}" if judged.line else judged.path
        lines = self._reporter.report(judged.report, judged.draft, judged.thread, place, judged.counting, judged.name)
        return [self._written(lines)] if lines else []

    def complaints(self, _: Problem) -> list[str]:
        """Nothing: they are told apart from the findings."""
        return []

    def end(self, outcome: Outcome) -> str:
        """What the run came to."""
        return "" if self._settings.quiet else self._written(summary(outcome.tally, self._settings.cells))

    def _written(self, lines: Iterable[Line]) -> str:
        if self._settings.paint:
            return self._settings.paint(lines)
        return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
