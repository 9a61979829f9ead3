"""The check of the hours that a law or operators set for promotions, where the customer is."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Final, Iterator, Literal

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import at_most, of_profile
from couth.facts import Facts, Figure, Lacking, Missing, Profile
from couth.facts.clock import zone
from couth.facts.holidays import is_holiday, library
from couth.facts.hours import HOLIDAY, Hours, first_inside
from couth.model import Customer, Hit

PREFIX: Final = "hours."


class LegalHours(Check):
    """Finds a moment at which promotions may not arrive where the customer is, by the hours in the channel's profile."""

    kind: Literal["legal-hours"]
    gives: ClassVar[tuple[str, ...]] = ("local", "region", "hours")
    of_clock: ClassVar[bool] = True
    figures: ClassVar[tuple[str, ...]] = ("hours.*",)

    def may(self, facts: Facts) -> object:
        """Where the channel is not known, only with a country."""
        customer = facts.thread.customer
        return facts.channel is not None or customer.country or customer.region

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, which tells the first minute that is permitted."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            regions = [n.removeprefix(PREFIX) for n in profile.figures if n.startswith(PREFIX)]
            if not regions:
                return
            region = _region(facts.thread.customer, regions)
            if region is None and facts.thread.customer.country is not None:
                return
            if region is None:
                raise Lacking(Missing(("customer.country",)))
            hit = _outside(facts, profile, region)
            if hit is not None:
                yield hit
            else:
                _doubtful(facts, profile, region, regions)

        return of_profile(self.figures, find)


def _region(customer: Customer, regions: list[str]) -> str | None:
    """The part of the country whose hours count, else the country."""
    country = customer.country or (customer.region or "").partition("-")[0]
    return next((name for name in (customer.region, country.upper()) if name in regions), None)


def _local(facts: Facts, hours: Hours) -> datetime:
    """The moment of sending on the clock that counts."""
    name = hours.zone or facts.thread.customer.timezone
    at = facts.draft.at
    if at is None or name is None:
        raise Lacking(
            Missing(tuple(n for n, value in (("draft.at", at), ("customer.timezone", name)) if value is None))
        )
    try:
        return at.astimezone(zone(name))
    except OverflowError:
        raise Lacking(Missing(("draft.at",))) from None


def _outside(facts: Facts, profile: Profile, region: str) -> Hit | None:
    figure = profile.figures[PREFIX + region]
    hours: Hours = figure.value

    def holiday(day: date) -> bool:
        return is_holiday(region, day)

    local = _local(facts, hours)
    if hours.permit(local, holiday):
        if HOLIDAY in hours.days and library() is None:
            raise Lacking(Missing(("holidays",)))
        return None
    until = first_inside(
        local, zone(_zone(facts, hours)), lambda w: hours.permit(w, holiday), lambda w: hours.ahead(w, holiday)
    )
    values = {"local": f"{local:%A %H:%M}", "region": region, **_told(hours, local, holiday=holiday(local.date()))}
    return Hit(whole(facts), values=values, not_before=until, at_most=at_most(figure))


def _zone(facts: Facts, hours: Hours) -> str:
    return hours.zone or facts.thread.customer.timezone or "UTC"


def _told(hours: Hours, local: datetime, *, holiday: bool) -> dict[str, object]:
    span = hours.on(local.date(), lambda _: holiday)
    if span is None:
        return {
            "hours": "at no time on a public holiday"
            if holiday and HOLIDAY in hours.days
            else f"at no time on a {local:%A}"
        }
    return {"hours": f"from {span.start:%H:%M} to {span.end:%H:%M}"}


def _doubtful(facts: Facts, profile: Profile, region: str, regions: list[str]) -> None:
    """Raises Lacking where the customer's part of the country is not known, and some part has hours that would object."""
    customer = facts.thread.customer
    if "-" in region or customer.region is not None:
        return
    parts = [profile.figures[PREFIX + name] for name in regions if name.startswith(f"{region}-")]
    if any(_objects(facts, figure) for figure in parts):
        raise Lacking(Missing(("customer.region",)))


def _objects(facts: Facts, figure: Figure) -> bool:
    hours: Hours = figure.value
    return not hours.permit(_local(facts, hours), lambda day: is_holiday(figure.name.removeprefix(PREFIX), day))
