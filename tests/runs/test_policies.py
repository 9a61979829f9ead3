"""Policies that are kept judge as those that are read, and are never older than the files that they were made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Iterator

import pytest

from couth.engine import Linter
from couth.errors import PolicyError, Problem
from couth.policy import Policy, library, load
from couth.policy.build import build
from couth.policy.fingerprint import fingerprint
from couth.policy.kept import plain, restored
from couth.policy.loading import read_parts
from couth.policy.stock import read_stock
from couth.reporters import report_json
from couth.runs import keeping, policies
from couth.runs.policies import card_for, card_of, policy_for
from couth.text import Lexicon

SCOPED = """\
name: mine
extends: default
block_below: 60
unknown: {consent: warn}
caps: {tone: 30}
limits: {pattern_ms: 20}
words: {words.thanks: {en: {add: [ta very much]}}}
channels: {sms: {segments: 1, hours.FR: {value: {from: "09:00", to: "18:00", days: {sunday: off}}, note: ours}}}
rules:
  scope.small-talk: off
  acme.ticker:
    summary: No ticker
    check: {kind: pattern, pattern: "[A-Z]{3}-[0-9]+"}
    examples: {bad: [{draft: "See ABC-12.", at: ABC-12}], good: [{draft: Hello}]}
for:
  - channel: sms
    rules: {tone.emoji: {limit: 0}, acme.ticker: off}
"""


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wheel brings what is shipped: else nothing is kept but cards."""
    monkeypatch.setattr("couth.policy.loading.brought", lambda: None)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "kept")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(SCOPED, "utf-8")
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is read and checked in place of being taken as it was kept."""
    found: list[object] = []

    def watched(source: object) -> object:
        found.append(source)
        return read_parts(source)  # type: ignore[arg-type]

    monkeypatch.setattr(policies, "read_parts", watched)
    return found


def reports(policy: Policy, examples: Policy) -> Iterator[str]:
    """The reports of a policy on all examples of another one, as bytes are written."""
    linter = Linter(policy)
    for rule in examples.rules.values():
        for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.unknown):
            draft, thread = example.values()
            yield report_json(linter.lint(draft, thread))


@pytest.mark.parametrize("source", [None, "mine.yaml"])
def test_what_is_kept_judges_as_what_was_read(source: str | None, mine: Path) -> None:
    parts = read_parts(source and mine)
    read = load(source and mine)
    back = restored(json.loads(json.dumps(plain(parts, read))))
    assert list(reports(back, read)) == list(reports(read, read))
    assert (back.words, back.channels, back.disabled) == (read.words, read.channels, read.disabled)
    assert fingerprint(back) == back.fingerprint == read.fingerprint
    assert card_of(back) == card_of(read)
    assert not any(rule.examples.bad for rule in back.rules.values())
    assert Lexicon(back.words, back.outlines).outlines("en") == Lexicon(read.words).outlines("en")
    assert back.outlines["en"].together(tuple(Lexicon(read.words).outlines("en")))
    for channel in (None, "sms"):
        assert {i: r.check for i, r in back.scoped(channel).rules.items()} == {
            i: r.check for i, r in read.scoped(channel).rules.items()
        }


def test_a_policy_is_read_once_until_something_of_it_changes(
    mine: Path, tmp_path: Path, folder: str, reads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def known() -> str:
        return policy_for(mine, folder).fingerprint

    (tmp_path / "base.yaml").write_text("extends: default\nrules: {tone.emoji: {limit: 3}}\n")
    mine.write_text(SCOPED.replace("extends: default", "extends: base.yaml"), "utf-8")
    seen = [known(), known()]
    assert (len(reads), len(set(seen))) == (1, 1)

    def changed(path: Path, text: str) -> None:
        path.write_text(text, "utf-8")
        seen.extend((known(), known()))

    changed(mine, mine.read_text("utf-8").replace("block_below: 60", "block_below: 61"))
    changed(tmp_path / "base.yaml", "extends: default\nrules: {tone.emoji: {limit: 4}}\n")
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/beside.yaml").write_text("summary: x\ncheck: {kind: phrases, phrases: {en: [a b]}}\n")
    changed(mine, mine.read_text("utf-8").replace("rules:\n", "rules:\n  acme.beside: {points: 3}\n", 1))
    changed(tmp_path / "acme/beside.yaml", "summary: x\ncheck: {kind: phrases, phrases: {en: [a c]}}\n")
    assert len(reads) == len(set(seen)) == 5
    monkeypatch.setattr(keeping, "state", lambda: "another couth")
    assert known() == seen[-1]
    assert len(reads) == 6


def test_a_file_beside_the_policy_that_was_not_there_is_noticed(
    tmp_path: Path, folder: str, reads: list[object]
) -> None:
    policy = tmp_path / "own.yaml"
    policy.write_text("rules: {acme.own: {summary: x, check: {kind: length, characters: 9}}}\n")
    assert [policy_for(policy, folder).rules["acme.own"].points for _ in range(2)] == [10, 10]
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/own.yaml").write_text("summary: x\npoints: 50\ncheck: {kind: length, characters: 9}\n")
    assert policy_for(policy, folder).rules["acme.own"].points == 50
    assert len(reads) == 2


def test_a_broken_policy_is_not_kept(mine: Path, folder: str) -> None:
    mine.write_text("extends: default\nrules: {tone.emoji: {limit: many}}", "utf-8")
    for _ in range(2):
        with pytest.raises(PolicyError, match="limit"):
            policy_for(mine, folder)
    assert not Path(folder).exists()


def test_what_was_kept_in_another_form_is_made_anew(mine: Path, folder: str, reads: list[object]) -> None:
    good = policy_for(mine, folder)
    for data in ([], {}, {"rules": {}}, {"rules": {"a.b": [{}, True, False, ""]}, "limits": {}}, "x", 1):
        for path in Path(folder).iterdir():
            entry = json.loads(path.read_bytes())
            path.write_text(json.dumps({**entry, "data": data}))
        assert card_for(mine, lambda: Linter(good), folder) == card_of(good)
        assert policy_for(mine, folder).fingerprint == good.fingerprint
    assert len(reads) == 7


def test_the_card_needs_no_policy(mine: Path, folder: str) -> None:
    policy = policy_for(mine, folder)

    def never() -> Linter:
        raise AssertionError("the policy was asked for")

    assert card_for(mine, never, folder) == card_of(policy)
    mine.write_text(SCOPED.replace("name: mine", "name: yours"), "utf-8")
    assert card_for(mine, lambda: Linter(load(mine)), folder).name == "yours"


def test_without_a_folder_nothing_is_kept(mine: Path, reads: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "keep", None)
    assert policy_for(mine, None).rules["tone.emoji"].examples.bad
    assert not reads


def test_where_a_wheel_brings_what_is_shipped_only_the_card_is_kept(
    mine: Path, folder: str, reads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[Problem] = []
    stock = read_stock(library(), problems)
    raws = {i: raw for i, raw in stock.raws(problems).items() if raw}
    ready = {i: (raw, rule) for i, raw in raws.items() if (rule := build(raw, {}, problems))}
    assert not problems
    monkeypatch.setattr("couth.policy.loading.brought", lambda: replace(stock, ready=ready, raws=lambda _: dict(raws)))
    found = [policy_for(mine, folder) for _ in range(2)]
    assert len(reads) == 2
    assert [path.name.partition("-")[0] for path in Path(folder).iterdir()] == ["card"]
    assert card_for(mine, lambda: Linter(found[0]), folder) == card_of(found[0])
