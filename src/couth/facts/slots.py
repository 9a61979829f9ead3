"""What the customer has given so far, and whether it answers what a draft asks for."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from typing import Callable, Final, Iterator

from couth.facts.asked import ANY, MOVED, OCCASIONS, ONSET, Asked, asked_for, speaks_of
from couth.facts.dates import BOUGHT
from couth.facts.given import LOOKED_AT, Given, occasion_in, stated
from couth.facts.knowledge import DETAIL, SLOTS
from couth.facts.particulars import changes, particular_in
from couth.facts.replies import replied
from couth.facts.sentences import asks, requests
from couth.facts.state import ThreadState
from couth.facts.whose import is_kin
from couth.model import Message
from couth.regexes import regex_of
from couth.text import Reading

__all__ = ["Asked", "Given", "Slots", "asked_for"]

KEPT_GIVEN: Final = 32
OF_THE_MATTER: Final = ("order-number", "date", "product", "amount")
"""Slots that belong to one matter: another order has another number and date."""
RECENT: Final = 4
"""So many of the customer's last messages are about the matter in hand."""
_SAYS_WHOSE: Final = 24
_IS_THEIRS: Final = regex_of(r"\W*(?:is|that['’]?s|that is|it['’]?s|which is|for|of|belongs to|\()\b")
"""What says whose a value is that stands before."""
PASSING: Final = 2
"""A day named without its date (`Monday`, `tomorrow`) is meant for no longer than so many messages."""


class Slots:
    """Tracker of what the customer gave, and of what the business found wrong with it."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self.given: list[Given] = []
        self._asked: tuple[Asked, ...] = ()
        self._matter = 0
        self._since = -1
        self._recent: deque[int] = deque(maxlen=RECENT)

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "customer":
            self._customer(index, self.state.reading(index))
        elif message.role == "business":
            self._business(index, self.state.reading(index))

    def of(self, slot: str) -> list[Given]:
        """What was given for a slot and stands."""
        return [g for g in self.given if g.slot == slot and not g.rejected]

    def answer(self, asked: Asked) -> Given | None:
        """The last value given that already answers what is asked; None where there is none."""
        if asked.slot == DETAIL:
            return self._particular(asked)
        found = next((g for g in reversed(self.of(asked.slot)) if self._answers(g, asked)), None)
        if found is None and (asked.slot, asked.kind) == ("account-id", "member") and not asked.whose:
            return next((g for g in self.of("order-number") if g.kind in _CARDS and len(g.value) < _OF_A_BANK), None)
        return found

    def _particular(self, asked: Asked) -> Given | None:
        """The particular that one of the customer's last messages gives; None where none does, or it was taken back."""
        replies = [g for g in self.of(DETAIL) if g.kind == asked.kind and g.message in list(self._recent)[-PASSING:]]
        for index in reversed([one for one in self._recent if one >= self._matter]):
            message = self.state.messages[index]
            span = particular_in(asked.kind, message.text[:LOOKED_AT])
            if span:
                about = occasion_in(self.state.reading(index), span)
                given = Given(DETAIL, index, span, message.text[slice(*span)], asked.kind, about=about)
                return None if self._is_of_another(given, asked) or self._refused_since(index) else given
        return replies[-1] if replies and not self._refused_since(replies[-1].message) else None

    def _refused_since(self, index: int) -> bool:
        """Whether the business said since that something is wrong or not to be had, or the customer that it is to change."""
        since = list(enumerate(self.state.messages))[index:]
        return any(
            self.state.reading(n).has("words.rejected") if one.role == "business" else changes(one.text)
            for n, one in since
        )

    def _answers(self, given: Given, asked: Asked) -> bool:
        if asked.slot == "name" and given.about:
            return is_kin(given.about, asked.whose)
        if self._is_none(given, asked):
            return False
        if asked.slot == "order-number" and (given.kind in _PLAINLY or asked.kind in _PAPERS):
            return self._stands_on(given, asked)
        if asked.slot == "date" and asked.kind == "back" and "day" in given.kind and self._led_by(given, _LEAVES):
            return True
        return _FITS.get(asked.slot, _same)(given.kind, asked.kind)

    def _is_none(self, given: Given, asked: Asked) -> bool:
        """Whether a value is of another matter or of somebody else, or none of its kind: a weekday is no birthday."""
        if (asked.about and self._is_of_another(given, asked)) or (asked.kind == "birth" and not _DIGIT(given.value)):
            return True
        if given.kind == "from" and asked.slot == "address" and self._led_by(given, _LEFT):
            return True
        if asked.slot in OF_THE_MATTER and not self._of_this_matter(given, asked):
            return True
        return bool(asked.whose) and (asked.slot == "name" or not self._belongs(given, asked.whose))

    def _led_by(self, given: Given, pattern: re.Pattern[str]) -> bool:
        """Whether the words right before a value say what it is."""
        text = self.state.messages[given.message].text.casefold()
        return pattern.search(text[max(0, given.span[0] - _NEAR) : given.span[0]]) is not None

    def _belongs(self, given: Given, owner: str) -> bool:
        """Whether the message names the owner before the value, or right after it: `0161 2, that's my husband's`."""
        text = self.state.messages[given.message].text.casefold()
        after = text[given.span[1] : given.span[1] + len(owner) + _SAYS_WHOSE]
        return owner in text[: given.span[0]] or (owner in after and _IS_THEIRS.match(after) is not None)

    def _stands_on(self, given: Given, asked: Asked) -> bool:
        """Whether a number that no word names more closely is the one asked for, or the only one that a paper can bear."""
        if asked.kind not in _PAPERS:
            return self._speaks(given.message, asked.kind)
        only = len({g.value for g in self.of(asked.slot)}) == 1
        return only and given.kind not in _WHERE and len(given.value) > _LONG

    def _is_of_another(self, given: Given, asked: Asked) -> bool:
        """Whether a date was given for another occasion, or for something else than a matter that came up later."""
        if given.about and asked.about in OCCASIONS:
            return asked.about != given.about
        if self._speaks(given.message, asked.about):
            return False
        return any(self._speaks(index, asked.about) for index in range(given.message + 1, len(self.state.messages)))

    def _speaks(self, index: int, matter: str) -> bool:
        message = self.state.messages[index]
        return message.role == "customer" and speaks_of(message.text, matter)

    def _of_this_matter(self, given: Given, asked: Asked) -> bool:
        if asked.kind == given.kind == "birth":
            return True
        return given.message >= max(self._matter, self._recent_enough(given))

    def _recent_enough(self, given: Given) -> int:
        """The first message from which such a value still counts."""
        if given.slot == "order-number" or not self._recent:
            return 0
        passing = given.slot == "date" and "day" not in given.kind
        return list(self._recent)[-PASSING if passing else 0 :][0]

    def _customer(self, index: int, reading: Reading) -> None:
        self._recent.append(index)
        if reading.has("words.new-matter") and any(asks(reading, s) or requests(reading, s) for s in reading.sentences):
            self._matter = index
        if reading.has("words.taken-back"):
            self._reject(reading, -1)
        found = stated(index, reading)
        self.given = [*self.given, *found, *replied(self._asked, index, reading, found)][-KEPT_GIVEN:]
        self._asked = ()

    def _business(self, index: int, reading: Reading) -> None:
        self._asked = (*self._asked, *asked_for(reading))
        self.given = [*self.given, *self._addressed(reading)][-KEPT_GIVEN:]
        if any(_TOO_LONG.search(reading.folded_in(hit.span)) is None for hit in reading.hits("words.rejected")):
            self._reject(reading, self._since)
        self._since = index
        if reading.has("words.new-matter"):
            self._matter = index + 1

    def _addressed(self, reading: Reading) -> Iterator[Given]:
        """The name by which the business addresses the customer, where the customer wrote it, in whatever letters."""
        match = _ADDRESSED.match(reading.text)
        if match and not any(g.slot == "name" and not g.about for g in self.given):
            name = match.group(1)
            for index in range(len(self.state.messages) - 1, -1, -1):
                message = self.state.messages[index]
                at = message.text.lower().find(name.lower()) if message.role == "customer" else -1
                if at >= 0:
                    yield Given("name", index, (at, at + len(name)), message.text[at : at + len(name)], "first")
                    return

    def _reject(self, reading: Reading, since: int) -> None:
        """Take what a message names, by slot or by value, as no longer holding; where it names none, the last given, if it was so since."""
        named = {slot for slot in SLOTS if reading.has(f"words.slot-{slot}")}
        values = {g.slot for g in self.given if g.value in reading.text}
        slots = named | values or {g.slot for g in self.given[-1:] if g.message > since}
        self.given = [replace(g, rejected=True) if g.slot in slots else g for g in self.given]


_CARDS: Final = frozenset(("card", "membership", "loyalty"))
"""The kinds of a number by which a member may be known."""
_OF_A_BANK: Final = 16
_TOO_LONG: Final = regex_of(r"\btoo (?:long|short)$")
"""What takes too long is no value that is."""
_PLAINLY: Final = frozenset(("code", "number", "ref", "reference"))
"""The kinds of a number that is called no more than that; what it is for stands elsewhere in the message."""
_PAPERS: Final = frozenset("notice slip letter label docket receipt form".split())
"""What bears a number that people call by other names."""
_WHERE: Final = frozenset("room unit flat apartment apt floor house box street phone model size".split())
_LONG: Final = 5
_DIGIT: Final = regex_of(r"\d").search
_NEAR: Final = 60
_LEFT: Final = regex_of(r"\b(?:moved|moving|move|relocated|left|gone|used to live)\b[^.!?]{0,24}$")
"""What stands before an address at which the customer lives no more."""
_LEAVES: Final = regex_of(
    r"\b(?:mov(?:e|ing) out|leav(?:e|ing)|check(?:ing)? ?out|return(?:ing)?|com(?:e|ing) back|(?:fly|drive|go)(?:ing)? (?:home|back)"
    r"|back)\b[^.!?]*$"
)
"""What stands before a day on which the customer leaves or comes back."""
_ADDRESSED: Final = regex_of(
    r"(?i:hi|hello|hey|dear|good \w+|welcome|thanks|thank you|sorry|ok|okay|noted|sure|hola|bonjour|hallo|ol[aá])(?i: there| so much)?[,!]? "
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?([A-ZÀ-ÖØ-Þ][\w'’-]{2,24})(?=\s*[,.!?:–-])"
)


def _same(given: str, asked: str) -> bool:
    return not given or not asked or given == asked


def _name_fits(given: str, asked: str) -> bool:
    return given == asked if asked in ("full", "on") else asked != "first" or given != "first"


def _address_fits(given: str, asked: str) -> bool:
    if asked in ("code", "current", "full", "room", MOVED):
        return given == asked
    if asked == "to":
        return given in ("", "place", "room")
    return given in ("", "from") if asked == "" else given in ("", "from", "place", "room")


def _order_fits(given: str, asked: str) -> bool:
    if asked == ANY:
        return False
    return given == asked or not given or (not asked and given in ("booking", "case", "claim"))


def _date_fits(given: str, asked: str) -> bool:
    kinds = given.split()
    if "birth" in (given, asked):
        return given == asked
    if asked == ONSET:
        return "past" in kinds and BOUGHT not in kinds
    if asked in ("past", "back", MOVED):
        return asked in kinds
    return "past" not in kinds and (asked != "when" or "day" in kinds or given == asked)


_FITS: Final[dict[str, Callable[[str, str], bool]]] = {
    "name": _name_fits,
    "address": _address_fits,
    "date": _date_fits,
    "order-number": _order_fits,
    "product": lambda given, asked: not asked or given == asked,
}
"""Whether a value of one kind answers a question for another, where that is not a matter of being the same."""
