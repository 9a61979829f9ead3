"""The rules' own examples."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from couth.engine import Linter, try_policy

MakeLinter = Callable[[str], Linter]

SOURCE = """
rules:
  acme.word:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: warning
    points: 5
    basis: heuristic
    check: {kind: phrases, phrases: {en: [kettle]}}
    message: "{excerpt}"
    examples:
      bad: [{draft: a kettle, at: kettle}, {draft: a kettle, at: a kettle}, {draft: a pot}]
      good: [{draft: a pot}, {draft: my kettle}]
"""


def test_a_failure_says_what_was_expected_and_what_was_found(linter: MakeLinter) -> None:
    (trial,) = try_policy(linter(SOURCE))

    assert (trial.tried, trial.fires) == (5, True)
    assert [(f.kind, f.number, f.message) for f in trial.failures] == [
        ("bad", 2, "expected “a kettle”, found “kettle”"),
        ("bad", 3, "found nothing"),
        ("good", 2, "found “kettle”"),
    ]


def test_a_rule_that_never_fires_is_told(linter: MakeLinter) -> None:
    (trial,) = try_policy(linter(SOURCE.replace("[kettle]", "[samovar]")))

    assert not trial.fires


@pytest.mark.parametrize(
    ("change", "tried", "left_out", "fires"),
    [
        ("rules: {acme.word: {severity: error, message: no}}", 5, 0, True),
        ("rules: {acme.word: {phrases: {en: [a pot]}}}", 0, 5, True),
        ("rules: {acme.word: {check: {phrases: {en: [samovar]}}}}", 0, 5, False),
        ("rules: {acme.word: {unless: draft.words > 9}}", 0, 5, True),
        ("words: {acme.word: {en: {allow: [my kettle]}}}", 0, 5, True),
        ("for: [{channel: sms, rules: {acme.word: off}}]", 0, 5, True),
        ("for: [{channel: sms, rules: {acme.word: {points: 3}}}]", 5, 0, True),
        ("rules: {acme.word: {phrases: {en: [pot]}, examples: {bad: [{draft: a pot}]}}}", 1, 0, True),
    ],
)
def test_examples_of_a_rule_that_is_changed_are_left_out(
    linter: MakeLinter, tmp_path: Path, change: str, tried: int, left_out: int, fires: bool
) -> None:
    (tmp_path / "house.yaml").write_text(SOURCE, encoding="utf-8")
    (trial,) = try_policy(linter(f"extends: house.yaml\n{change}\n"))

    assert (trial.tried, trial.left_out, trial.fires) == (tried, left_out, fires)
    assert bool(trial.failures) is (tried == 5)


def test_the_default_policy_does_what_its_examples_say(default: Linter) -> None:
    failures = [f for trial in try_policy(default) for f in trial.failures]

    assert failures == []


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_every_rule_has_three_examples_of_each_kind(default: Linter, kind: str) -> None:
    few = [rule.id for rule in default.policy.rules.values() if len(getattr(rule.examples, kind)) < 3]

    assert few == []
