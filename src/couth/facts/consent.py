"""What the customer said of being written to: stopping, joining, asking to be told, inviting offers."""

from __future__ import annotations

from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.text import Reading

Place = tuple[int, Span]
"""A message's index and a span of its text."""


class Consent:
    """Tracker of the customer's own words about consent; the latest of opting out and in counts."""

    def __init__(self, state: ThreadState) -> None:
        self.opted_out: Place | None = None
        self.opted_in: Place | None = None
        self.invited: Place | None = None
        self.confirmed = False
        """Whether a business message has confirmed the opt-out since."""
        self.asked_since = False
        """Whether the customer has asked for something after opting out."""

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        if message.role == "business":
            self.confirmed = self.confirmed or self.opted_out is not None
        elif message.role == "customer":
            self._customer(index, reading)

    def _customer(self, index: int, reading: Reading) -> None:
        out = _first(index, reading, "words.opt-out")
        if out:
            self.opted_out, self.opted_in, self.invited = out, None, None
            self.confirmed = self.asked_since = False
            return
        back = _first(index, reading, "words.opt-in")
        if back:
            self.opted_out, self.opted_in = None, back
        self.asked_since = self.opted_out is not None
        self.invited = _first(index, reading, "words.interest") or self.invited


def _first(index: int, reading: Reading, list_id: str) -> Place | None:
    hit = next((h for h in reading.hits(list_id) if not reading.quoted(h.span)), None)
    return None if hit is None else (index, hit.span)
