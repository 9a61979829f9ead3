"""What a fact or a rule has to know: found out by leaving things out, and seeing what is missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Iterable, Iterator, Mapping

from couth import Customer, Draft, Linter, Message, Thread
from couth.engine.compiled import CompiledPolicy
from couth.facts import FACTS, Facts, Missing
from couth.policy import Rule

WORDS: Final[Mapping[str, str]] = {
    "thread": "what came before",
    "thread.times": "the times of the messages before",
    "thread.customer": "a message of the customer",
    "thread.business": "a message of the business",
    "draft.at": "the moment of sending",
    "draft.channel": "the channel",
    "draft.headers": "the headers",
    "draft.sender.name": "the name of the sender",
    "draft.template.category": "the category of the template",
    "draft.purpose": "the purpose",
    "customer.timezone": "the customer's time zone",
    "customer.language": "the customer's language",
    "customer.country": "the customer's country",
    "customer.region": "the part of the country",
    "customer.phone": "the customer's number",
    "customer.marketing_consent": "whether the customer agreed to marketing",
    "customer.opted_out": "whether an opt-out is on record",
    "holidays": "the public holidays (the extra `holidays`)",
}
"""What a report says that a rule needs, in words."""

_AT: Final = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
_SAID: Final = (Message("customer", "Where is it?"), Message("business", "On its way."), Message("business", "Soon."))


def worded(needs: Iterable[str]) -> list[str]:
    """Needs in words, in a fixed order."""
    order = list(WORDS)
    return [WORDS[need] for need in sorted(set(needs), key=order.index)]


def of_fact(name: str, policy: CompiledPolicy) -> list[str]:
    """What makes a fact missing."""
    return worded(need for facts in _poor(policy) for need in _missing(facts[name]))


def _missing(value: object) -> tuple[str, ...]:
    return value.needs if isinstance(value, Missing) else ()


def _poor(policy: CompiledPolicy) -> Iterator[Facts]:
    """Facts about drafts of which little is known, each time something else."""
    timed = tuple(replace(message, at=_AT) for message in _SAID)
    threads = (None, (), _SAID[:1], _SAID[:2], _SAID, timed[:1], timed)
    for messages in threads:
        for at in (None, _AT):
            yield Facts(Draft("x", at), Thread(messages), policy.knowledge, FACTS)


def of_rule(linter: Linter, rule: Rule) -> list[str]:
    """What keeps a rule from judging its own examples, where it is taken away."""
    reports = (
        linter.lint(*poorer)
        for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.unknown)
        for poorer in _poorer(example.draft, example.thread)
    )
    unknown = (u for report in reports for u in report.unknown if u.rule == rule.id)
    return worded(need for u in unknown for need in u.needs)


def _poorer(draft: Draft, thread: Thread) -> Iterator[tuple[Draft, Thread]]:
    """The draft and thread, each time with something left out."""
    messages = thread.messages if thread.known else None
    untimed = None if messages is None else [replace(message, at=None) for message in messages]
    yield draft, thread
    yield replace(draft, at=None), thread
    yield replace(draft, purpose=None), thread
    yield draft, Thread(None, thread.customer, thread.channel)
    yield draft, Thread(untimed, thread.customer, thread.channel)
    yield draft, Thread(messages, Customer(), thread.channel)
    yield replace(draft, at=None), Thread(untimed, Customer(), thread.channel)
    yield replace(draft, at=None, purpose=None), Thread(None)
