"""`couth baseline`: take down today's findings, so that only new ones count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from couth.cli import ending
from couth.cli.policies import linter_for
from couth.cli.reading import reading
from couth.cli.request import Request
from couth.cli.run import Run
from couth.errors import InputError, Problem
from couth.reporters import counted
from couth.runs.baseline import NAME, Record, read_baseline, written


@click.command("baseline")
@reading
@click.option("--output", metavar="FILE", help=f"Where to; the configuration's baseline, or {NAME}, if left out.")
@click.option("--prune", is_flag=True, help="Only take out what is not found any more; add nothing.")
def command(**given: Any) -> None:
    """Write a baseline of all that is found now in what couth check would judge.

    What the configuration lets be is not in it. Nothing of the messages' words is kept. Name the file under
    baseline in the configuration, or with couth check --baseline, and only what is new counts.
    """
    request = Request(given, linter_for)
    if not request.paths and not request.config.paths:
        raise click.UsageError("nothing to take down: name files or directories, or paths in couth.yaml")
    if given["prune"] and request.paths:
        raise click.UsageError("--prune needs all that the configuration names: what was not read is not gone")
    target = Path(given["output"]) if given["output"] else request.config.baseline or request.config.folder / NAME
    before = _before(target) if given["prune"] else ()
    run = Run(request, request.plan((), recording=True), None)
    code = run.end()
    if code == ending.INTERRUPTED or (code == ending.BAD_INPUT and given["prune"]):
        raise click.exceptions.Exit(code)
    _write(target, _records(run, before, prune=given["prune"]), before, given)
    raise click.exceptions.Exit(ending.BAD_INPUT if code == ending.BAD_INPUT else ending.CLEAN)


def _before(target: Path) -> tuple[Record, ...]:
    try:
        return read_baseline(target)
    except InputError as error:
        ending.refuse([error.problem or Problem(str(target), None, None, str(error))])


def _records(run: Run, before: tuple[Record, ...], *, prune: bool) -> list[Record]:
    found = run.total.records
    if not prune:
        return found
    still = {record.fingerprint for record in found}
    return [record for record in before if record.fingerprint in still]


def _write(target: Path, records: list[Record], before: tuple[Record, ...], given: dict[str, Any]) -> None:
    try:
        target.write_text(written(records), "utf-8")
    except OSError as error:
        ending.refuse([Problem(str(target), None, None, f"cannot be written: {error.strerror}")])
    if given["quiet"]:
        return
    count = len(set(records))
    gone = f", {len(set(before)) - count} taken out" if given["prune"] else ""
    click.echo(f"{target}: {counted(count, 'finding')}{gone}")
