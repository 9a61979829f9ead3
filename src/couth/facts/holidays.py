"""Public holidays, from the library of that name (the extra `holidays`): without it, no day is known to be one or not."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Container, cast


@lru_cache(maxsize=1)
def library() -> ModuleType | None:
    """The library; None where it is not installed."""
    try:
        return import_module("holidays")
    except ImportError:
        return None


@lru_cache(maxsize=64)
def _of_year(country: str, part: str | None, year: int) -> Container[date]:
    found = library()
    if found is None:
        return ()
    try:
        return cast("Container[date]", found.country_holidays(country, subdiv=part, years=year))
    except NotImplementedError:  # how the library says that it does not know the place
        return ()


def is_holiday(region: str, day: date) -> bool:
    """Whether a day is a public holiday in a country (`FR`) or a part of one (`US-AL`); no for a place it does not know."""
    country, _, part = region.partition("-")
    return day in _of_year(country, part or None, day.year)
