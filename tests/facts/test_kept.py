"""Kept facts stand for the messages that they were read from."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module

import pytest

import couth
from couth import facts
from couth.engine import Linter
from couth.facts.kept import TRACKERS, kept, restore
from couth.facts.state import ThreadState, state_of
from couth.facts.turns import KEPT, Sendings
from couth.facts.view import language_of
from couth.model import Draft, Message, Thread


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def test_every_tracker_is_kept() -> None:
    names = [module.name for module in pkgutil.iter_modules(facts.__path__)]
    kinds = {v for name in names for v in vars(import_module(f"couth.facts.{name}")).values() if _is_tracker(v)}
    assert kinds == set(TRACKERS)


def _is_tracker(value: object) -> bool:
    return isinstance(value, type) and value.__name__ != "Tracker" and callable(getattr(value, "read", None))


def test_kept_facts_give_the_findings_that_the_whole_thread_gives(linter: Linter) -> None:
    examples = [e for r in linter.policy.rules.values() for k in ("bad", "good") for e in getattr(r.examples, k)]
    threads = [(d, t) for d, t in (e.values() for e in examples) if t.known and len(t) > 1]
    assert len(threads) > 50
    for number, (draft, thread) in enumerate(threads[::2]):
        cut = 1 + number % len(thread)
        assert linter.lint(draft, _resumed(linter, draft, thread, cut)) == linter.lint(draft, thread)


def _resumed(linter: Linter, draft: Draft, thread: Thread, cut: int) -> Thread:
    """The thread, of which the first messages are known by their kept facts alone."""
    lang = language_of(draft, thread, linter.knowledge)
    first = Thread(thread.messages[:cut], thread.customer, thread.channel)
    data = json.loads(json.dumps(kept(state_of(first, linter.knowledge, lang))))
    resumed = Thread(thread.messages, thread.customer, thread.channel)

    def resume(state: ThreadState) -> None:
        if state.lang == lang:
            restore(state, data, cut)

    resumed.resume = resume
    return resumed


def test_what_is_kept_does_not_grow_with_the_thread(linter: Linter) -> None:
    def size(turns: int) -> int:
        messages = [
            couth.Message(role=role, text=f"{said} {n}?") for n in range(turns)
            for role, said in (("customer", "Where is my order"), ("business", "It is on its way with number"))
        ]  # fmt: skip
        return len(json.dumps(kept(state_of(Thread(messages), linter.knowledge, "en"))))

    assert size(400) < size(200) * 1.1


def test_a_count_goes_as_far_as_any_cap() -> None:
    sendings = Sendings()
    for n in range(3 * KEPT):
        sendings.add(float(n), n)
    assert len(sendings.times) == KEPT
    assert sendings.times[-1] == (3 * KEPT - 1.0, 3 * KEPT - 1)


def test_words_can_be_sealed(linter: Linter) -> None:
    thread = Thread(
        [Message("customer", "My order is 48213, call me at zanzibar@example.com"), Message("business", "Quokka!")]
    )
    data = json.dumps(kept(state_of(thread, linter.knowledge, "en"), lambda word: f"#{len(word)}"))
    assert not any(word in data for word in ("48213", "zanzibar", "quokka", "Quokka"))
