"""What the guard tells of its doings: for logs, metrics and traces. Nothing here holds a word of a message."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Callable, Final, Iterable, Literal

LOG: Final = logging.getLogger("couth.guard")
LOG.addHandler(logging.NullHandler())  # whoever wants it says where it goes

Name = Literal["received", "decided", "sent", "released", "unrecorded", "recorded", "failed"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `thread` is the store's number of the customer's thread, in place of an address.

    `decided`: a draft was judged, with its `outcome`. `sent`, `released`: what became of its permit. `received`: a
    message came in. `failed`: the store did not answer. `unrecorded`: what went out could not be written down and is
    kept in memory until it can; `recorded`: it was.
    """

    name: Name
    at: datetime
    channel: str
    thread: int | None = None
    decision: int | None = None
    outcome: str | None = None
    mode: str | None = None
    verdict: str | None = None
    action: str | None = None
    not_before: datetime | None = None
    rules: tuple[str, ...] = ()
    policy: str | None = None
    seconds: float | None = None
    """How long it took, judging and store together."""
    error: str | None = None
    """The kind of failure."""


Listener = Callable[[Event], None]


class Events:
    """Tells the log and every listener what happens."""

    def __init__(self, listeners: Iterable[Listener], clock: Callable[[], datetime]) -> None:
        self._listeners = (log, *listeners)
        self._clock = clock

    def tell(
        self, name: Name, channel: str, thread: int | None = None, decision: int | None = None, **more: Any
    ) -> None:
        """Tell one event; a listener that fails stops nothing."""
        event = Event(name, self._clock(), channel, thread, decision, **more)
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:  # noqa: BLE001  (a listener of any kind must not stop what was decided)
                LOG.warning("a listener failed at %s", event.name)


_LEVELS: Final = {"failed": logging.ERROR, "unrecorded": logging.ERROR}
_OUTCOMES: Final = {
    "blocked": logging.WARNING,
    "held": logging.WARNING,
    "warned": logging.WARNING,
    "overridden": logging.WARNING,
}


def log(event: Event) -> None:
    """Write an event to the log `couth.guard`, all of it under `couth` in the record."""
    level = _LEVELS.get(event.name) or _OUTCOMES.get(event.outcome or "", logging.INFO)
    if LOG.isEnabledFor(level):
        told = {key: value for key, value in asdict(event).items() if value not in (None, ())}
        words = " ".join(f"{key}={_plain(value)}" for key, value in told.items() if key not in ("name", "at"))
        LOG.log(level, "%s %s", event.name, words, extra={"couth": told})


def _plain(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ",".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime) else str(value)
