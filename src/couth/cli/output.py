"""The formats of `couth check`: each takes reports one by one and writes them as they come."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Callable, Final, Mapping, Protocol

from couth.cli import screen
from couth.model import Report
from couth.policy import Policy
from couth.readers import Incoming
from couth.reporters import Tally, TextReporter, report_json, summary


@dataclass(frozen=True, slots=True)
class Settings:
    """What formats go by; `prompt` where somebody waits for each report."""

    policy: Policy
    tally: Tally
    verbose: bool
    quiet: bool
    prompt: bool


class Output(Protocol):
    """What a format has to offer."""

    def add(self, incoming: Incoming, report: Report, /) -> None:
        """Write one report."""

    def close(self) -> None:
        """Write what belongs at the end, even of a run that was interrupted."""


def write(text: str) -> None:
    """Write to stdout as UTF-8, on every platform; half a surrogate pair becomes its JSON escape."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


class Jsonl:
    """One report a line."""

    def __init__(self, settings: Settings) -> None:
        self._prompt = settings.prompt

    def add(self, _: Incoming, report: Report, /) -> None:
        """Write the report's line."""
        write(report_json(report) + "\n")
        if self._prompt:
            sys.stdout.buffer.flush()

    def close(self) -> None:
        """Nothing stands at the end."""
        sys.stdout.buffer.flush()


class Json:
    """All reports as one array, a report a line."""

    def __init__(self, _: Settings) -> None:
        self._between = "[\n"

    def add(self, _: Incoming, report: Report, /) -> None:
        """Write the report as the next element."""
        write(self._between + report_json(report))
        self._between = ",\n"

    def close(self) -> None:
        """Close the array."""
        write("[]\n" if self._between == "[\n" else "\n]\n")
        sys.stdout.buffer.flush()


class Text:
    """For people."""

    def __init__(self, settings: Settings) -> None:
        self._cells = screen.cells()
        reasons = {rule.id: rule.why for rule in settings.policy.rules.values()}
        self._reporter = TextReporter(reasons, self._cells, settings.verbose)
        self._tally = None if settings.quiet else settings.tally

    def add(self, incoming: Incoming, report: Report, /) -> None:
        """Show the draft and what was found."""
        place = f"{incoming.path}:{incoming.line}" if incoming.line else incoming.path
        screen.show(self._reporter.report(report, incoming.draft, incoming.thread, place))

    def close(self) -> None:
        """Show what the run came to."""
        if self._tally:
            screen.show(summary(self._tally, self._cells))
        sys.stdout.flush()


FORMATS: Final[Mapping[str, Callable[[Settings], Output]]] = {"text": Text, "json": Json, "jsonl": Jsonl}
"""Every format by the name it is asked for with."""
