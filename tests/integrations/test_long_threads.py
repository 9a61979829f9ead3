"""Whatever was said, a guard that reads only the end of a thread finds what the whole thread gives."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couth import Customer, Draft, Guard, Linter, Message, Report, Store, Thread
from couth.engine import default_linter
from couth.facts.view import language_of
from couth.integrations.sealing import Sealer
from couth.integrations.stored_thread import MOST
from couth.integrations.threads import EVERY, WINDOW
from integrations.conftest import Clock, MakeGuard

START = datetime(2026, 1, 1, tzinfo=UTC)
EXAMPLES = [
    example
    for rule in default_linter().policy.rules.values()
    for kind in ("bad", "good")
    for example in getattr(rule.examples, kind)
]
TALKS = [example.thread.messages for example in EXAMPLES if len(example.thread)]
DRAFTS = [example.draft for example in EXAMPLES]
IN_ENGLISH = [
    draft
    for draft in DRAFTS
    if language_of(draft, Thread(()), default_linter().knowledge) == default_linter().policy.lang
]
"""Where no words are kept, they cannot be read once more in another language."""
PAUSES = [timedelta(seconds=20), timedelta(minutes=7), timedelta(hours=5), timedelta(days=2)]

Seen = Callable[[Report], Any]


def told_one_after_another(talks: list[tuple[Message, ...]], pauses: list[timedelta]) -> list[Message]:
    """The messages of many threads as those of one, at times of their own."""
    at, said = START, list[Message]()
    for talk, pause in zip(talks, pauses, strict=True):
        at += pause
        for message in talk:
            at += pause / 4
            said.append(replace(message, at=at, id=None))
    return said


def everything(report: Report) -> object:
    return report


def without_words(report: Report) -> object:
    """What a report tells where no words of the thread are kept."""
    places = [(v.rule, v.span, [e.message for e in v.evidence]) for v in report.violations]
    return places, report.verdict, report.score, report.decision.action, report.decision.not_before, report.unknown


@pytest.mark.parametrize(("bodies", "seen"), [("keep", everything), ("off", without_words)])
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_part_of_the_thread_and_what_is_known_give_what_the_whole_gives(
    bodies: Any, seen: Seen, data: st.DataObject
) -> None:
    linter = default_linter()
    talks = data.draw(st.lists(st.sampled_from(TALKS), min_size=2 * EVERY, max_size=3 * EVERY))
    pauses = data.draw(st.lists(st.sampled_from(PAUSES), min_size=len(talks), max_size=len(talks)))
    said = told_one_after_another(talks, pauses)
    drafts = data.draw(st.lists(st.sampled_from(DRAFTS if bodies == "keep" else IN_ENGLISH), min_size=8, max_size=8))
    cut = data.draw(st.integers(0, len(said)))
    now = (said[-1].at or START) + data.draw(st.sampled_from(PAUSES))
    with closing(Store("sqlite://", bodies=bodies)) as store:
        assert_same(linter, store, said, cut, now, drafts, seen)


def assert_same(
    linter: Linter, store: Store, said: list[Message], cut: int, now: datetime, drafts: list[Draft], seen: Seen
) -> None:
    def guard() -> Guard:
        return Guard(linter, store, clock=lambda: now)

    warm = guard()
    warm.customer("whatsapp", "+441", timezone="Europe/London")
    warm.record_all("whatsapp", "+441", said[:cut])
    for number, message in enumerate(said[cut:]):
        (warm if number % WINDOW else guard()).record("whatsapp", "+441", message)
    whole = Thread(said, Customer(timezone="Europe/London"), "whatsapp")
    for draft in (replace(draft, at=now, channel=None) for draft in drafts):
        expected = seen(linter.lint(draft, whole))
        assert seen(guard().judge("whatsapp", "+441", draft)) == expected
        assert seen(warm.judge("whatsapp", "+441", draft)) == expected


@pytest.mark.parametrize("bodies", ["keep", "off"])
def test_of_many_messages_that_come_at_once_the_first_is_known(bodies: Any) -> None:
    said = [Message("customer", "My order number is 48213, where is it?", START, id="0")]
    for number in range(MOST):
        at = START + timedelta(minutes=number)
        said += [Message("business", "It is on its way.", at), Message("customer", "Thank you, I wait.", at)]
    guard = Guard(default_linter(), Store("sqlite://", bodies=bodies), clock=lambda: START + timedelta(days=1))
    assert guard.record_all("whatsapp", "+441", said) == len(said)
    assert guard.record_all("whatsapp", "+441", said[:1]) == 0
    for each in (guard, Guard(default_linter(), guard.store, clock=guard.clock)):
        for draft in ("What is your order number?", Draft("¿Cuál es su número de pedido?", lang="es")):
            found = [v for v in each.judge("whatsapp", "+441", draft).violations if v.rule == "continuity.re-ask"]
            assert [[e.message for e in v.evidence] for v in found] == [[0]]
    guard.close()


def test_words_that_come_later_are_known_by_their_tokens(sqlite_url: str, make_guard: MakeGuard, clock: Clock) -> None:
    clock.now = START + timedelta(hours=1)

    def guard() -> Guard:
        """Another process, to which the store's tokens tell nothing."""
        return make_guard(Store(sqlite_url, bodies="off"), linter=default_linter())

    guard().received("whatsapp", "+441", Message("customer", "My order is 48213, mail to ana@example.com.", START))
    guard().record("whatsapp", "+441", Message("business", "We cannot find 48213.", START + timedelta(minutes=1)))
    assert guard().judge("whatsapp", "+441", "What is your order number?").violations == ()
    asked = guard().judge("whatsapp", "+441", "What is your email address?").violations
    assert [v.rule for v in asked] == ["continuity.re-ask"]


def test_a_word_that_looks_like_the_beginning_of_a_token_is_sealed_like_any_other() -> None:
    sealer = Sealer("secret")
    word = "\ue000zanzibar"
    assert sealer.seal(word) != word
    assert sealer.unseal(sealer.seal(word)) == word
    assert sealer.seal(sealer.seal(word)) == sealer.seal(word)
    assert Sealer("secret").seal(word) == sealer.seal(word) != Sealer("other").seal(word)
