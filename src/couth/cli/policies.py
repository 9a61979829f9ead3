"""Policies as the command takes them: by shipped name or by path."""

from __future__ import annotations

from couth.cli.ending import refuse
from couth.engine import Linter
from couth.errors import PolicyError
from couth.policy import Policy, load


def linter_for(source: str | None) -> Linter:
    """The linter of a policy, the default one where none is named; ends the run where it does not load."""
    return Linter(policy_for(source))


def policy_for(source: str | None) -> Policy:
    """The policy; where it does not load, every problem in a line and the end of the run."""
    try:
        return load(source)
    except PolicyError as error:
        refuse(error.problems)
