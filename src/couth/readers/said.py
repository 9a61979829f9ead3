"""One thing said, as an export tells it: by whom is known only by name until it is said who the business is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from couth.model import Attachment, Button
from couth.model.values import Role


@dataclass(frozen=True, slots=True)
class Said:
    """A message of an export.

    `role` is None where only `sender` (and `sender_id`) tell who speaks. `at` without an offset is a time of the device
    that the export was made on.
    """

    text: str
    sender: str | None = None
    sender_id: str | None = None
    role: Role | None = None
    at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    buttons: tuple[Button, ...] = ()
    event: str | None = None
    id: str | None = None
    reply_to: str | None = None
    bot: bool = False
    talk: str | None = None
    """The conversation that it belongs to, where a source holds several."""
    channel: str | None = None
