"""One sentence and what can be known of it: the facts that the conditions of cues may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Iterator, Literal, Mapping, Protocol

from couth.facts.catalogue import TEXT, THREAD, Fact, Missing
from couth.facts.sentences import EXCLAMATION_MARKS, asks, is_courtesy, length, requests
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading, sign


class Asked(Protocol):
    """What conditions are put to: facts by name."""

    def __getitem__(self, name: str) -> object:
        """The value of a fact, or Missing."""


@dataclass(slots=True, eq=False)
class SentenceView:
    """A sentence of a reading, or a clause of it, with the facts of the draft behind it where there is one."""

    reading: Reading
    span: Span
    number: int
    facts: Asked | None = None

    def __getitem__(self, name: str) -> object:
        """A fact of the sentence by its name, else one of the draft."""
        compute = SENTENCE.get(name)
        if compute is not None:
            return compute.compute(self)  # type: ignore[arg-type]  # computed from the sentence, not from all facts
        return Missing((name,)) if self.facts is None else self.facts[name]

    @property
    def around(self) -> Span:
        """The whole sentence."""
        return self.reading.sentences[self.number]

    @property
    def before(self) -> Iterator[Span]:
        """Every sentence before it, and what stands before it in its own."""
        yield from self.reading.sentences[: self.number]
        if self.around[0] < self.span[0]:
            yield self.around[0], self.span[0]


def _on_matter(view: SentenceView) -> bool:
    """Whether the sentence takes up a word of the customer's latest messages; no where none are known."""
    matter = Missing(()) if view.facts is None else view.facts["thread.matter"]
    return isinstance(matter, frozenset) and not matter.isdisjoint(view.reading.stems_of(view.span))


def _answers(view: SentenceView) -> bool:
    """Whether the customer waits for an answer, and no more than courtesy or a bare "we do" stands before it.

    What says that it is done has answered, however short it is.
    """
    if view.facts is None or view.facts["thread.owes"] != "business":
        return False
    reading = view.reading
    return all((is_courtesy(reading, s) or _bare(reading, s)) and not reading.has("words.done", s) for s in view.before)


def _bare(reading: Reading, span: Span) -> bool:
    """Whether a sentence is a bare "they do" or "yes, of course", gone on with in the next one; a number is an answer."""
    words = length(reading, span)
    if any(map(str.isdigit, reading.text[span[0] : span[1]])):
        return False
    return words <= _BARE or (words <= 2 * _BARE and any(reading.has(f"words.{name}", span) for name in ("yes", "no")))


_BARE: Final = 2


def _points_back(view: SentenceView) -> bool:
    """Whether the sentence, or clause, begins with words that go on with what stands before it."""
    if "words.points-back" not in view.reading.lists:
        return False
    led = _LED_IN.match(view.reading.text, *view.span)
    start = led.end() if led else view.span[0]
    return any(hit.start == start for hit in view.reading.hits_in("words.points-back", view.span))


_LED_IN: Final = regex_of(r"\W*(?:(?:and|but|so|or|yes|no|though|while|plus|also)\b\W*)*", re.IGNORECASE)


def _goes_on(view: SentenceView) -> bool:
    """Whether the sentence shares a word with what the text says before it."""
    before = frozenset[str]().union(*map(view.reading.stems_of, view.before))
    return any(not stem.isdigit() for stem in before & view.reading.stems_of(view.span))


def _sentence_fact(name: str, type: Literal["bool", "int"], doc: str, compute: object) -> tuple[str, Fact]:
    reads = THREAD if name in ("on_matter", "answers") else TEXT
    gate, stages = _GATES.get(name), _STAGES.get(name, ())
    return f"sentence.{name}", Fact(f"sentence.{name}", type, doc, compute, (), reads, gate, stages)  # type: ignore[arg-type]  # see SentenceView


_GATES: Final = {
    **dict.fromkeys(("exclaims", "exclaiming", "exclamations"), sign("exclamation")),
    "marks": sign("marks"),
    "digits": sign("digits"),
}
_STAGES: Final = {
    "exclaiming": ((3, sign("exclamations")),),
    "exclamations": ((2, sign("marks-together")),),
    "marks": ((2, sign("marks-together")),),
}


_EXCLAMATIONS: Final = regex_of("[!！]+|⁉|‼")
_MARKS: Final = regex_of("[!?！？؟⁇⁈⁉‼]+")


def _run(view: SentenceView, marks: re.Pattern[str]) -> int:
    """The length of the longest run of marks in a sentence; a sign that shows two is two."""
    return max(
        (len(run) + sum(map(run.count, "⁇⁈⁉‼")) for run in marks.findall(view.reading.text, *view.span)), default=0
    )


def _exclaiming(view: SentenceView) -> int:
    return sum(exclaims(view.reading, span) for span in view.reading.sentences)


def exclaims(reading: Reading, span: Span) -> bool:
    """Whether a sentence ends in an exclamation mark."""
    return reading.text[span[0] : span[1]].rstrip(" \"'”’)»").endswith(tuple(EXCLAMATION_MARKS))


SENTENCE: Final[Mapping[str, Fact]] = dict((
    _sentence_fact("question", "bool", "Asks something, with a question mark or without.", lambda s: asks(s.reading, s.span)),
    _sentence_fact("request", "bool", "Asks the reader to do or send something.", lambda s: requests(s.reading, s.span)),
    _sentence_fact("courtesy", "bool", "Only greets, thanks, apologises, agrees or takes leave.", lambda s: is_courtesy(s.reading, s.span)),
    _sentence_fact("quoted", "bool", "Stands in quotation marks.", lambda s: s.reading.quoted(s.span)),
    _sentence_fact("on_matter", "bool", "Takes up a word of the customer's latest messages.", _on_matter),
    _sentence_fact("answers", "bool", "Comes first, courtesy aside, where the customer waits for an answer.", _answers),
    _sentence_fact("points_back", "bool", "Begins with words that go on with what stands before it.", _points_back),
    _sentence_fact("goes_on", "bool", "Shares a word with what the text says before it.", _goes_on),
    _sentence_fact("exclaims", "bool", "Ends in an exclamation mark.", lambda s: exclaims(s.reading, s.span)),
    _sentence_fact("exclaiming", "int", "Number of sentences of the text that end in one.", _exclaiming),
    _sentence_fact("exclamations", "int", "Length of its longest run of exclamation marks.", lambda s: _run(s, _EXCLAMATIONS)),
    _sentence_fact("marks", "int", "Length of its longest run of exclamation and question marks.", lambda s: _run(s, _MARKS)),
    _sentence_fact("first", "bool", "Is the first of the text.", lambda s: s.span[0] == s.reading.sentences[0][0]),
    _sentence_fact("last", "bool", "Is the last of the text.", lambda s: s.span[1] == s.reading.sentences[-1][1]),
    _sentence_fact("only", "bool", "Is the only one of the text.", lambda s: len(s.reading.sentences) == 1),
    _sentence_fact("whole", "bool", "Is a whole sentence, and no clause of one.", lambda s: s.span == s.around),
    _sentence_fact("words", "int", "Number of its words.", lambda s: length(s.reading, s.span)),
    _sentence_fact("digits", "int", "Number of its digits.", lambda s: sum(map(str.isdigit, s.reading.text[s.span[0]:s.span[1]]))),
))  # fmt: skip
"""Facts of one sentence, for the conditions of cues."""
