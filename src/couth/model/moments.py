"""Moments as they are written: ISO 8601 as RFC 3339 has it, the same on every Python."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from couth.regexes import regex_of

_HOUR_24: Final = regex_of(r"(?:\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d(?:-?\d)?).24")
"""Python reads it as the next midnight from 3.14 on, and not at all before; RFC 3339 has no such hour."""


def moment_of(text: str) -> datetime:
    """The moment that a text in ISO 8601 names, with an offset or without; raises ValueError where it names none."""
    if _HOUR_24.match(text):
        raise ValueError("no day has an hour 24")
    return datetime.fromisoformat(text)


def wall_time_of(text: str) -> time:
    """The time of day that `21:00` names; raises ValueError where it names none."""
    if len(text) != len("21:00") or text.startswith("24"):
        raise ValueError("a time of day is written as 21:00")
    return time.fromisoformat(text)
