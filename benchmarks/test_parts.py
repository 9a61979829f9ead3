"""The parts of judging a draft, each by itself: `make parts`. What the whole costs, `make bench` tells.

Each round works through the same hundred drafts of the made-up conversations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conversations import write_conversations
from corpus import cases, sample

from couth import Draft, Linter, Thread
from couth.engine.compiled import CompiledPolicy, Outcome
from couth.engine.verdict import report
from couth.facts import FACTS, Facts
from couth.text import Reading, detect, fold
from couth.text.tokens import tokens

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

DRAFTS = 100


@dataclass(frozen=True, slots=True)
class Ground:
    """A linter, and drafts with warm threads."""

    compiled: CompiledPolicy
    drafts: list[Draft]
    threads: list[Thread]

    @property
    def texts(self) -> list[str]:
        """What the drafts say."""
        return [draft.text for draft in self.drafts]

    def facts(self) -> list[Facts]:
        """The facts of each draft, none of them computed."""
        knowledge = self.compiled.knowledge
        return [Facts(d, t, knowledge, FACTS) for d, t in zip(self.drafts, self.threads, strict=True)]


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The default policy, which has met every word of the drafts."""
    path = write_conversations(Path(tmp_path_factory.mktemp("drafts")) / "made-up.jsonl", 60)
    linter = Linter()
    chosen = sample(cases([path], 30), DRAFTS)
    for case in chosen:
        linter.lint(case.draft, case.thread())
    compiled = CompiledPolicy(linter.policy)
    made = Ground(compiled, [case.draft for case in chosen], [case.thread() for case in chosen])
    for facts in made.facts():
        compiled.outcomes(facts)
    return made


def test_folding(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Texts as phrases are matched on them."""
    texts = ground.texts
    benchmark(lambda: [fold(text) for text in texts])


def test_telling_the_language(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """The language of texts that do not say it."""
    texts = ground.texts
    benchmark(lambda: [detect(text) for text in texts])


def test_tokens(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Words and signs of folded texts."""
    folded = [fold(text).text for text in ground.texts]
    benchmark(lambda: [tokens(text) for text in folded])


def test_scanning(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """All phrases of a language in folded texts."""
    index = ground.compiled.knowledge.lexicon.index("en")
    folded = [fold(text) for text in ground.texts]
    benchmark(lambda: [index.scan(text) for text in folded])


def test_reading(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Texts folded, scanned in every reading, and what was found put to its lists."""
    lexicon, texts = ground.compiled.knowledge.lexicon, ground.texts
    benchmark(lambda: [Reading(text, "en", lexicon).lists for text in texts])


def test_facts(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Every fact there is, of drafts with warm threads."""

    def every() -> list[object]:
        return [facts[name] for facts in ground.facts() for name in FACTS]

    benchmark(every)


def test_rules(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Every rule asked, by way of its gates."""
    benchmark(lambda: [ground.compiled.outcomes(facts) for facts in ground.facts()])


def test_deciding(ground: Ground, benchmark: BenchmarkFixture) -> None:
    """Reports out of what the rules found."""
    outcomes: list[list[Outcome]] = [ground.compiled.outcomes(facts) for facts in ground.facts()]
    pairs = list(zip(ground.drafts, outcomes, strict=True))
    benchmark(lambda: [report(ground.compiled.policy, draft, found, _at_once) for draft, found in pairs])


def _at_once(at: datetime) -> datetime:
    return at
