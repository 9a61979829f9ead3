"""The weights of a rule's cues, held against labelled drafts: what each sentence holds, and what a fit makes of it.

Everything here is plain Python. The fitting itself (`couth.engine.fitting`) needs scikit-learn; judging never does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import AbstractSet, Final, Iterator, Mapping, Sequence

from couth.checks.judged import Cues
from couth.engine.evaluation import Score
from couth.facts import CATALOGUE, FACTS, Facts, Scorer
from couth.facts.knowledge import Knowledge
from couth.model import Draft, Span, Thread
from couth.policy import Rule
from couth.regexes import regex_of

Amounts = Mapping[str, float]
"""What the cues add to a sentence, by the cue's name, before any fit; words and pairs of words add 1."""

PAIR: Final = " "
_WORD: Final = regex_of(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause: what its cues add, the words and pairs in it, and whether a label points at it."""

    amounts: Amounts
    words: frozenset[str]
    marked: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled draft as one rule sees it; `group` is the source that it comes from."""

    id: str
    group: str
    lang: str
    due: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by cue (1 keeps what the cue adds), and learned words by language with theirs."""

    factors: Mapping[str, float] = field(default_factory=dict)
    learned: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def score(self, sentence: Sentence, lang: str) -> float:
        """What a sentence scores."""
        cues = sum(self.factors.get(name, 1.0) * amount for name, amount in sentence.amounts.items())
        words = self.learned.get(lang, {})
        return cues + sum(words[word] for word in sentence.words if word in words)

    def finds(self, sample: Sample, threshold: float) -> bool:
        """Whether some sentence of a draft reaches the threshold."""
        return any(self.score(s, sample.lang) >= threshold - _ROUNDING for s in sample.sentences)


HAND: Final = Fit()
"""The weights as the policy has them."""


def is_open(rule: Rule) -> bool:
    """Whether a rule's weights can be fitted: it judges by cues of its own, all that it judges by."""
    return isinstance(rule.check, Cues) and bool(rule.check.cues)


def sample(rule: Rule, draft: Draft, thread: Thread, knowledge: Knowledge, label: Labelled) -> Sample | None:
    """A draft as a rule sees it; None where the rule's conditions leave it out, or what they need is unknown."""
    check = rule.check
    facts = Facts(draft, thread, knowledge, FACTS)
    if not isinstance(check, Cues) or not _applies(rule, facts):
        return None
    scorer = Scorer(check.weighed, check.threshold, rule.id, CATALOGUE, check.clauses)
    at = draft.text.find(label.words) if label.words else -1
    marked = (at, at + len(label.words)) if label.due and at >= 0 else None
    found = tuple(_sentence(facts, span, amounts, marked) for span, amounts in scorer.amounts(facts.reading, facts))
    return Sample(label.id, label.group, facts.lang, label.due, found if check.learns else _telling(found))


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label says of one draft and one rule; `words` are those at fault, where it names them."""

    id: str
    group: str
    due: bool
    words: str = ""


def _telling(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences in which some cue holds, and one of the others: without words to learn they are all alike."""
    silent = [s for s in sentences if not s.amounts]
    return (*(s for s in sentences if s.amounts), *silent[:1])


def _applies(rule: Rule, facts: Facts) -> bool:
    held = all(condition.evaluate(facts) is True for condition in rule.when)
    return held and all(condition.evaluate(facts) is False for condition in rule.unless)


def _sentence(facts: Facts, span: Span, amounts: Amounts, marked: Span | None) -> Sentence:
    words = _WORD.findall(facts.reading.folded_in(span))
    pairs = {PAIR.join(pair) for pair in pairwise(words)}
    overlaps = marked is not None and span[0] < marked[1] and marked[0] < span[1]
    return Sentence(amounts, frozenset(words) | pairs, overlaps)


def scored(fit: Fit, samples: Sequence[Sample], threshold: float) -> Score:
    """How far a fit agrees with the labels."""
    score = Score()
    for one in samples:
        score.count(fit.finds(one, threshold), one.due)
    return score


def folds(samples: Sequence[Sample], most: int = 5) -> Iterator[tuple[list[Sample], list[Sample]]]:
    """Samples to fit on and to judge: each source once where there are three or more, else every so many-th draft.

    Only sources with something due are held out by themselves; the rest goes by turns.
    """
    groups = sorted({s.group for s in samples if s.due})
    if len(groups) >= 3:
        place = {group: number for number, group in enumerate(groups)}
        turns = [place.get(s.group, number % len(groups)) for number, s in enumerate(samples)]
        count = len(groups)
    else:
        turns, count = _by_turns(samples, most), most
    for turn in range(count):
        yield (
            [s for s, at in zip(samples, turns, strict=True) if at != turn],
            [s for s, at in zip(samples, turns, strict=True) if at == turn],
        )


def _by_turns(samples: Sequence[Sample], count: int) -> list[int]:
    """Turns such that what is due and what is not is spread evenly."""
    seen = {True: 0, False: 0}
    turns = []
    for one in samples:
        turns.append(seen[one.due] % count)
        seen[one.due] += 1
    return turns


def candidates(samples: Sequence[Sample], least: int = 3, share: float = 0.75) -> dict[str, frozenset[str]]:
    """Words and pairs by language that stand mostly in what is due: in `least` drafts of it, of two sources if there are."""
    groups = {s.group for s in samples if s.due}
    found: dict[str, frozenset[str]] = {}
    for lang in sorted({s.lang for s in samples if s.due}):
        told = _counted([s for s in samples if s.lang == lang])
        enough = min(2, len(groups))
        found[lang] = frozenset(
            word
            for word, (due, others, sources) in told.items()
            if due >= least and len(sources) >= enough and due >= share * (due + others)
        )
    return {lang: words for lang, words in found.items() if words}


def _counted(samples: Sequence[Sample]) -> dict[str, tuple[int, int, AbstractSet[str]]]:
    """By word: how many drafts hold it where it is due and where it is not, and the sources of the former."""
    told: dict[str, tuple[int, int, AbstractSet[str]]] = {}
    for one in samples:
        pointed = [s for s in one.sentences if s.marked] if one.due else []
        for word in frozenset().union(*(s.words for s in pointed or one.sentences)):
            due, others, sources = told.get(word, (0, 0, frozenset()))
            told[word] = (due + one.due, others + (not one.due), sources | {one.group} if one.due else sources)
    return told
