"""Where a phone number is at home: its country, and the time zone where its country has one clock.

A number tells where it was issued, not where its owner is; where a country keeps several clocks, the zone is
unknown. Needs the extra `phone`; without it nothing is known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Final
from zoneinfo import ZoneInfo

from couth.model import Customer
from couth.regexes import regex_of

_DIGITS: Final = regex_of(r"\+?[0-9][0-9 ().-]{5,22}")
_SAMPLED: Final = [datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=3 * n) for n in range(244)]
"""Every third day of two years: zones that agree on all of them keep one clock."""


@lru_cache(maxsize=50_000)
def e164(written: str | None) -> str | None:
    """A number in the international form, with its plus; None where it is no such number."""
    if written is None:
        return None
    plain = written.removeprefix("tel:")
    if not _DIGITS.fullmatch(plain):
        return None
    digits = re.sub(r"\D", "", plain)
    return f"+{digits}" if 7 <= len(digits) <= 15 and digits[0] != "0" else None


@lru_cache(maxsize=50_000)
def caller(address: str | None) -> Customer:
    """The customer at an address, of whom no more is known than their number, if it is one."""
    return Customer(phone=e164(address))


def placed(customer: Customer) -> Customer:
    """The customer with time zone and country told by their number, where the record does not name them."""
    if customer.phone is None or (customer.timezone and customer.country):
        return customer
    zone, country = place_of(customer.phone)
    return replace(customer, timezone=customer.timezone or zone, country=customer.country or country)


@lru_cache(maxsize=10_000)
def place_of(number: str) -> tuple[str | None, str | None]:
    """Time zone and country (two letters) of a number in the international form, each None where it is unknown."""
    if not _installed():
        return None, None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None, None
    if not phonenumbers.is_possible_number(parsed):
        return None, None
    country = _country(phonenumbers, parsed)
    return _zone(parsed, country), country


@lru_cache(maxsize=1)
def _installed() -> bool:
    return find_spec("phonenumbers") is not None


def _country(phonenumbers: Any, parsed: Any) -> str | None:
    """The country that issued the number; of one that is not in use, the country of its code where only one has it."""
    found = phonenumbers.region_code_for_number(parsed)
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(parsed.country_code, ())
    if found is None and len(regions) == 1:
        found = regions[0]
    return found if found and found != "001" else None  # 001: numbers of no country, such as toll-free ones


def _zone(parsed: Any, country: str | None) -> str | None:
    """The zone of the whole code, or that of the country where several share a code."""
    zone = _one_clock(_zones_of_code(parsed.country_code))
    if zone is None and country is not None:
        zone = _one_clock(_zones_of_country().get(country, ()))
    return zone


def _zones_of_code(code: int) -> tuple[str, ...]:
    from phonenumbers import PhoneNumber
    from phonenumbers.timezone import time_zones_for_geographical_number

    # no number begins with 0 after its code, so only the code itself is looked up
    zones = time_zones_for_geographical_number(PhoneNumber(country_code=code, national_number=0))
    return tuple(zone for zone in zones if zone != "Etc/Unknown")


@lru_cache(maxsize=1)
def _zones_of_country() -> dict[str, tuple[str, ...]]:
    """The zones of each country, by the table that comes with the time zone database."""
    if find_spec("tzdata") is None:
        return {}
    from importlib.resources import files

    zones: dict[str, list[str]] = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones.setdefault(country, []).append(zone)
    return {country: tuple(found) for country, found in zones.items()}


@lru_cache(maxsize=512)
def _one_clock(zones: tuple[str, ...]) -> str | None:
    """The zone, where all of them show the same time all year; the last, which is the one of the mainland."""
    if not zones:
        return None
    clocks = {tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in _SAMPLED) for zone in zones}
    return zones[-1] if len(clocks) == 1 else None
