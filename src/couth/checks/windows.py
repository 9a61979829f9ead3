"""Checks of what a channel permits after the customer's last word: for how long, and how many messages."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from typing import ClassVar, Final, Iterator, Literal, Mapping, NamedTuple, cast

from pydantic import Field

from couth.checks.base import Check, Finder, evidence, whole
from couth.checks.clocks import moment, spoken
from couth.checks.limits import at_most, of_profile
from couth.facts import Facts, Figure, Lacking, Missing, Profile
from couth.facts.contacts import MESSAGE, Contact, Contacts
from couth.facts.delivery import is_bot
from couth.facts.dues import Dues
from couth.facts.turns import Sendings, Turns
from couth.model import Hit
from couth.model.values import EVENTS

TIMES: Final = ("thread.times",)
_OPENING: Final = (MESSAGE, *(event for event in EVENTS if event not in ("unfollow", "close", "stop", "resume")))


class Door(NamedTuple):
    """What the customer did, by which a channel may be used for a while: how long ago, how long, and how often since."""

    event: str
    contact: Contact
    age: float
    window: Figure
    left: int | None
    """Messages that may still be sent; None where there is no number."""

    @property
    def is_open(self) -> bool:
        """Whether its time is not over."""
        return bool(self.age <= self.window.value)


class Window(Check):
    """Finds a message that is sent after the time in which its channel lets a business answer freely."""

    kind: Literal["window"]
    gives: ClassVar[tuple[str, ...]] = ("since", "limit", "channel")
    figures: ClassVar[tuple[str, ...]] = ("window.*", "tags.human")
    exempt: list[str] = Field(
        default=["template", "subscription", "broadcast"],
        description="routes to which no window applies; an approved template is one",
    )

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, with what the customer last did as evidence."""
        exempt = frozenset(self.exempt)

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            if facts.draft.template is not None or facts.draft.route in exempt or not _has_window(facts, profile):
                return
            doors = _doors(facts, profile)
            if not doors:
                if _never_opened(facts):
                    limit = (
                        profile.get("window.message") or profile.get("window.business") or profile.get("window.open")
                    )
                    yield Hit(whole(facts), values=_told(profile, "the customer has not written", limit))
            elif not any(door.is_open for door in doors):
                yield _shut(facts, profile, min(doors, key=lambda door: door.age - door.window.value))

        return of_profile(self.figures, find, _may_be_late)


def _may_be_late(facts: Facts) -> bool:
    """Whether the times are known, and the customer has not written in the last hours."""
    if facts.draft.at is None or not facts.thread.known:
        return False
    last = facts.state.of(Turns).last_customer
    return last is None or (last[1] is not None and facts.draft.at.timestamp() - last[1] > _SHORTEST)


_SHORTEST: Final = 3600.0
"""Windows of less than so many seconds are those of events alone, after which a message is rare."""


def _has_window(facts: Facts, profile: Profile) -> bool:
    return any(_figure(facts, profile, event) for event in _OPENING)


def _figure(facts: Facts, profile: Profile, event: str) -> Figure | None:
    """The window that an event opens for this draft."""
    if facts.draft.route == "comment":
        return profile.get("window.comment") if event == "comment" else None
    if event == "comment":
        return None
    if event == MESSAGE:
        for special in ("business",) if facts.draft.route == "business" else ():
            return profile.get(f"window.{special}")
        human = profile.get("tags.human")
        if human is not None and facts.draft.tag in human.value and not is_bot(facts):
            return profile.get("window.human") or profile.get("window.message")
    return profile.get(f"window.{event}")


def _never_opened(facts: Facts) -> bool:
    """Whether the thread is known from its start, and the customer did nothing in it."""
    return facts.thread.known and not facts.state.of(Contacts).latest


def _doors(facts: Facts, profile: Profile) -> list[Door]:
    """What the customer did that opened the channel; raises Lacking where a time would tell and is not known."""
    contacts = facts.state.of(Contacts)
    found = [(e, c, f) for e in _OPENING if (c := _contact(contacts, e)) and (f := _figure(facts, profile, e))]
    if not found:
        return []
    if facts.draft.at is None:
        raise Lacking(Missing(("draft.at",)))
    at = facts.draft.at.timestamp()
    doors = [
        _door(profile, contacts, event, contact, at, window)
        for event, contact, window in found
        if contact.at is not None
    ]
    if len(doors) < len(found) and not any(door.is_open for door in doors):
        raise Lacking(Missing(TIMES))
    return doors


def _contact(contacts: Contacts, event: str) -> Contact | None:
    """The last time of an event; of an ad, the first message that followed it, if one did."""
    return (contacts.first_since.get(event) if event == "ad" else None) or contacts.latest.get(event)


def _door(profile: Profile, contacts: Contacts, event: str, contact: Contact, at: float, window: Figure) -> Door:
    quota = profile.get(f"quota.{event}")
    left = None if quota is None else cast(int, quota.value) - (contacts.sent - contact.sent)
    return Door(event, contact, at - cast(float, contact.at), window, left)


def _shut(facts: Facts, profile: Profile, door: Door) -> Hit:
    values = _told(profile, f"the customer last wrote {_spoken(door.age)} ago", door.window)
    return Hit(whole(facts), evidence(facts, door.contact.message), values, at_most=at_most(door.window))


def _told(profile: Profile, since: str, window: Figure | None) -> dict[str, object]:
    return {"since": since, "limit": spoken(window.value) if window else "a while", "channel": profile.channel}


def _spoken(seconds: float) -> str:
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} seconds"


class Quota(Check):
    """Finds one message more than a channel permits: after what the customer did, in a row, in a time, in one request."""

    kind: Literal["quota"]
    gives: ClassVar[tuple[str, ...]] = ("count", "limit", "what", "channel")
    of_clock: ClassVar[bool] = True
    figures: ClassVar[tuple[str, ...]] = (
        "quota.*", "unanswered", "rate.*", "session.count", "broadcasts.month", "contacts.*", "batch", "recipients",
    )  # fmt: skip

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

        return of_profile(self.figures, find, _may_be_many)


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
    if not any(_figure(facts, profile, e) and profile.get(f"quota.{e}") for e in _OPENING):
        return
    open_doors = [door for door in _doors(facts, profile) if door.is_open]
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


class ReplyToken(Check):
    """Finds a token to answer with that was used before, or that is too old."""

    kind: Literal["reply-token"]
    gives: ClassVar[tuple[str, ...]] = ("what",)
    looks_at: ClassVar[frozenset[str]] = frozenset({"reply_token"})
    figures: ClassVar[tuple[str, ...]] = ("window.*",)

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, with the message that brought the token as evidence."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            window = profile.get("window.token")
            if window is None or not facts.draft.reply_token:
                return
            token = facts.state.of(Contacts).tokens.get(facts.draft.reply_token)
            if token is None:
                return
            if token.used:
                yield Hit(whole(facts), evidence(facts, token.message), {"what": "was used before"})
            elif token.at is None or facts.draft.at is None:
                raise Lacking(Missing(("draft.at",) if facts.draft.at is None else TIMES))
            elif facts.draft.at.timestamp() - token.at > window.value:
                values = {
                    "what": f"is {_spoken(facts.draft.at.timestamp() - token.at)} old; it lasts {spoken(window.value)}"
                }
                yield Hit(whole(facts), evidence(facts, token.message), values, at_most=at_most(window))

        return of_profile(self.figures, find)
