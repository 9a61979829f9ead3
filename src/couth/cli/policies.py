"""Policies as the command takes them: by shipped name, by path, or as the configuration has it."""

from __future__ import annotations

from pathlib import Path

from couth.cli.ending import refuse
from couth.config import find, read_config
from couth.engine import Linter, default_linter
from couth.errors import ConfigError, PolicyError
from couth.policy import Policy, load
from couth.policy.documents import Document


def linter_for(source: str | Path | Document | None) -> Linter:
    """The linter of a policy, the default one where none is named; ends the run where it does not load."""
    try:
        return default_linter() if source is None else Linter(load(source))
    except PolicyError as error:
        refuse(error.problems)


def policy_for(source: str | None) -> Policy:
    """The policy, that of the configuration where none is named; else every problem in a line, and the end."""
    return linter_for(source or configured()).policy


def configured() -> str | Path | Document | None:
    """What the configuration says of the policy, None where there is none or it says nothing."""
    try:
        document = find()
        return None if document is None else read_config(document).policy
    except ConfigError as error:
        refuse(error.problems)
