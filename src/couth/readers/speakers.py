"""Who speaks in an export, and when: told by the names of the business and the clock of the device, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Iterable, Iterator
from zoneinfo import ZoneInfo

from couth.model.values import Role
from couth.readers.peers import listed
from couth.readers.phone import e164
from couth.readers.said import Said

_MOST_NAMES: Final = 1_000


class Speakers:
    """Tells business and customers apart, and keeps in mind what could not be told, for the end of the source."""

    def __init__(self, business: Iterable[str], clock: str | None) -> None:
        self._business = frozenset(_folded(name) for name in business)
        self._zone = ZoneInfo(clock) if clock else None
        self._names: set[str] = set()
        self._mute = self._timeless = 0

    @property
    def mute(self) -> int:
        """How many messages were passed over because it was not said who the business is."""
        return self._mute

    def role(self, said: Said) -> Role | None:
        """The role that the export tells; else business for one of its names, and customer; None where none were given."""
        if said.role is not None:
            return said.role
        if said.sender and len(self._names) < _MOST_NAMES:
            self._names.add(said.sender)
        if not self._business:
            self._mute += 1
            return None
        names = (said.sender, said.sender_id)
        return "business" if any(name and _folded(name) in self._business for name in names) else "customer"

    def moment(self, at: datetime | None) -> datetime | None:
        """The time with its offset; that of the device's clock by its zone, or else unknown."""
        if at is None or at.tzinfo is not None:
            return at
        if self._zone is None:
            self._timeless += 1
            return None
        return at.replace(tzinfo=self._zone).astimezone(UTC)

    def problems(self) -> Iterator[str]:
        """What has to be said by the user before anything can be judged."""
        if self._mute:
            yield f"who is the business? say --business with one of {listed(self._names)}"
        elif self._business and self._names and not any(_folded(name) in self._business for name in self._names):
            yield f"nothing here is said by the business; there are {listed(self._names)}"

    def notes(self) -> Iterator[str]:
        """What is unknown, and how it would be known."""
        if self._timeless:
            yield "its times name no time zone, so they are unknown; say --clock with that of the device"


def _folded(name: str) -> str:
    return e164(name) or name.strip().casefold()
