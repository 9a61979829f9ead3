"""`couth check --fix`: what can be mended is mended before the rest is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Final, TypeVar

import click

from couth.cli import ending
from couth.cli.request import Request
from couth.errors import Note, Problem
from couth.readers import STDIN
from couth.readers.fixing import Mended
from couth.reporters import counted
from couth.runs.again import write as show
from couth.runs.judging import Judge
from couth.runs.mending import Mender, diff, write
from couth.runs.plan import Plan
from couth.runs.sources import sources

Command = TypeVar("Command", bound=Callable[..., Any])


def fixing(command: Command) -> Command:
    """The options that say what is to be mended."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final = (
    click.option("--fix", is_flag=True, help="Mend in the files what can be mended safely, then tell the rest."),
    click.option("--unsafe-fixes", is_flag=True, help="Mend what may change the meaning, too."),
    click.option("--dry-run", is_flag=True, help="Show what would be mended as a diff, and change nothing."),
)


def wanted(request: Request) -> bool:
    """Whether anything is to be mended; ends the run where that cannot be done."""
    given = request.given
    if not (given["fix"] or given["unsafe_fixes"] or given["dry_run"]):
        return False
    if given["dry_run"] and given["mask"]:
        raise click.UsageError("give either --dry-run or --mask, not both: a diff is made of what --mask hides")
    if given["draft"] is not None or STDIN in request.paths:
        raise click.UsageError("only files can be mended: no --draft, no standard input")
    if not request.paths and not request.config.paths:
        raise click.UsageError("nothing to mend: name a file or directory, or paths in couth.yaml")
    return True


class Mending:
    """One pass over the files of a run."""

    def __init__(self, request: Request, plan: Plan) -> None:
        self._request = request
        self._mender = Mender(Judge(replace(plan, cache=None), []), request.given["unsafe_fixes"])
        self._dry = bool(request.given["dry_run"])
        self._fixes = self._files = self._failed = 0

    def all(self) -> int:
        """Mend every file; the exit code of a dry run: 1 where something would change, 2 where something went wrong."""
        request = self._request
        for source in sources(
            request.config, request.paths, change=request.change, configured=request.given["configured"]
        ):
            self._take(source if isinstance(source, Problem) else self._mender.file(source.path))
        if self._fixes and not request.given["quiet"]:
            done = "would be applied" if self._dry else "applied"
            click.echo(f"couth: {_fixes(self._fixes)} {done} in {counted(self._files, 'file')}", err=True)
        return ending.BAD_INPUT if self._failed else (ending.FOUND if self._fixes else ending.CLEAN)

    def _take(self, file: Mended | Problem) -> None:
        if isinstance(file, Problem):
            self._tell(file)
            return
        for refusal in file.refused:
            ending.complain(refusal)
        if file.changed:
            self._change(file)

    def _tell(self, problem: Problem) -> None:
        """What cannot be read; the run that follows tells it, if one does."""
        if self._dry:
            ending.complain(problem)
            self._failed += not isinstance(problem, Note)

    def _change(self, file: Mended) -> None:
        if self._dry:
            show("diff", diff(file))
        elif problem := write(file):
            self._request.problems.append(problem)
            return
        self._fixes += file.applied
        self._files += 1


def _fixes(count: int) -> str:
    return f"{count:,} fix{'' if count == 1 else 'es'}"
