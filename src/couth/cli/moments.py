"""Moments and time zones as options of the command."""

from __future__ import annotations

from datetime import datetime

import click

from couth.errors import InputError
from couth.model import Customer
from couth.model.moments import moment_of


def moment(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    """ISO 8601 with an offset; a usage error where it is anything else."""
    if value is None:
        return None
    try:
        at = moment_of(value)
    except ValueError:
        at = None
    if at is None or at.utcoffset() is None:
        raise click.BadParameter(f"{value!r} is not a time with an offset, such as 2026-03-02T14:05:00Z")
    return at


def zone(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A name of the time zone database; a usage error where it is none."""
    try:
        Customer(timezone=value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error
    return value
