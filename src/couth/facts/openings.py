"""How the thread was opened: greetings, introductions, hand-overs, holding messages, whether the need is stated."""

from __future__ import annotations

from typing import Final, Iterator

from couth.facts.asked import asked_for
from couth.facts.sentences import WELCOME, asks, is_closing, is_courtesy, requests
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.regexes import regex_of
from couth.text import Reading

PAUSE: Final = 12 * 3600.0
"""After so many seconds without a word, what follows is a new conversation."""


class Openings:
    """Tracker of what opens a conversation, and of whether it is open already."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.greeted: int | None = None
        self.introduced: int | None = None
        self.stated: int | None = None
        """The customer's message that first stated what it is about; none once they took leave or thanked for it."""
        self.handed_over: int | None = None
        """The last business message, where it passed the customer on."""
        self.holding: int | None = None
        """The last business message, where all it did was to put the customer off: to ask for patience, or to say who has it."""
        self.customer_greets = False
        """Whether the customer, since the business last wrote, has greeted."""
        self._answered = False
        self._asked = False
        self._offered_more = False
        """Whether the last business message asks if there is anything else: what was stated is done with."""
        self._asked_if_well = False
        """Whether the last business message asks if it is mended."""
        self._last: float | None = None
        self._last_role = ""

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "system":
            return
        at = None if message.at is None else message.at.timestamp()
        if self._paused(at) and self._answered:
            self._answered, self.stated = False, None
        if message.role == "customer":
            self._customer(index, self.state.reading(index))
        else:
            self._business(index, self.state.reading(index))
        self._last, self._last_role = at, message.role

    def under_way(self, at: float | None) -> bool:
        """Whether at a moment a conversation goes on: the business has written, without a long pause or a new greeting since."""
        return self._answered and not self.customer_greets and not self._paused(at)

    def _paused(self, at: float | None) -> bool:
        return self._last is not None and at is not None and at - self._last > PAUSE

    def _customer(self, index: int, reading: Reading) -> None:
        greets = reading.has("words.greeting")
        self.customer_greets = greets or (self.customer_greets and self._last_role == "customer")
        if self._offered_more or (self._asked_if_well and _THANKS_FOR.match(reading.folded.text)):
            self.stated = None
        if (reading.has("words.holds-off") or (greets and len(reading.words) <= _HELLO)) and not asks_any(reading):
            return
        if not is_closing(reading):
            states = self.stated is not None or self._states(reading)
            self.stated = self.stated if self.stated is not None else index if states else None
        elif self._answered and (reading.has("words.thanks") or reading.has("words.goodbye")):
            self.stated = None

    def _states(self, reading: Reading) -> bool:
        """Whether a message says what it is about: not where it only gives what the business has just asked for, or leads up to it."""
        return len(reading.stems) > 1 and (not self._asked or asks_any(reading)) and not leads_up(reading)

    def _business(self, index: int, reading: Reading) -> None:
        self._answered = True
        self._asked = bool(asked_for(reading))
        self._asked_if_well = _ALL_WELL.search(reading.folded.text) is not None
        self._offered_more = any(asks(reading, span) for span in _of(reading, "words.new-matter"))
        self.customer_greets = False
        self.greeted = index if self.greeted is None and reading.has("words.greeting") else self.greeted
        self.introduced = index if reading.has("words.self-introduction") else self.introduced
        self.handed_over = index if reading.has("words.hand-over") else None
        self.holding = index if puts_off(reading) else None


def leads_up(reading: Reading) -> bool:
    """Whether all that a message says is who writes, and that they want something: the matter itself is still to come."""
    if _LEADS_UP.isdisjoint(reading.lists):
        return False
    return all(_leads_up(reading, span) for span in reading.sentences)


def _leads_up(reading: Reading, span: Span) -> bool:
    if is_courtesy(reading, span):
        return True
    return any(reading.has(name, span) for name in _LEADS_UP) and len(reading.stems_of(span)) <= _BRIEF


def asks_any(reading: Reading) -> bool:
    """Whether some sentence asks or requests something."""
    return any(asks(reading, span) or requests(reading, span) for span in reading.sentences)


_ALL_WELL: Final = regex_of(
    r"\b(?:all|everything|it|is that|that|this) (?:\w+ ){0,2}?(?:good|ok|okay|well|fine|sorted|solved|resolved|working|fixed)\b[^.!?]{0,20}\?"
)
_THANKS_FOR: Final = regex_of(
    r"\W*(?:(?:yes|yeah|yep|yup|it is|it does|all|good|fine|ok|okay|great|perfect|now)\W+){0,5}(?:thanks?|thank you|cheers|ta)\b[^?]{0,24}$"
)


def _of(reading: Reading, name: str) -> Iterator[Span]:
    """The sentences in which a list is found."""
    return (reading.sentences[reading.sentence_of(hit.start)] for hit in reading.hits(name))


def only_holds(reading: Reading) -> bool:
    """Whether a message does no more than ask for patience, or say that one will come back: not what is done, nor when."""
    if not (reading.has("words.holding") or reading.has("words.promise")):
        return False
    if reading.has("words.progress") or reading.has("words.news") or _welcomes(reading.folded.text):
        return False
    return all(_asks_for_patience(reading, span) for span in reading.sentences)


def _welcomes(told: str) -> bool:
    """Whether a message begins with what is said to somebody who has just thanked; what it promises then puts nobody off."""
    return WELCOME.match(told) is not None or _PLEASURE.match(told) is not None


def puts_off(reading: Reading) -> bool:
    """Whether a message does no more than put the customer off, though it may tell who has the matter, or when they will hear of it."""
    if _PUTS_OFF.isdisjoint(reading.lists) and not _PASSED_ON.search(reading.folded.text):
        return False
    return all(_asks_for_patience(reading, span) or _passes_on(reading, span) for span in reading.sentences)


def _passes_on(reading: Reading, span: Span) -> bool:
    passed = reading.has("words.hand-over", span) or _PASSED_ON.search(reading.folded_in(span))
    return bool(passed) and len(reading.stems_of(span)) <= _BRIEF


def _asks_for_patience(reading: Reading, span: Span) -> bool:
    if is_courtesy(reading, span) or _FEELS.match(reading.folded_in(span)) or _is_trim(reading, span):
        return True
    return any(reading.has(name, span) for name in _PATIENCE) and len(reading.stems_of(span)) <= _BRIEF


def _is_trim(reading: Reading, span: Span) -> bool:
    """Whether a sentence is the salutation of a letter or the name under it."""
    said = reading.text[slice(*span)].strip()
    if _SALUTES.fullmatch(said):
        return True
    return span == reading.sentences[-1] and span[0] > 0 and _SIGNS.fullmatch(said) is not None


_SALUTES: Final = regex_of(
    r"(?i:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings)(?: [\w.'’-]+){0,4}\s*[,:!.]?"
)
_SIGNS: Final = regex_of(
    r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|of|the|and|&|for|,)(?:\s*,?\s+(?:[A-ZÀ-ÖØ-Þ&][\w.'’-]*|of|the|and|for)){0,6}\W*"
)
_LEADS_UP: Final = frozenset(("words.leads-up", "words.self-introduction", "words.greeting"))
_PATIENCE: Final = ("words.holding", "words.promise", "words.delay")
_PUTS_OFF: Final = frozenset(("words.holding", "words.promise", "words.hand-over"))
_PLEASURE: Final = regex_of(r"^\W*(?:my pleasure|don't mention it)\b")
_FEELS: Final = regex_of(
    r"\W*(?:\w+, )?(?:(?:i|we)(?: do| can| fully| really| truly| quite| completely|'m sure| certainly)*"
    r" (?:understand|appreciate|realise|realize|sympathi[sz]e|feel for|hear you|know (?:how|that|this|it|you)"
    r"|see (?:the (?:urgency|problem|difficulty)|how|why)|hear (?:your|that))"
    r"|(?:thank you|thanks) for (?:your|the) (?:kind )?(?:understanding|patience|cooperation|forbearance|interest))\b[^?\d]{0,90}$"
)
"""Fellow feeling, which tells nothing of the matter."""
_PASSED_ON: Final = regex_of(
    r"\b(?:is|are|was|been|have|has|i've|we've|i|we) (?:\w+ )?(?:passed|forwarded|sent|referred|submitted|raised|escalated|handed|put|taken)"
    r" (?:\w+ ){0,2}?(?:up|on|along|over|forward|through|to|with|for (?:consideration|review|approval|attention|action))\b"
)
"""`Your idea has been passed up for consideration`."""
_HELLO: Final = 4
"""A greeting of so few words states no matter."""
_BRIEF: Final = 8
"""A sentence with more content words than this says more than that it will take a while."""
