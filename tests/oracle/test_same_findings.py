"""The engine finds what the plain one finds: on every rule's own examples, and on texts made up of what rules look for."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from couth import Customer, Draft, Linter, Message, Thread
from couth.engine import default_linter
from oracle.differences import differences
from oracle.engine import PlainLinter

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def real() -> Linter:
    return default_linter()


@pytest.fixture(scope="module")
def plain(real: Linter) -> PlainLinter:
    return PlainLinter(real.policy)


def test_on_the_rules_own_examples(real: Linter, plain: PlainLinter) -> None:
    examples = [
        (rule.id, example)
        for rule in real.policy.rules.values()
        for kind in ("bad", "good", "unknown")
        for example in getattr(rule.examples, kind)
    ]
    found = {}
    for rule, example in examples:
        draft, thread = example.values()
        found[rule, draft.text] = differences(real.lint(draft, thread), plain.lint(draft, thread))

    assert len(found) > 500
    assert {place: lines for place, lines in found.items() if lines} == {}


def _pieces() -> list[str]:
    """Words and runs of words as the rules' templates have them, and what stands between words."""
    templates = [t for words in default_linter().policy.words.values() for t in words.phrases.get("en", ())]
    spelt = (re.sub(r"\{[^}]*\}|<[^>]*>|\.\.\.\d*|[()?^$*]", " ", template) for template in templates)
    runs = {" ".join(way.split()) for template in spelt for way in template.split("|")}
    return sorted(run for run in runs if run)


PIECES = st.one_of(
    st.deferred(lambda: st.sampled_from(_pieces())),
    st.sampled_from(["order 48213", "$5", "20%", "5 pm", "3 March", "a@b.example", "https://a.example/x", "Ana", "it", "the"]),
    st.sampled_from([".", "?", "!", "!!!", ",", "\n", "😀", "“", "”", "…", "f r e e", "freee", "fr33", "OK", "NOW"]),
    st.text(max_size=6),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map(" ".join)
TIMES = st.one_of(st.none(), st.integers(0, 60 * 24 * 3).map(lambda minutes: NOON + timedelta(minutes=minutes)))
MESSAGES = st.lists(st.builds(Message, st.sampled_from(["customer", "business"]), TEXTS, TIMES), max_size=4)
CUSTOMERS = st.builds(
    Customer,
    timezone=st.sampled_from([None, "Europe/London"]),
    country=st.sampled_from([None, "GB", "US"]),
    marketing_consent=st.sampled_from([None, True, False]),
    opted_out=st.sampled_from([None, False, True]),
)
THREADS = st.builds(
    Thread, st.just([]), CUSTOMERS, st.sampled_from([None, "whatsapp", "sms", "messenger", "wechat", "email"])
)
PURPOSES = st.sampled_from([None, "reply", "notification", "promotion"])
DRAFTS = st.builds(Draft, TEXTS, at=TIMES, purpose=PURPOSES)


@settings(max_examples=60)
@given(DRAFTS, MESSAGES, THREADS)
def test_on_any_words(real: Linter, plain: PlainLinter, draft: Draft, said: list[Message], thread: Thread) -> None:
    for message in said:
        real.lint(draft, thread)
        thread.append(message)

    assert differences(real.lint(draft, thread), plain.lint(draft, thread)) == []


PATTERNS = (
    r"(?i)\brefunds?\b", r"\bZX-?\d+", r"(?:free|gratis) now", r"[aeiou]{3}", "(?i)straße|kelvin", "(?i)kiss", r"(?i)\bx\b|now",
)  # fmt: skip
WRITTEN = st.lists(
    st.sampled_from(["Refund", "refunds", "ZX-12", "zx1", "gratis now", "NOW", "Straße", "STRASSE", "Kelvin", "queue", "kiſs", "x"]),
    max_size=4,
).map(" ".join)  # fmt: skip


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    rule = {
        "summary": "s", "why": "w", "source": ["s"], "severity": "warning", "points": 1, "basis": "heuristic",
        "message": "m", "suggest": "s", "examples": {"bad": [], "good": []},
    }  # fmt: skip
    rules = {f"a.b{n}": {**rule, "check": {"kind": "pattern", "pattern": p}} for n, p in enumerate(PATTERNS)}
    path = tmp_path_factory.mktemp("patterns") / "policy.yaml"
    path.write_text(yaml.safe_dump({"rules": rules}), encoding="utf-8")
    return Linter(path)


@given(WRITTEN)
def test_on_any_patterns(patterns: Linter, text: str) -> None:
    report = patterns.lint(Draft(text), Thread([]))

    assert differences(report, PlainLinter(patterns.policy).lint(Draft(text), Thread([]))) == []
