"""What the customer said of being written to: stopping, joining, leaving, inviting offers."""

from __future__ import annotations

from typing import Final

from couth.facts.sentences import asks, is_closing, is_courtesy
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.regexes import regex_of
from couth.text import Reading

Place = tuple[int, Span]
"""A message's index and a span of its text."""

LATELY: Final = 3
"""The wish to leave is the matter for so many of the customer's messages."""

FEW_WORDS: Final = 3
"""An answer to "reply X to stop" has no more words than this."""


class Consent:
    """Tracker of the customer's own words about consent; the latest of opting out and in counts."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.opted_out: Place | None = None
        self.opted_in: Place | None = None
        self.invited: Place | None = None
        """Where the customer last asked for offers, whatever they are about."""
        self.only_agreed = False
        """Whether they did no more than agree to get some, and something else is their matter now."""
        self._agreed = False
        self.shopping: Place | None = None
        """Where the customer last asked about prices or wares."""
        self.leaving: Place | None = None
        """Where the customer lately said that they want to leave: a membership, a contract, an account, a list."""
        self.confirmed = False
        """Whether a business message has confirmed the opt-out since."""
        self.asked_since = False
        """Whether the customer has asked for something after opting out."""
        self._words_out: frozenset[str] = frozenset()
        self._offered = False
        """Whether the last business message asked if the customer wants offers."""
        self._since_leaving = 0

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "business":
            self.confirmed = self.confirmed or self.opted_out is not None
            self._words_out = _words_out(self.state.reading(index))
            self._offered = self.state.reading(index).has("words.asks-consent")
        elif message.role == "customer":
            self._customer(index, self.state.reading(index))

    def _customer(self, index: int, reading: Reading) -> None:
        out = _first(index, reading, "words.opt-out") or self._by_instruction(index, reading)
        out = out or _in_other_words(index, reading)
        self._leave(out or _first(index, reading, "words.leaving") or _sounds_leaving(index, reading))
        if out:
            self.opted_out, self.opted_in, self.invited = out, None, None
            self.confirmed = self.asked_since = self.only_agreed = self._agreed = False
            return
        back = _first(index, reading, "words.opt-in") or self._by_consent(index, reading)
        self._offered = False
        if back:
            self.opted_out, self.opted_in, self.leaving = None, back, None
        self.asked_since = self.opted_out is not None and (self.asked_since or not is_closing(reading))
        self._invite(_first_of(index, reading, "words.invitation", "words.sounds-inviting"), reading, back)
        shopping = _first_of(index, reading, "words.interest", "words.sounds-shopping")
        if shopping and not (back and _agrees(reading, shopping)):
            self.shopping = shopping

    def _invite(self, place: Place | None, reading: Reading, back: Place | None) -> None:
        """Take in a message that may ask for offers, or agree to get some, or be about something else."""
        if place:
            self.invited = place
            self._agreed = bool(back) and _agrees(reading, place)
        others = (s for s in reading.sentences if not any(reading.has(n, s) for n in _OF_OFFERS))
        self.only_agreed = self._agreed and (self.only_agreed or any(not is_courtesy(reading, s) for s in others))

    def _leave(self, place: Place | None) -> None:
        self._since_leaving = 0 if place else self._since_leaving + 1
        self.leaving = place or (self.leaving if self._since_leaving < LATELY else None)

    def _by_consent(self, index: int, reading: Reading) -> Place | None:
        """The answer yes to whether the customer wants offers."""
        return (index, reading.sentences[0]) if self._offered and _said_yes(reading) else None

    def _by_instruction(self, index: int, reading: Reading) -> Place | None:
        """The answer that the business's last message says to give by who wants no more."""
        if not self._words_out or len(reading.words) > FEW_WORDS:
            return None
        said = (span for span in reading.words if reading.text[span[0] : span[1]].casefold() in self._words_out)
        return next(((index, span) for span in said), None)


def _agrees(reading: Reading, place: Place) -> bool:
    """Whether a place is in a sentence that agrees to get offers, and asks for none."""
    sentence = reading.sentences[reading.sentence_of(place[1][0])]
    return reading.has("words.opt-in", sentence) and not asks(reading, sentence)


_OF_OFFERS: Final = ("words.opt-in", "words.invitation", "words.sounds-inviting")


def _said_yes(reading: Reading) -> bool:
    """Whether a message begins by agreeing, and takes nothing back."""
    if not reading.sentences:
        return False
    first = reading.sentences[0]
    fine = [hit.span for hit in reading.hits_in("words.no-objection", first)]
    refusals = (hit.span for hit in reading.hits_in("words.refusal", first))
    if any(not any(start <= at and end <= stop for start, stop in fine) for at, end in refusals):
        return False
    return bool(fine) or any(reading.has(name, first) for name in ("words.yes", "words.assent"))


def leaving(state: ThreadState) -> Place | None:
    """Where the customer lately said that they want to leave; of a thread not read yet, the last messages tell."""
    begin = 0 if state.resumed else _begin_of_lately(state)
    if not begin:
        return state.of(Consent).leaving
    tail = Consent(state)
    for index in range(begin, len(state.messages)):
        tail.read(index, state.messages[index])
    return tail.leaving


def _begin_of_lately(state: ThreadState) -> int:
    """The index of the business message before the customer's latest ones, with which the latter are understood; or 0."""
    left = LATELY
    for index in range(len(state.messages) - 1, -1, -1):
        role = state.messages[index].role
        if left <= 0 and role == "business":
            return index
        left -= role == "customer"
    return 0


def _words_out(reading: Reading) -> frozenset[str]:
    """The words in capitals or quotation marks that a message gives for getting no more of its kind."""
    ways = [hit.span for hit in reading.hits("words.way-out")]
    if not ways:
        return frozenset()
    given = [(start, end) for start, end in reading.words if any(w[0] <= start and end <= w[1] for w in ways)]
    return frozenset(reading.text[start:end].casefold() for start, end in given if _stands_out(reading, (start, end)))


def _stands_out(reading: Reading, span: Span) -> bool:
    word = reading.text[span[0] : span[1]]
    return (word.isupper() and len(word) > 1) or reading.quoted(span)


def _in_other_words(index: int, reading: Reading) -> Place | None:
    """Where a sentence sounds like opting out, and has none of the words of which phrases know better what is to stop."""
    hits = reading.hits("words.sounds-opting-out")
    told = (hit.span for hit in hits if not _OUTRIGHT.search(reading.folded_in(hit.span)))
    return next(((index, span) for span in told if not reading.quoted(span)), None)


def _sounds_leaving(index: int, reading: Reading) -> Place | None:
    """Where a sentence sounds like leaving, and does not say that somebody stays."""
    hits = reading.hits("words.sounds-leaving")
    told = (hit.span for hit in hits if not _STAYS.search(reading.folded_in(hit.span)))
    return next(((index, span) for span in told if not reading.quoted(span)), None)


_STAYS: Final = regex_of(
    r"\b(?:decided|going|want|wants|like|love|happy|glad|plan|planning) to (?:renew|stay|keep|rejoin|come back|continue)\b"
)
_OUTRIGHT: Final = regex_of(r"\b(?:stop\w*|unsub\w*|opt\w*)\b")


def _first_of(index: int, reading: Reading, *list_ids: str) -> Place | None:
    """The first place of the first list that has one."""
    return next(filter(None, (_first(index, reading, list_id) for list_id in list_ids)), None)


def _first(index: int, reading: Reading, list_id: str) -> Place | None:
    hit = next((h for h in reading.hits(list_id) if not reading.quoted(h.span)), None)
    return None if hit is None else (index, hit.span)
