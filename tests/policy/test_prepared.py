"""The default policy that a wheel brings judges as its YAML does, and is done without as soon as it may be another one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from couth.engine import Linter
from couth.errors import PolicyError
from couth.ground import PACKAGE, rules_folder, shipped
from couth.policy import load, to_judge_by
from couth.policy import prepared as module
from couth.policy.brought import PHRASES, POLICY, brought
from couth.policy.prepared import prepare, prepared
from couth.reporters import report_json
from couth.text import parse_phrase


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a package that a wheel was unpacked into."""
    folder = tmp_path_factory.mktemp("wheel")
    for name, text in prepare().items():
        (folder / name).write_text(text, "ascii")
    return str(folder)


def test_it_judges_as_the_yaml_does(wheel: str) -> None:
    read, ready = load(), prepared(wheel)
    assert ready is not None
    assert (ready.fingerprint, list(ready.rules), ready.words) == (read.fingerprint, list(read.rules), read.words)
    mine, other = Linter(ready), Linter(read)
    for rule in read.rules.values():
        for example in (*rule.examples.bad, *rule.examples.good):
            draft, thread = example.values()
            assert report_json(mine.lint(draft, thread)) == report_json(other.lint(draft, thread))


def test_its_rules_know_their_files_wherever_it_was_made(wheel: str) -> None:
    ready = prepared(wheel)
    assert ready is not None
    assert {rule.id: rule.path for rule in ready.rules.values()} == {
        rule.id: rule.path for rule in load().rules.values()
    }
    assert str(rules_folder()) not in Path(wheel, POLICY).read_text("ascii")


def test_it_is_done_without_where_what_it_was_made_from_has_changed(
    wheel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("couth.policy.brought.shipped", lambda: "another")
    assert prepared(wheel) is None
    assert brought(PHRASES, wheel) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", "[1]", "[1, 2]", '[NOW, {"rules": 3}]', "[NOW, 3]", "\0"]
)
def test_what_is_not_there_or_broken_is_done_without(text: str, tmp_path: Path) -> None:
    assert prepared(str(tmp_path)) is None
    (tmp_path / POLICY).write_text(text.replace("NOW", json.dumps(shipped())), "utf-8")
    assert prepared(str(tmp_path)) is None


def test_phrases_that_a_wheel_brings_are_not_parsed_again_and_others_are(
    wheel: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    monkeypatch.setattr("couth.policy.loading.brought", lambda name: brought(name, wheel))
    monkeypatch.setattr(
        "couth.text.authored.parse_phrase", lambda phrase: parsed.append(phrase) or parse_phrase(phrase)
    )
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: default\nwords: {words.thanks: {en: {add: [ta very much, ((]}}}\n", "ascii")
    with pytest.raises(PolicyError, match="empty alternative"):
        load(mine)
    assert parsed == ["ta very much", "(("]


def test_the_state_of_what_is_shipped_tells_one_letter_in_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "tone" / "slang.yaml"
    rule.parent.mkdir()
    rule.write_text("a: 1", "ascii")
    monkeypatch.setattr("couth.ground.rules_folder", lambda: str(tmp_path))
    before = shipped()
    rule.write_text("a: 2", "ascii")
    after = shipped()
    rule.rename(rule.with_stem("slant"))
    assert len({before, after, shipped()}) == 3


@pytest.mark.parametrize("source", [None, "default"])
def test_only_the_default_policy_is_taken_as_prepared(
    source: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Linter().policy
    monkeypatch.setattr(module, "prepared", lambda: ready)
    assert to_judge_by(source) is ready
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: default\nrules: {tone.emoji: off}\n", "ascii")
    assert "tone.emoji" not in to_judge_by(mine).rules


@pytest.mark.skipif(Path(rules_folder() or "").parent != Path(PACKAGE), reason="not installed from a wheel")
def test_a_wheel_brings_it() -> None:
    assert prepared() is not None
    assert brought(PHRASES)
