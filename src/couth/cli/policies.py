"""Policies as the command takes them: by shipped name or by path."""

from __future__ import annotations

from couth.cli.ending import refuse
from couth.engine import Linter, default_linter
from couth.errors import PolicyError
from couth.policy import Policy


def linter_for(source: str | None) -> Linter:
    """The linter of a policy, the default one where none is named; ends the run where it does not load."""
    try:
        return default_linter() if source is None else Linter(source)
    except PolicyError as error:
        refuse(error.problems)


def policy_for(source: str | None) -> Policy:
    """The policy; where it does not load, every problem in a line and the end of the run."""
    return linter_for(source).policy
