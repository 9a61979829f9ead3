"""What the business has said before, sentence by sentence, for finding the same said again."""

from __future__ import annotations

import re
from collections import deque
from operator import attrgetter
from typing import Final, Iterator, NamedTuple

from couth.facts.likeness import News, Sentence, likeness, whole_names_in, words_of
from couth.facts.sayings import Heard, Saying, Turn
from couth.facts.sentences import asks, asks_plainly, is_courtesy, length
from couth.facts.state import ThreadState
from couth.model import Message, Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.stems import stem as cut_down

KEPT: Final = 24
"""Repetitions are looked for among so many of the last business messages."""
SHARED: Final = 0.5
"""Less than this share of content words in common is no likeness worth measuring."""
SAME_QUESTION: Final = 0.7
"""The customer asks the same as before, where so great a share of the content words is the same."""


ADDED: Final = 2
"""So many content words beside all those said before are a detail that answers what the customer has asked since."""


OFTEN: Final = 2
"""A whole text that was sent so many times in a row is a repetition, even where a question or an answer may be put anew."""
FEWEST: Final = 3
"""So many words such a text has at least."""


class Echo(NamedTuple):
    """A sentence of a draft, the earlier business message that said it, and how alike they are, from 0 to 1."""

    span: Span
    message: int
    likeness: float


class Said:
    """Tracker of the business's earlier sentences, looked up by their content words."""

    def __init__(self, state: ThreadState) -> None:
        self.state = state
        self._messages: deque[list[Saying]] = deque()
        self._by_stem: dict[str, list[Saying]] = {}
        self._turn = Turn()
        self._customer_at = -1
        self._replied = False

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""
        if message.role == "customer":
            if self._replied:
                self._turn = Turn()
            self._turn.add(self.state, index)
            self._customer_at = index
            self._replied = False
        elif message.role == "business":
            reading = self.state.reading(index)
            self._replied = True
            self._keep([self._sentence(index, number, reading, span) for number, span in enumerate(reading.sentences)])

    def _sentence(self, index: int, number: int, reading: Reading, span: Span) -> Saying:
        return Saying(index, number, reading.folded_in(span), reading.stems_of(span), self._turn, (reading, span))

    def echoes(self, reading: Reading, at_least: int = 1, alike: float = 0.0) -> Iterator[Echo]:
        """The sentences of a draft that an earlier message said, and how alike they are; set lines and questions aside.

        `at_least` leaves out those of fewer words, `alike` those that are less so.
        """
        for span in reading.sentences if self._messages else ():
            if span[1] - span[0] < at_least or length(reading, span) < at_least:
                continue
            found = self._echo(reading, span, alike)
            if found and not self._may_recur(reading, span) and not self._is_new(reading, found):
                yield found

    def word_for_word(self, reading: Reading) -> int | None:
        """The last business message, where it and those before it were this very text, which may not be said on and on."""
        text, messages = reading.text.strip(), self._messages
        for n in range(1, OFTEN + 1):
            said = messages[-n] if n <= len(messages) else []
            if not said or self.state.messages[said[0].message].text.strip() != text:
                return None
        if self._heard.again or self._is_another_try(reading, (0, len(reading.text))):
            return None
        fresh = [span for span in reading.sentences if not self._may_recur(reading, span)]
        return messages[-1][0].message if sum(length(reading, span) for span in fresh) >= FEWEST else None

    @property
    def _heard(self) -> Heard:
        """What the customer has said since the business last wrote."""
        return Heard() if self._replied else self._turn.heard

    def _may_recur(self, reading: Reading, span: Span) -> bool:
        """Whether a sentence may be said again: courtesy, a set line, a line of a list, how another try went."""
        if is_courtesy(reading, span) or any(reading.has(name, span) for name in _RECURRING):
            return True
        if self._is_another_try(reading, span):
            return True
        return bool(_LISTED.match(reading.text, *span)) or reading.text[span[0] : span[1]].rstrip().endswith(
            (":", "：")
        )

    def _is_another_try(self, reading: Reading, span: Span) -> bool:
        """Whether a sentence tells how another attempt went, or what comes of it, or reads back what the customer changed."""
        told = reading.has("words.outcome", (0, span[1])) or reading.has("words.read-back", span)
        return told and self._heard.matter

    def _is_new(self, reading: Reading, echo: Echo) -> bool:
        """Whether a sentence, though said before, answers what the customer has written since, or asks what they left open."""
        if self._leads_elsewhere(reading, echo):
            return True
        if echo.message > self._customer_at:
            return False
        if asks(reading, echo.span) or reading.has("words.ask", echo.span):
            return True
        earlier = [s for message in self._messages for s in message if s.message == echo.message]
        return (
            self._asked_again(reading, echo.span, earlier)
            or self._adds(reading, echo.span, earlier)
            or self._leads_to_question(reading, earlier)
        )

    def _leads_to_question(self, reading: Reading, earlier: list[Saying]) -> bool:
        """Whether the earlier message led up to a question that the customer left open, and the draft puts it for the second time.

        Who asked for more has not left it open.
        """
        asked = set() if self._heard.more else {said.stems for said in earlier if said.asks}
        again = {reading.stems_of(span) for span in reading.sentences if asks(reading, span)} & asked if asked else ()
        return any(sum(any(s.stems == stems for s in said) for said in self._messages) == 1 for stems in again)

    def _leads_elsewhere(self, reading: Reading, echo: Echo) -> bool:
        """Whether a sentence has a link that the earlier message had not."""
        (begin, end), text = echo.span, self.state.messages[echo.message].text
        found = (link.span for link in reading.links if begin <= link.span[0] < end)
        return any(reading.text[a:b] not in text for a, b in found)

    def _asked_again(self, reading: Reading, span: Span, earlier: list[Saying]) -> bool:
        """Whether the customer asks in the words of the sentence, about what it names, or comes back to what they had asked."""
        heard, stems = self._heard, reading.stems_of(span)
        return (
            any(len(question & stems) >= max(2, SAME_QUESTION * len(question)) for question in heard.questions)
            or any(heard.asked.issuperset(map(cut_down, name)) for name in whole_names_in(reading, span))
            or self._come_back(earlier, heard.asked)
        )

    def _adds(self, reading: Reading, span: Span, earlier: list[Saying]) -> bool:
        """Whether the sentence, or the draft that the customer wants more from, says something beside what was said."""
        heard, stems = self._heard, reading.stems_of(span).difference(*_noted(reading, span))
        said = frozenset[str]().union(*(s.stems for s in earlier))
        if heard.questions and any(s.stems <= stems and len(stems - said) >= ADDED for s in earlier):
            return True
        return bool((stems - said) & self._turn.heard.said) or (heard.more and not reading.stems <= said)

    def _come_back(self, earlier: list[Saying], asked: frozenset[str]) -> bool:
        """Whether the customer comes back, after another answer, to what they had asked when it was said."""
        last = next((message for message in reversed(self._messages) if message), earlier)
        return last[0].message > earlier[0].message and any(asked & s.to for s in earlier)

    def restored(self) -> None:
        """Make the index anew, after the messages were put back."""
        self._by_stem = {}
        for said in self._messages:
            self._enter(said)

    def _enter(self, said: list[Saying]) -> None:
        for sentence in said:
            for stem in sentence.stems:
                self._by_stem.setdefault(stem, []).append(sentence)

    def _keep(self, said: list[Saying]) -> None:
        self._messages.append(said)
        self._enter(said)
        if len(self._messages) > KEPT:
            self._forget(self._messages.popleft())

    def _forget(self, said: list[Saying]) -> None:
        for sentence in said:
            for stem in sentence.stems:
                rest = self._by_stem[stem]
                rest.remove(sentence)
                if not rest:
                    del self._by_stem[stem]

    def _echo(self, reading: Reading, span: Span, enough: float) -> Echo | None:
        stems = reading.stems_of(span)
        messages: dict[int, list[Saying]] = {}
        for said in sorted(self._alike(stems), key=_PLACE):
            if said.asks == asks_plainly(reading, span):
                messages.setdefault(said.message, []).append(said)
        if not messages or self._heard.again:
            return None
        sentence = Sentence(words_of(reading, span), stems, News(reading, span), enough)
        found = [Echo(span, message, self._likeness(sentence, said)) for message, said in messages.items()]
        best = max(found, key=lambda echo: (echo.likeness, echo.message))
        return best if best.likeness >= enough else None

    def _alike(self, stems: frozenset[str]) -> list[Saying]:
        """The earlier sentences that share more than so many of their stems, or of these."""
        shared: dict[Saying, int] = {}
        for stem in stems:
            for said in self._by_stem.get(stem, ()):
                shared[said] = shared.get(said, 0) + 1
        enough = SHARED * len(stems)
        return [said for said, count in shared.items() if count > enough or count > SHARED * len(said.stems)]

    def _likeness(self, sentence: Sentence, said: list[Saying]) -> float:
        """How like the sentences of one message are, each and together; 0 where the customer asked the same as before."""
        together = [said] if len(said) > 1 else []
        found = max([likeness(sentence, each) for each in (*([one] for one in said), *together)])
        asked = self._heard.asked if found >= sentence.enough else None
        return 0.0 if asked and len(asked & said[0].to) >= SAME_QUESTION * len(asked) else found


def _noted(reading: Reading, span: Span) -> Iterator[frozenset[str]]:
    """The stems of what only leads up to a statement: `please note`."""
    return (reading.stems_of(match.span()) for match in _NOTE.finditer(reading.text, *span))


_NOTE: Final = regex_of(
    r"\b(?:please|kindly|do|just)? ?(?:note|be (?:aware|advised|informed|reminded)|remember|bear in mind|be reminded)(?: that\b|\b)",
    re.IGNORECASE,
)
_PLACE: Final = attrgetter("message", "number")
_RECURRING: Final = ("words.stock", "words.greeting", "words.goodbye")
_LISTED: Final = regex_of(r"\s*(?:[-*•–]|\d{1,2}[.)])\s")
