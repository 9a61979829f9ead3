"""What was said in a thread, sentence by sentence of the business and turn by turn of the customer, for finding it again."""

from __future__ import annotations

from typing import Final, NamedTuple

from couth.facts.sentences import asks, asks_plainly, parts, requests
from couth.facts.state import ThreadState
from couth.model import Span
from couth.text import Reading
from couth.text.stems import plain_words

LONGEST: Final = 60
"""A sentence counts by its first so many words."""


class Heard(NamedTuple):
    """What the customer said in a turn: stems of what asked, of everything, of each question.

    Whether they want to be told again, or more, and whether they did more than thank and take leave.
    """

    asked: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    questions: tuple[frozenset[str], ...] = ()
    again: bool = False
    more: bool = False
    matter: bool = False

    def with_message(self, reading: Reading) -> Heard:
        """The same with one message more."""
        asking = [s for s in reading.sentences if asks(reading, s) or requests(reading, s)]
        parted = (part for s in asking if asks(reading, s) for part in parts(reading, s))
        questions = tuple(stems for part in parted if (stems := reading.stems_of(part)))
        return Heard(
            self.asked | reading.stems if asking else self.asked,
            self.said | reading.stems,
            (*self.questions, *questions),
            self.again or _asks_once_more(reading) or bool(asking and reading.has("words.new-matter")),
            self.more or reading.has("words.more-detail"),
            self.matter or not _only_thanks(reading),
        )


def _asks_once_more(reading: Reading) -> bool:
    """Whether a message asks for the same again, or of another thing; a mere figure (`19th?`) is one more to try."""
    return reading.has("words.once-more") or (
        len(reading.words) <= _FIGURE_ALONE and any(map(str.isdigit, reading.text))
    )


def _only_thanks(reading: Reading) -> bool:
    """Whether a message thanks or takes leave in every sentence, and agrees to nothing."""
    parting = [any(reading.has(name, s) for name in ("words.thanks", "words.goodbye")) for s in reading.sentences]
    return all(parting) and not reading.has("words.assent")


_FIGURE_ALONE: Final = 2
"""A message of no more words than this, one of them with a digit, gives a figure and nothing else."""


class Turn:
    """The customer's messages since the business wrote, read when a likeness makes them matter."""

    __slots__ = ("_heard", "_messages", "_state")
    _fields = ("heard",)

    def __init__(self, heard: Heard | None = None) -> None:
        self._heard = heard or Heard()
        self._state: ThreadState | None = None
        self._messages: list[int] = []

    def add(self, state: ThreadState, index: int) -> None:
        """One message more."""
        self._state = state
        self._messages.append(index)

    @property
    def heard(self) -> Heard:
        """What was said in it."""
        if self._state is not None:
            for index in self._messages:
                self._heard = self._heard.with_message(self._state.reading(index))
            self._messages, self._state = [], None
        return self._heard


class Saying:
    """A sentence that the business has said: the numbers of its message and its place, its words and their stems.

    Whether it asks, its words one by one and what it was said to are looked up when it is first compared.
    """

    __slots__ = ("_asks", "_to", "_words", "message", "number", "stems")
    _fields = ("message", "number", "words", "stems", "to", "asks")

    def __init__(
        self,
        message: int,
        number: int,
        words: tuple[str, ...] | str,
        stems: frozenset[str],
        to: frozenset[str] | Turn,
        asks: bool | tuple[Reading, Span],
    ) -> None:
        self.message = message
        self.number = number
        self.stems = stems
        self._asks = asks
        self._to = to
        self._words = words

    @property
    def to(self) -> frozenset[str]:
        """What the customer had asked when it was said, as stems."""
        return self._to.heard.asked if isinstance(self._to, Turn) else self._to

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        if not isinstance(self._asks, bool):
            self._asks = asks_plainly(*self._asks)
        return self._asks

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, made plain."""
        if isinstance(self._words, str):
            self._words = plain_words(self._words)[:LONGEST]
        return self._words
