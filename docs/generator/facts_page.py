"""The page of the facts."""

from __future__ import annotations

from typing import Final, Iterator, Mapping

from couth import Linter
from couth.engine.compiled import CompiledPolicy
from couth.facts import FACTS, SENTENCE_FACTS, Fact
from generator import needs
from generator.markdown import code, codes, prose, table
from generator.markdown import page as as_page

GROUPS: Final[Mapping[str, str]] = {
    "draft": "The draft",
    "thread": "What came before",
    "customer": "The customer",
    "clock": "The clock",
}
TYPES: Final = (
    ("bool", "true or false", "`thread.live`, `not thread.live`"),
    ("int", "a whole number", "`draft.links > 1`"),
    ("float", "a number", "`thread.likeness >= 0.8`"),
    ("text", "text, often one of a few", "`thread.owes == 'business'`, `draft.channel in ['sms', 'mms']`"),
    ("duration", "a length of time", "`thread.since_customer > 24h`; written `90s`, `5m`, `24h`, `7d`"),
    ("moment", "a moment, which checks of the clock look into", ""),
    ("set", "a set of words", "`'order-number' in draft.asks`; `draft.topics`: whether there is anything in it"),
    ("list", "a list, which checks look into", "`thread.open_questions`: whether there is anything in it"),
)
INTRODUCTION: Final = """\
A fact is a named value that can be known of a draft, of what came before it, of the customer or of the clock.
Conditions ask for facts by name (see [the policy language](policy.md#conditions)). A fact is computed when a rule
first asks for it, and once for each draft; facts of the thread are computed from what was read of the thread, and
only what is new is read."""
MISSING: Final = """\
A fact whose grounds are not known has no value: it is *missing*, and says what would have to be known. A missing fact
is neither true nor false. `not` keeps it missing; `and` is false where any part is false, `or` true where any part is
true, whatever is missing beside it. A rule whose answer hangs on a missing fact is *unknown*: it is listed in the
report with what it needs, and the policy says what that means ([`unknown`](policy.md#unknown)). The last column of
the tables says what a fact cannot do without; one that is never missing has nothing there.

Times need not be given. Where they would decide, the fact is missing; where they would not, it is known without them."""
SENTENCE: Final = """\
These hold of one sentence and stand in the conditions of [cues](checks.md#cues) only, beside all the others."""


def page(linter: Linter) -> str:
    """The whole page."""
    return as_page("Facts", _parts(CompiledPolicy(linter.policy)))


def _parts(policy: CompiledPolicy) -> Iterator[str]:
    yield INTRODUCTION
    yield "## Types"
    yield table(("Type", "Is", "In a condition"), ((code(name), what, how) for name, what, how in TYPES))
    yield "## What is missing"
    yield MISSING
    for group, title in GROUPS.items():
        facts = [fact for name, fact in FACTS.items() if name.split(".", 1)[0] == group]
        yield f"## {title}"
        yield table(("Fact", "Type", "Meaning", "Missing without"), (_row(fact, policy) for fact in facts))
    yield "## A sentence"
    yield SENTENCE
    yield table(("Fact", "Type", "Meaning"), (_cells(fact) for fact in SENTENCE_FACTS.values()))


def _row(fact: Fact, policy: CompiledPolicy) -> tuple[str, ...]:
    return *_cells(fact), "; ".join(needs.of_fact(fact.name, policy))


def _cells(fact: Fact) -> tuple[str, str, str]:
    return code(fact.name), fact.type, prose(fact.doc) + _values(fact)


def _values(fact: Fact) -> str:
    shown = codes(value or "''" for value in fact.values)
    return f" {'Any' if fact.type == 'set' else 'One'} of {shown}." if shown else ""
