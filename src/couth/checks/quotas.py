"""The check of how many messages a channel permits: after what the customer did, in a row, in a time, in one request."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from typing import ClassVar, Final, Iterator, Literal, Mapping, cast

from couth.checks.base import Check, Finder, whole
from couth.checks.clocks import moment, spoken
from couth.checks.figures import at_most, of_profile
from couth.checks.windows import OPENING, doors_of, figure_for
from couth.facts import Facts, Figure, Lacking, Profile
from couth.facts.dues import Dues
from couth.facts.turns import Sendings, Turns
from couth.model import Hit


class Quota(Check):
    """Finds one message more than a channel permits: after what the customer did, in a row, in a time, in one request."""

    kind: Literal["quota"]
    gives: ClassVar[tuple[str, ...]] = ("count", "limit", "what", "channel")
    of_clock: ClassVar[bool] = True
    figures: ClassVar[tuple[str, ...]] = (
        "quota.*", "unanswered", "rate.*", "session.count", "broadcasts.month", "contacts.*", "batch", "recipients",
    )  # fmt: skip

    def may(self, facts: Facts) -> object:
        """Where the channel is not known, only of several messages."""
        return facts.channel is not None or _may_be_many(facts)

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for each figure that is exceeded; unknown only where none is."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            found = list(_in_request(facts, profile))
            try:
                found += [*_after_contact(facts, profile), *_in_a_row(facts, profile), *_in_a_time(facts, profile)]
            except Lacking:
                if not found:
                    raise
            yield from found

        return of_profile(self.figures, find)


def _may_be_many(facts: Facts) -> bool:
    """Whether there is more than one message or recipient in the request, or there were some in a row."""
    if facts.draft.batch or facts.draft.recipients:
        return True
    return facts.thread.known and len(facts.state.of(Turns).run.times) >= _FEWEST


_FEWEST: Final = 3


def _hit(facts: Facts, profile: Profile, figure: Figure, count: int, what: str) -> Hit:
    values = {"count": count, "limit": figure.value, "what": what, "channel": profile.channel}
    return Hit(whole(facts), values=values, at_most=at_most(figure))


def _in_request(facts: Facts, profile: Profile) -> Iterator[Hit]:
    for name, count, what in (
        ("batch", facts.draft.batch, "messages in one request"),
        ("recipients", facts.draft.recipients, "recipients of one request"),
    ):
        figure = profile.get(name)
        if figure is not None and count is not None and count > figure.value:
            yield _hit(facts, profile, figure, count, what)


def _after_contact(facts: Facts, profile: Profile) -> Iterator[Hit]:
    """Where some door is open, but none that has a message left."""
    if facts.draft.template is not None or facts.draft.route in ("template", "subscription", "broadcast"):
        return
    if not any(figure_for(facts, profile, e) and profile.get(f"quota.{e}") for e in OPENING):
        return
    open_doors = [door for door in doors_of(facts, profile) if door.is_open]
    if open_doors and all(door.left is not None and door.left <= 0 for door in open_doors):
        door = max(open_doors, key=lambda door: cast(int, door.left))
        figure = profile.figures[f"quota.{door.event}"]
        yield _hit(
            facts,
            profile,
            figure,
            figure.value - cast(int, door.left) + 1,
            _AFTER.get(door.event, "messages since the customer wrote"),
        )


_AFTER: Final[Mapping[str, str]] = {
    "menu": "messages since the customer chose from the menu",
    "follow": "messages since the customer followed",
    "scan": "messages since the customer scanned the code",
    "open": "messages since the customer opened the chat",
    "comment": "private replies to the comment",
}


def _in_a_row(facts: Facts, profile: Profile) -> Iterator[Hit]:
    figure = profile.get("unanswered")
    if figure is None or not facts.thread.known:
        return
    run = facts.state.of(Turns).run
    count = len(run.times) + run.unsure
    if count >= figure.value:
        yield _hit(facts, profile, figure, count + 1, "messages in a row without an answer")


_PERIODS: Final[Mapping[str, float]] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_MONTH: Final = 30 * 86400.0


def _rates(facts: Facts, profile: Profile) -> Iterator[tuple[Figure, Sendings, float]]:
    """The figures that limit messages in a time, each with what is counted and the time in seconds."""
    if not facts.thread.known:
        return
    turns = facts.state.of(Turns)
    for period, seconds in _PERIODS.items():
        figure = profile.get(f"rate.{period}")
        if figure is not None:
            yield figure, turns.run, seconds
    session = profile.get("session.count")
    if session is not None:
        yield session, turns.sent, _PERIODS["day"]
    mass = profile.get("broadcasts.month")
    if mass is not None and facts.draft.route == "broadcast":
        yield mass, facts.state.of(Dues).proactive, _MONTH
    contacts = profile.get(f"contacts.{facts.thread.customer.region}")
    if contacts is not None and facts.draft.purpose == "promotion":
        yield contacts, facts.state.of(Dues).promotions, _PERIODS["day"]


def _in_a_time(facts: Facts, profile: Profile) -> Iterator[Hit]:
    for figure, sendings, seconds in _rates(facts, profile):
        yield from _rate(facts, profile, figure, sendings, seconds)


def _rate(facts: Facts, profile: Profile, figure: Figure, sent: Sendings, seconds: float) -> Iterator[Hit]:
    if len(sent.times) < figure.value:
        return
    at = cast(datetime, facts.known("clock.at")).timestamp()
    first, end = bisect_right(sent.times, (at - seconds, _LAST)), bisect_right(sent.times, (at, _LAST))
    if end - first >= figure.value:
        free = sent.times[end - figure.value][0] + seconds
        values = {
            "count": end - first + 1,
            "limit": figure.value,
            "what": f"messages in {spoken(seconds)}",
            "channel": profile.channel,
        }
        yield Hit(whole(facts), values=values, not_before=moment(free), at_most=at_most(figure))


_LAST: Final = 1 << 62
"""An index behind that of every message."""
