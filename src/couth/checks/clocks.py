"""Checks of the clock: how much in how long, and at what hour. Their hits tell from when on they would be gone."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, time
from typing import Annotated, Callable, ClassVar, Final, Iterator, Literal, Mapping, NamedTuple, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from couth.checks.base import Check, Duration, Finder, evidence, whole
from couth.facts import Facts, Lacking, Missing
from couth.facts.catalogue import THREAD, TIMES
from couth.facts.clock import inside, next_permitted
from couth.facts.dues import Dues
from couth.facts.state import ThreadState
from couth.facts.turns import KEPT, Sendings, Turns
from couth.model import Hit
from couth.model.moments import wall_time_of

MOST: Final = KEPT - 24
"""The highest cap: what a thread keeps of its messages' times must tell that it is full."""


class Cap(BaseModel):
    """So many within so long."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    at_most: int = Field(ge=0, le=MOST, description="so many are allowed")
    within: Duration = Field(description="in any span of this length")


class Pace(Check):
    """Finds one message more than may be sent within a window."""

    gives: ClassVar[tuple[str, ...]] = ("count", "limit", "within")

    kind: Literal["pace"]
    of_clock: ClassVar[bool] = True

    of: Literal["sent", "run", "proactive", "promotion"] = Field(
        description="which messages of the business are counted; `run` is those since the customer last wrote"
    )
    caps: list[Cap] = Field(min_length=1, description="the caps; the draft counts as one")

    @property
    def reads(self) -> int:
        """Roles and times; the words of the thread, where they tell which messages count."""
        return TIMES if self.of in ("sent", "run") else THREAD

    def may_in_thread(self, facts: Facts) -> object:
        """Where roles and times tell which messages count, only of so many as some cap allows."""
        if self.reads > TIMES:
            return True
        sent = _COUNTED[self.of](facts.state)
        return any(len(sent.times) + sent.unsure >= cap.at_most for cap in self.caps)

    def finder(self, name: str) -> Finder:
        """One hit for the cap that asks for the longest wait, with the messages that fill it as evidence."""
        counted = _COUNTED[self.of]

        def find(facts: Facts) -> Iterator[Hit]:
            sent = counted(facts.state)
            reachable = [cap for cap in self.caps if len(sent.times) + sent.unsure >= cap.at_most]
            if not reachable:
                return
            at = cast(datetime, facts.known("clock.at")).timestamp()
            windows = [_window(sent, at, cap) for cap in reachable]
            full = [window for window in windows if window.filled >= window.cap.at_most]
            if full:
                yield _hit(facts, max(full, key=lambda w: w.free))
            elif any(window.filled + sent.unsure >= window.cap.at_most for window in windows):
                raise Lacking(Missing(("thread.times",)))

        return find


_COUNTED: Final[Mapping[str, Callable[[ThreadState], Sendings]]] = {
    "sent": lambda state: state.of(Turns).sent,
    "run": lambda state: state.of(Turns).run,
    "proactive": lambda state: state.of(Dues).proactive,
    "promotion": lambda state: state.of(Dues).promotions,
}


class _Window(NamedTuple):
    """What stands in the window of a cap before a moment: how many, the last of them, and when a place is free again."""

    cap: Cap
    filled: int
    last: tuple[int, ...]
    free: float


def _window(sent: Sendings, at: float, cap: Cap) -> _Window:
    """The window up to `at`; a message as old as the window is outside it. Costs no more for a longer thread."""
    first = bisect_right(sent.times, (at - cap.within, _LAST))
    end = bisect_right(sent.times, (at, _LAST))
    full = cap.at_most and end - first >= cap.at_most
    free = sent.times[end - cap.at_most][0] + cap.within if full else float("inf")
    return _Window(cap, end - first, tuple(index for _, index in sent.times[max(first, end - _SHOWN) : end]), free)


_LAST: Final = 1 << 62
"""An index behind that of every message."""

_SHOWN: Final = 5
"""So many messages are named as evidence."""


def _hit(facts: Facts, window: _Window) -> Hit:
    places = tuple(place for index in window.last for place in evidence(facts, index))
    values = {"count": window.filled + 1, "limit": window.cap.at_most, "within": spoken(window.cap.within)}
    return Hit(whole(facts), places, values, not_before=moment(window.free))


def moment(seconds: float) -> datetime | None:
    """A moment from seconds since the epoch; None where the calendar has none."""
    return datetime.fromtimestamp(seconds, UTC) if seconds < _CALENDAR_ENDS else None


_CALENDAR_ENDS: Final = datetime.max.replace(tzinfo=UTC).timestamp()


def spoken(seconds: float) -> str:
    """A duration as it is written in a policy: 60s, 5m, 24h, 7d."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0 and seconds >= size * (2 if unit == "d" else 1):
            return f"{int(seconds // size)}{unit}"
    return f"{int(seconds)}s"


def _wall_clock(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str):
        try:
            return wall_time_of(value)
        except ValueError:
            pass
    raise ValueError('a time of day is written in quotes, "21:00"')


WallClock = Annotated[time, BeforeValidator(_wall_clock, json_schema_input_type=str)]


class Hours(Check):
    """Finds a moment of sending inside the customer's quiet hours, on the clock where the customer is."""

    gives: ClassVar[tuple[str, ...]] = ("local", "start", "end")

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
