"""The check that judges sentences by weighted cues."""

from __future__ import annotations

from typing import Annotated, Callable, Final, Iterator, Literal, Mapping

from pydantic import AfterValidator, Field, model_validator

from couth.checks.base import Check, Finder, Gate, Knowledge, OptionError, PhrasesByLanguage
from couth.checks.places import Skip, is_in
from couth.facts import CATALOGUE, ConditionError, Cue, Facts, Scorer, parse_expression
from couth.facts.cues import distinct
from couth.facts.sentences import is_courtesy, is_polite
from couth.model import Hit, Span


def _conditions(cues: list[Cue]) -> list[Cue]:
    for cue in cues:
        try:
            parse_expression(cue.when or "thread.known", CATALOGUE)
        except ConditionError as error:
            raise ValueError(f"{cue.name}: {error}") from None
    return distinct(cues)


_OF_OWN_CUES: Final = ("threshold", "clauses", "skip", "leet", "weigh", "learned", "learns")
"""Options that go with cues of the check's own."""


LEARNED: Final = "learned"
"""The name of the cue whose words `couth calibrate` found."""


def _weighed(cue: Cue, weight: float) -> Cue:
    if cue.weights is None:
        return cue.model_copy(update={"weight": weight})
    scaled = {lang: {phrase: w * weight for phrase, w in words.items()} for lang, words in cue.weights.items()}
    return cue.model_copy(update={"weights": scaled})


class Cues(Check):
    """Scores each sentence by weighted cues against a threshold; adjoining sentences that reach it are one hit."""

    kind: Literal["cues"]
    threshold: float = Field(default=1.0, description="a sentence with this score or more is found")
    cues: Annotated[list[Cue], AfterValidator(_conditions)] = Field(
        default_factory=list, description="what speaks for it and against it"
    )
    act: str | None = Field(default=None, description="a shared act in place of cues (`promotion`)")
    beside: bool = Field(default=False, description="only where another sentence does something else than courtesy")
    clauses: bool = Field(default=False, description="the clauses of a sentence are judged one by one, too")
    skip: list[Skip] = Field(
        default_factory=list, description="a sentence is let pass where all that speaks for it stands in such places"
    )
    leet: bool = Field(default=False, description="read digits and signs that stand for letters as letters")

    weigh: dict[str, float] = Field(
        default_factory=dict,
        description="by cue: the weight that it has in place of its own (of one with `weights`: a factor of each), as"
        " `couth calibrate` finds it",
    )
    learned: dict[str, dict[str, float]] = Field(
        default_factory=dict,
        description="words and pairs of words by language, each with its weight, as `couth calibrate` finds them",
    )
    learns: bool = Field(default=False, description="`couth calibrate` may find `learned` words for it")

    @model_validator(mode="after")
    def _one_source(self) -> Cues:
        if bool(self.cues) == bool(self.act):
            raise ValueError("a cues check needs cues, or the name of an act, and not both")
        idle = [name for name in _OF_OWN_CUES if self.act and name in self.model_fields_set]
        if idle:
            raise OptionError(idle[0], "says nothing beside an act, which has its own; write it with cues")
        names = {cue.name for cue in self.cues}
        strange = sorted(self.weigh.keys() - names)
        if strange:
            raise OptionError("weigh", f"no cue is named {strange[0]!r}; there are {', '.join(sorted(names))}")
        if self.learned and LEARNED in names:
            raise OptionError("learned", f"a cue is named {LEARNED!r} already")
        return self

    @property
    def weighed(self) -> list[Cue]:
        """The cues as they count: with the weights that `weigh` gives, and what was learned as one more cue."""
        cues = [_weighed(cue, self.weigh[cue.name]) if cue.name in self.weigh else cue for cue in self.cues]
        return [*cues, Cue(name=LEARNED, weights=self.learned)] if self.learned else cues

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The cues' own phrases, by the cue's name."""
        return {cue.name: words for cue in self.weighed if (words := cue.words())}

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """The lists that have to speak for a sentence before the rest can bring it to the threshold."""
        return self._scorer(name, knowledge).gate

    def _scorer(self, name: str, knowledge: Knowledge) -> Scorer:
        if self.act:
            return knowledge.scorers[self.act]
        return Scorer(self.weighed, self.threshold, name, CATALOGUE, self.clauses)

    def finder(self, name: str) -> Finder:
        """Every run of sentences that reach the threshold."""
        cues = self.weighed
        own = Scorer(cues, self.threshold, name, CATALOGUE, self.clauses) if cues else None
        speaking = [cue.list or f"{name}/{cue.name}" for cue in cues if cue.weights or cue.weight > 0]

        def find(facts: Facts) -> Iterator[Hit]:
            found = [span for span, _ in own.sentences(facts.reading, facts)] if own else facts.doing(self.act or "")
            spans = [span for span in found if not self._passes(facts, span, speaking)]
            if spans and not (self.beside and _nothing_else(facts, spans)):
                yield from (Hit(span) for span in joined(facts, spans))

        return find

    def _passes(self, facts: Facts, span: Span, lists: list[str]) -> bool:
        """Whether words speak for the sentence, and all of them stand in places that do not count."""
        if not self.skip:
            return False
        hits = [hit.span for name in lists for hit in facts.reading.hits(name) if span[0] <= hit.start < span[1]]
        return bool(hits) and all(is_in(self.skip, facts, hit) for hit in hits)


def _nothing_else(facts: Facts, spans: list[Span]) -> bool:
    """Whether the rest of a draft is courtesy, or tells how to get no more of its kind."""
    reading, begun = facts.reading, {span[0] for span in spans}
    rest = [s for s in reading.sentences if not (s[0] in begun or reading.has("words.way-out", s))]
    others = [s for s in rest if not is_courtesy(reading, s)]
    return not others or (all(is_polite(reading, s) for s in others) and not facts["thread.open_questions"])


def joined(facts: Facts, spans: list[Span], parts: Callable[[str], object] = str.strip) -> list[Span]:
    """Sentences and clauses that adjoin, as one span each run; `parts` tells of what stands between that it parts them."""
    runs: list[Span] = []
    for span in spans:
        if runs and not parts(facts.draft.text[runs[-1][1] : span[0]]):
            runs[-1] = (runs[-1][0], span[1])
        else:
            runs.append(span)
    return runs
