"""How the thread was opened: greetings, introductions, hand-overs, holding messages, whether the need is stated."""

from __future__ import annotations

from couth.facts.sentences import is_closing
from couth.facts.state import ThreadState
from couth.model import Message
from couth.text import Reading


class Openings:
    """Tracker of what opens a conversation, and of whether it is open already."""

    def __init__(self, state: ThreadState) -> None:
        self.greeted: int | None = None
        self.introduced: int | None = None
        self.stated: int | None = None
        """The customer's message that first stated what it is about."""
        self.handed_over: int | None = None
        """The last business message, where it passed the customer on."""
        self.holding: int | None = None
        """The last business message, where all it did was to ask the customer to wait."""
        self.customer_greets = False
        """Whether the customer's last message greets."""

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self.customer_greets = reading.has("words.greeting")
            if self.stated is None and not is_closing(reading):
                self.stated = index
        elif message.role == "business":
            self._business(index, reading)

    def _business(self, index: int, reading: Reading) -> None:
        self.greeted = index if self.greeted is None and reading.has("words.greeting") else self.greeted
        self.introduced = index if reading.has("words.self-introduction") else self.introduced
        self.handed_over = index if reading.has("words.hand-over") else None
        self.holding = index if only_holds(reading) else None


def only_holds(reading: Reading) -> bool:
    """Whether a message does no more than ask for patience, saying neither what is done nor how long it takes."""
    return reading.has("words.holding") and not reading.has("words.progress")
