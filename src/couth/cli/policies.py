"""Policies as the command takes them: by shipped name, by path, or as the configuration has it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from couth.cli.ending import refuse
from couth.config import find, read_config
from couth.engine import Linter, default_linter
from couth.errors import ConfigError, PolicyError
from couth.policy import Policy, load
from couth.policy.documents import Document
from couth.policy.loading import Source
from couth.runs.policies import policy_for as kept_or_read


def linter_for(source: Source, folder: str | None = None) -> Linter:
    """The linter of a policy, the default one where none is named, for judging: its rules may come without their examples.

    `folder` is where policies are kept from run to run, if anywhere. Ends the run where the policy does not load.
    """
    try:
        return _default(folder) if source is None else Linter(kept_or_read(source, folder))
    except PolicyError as error:
        refuse(error.problems)


@lru_cache(maxsize=1)
def _default(folder: str | None) -> Linter:
    return default_linter() if folder is None else Linter(kept_or_read(None, folder))


def policy_for(source: str | None) -> Policy:
    """The policy with its rules' examples, that of the configuration where none is named; else every problem in a line, and the end."""
    named = source or configured()
    try:
        return _shipped() if named is None else load(named)
    except PolicyError as error:
        refuse(error.problems)


@lru_cache(maxsize=1)
def _shipped() -> Policy:
    return load()


def configured() -> str | Path | Document | None:
    """What the configuration says of the policy, None where there is none or it says nothing."""
    try:
        document = find()
        return None if document is None else read_config(document).policy
    except ConfigError as error:
        refuse(error.problems)
