"""How a run ends, as an exit code."""

from __future__ import annotations

from typing import Final, Iterable, NoReturn

import click

from couth.errors import Note, Problem
from couth.runs import again

CLEAN: Final = 0
FOUND: Final = 1
BAD_INPUT: Final = 2
NEEDS_CONTEXT: Final = 3
CRASHED: Final = 70
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = again.BROKEN_PIPE


def complain(problem: Problem) -> None:
    """One mistake in one line, on stderr; a note says that it is one."""
    click.echo(f"note: {problem}" if isinstance(problem, Note) else str(problem), err=True)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Every mistake in a line, and the end of the run."""
    for problem in problems:
        complain(problem)
    raise click.exceptions.Exit(BAD_INPUT)
