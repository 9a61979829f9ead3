"""Judgements of a sentence by weighted cues: what a sentence does, where no single word tells.

A cue adds its weight to a sentence's score where one of its phrases stands in the sentence (or
elsewhere: in the whole text, on its buttons, in what the customer wrote), or where its condition
holds; a sentence whose score reaches the threshold does the act. Acts that several rules and the
thread's facts share (`promotion`) are files of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, Final, Iterator, Literal, Mapping, Protocol, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.conditions import Expression, parse_expression
from couth.facts.knowledge import Knowledge
from couth.facts.sentences import EXCLAMATION_MARKS, asks, clauses, is_courtesy, length, requests
from couth.model import Span
from couth.text import PhrasesByLanguage, Reading

Scope = Literal["sentence", "around", "text", "before", "after", "buttons", "captions", "customer"]
ELSEWHERE: Final = {"buttons": "draft.labels", "captions": "draft.captions", "customer": "thread.heard"}
"""Scopes outside the text, each with the fact that holds the readings of what stands there."""


class Cue(BaseModel):
    """Something that speaks for an act (a positive weight) or against it (a negative one)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="names the cue; its words are the list <rule>/<name>")
    weight: float = Field(default=1.0, description="added to the sentence's score where the cue holds")
    phrases: PhrasesByLanguage | None = Field(default=None, description="phrase templates by language; any one will do")
    weights: dict[str, dict[str, float]] | None = Field(
        default=None, description="phrase templates by language, each with its own weight; the found ones add up"
    )
    list: str | None = Field(default=None, description="a shared word list, by id, in place of phrases")
    when: str | None = Field(default=None, description="a condition over facts of the sentence, draft and thread")
    scope: Scope = Field(
        default="sentence",
        description="where to look: the sentence (or the clause, where clauses are judged), the whole sentence around a"
        " clause, the whole text, before or after it, the labels of the draft's buttons, the captions of its attachments,"
        " or what the customer wrote lately",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Cue:
        if not any((self.phrases, self.weights, self.list, self.when)):
            raise ValueError("a cue needs phrases, weights, a list or a condition (when)")
        return self

    def words(self) -> PhrasesByLanguage | None:
        """The cue's own templates by language."""
        return self.phrases or ({lang: list(words) for lang, words in self.weights.items()} if self.weights else None)


def distinct(cues: list[Cue]) -> list[Cue]:
    """The cues; raises ValueError where two have one name."""
    names = [cue.name for cue in cues]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"two cues are named {', '.join(doubled)}")
    return cues


class Act(BaseModel):
    """An act shared by rules and facts: cues, and the score from which a sentence does it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    summary: str
    threshold: float = 1.0
    clauses: bool = Field(default=False, description="the clauses of a sentence are judged one by one, too")
    cues: Annotated[list[Cue], AfterValidator(distinct)]

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The cues' own word lists, by the cue's name."""
        return {cue.name: words for cue in self.cues if (words := cue.words())}


class Asked(Protocol):
    """What conditions are put to: facts by name."""

    def __getitem__(self, name: str) -> object:
        """The value of a fact, or Missing."""


@dataclass(frozen=True, slots=True)
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
    """Whether the customer waits for an answer, and no more than courtesy or a bare "we do" stands before it."""
    if view.facts is None or view.facts["thread.owes"] != "business":
        return False
    return all(is_courtesy(view.reading, span) or _bare(view.reading, span) for span in view.before)


def _bare(reading: Reading, span: Span) -> bool:
    """Whether a sentence is a bare "they do" or "yes, of course", gone on with in the next one."""
    words = length(reading, span)
    return words <= _BARE or (words <= 2 * _BARE and any(reading.has(f"words.{name}", span) for name in ("yes", "no")))


_BARE: Final = 2


def _sentence_fact(name: str, type: Literal["bool", "int"], doc: str, compute: object) -> tuple[str, Fact]:
    return f"sentence.{name}", Fact(f"sentence.{name}", type, doc, compute)  # type: ignore[arg-type]  # see SentenceView


SENTENCE: Final[Mapping[str, Fact]] = dict((
    _sentence_fact("question", "bool", "Asks something, with a question mark or without.", lambda s: asks(s.reading, s.span)),
    _sentence_fact("request", "bool", "Asks the reader to do or send something.", lambda s: requests(s.reading, s.span)),
    _sentence_fact("courtesy", "bool", "Only greets, thanks, apologises, agrees or takes leave.", lambda s: is_courtesy(s.reading, s.span)),
    _sentence_fact("quoted", "bool", "Stands in quotation marks.", lambda s: s.reading.quoted(s.span)),
    _sentence_fact("on_matter", "bool", "Takes up a word of the customer's latest messages.", _on_matter),
    _sentence_fact("answers", "bool", "Comes first, courtesy aside, where the customer waits for an answer.", _answers),
    _sentence_fact("exclaims", "bool", "Ends in an exclamation mark.", lambda s: exclaims(s.reading, s.span)),
    _sentence_fact("exclaiming", "int", "Number of sentences of the text that end in one.", lambda s: sum(exclaims(s.reading, x) for x in s.reading.sentences)),
    _sentence_fact("exclamations", "int", "Length of its longest run of exclamation marks.", lambda s: _run(s, _EXCLAMATIONS)),
    _sentence_fact("marks", "int", "Length of its longest run of exclamation and question marks.", lambda s: _run(s, _MARKS)),
    _sentence_fact("first", "bool", "Is the first of the text.", lambda s: s.span[0] == s.reading.sentences[0][0]),
    _sentence_fact("last", "bool", "Is the last of the text.", lambda s: s.span[1] == s.reading.sentences[-1][1]),
    _sentence_fact("only", "bool", "Is the only one of the text.", lambda s: len(s.reading.sentences) == 1),
    _sentence_fact("words", "int", "Number of its words.", lambda s: length(s.reading, s.span)),
    _sentence_fact("digits", "int", "Number of its digits.", lambda s: sum(map(str.isdigit, s.reading.text[s.span[0]:s.span[1]]))),
))  # fmt: skip
"""Facts of one sentence, for the conditions of cues."""


_EXCLAMATIONS: Final = re.compile("[!！]+|⁉|‼")
_MARKS: Final = re.compile("[!?！？؟⁇⁈⁉‼]+")


def _run(view: SentenceView, marks: re.Pattern[str]) -> int:
    """The length of the longest run of marks in a sentence; a sign that shows two is two."""
    return max((len(run) + sum(map(run.count, "⁇⁈⁉‼")) for run in marks.findall(view.reading.text, *view.span)), default=0)


def exclaims(reading: Reading, span: Span) -> bool:
    """Whether a sentence ends in an exclamation mark."""
    return reading.text[span[0] : span[1]].rstrip(" \"'”’)»").endswith(tuple(EXCLAMATION_MARKS))


@dataclass(frozen=True, slots=True)
class _Bound:
    cue: Cue
    list_id: str | None
    when: Expression | None
    weights: Mapping[str, tuple[float, ...]]
    general: Expression | None
    """The condition, where it is the same for every sentence."""


class Scorer:
    """Cues bound to the lists they look things up in."""

    def __init__(
        self, cues: list[Cue], threshold: float, name: str, catalogue: Mapping[str, Fact], by_clause: bool = False
    ) -> None:
        self.threshold = threshold
        self.by_clause = by_clause
        self._enough = threshold - _ROUNDING
        self._bound = tuple(_bind(cue, name, catalogue) for cue in cues)
        self._carriers = tuple(b for b in self._bound if _can_carry(b.cue))

    def sentences(self, reading: Reading, facts: Asked | None) -> Iterator[tuple[Span, float]]:
        """The sentences whose score reaches the threshold, with the score; raises Lacking where that is open.

        Without facts the text alone is judged: conditions over anything else do not hold.
        """
        if not any(_may_hold(bound, reading, facts) for bound in self._carriers):
            return
        for number, span in enumerate(reading.sentences):
            view = SentenceView(reading, span, number, facts)
            parts = clauses(reading, span) if self.by_clause else ()
            yield from self._parts(view, parts) if len(parts) > 1 else self._whole(view)

    def _whole(self, view: SentenceView) -> Iterator[tuple[Span, float]]:
        score = self.score(view)
        if score >= self._enough:
            yield view.span, score

    def _parts(self, view: SentenceView, parts: tuple[Span, ...]) -> Iterator[tuple[Span, float]]:
        """The sentence where it does the act as a whole and no clause speaks against it, else the clauses that do."""
        scores = [self.score(replace(view, span=part)) for part in parts]
        whole = list(self._whole(view)) if min(scores) >= 0 else []
        yield from whole or ((part, score) for part, score in zip(parts, scores) if score >= self._enough)

    def score(self, view: SentenceView) -> float:
        """The sum of the cues that hold; raises Lacking where it depends on a fact that is missing."""
        needs: list[str] = []
        score, least, most = 0.0, 0.0, 0.0
        for bound in self._bound:
            weight = _weight(bound, view)
            if isinstance(weight, Missing) and view.facts is None:
                continue
            if isinstance(weight, Missing):
                needs.extend(weight.needs)
                least, most = least + min(0, bound.cue.weight), most + max(0, bound.cue.weight)
            else:
                score += weight
        if needs and (score + least >= self._enough) != (score + most >= self._enough):
            raise Lacking(Missing(tuple(dict.fromkeys(needs))))
        return score


_ROUNDING: Final = 1e-6
"""Weights such as 0.7 and 0.3 do not add up to exactly 1."""


def _can_carry(cue: Cue) -> bool:
    return cue.weight > 0 if not cue.weights else any(w > 0 for words in cue.weights.values() for w in words.values())


def _may_hold(bound: _Bound, reading: Reading, facts: Asked | None) -> bool:
    """Whether a cue can hold for any sentence of a text, told without going through them."""
    if bound.list_id:
        return _places(bound, reading, facts) != []
    return facts is None or not bound.general or bound.general.evaluate(facts) is not False


def _bind(cue: Cue, name: str, catalogue: Mapping[str, Fact]) -> _Bound:
    when = parse_expression(cue.when, catalogue) if cue.when else None
    weights = {lang: tuple(words.values()) for lang, words in (cue.weights or {}).items()}
    general = None if when is None or any(name in SENTENCE for name in when.facts) else when
    list_id = cue.list or (f"{name}/{cue.name}" if cue.words() else None)
    return _Bound(cue, list_id, when, weights, general)


def _weight(bound: _Bound, view: SentenceView) -> float | Missing:
    found = _found(bound, view) if bound.list_id else [bound.cue.weight]
    if not found or bound.when is None:
        return found if isinstance(found, Missing) else sum(found)
    holds = bound.when.evaluate(view)
    if holds is False:
        return 0.0
    return found if isinstance(found, Missing) else holds if isinstance(holds, Missing) else sum(found)


def _found(bound: _Bound, view: SentenceView) -> list[float] | Missing:
    """The weights of the phrases found where the cue looks; missing where that place is unknown."""
    places = _places(bound, view.reading, view.facts)
    if isinstance(places, Missing):
        return places
    start, end = _range(bound.cue.scope, view)
    hits = {(reading.lang, h.number) for reading in places for h in reading.hits(bound.list_id or "") if start <= h.start < end}
    if not bound.weights:
        return [bound.cue.weight] if hits else []
    by_lang = {lang: (*bound.weights.get(lang, ()), *bound.weights.get("any", ())) for lang, _ in hits}
    return [by_lang[lang][number] for lang, number in hits if number < len(by_lang[lang])]


def _places(bound: _Bound, reading: Reading, facts: Asked | None) -> list[Reading] | Missing:
    """The readings in which the cue's list was found; missing where they are unknown."""
    readings: object = [reading]
    fact = ELSEWHERE.get(bound.cue.scope)
    if fact:
        readings = Missing((fact,)) if facts is None else facts[fact]
    if isinstance(readings, Missing):
        return readings
    return [r for r in cast("list[Reading]", readings) if r.hits(bound.list_id or "")]


def _range(scope: Scope, view: SentenceView) -> Span:
    if scope in ("sentence", "around"):
        return view.span if scope == "sentence" else view.around
    if scope == "before":
        return 0, view.span[0]
    return (view.span[1] if scope == "after" else 0), _EVERYWHERE


_EVERYWHERE: Final = 1 << 62


def performs(knowledge: Knowledge, act: str, reading: Reading, facts: Asked | None = None) -> tuple[Span, ...]:
    """The sentences of a text that do an act, judged with the facts of its draft, or by the text alone."""
    scorer = knowledge.scorers.get(act)
    return () if scorer is None else tuple(span for span, _ in scorer.sentences(reading, facts))
