"""What is told at the end of a run, of the suppressions and the baseline that it went by."""

from __future__ import annotations

from typing import Iterator

from couth.cli.request import Request
from couth.cli.run import Run
from couth.errors import Note, Problem


def notes(request: Request, run: Run) -> Iterator[Problem]:
    """Suppressions that have expired or let nothing be, and entries of the baseline that are not found any more.

    What was not met is told of a run over everything alone: another one did not look.
    """
    plan = run.plan
    for one in plan.standings.expired():
        yield _at(one.place, f"this suppression expired on {one.expires}, and lets nothing be any more ({one.owner})")
    if not request.whole:
        return
    met = run.total.met
    expired = plan.standings.expired()
    for number, one in enumerate(plan.standings.suppressions):
        if number not in met.suppressions and one not in expired:
            yield _at(one.place, f"this suppression lets nothing be: there is nothing left that it fits ({one.owner})")
    stale = plan.standings.recorded - met.records
    if stale and request.baseline:
        few = len(stale) == 1
        count = (
            f"{len(stale)} {'entry of the baseline is' if few else 'entries of the baseline are'} not found any more"
        )
        message = f"{count}; couth baseline --prune takes {'it' if few else 'them'} out"
        yield Note(str(request.baseline), None, None, message)


def _at(place: str, message: str) -> Note:
    path, line, column = place.rsplit(":", 2)
    return Note(path, int(line), int(column), message)
