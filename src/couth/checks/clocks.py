"""Checks of the clock: how much in how long, and at what hour. Their hits tell from when on they would be gone."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, time, timezone
from typing import Annotated, ClassVar, Iterator, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from couth.checks.base import Check, Duration, Finder, evidence, whole
from couth.facts import Facts, Lacking, Missing
from couth.facts.clock import inside, next_permitted
from couth.model import Hit

Sent = list[tuple[float, int]]
"""Times in seconds since the epoch, each with the index of its message."""


class Cap(BaseModel):
    """So many within so long."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    at_most: int = Field(ge=0, description="so many are allowed")
    within: Duration = Field(description="in any span of this length")


class Pace(Check):
    """Finds one message more than may be sent within a window."""

    kind: Literal["pace"]
    of_clock: ClassVar[bool] = True

    of: Literal["sent", "proactive", "promotion"] = Field(description="which messages of the business are counted")
    caps: list[Cap] = Field(min_length=1, description="the caps; the draft counts as one")

    def finder(self, name: str) -> Finder:
        """One hit for the cap that asks for the longest wait, with the messages that fill it as evidence."""
        fact = f"thread.{self.of}_times"

        def find(facts: Facts) -> Iterator[Hit]:
            sent = cast(Sent, facts.known(fact))
            if not sent:
                return
            at = cast(datetime, facts.known("clock.at")).timestamp()
            full = [(until, cap, filling) for cap in self.caps if (filling := _filling(sent, at, cap))
                    for until in [_free_from(filling, cap)]]  # fmt: skip
            if full:
                yield _hit(facts, *max(full, key=lambda f: f[0]))

        return find


def _filling(sent: Sent, at: float, cap: Cap) -> Sent:
    """The messages inside the window that leave no place for the draft; one as old as the window is outside it."""
    first = bisect_left(sent, (at - cap.within, 1 << 62))
    recent = [s for s in sent[first:] if s[0] <= at]
    return recent if len(recent) >= cap.at_most else []


def _free_from(filling: Sent, cap: Cap) -> float:
    return filling[len(filling) - cap.at_most][0] + cap.within if cap.at_most else float("inf")


def _hit(facts: Facts, until: float, cap: Cap, filling: Sent) -> Hit:
    places = tuple(place for _, index in filling[-_SHOWN:] for place in evidence(facts, index))
    values = {"count": len(filling) + 1, "limit": cap.at_most, "within": spoken(cap.within)}
    free = None if until == float("inf") else datetime.fromtimestamp(until, timezone.utc)
    return Hit(whole(facts), places, values, not_before=free)


_SHOWN = 5


def spoken(seconds: float) -> str:
    """A duration as it is written in a policy: 60s, 5m, 24h, 7d."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0 and seconds >= size * (2 if unit == "d" else 1):
            return f"{int(seconds // size)}{unit}"
    return f"{int(seconds)}s"


def _wall_clock(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and len(value) == 5:
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError('a time of day is written in quotes, "21:00"')


WallClock = Annotated[time, BeforeValidator(_wall_clock, json_schema_input_type=str)]


class Hours(Check):
    """Finds a moment of sending inside the customer's quiet hours, on the clock where the customer is."""

    kind: Literal["hours"]
    of_clock: ClassVar[bool] = True

    start: WallClock = Field(description='when the quiet hours begin, "21:00"')
    end: WallClock = Field(description='when they end, "08:00"; the first minute that is permitted')

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft."""

        def find(facts: Facts) -> Iterator[Hit]:
            moment = facts["clock.local_time"]
            if isinstance(moment, Missing):
                raise Lacking(moment)
            local = cast(datetime, moment)
            if inside(local.time(), self.start, self.end):
                until = next_permitted(local, facts.thread.customer.timezone or "UTC", self.start, self.end)
                values = {"local": f"{local:%H:%M}", "start": f"{self.start:%H:%M}", "end": f"{self.end:%H:%M}"}
                yield Hit(whole(facts), values=values, not_before=until)

        return find
