"""Checks of how long a channel may be used after the customer's last word."""

from __future__ import annotations

from typing import ClassVar, Final, Iterator, Literal, NamedTuple, cast

from pydantic import Field

from couth.checks.base import Check, Finder, evidence, whole
from couth.checks.clocks import spoken
from couth.checks.figures import at_most, of_profile
from couth.facts import Facts, Figure, Lacking, Missing, Profile
from couth.facts.contacts import MESSAGE, Contact, Contacts
from couth.facts.delivery import is_bot
from couth.facts.turns import Turns
from couth.model import Hit
from couth.model.values import EVENTS

TIMES: Final = ("thread.times",)
OPENING: Final = (MESSAGE, *(event for event in EVENTS if event not in ("unfollow", "close", "stop", "resume")))


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

    def may(self, facts: Facts) -> object:
        """Where the channel is not known, only some time after the customer wrote."""
        return facts.channel is not None or _may_be_late(facts)

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, with what the customer last did as evidence."""
        exempt = frozenset(self.exempt)

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            if facts.draft.template is not None or facts.draft.route in exempt or not _has_window(facts, profile):
                return
            doors = doors_of(facts, profile)
            if not doors:
                if _never_opened(facts):
                    limit = (
                        profile.get("window.message") or profile.get("window.business") or profile.get("window.open")
                    )
                    yield Hit(whole(facts), values=_told(profile, "the customer has not written", limit))
            elif not any(door.is_open for door in doors):
                yield _shut(facts, profile, min(doors, key=lambda door: door.age - door.window.value))

        return of_profile(self.figures, find)


def _may_be_late(facts: Facts) -> bool:
    """Whether the times are known, and the customer has not written in the last hours."""
    if facts.draft.at is None or not facts.thread.known:
        return False
    last = facts.state.of(Turns).last_customer
    return last is None or (last[1] is not None and facts.draft.at.timestamp() - last[1] > _SHORTEST)


_SHORTEST: Final = 3600.0
"""Windows of less than so many seconds are those of events alone, after which a message is rare."""


def _has_window(facts: Facts, profile: Profile) -> bool:
    return any(figure_for(facts, profile, event) for event in OPENING)


def figure_for(facts: Facts, profile: Profile, event: str) -> Figure | None:
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


def doors_of(facts: Facts, profile: Profile) -> list[Door]:
    """What the customer did that opened the channel; raises Lacking where a time would tell and is not known."""
    contacts = facts.state.of(Contacts)
    found = [(e, c, f) for e in OPENING if (c := _contact(contacts, e)) and (f := figure_for(facts, profile, e))]
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
