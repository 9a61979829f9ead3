"""Chat exports: what apps and bot frameworks write down of conversations, as things said in order.

An export in JSON is told by its shape (`EXPORTS`), one in text by its first line (`couth.readers.exports.text`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Final, Iterable, Mapping

from couth.readers.exports import bots, generic, meta, rapidpro, signal, telegram
from couth.readers.payloads.parts import Part
from couth.readers.said import Said

__all__ = ["EXPORTS", "Export", "export_of"]

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Export:
    """An export: the shape it is told by, and how its parts are read; `read` raises ShapeError."""

    matches: Callable[[Body], bool]
    read: Callable[[Part], Iterable[Part]]
    said: Callable[[Part], Said | None]


EXPORTS: Final[Mapping[str, Export]] = {
    "telegram-export": Export(telegram.is_export, telegram.parts, telegram.said),
    "meta-export": Export(meta.is_export, meta.parts, meta.said),
    "signal-export": Export(signal.is_export, signal.parts, signal.said),
    "botframework": Export(bots.is_activity, bots.itself, bots.activity),
    "rasa-tracker": Export(bots.is_tracker, bots.events, bots.event),
    "rapidpro-messages": Export(rapidpro.is_export, rapidpro.parts, rapidpro.said),
    "messages": Export(generic.is_export, generic.parts, generic.said),
}
"""Every export in JSON by the name it is asked for with; the first whose shape fits is taken."""


def export_of(body: object) -> str | None:
    """The export that a parsed object belongs to, by its shape; None where it belongs to none."""
    if not isinstance(body, dict):
        return None
    return next((name for name, export in EXPORTS.items() if export.matches(body)), None)
