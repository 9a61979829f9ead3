"""One check at a time, with its own word lists and nothing else."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Mapping

import pytest

from couth.checks import KINDS, AnyOf, Check, Finder
from couth.engine import default_linter
from couth.facts import FACTS, Facts, Knowledge
from couth.model import Draft, Hit, Message, Thread
from couth.text import Lexicon, WordList

SHARED = tuple(f"words.{name}" for name in ("plain-question", "question-lead", "further-question", "upset", "grave"))
"""The lists that the facts of these tests look things up in."""
Find = Callable[..., list[Hit]]


def check_of(data: Mapping[str, Any]) -> Check:
    """A check as a rule has it."""
    kind = KINDS[data["kind"]]
    if kind is AnyOf:
        data = {**data, "of": {name: check_of(one) for name, one in data["of"].items()}}
    return kind.model_validate(data)


def _tuples(phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(words) for lang, words in phrases.items()}


def bound(check: Check, shared: Mapping[str, WordList]) -> tuple[Finder, Knowledge]:
    """A check as a policy binds it, under the name `rule`."""
    own = {
        f"rule/{suffix}" if suffix else "rule": WordList(_tuples(phrases), _tuples(getattr(check, "allow", {})))
        for suffix, phrases in check.lists().items()
    }
    return check.finder("rule"), Knowledge(Lexicon({**shared, **own}))


@pytest.fixture(scope="session")
def find() -> Find:
    """What a check finds in a draft after what the customer said; `said=None` where that is unknown."""
    shared = {name: words for name, words in default_linter().policy.words.items() if name in SHARED}
    made: dict[str, tuple[Finder, Knowledge]] = {}

    def find(check: Mapping[str, Any], draft: Draft | str, said: Iterable[str] | None = ()) -> list[Hit]:
        if repr(check) not in made:
            made[repr(check)] = bound(check_of(check), shared)
        finder, knowledge = made[repr(check)]
        thread = Thread(None if said is None else [Message("customer", text) for text in said])
        draft = Draft(draft, lang="en") if isinstance(draft, str) else draft
        return list(finder(Facts(draft, thread, knowledge, FACTS)))

    return find


@pytest.fixture(scope="session")
def excerpts(find: Find) -> Callable[..., list[str]]:
    """The words that a check finds in a text."""

    def excerpts(check: Mapping[str, Any], text: str, said: Iterable[str] | None = ()) -> list[str]:
        return [text[start:end] for start, end in (hit.span for hit in find(check, text, said))]

    return excerpts
