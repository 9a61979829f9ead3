"""The other verbs, and the command as a whole."""

from __future__ import annotations

import json
import re
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from couth.cli import explain, main, rules
from couth.cli.starter import STARTER
from couth.config import read_config
from couth.config.finding import read
from couth.facts import FACTS
from couth.policy import load

from .conftest import Couth

SMALL = ("--policy", "small.yaml")


def test_help_names_every_verb(run: Couth) -> None:
    result = run("-h")
    assert result.exit_code == 0
    assert re.findall(r"^  ([a-z]+)  ", result.stdout, re.MULTILINE) == [
        "check",
        "baseline",
        "test",
        "rules",
        "explain",
        "eval",
        "channels",
        "calibrate",
        "facts",
        "schema",
        "init",
        "store",
    ]


def test_an_unknown_verb_is_bad_usage(run: Couth) -> None:
    result = run("chekc")
    assert (result.exit_code, "No such command 'chekc'" in result.stderr) == (2, True)


def test_examples_that_hold(run: Couth) -> None:
    result = run("test", "small.yaml")
    assert (result.exit_code, result.stdout) == (0, "4 examples of 2 rules: all judged as they say\n")


def test_examples_that_fail_and_rules_that_never_fire(run: Couth, folder: Path) -> None:
    text = (folder / "small.yaml").read_text()
    text = text.replace("We are going to call.", "lol").replace(
        '{draft: "Are you there?", at: "Are you there"}', '{draft: "Hello"}'
    )
    (folder / "bad.yaml").write_text(text)
    result = run("test", "bad.yaml")
    assert result.exit_code == 1
    assert result.stdout == (
        "failed desk.nudge bad example 1 bad.yaml:27\n"
        "    Hello\n"
        "    found nothing\n"
        "never fires desk.nudge bad.yaml: none of its bad examples is found\n"
        "failed desk.slang good example 1 bad.yaml:16\n"
        "    lol\n"
        "    found “lol”\n"
        "4 examples of 2 rules: 2 failed, 1 never fires\n"
    )


def test_examples_that_a_policy_leaves_behind(run: Couth, folder: Path) -> None:
    (folder / "mine.yaml").write_text("extends: small.yaml\nrules: {desk.slang: {phrases: {en: [gonna, call]}}}\n")
    result = run("test", "mine.yaml")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()) == (  # rows are as wide as the screen
        "2 examples left out, of rules that the policy changes without examples of its own: desk.slang"
        " 2 examples of 2 rules: all judged as they say"
    )


def test_a_policy_that_does_not_load_cannot_be_tested(run: Couth) -> None:
    result = run("test", "gone.yaml")
    assert result.exit_code == 2
    assert "gone.yaml" in result.stderr


def test_rules(run: Couth) -> None:
    assert run("rules", *SMALL).stdout == (
        "desk.nudge  error     40  heuristic  No nudging\n"
        "desk.slang  warning   10  heuristic  No slang\n"
        "2 rules on, 0 off; couth explain RULE says more\n"
    )


def test_rules_that_are_off(run: Couth, folder: Path) -> None:
    (folder / "less.yaml").write_text("extends: small.yaml\nrules: {desk.nudge: off}\n")
    assert run("rules", "--policy", "less.yaml").stdout.splitlines()[0] == "desk.nudge  off"
    result = run("explain", "desk.nudge", "--policy", "less.yaml")
    assert (result.exit_code, result.stderr) == (2, "less.yaml: the rule 'desk.nudge' is off in this policy\n")
    listed = json.loads(run("rules", "--policy", "less.yaml", "--format", "json").stdout)
    assert [(rule["id"], rule["on"]) for rule in listed] == [("desk.nudge", False), ("desk.slang", True)]


def test_rules_as_json(run: Couth) -> None:
    listed = json.loads(run("rules", *SMALL, "--format", "json").stdout)
    assert listed[1] == {
        "id": "desk.slang", "on": True, "severity": "warning", "points": 10, "basis": "heuristic",
        "summary": "No slang", "why": "Not everybody reads it.", "source": ["the house style"],
    }  # fmt: skip


def test_the_effective_policy_is_a_policy(run: Couth, folder: Path) -> None:
    (folder / "whole.yaml").write_text(run("rules", "--effective", *SMALL).stdout, encoding="utf-8")
    assert list(load(folder / "whole.yaml").rules) == ["desk.nudge", "desk.slang"]


def test_explain(run: Couth) -> None:
    head, options, tail = re.split(
        r"(\nOptions .*?\n)(?=\n)", run("explain", "desk.slang", *SMALL).stdout, flags=re.DOTALL
    )
    assert head == (
        "desk.slang warning, 10 points, rests on a heuristic\n"
        "No slang\n"
        "\nWhy\n  Not everybody reads it.\n"
        "\nSource\n  the house style\n"
        "\nSays\n  “{excerpt}” is slang\n  Write it out.\n"
    )
    assert options.startswith("\nOptions (of the check 'phrases')\n  phrases: en (gonna, lol)  (")
    assert tail == (
        "\nBad\n  - We are gonna call.\n    found: “gonna”\n"
        "\nGood\n  - We are going to call.\n"
        "\nChange it in a policy\n  rules: {desk.slang: {severity: error}}\n  rules: {desk.slang: off}\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("desk.slagn", "no rule 'desk.slagn'; did you mean 'desk.slang' or 'desk.nudge'?"),
        ("zzz", "no rule 'zzz'; see couth rules"),
    ],
)
def test_explain_names_the_nearest(run: Couth, name: str, said: str) -> None:
    result = run("explain", name, *SMALL)
    assert (result.exit_code, result.stderr) == (2, f"small.yaml: {said}\n")


def test_every_shipped_rule_can_be_explained(run: Couth, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = load()
    monkeypatch.setattr(explain, "policy_for", lambda _: policy)
    for rule in policy.rules.values():
        shown = run("explain", rule.id).stdout
        assert shown.startswith(f"{rule.id} {rule.severity}, ")


def test_facts(run: Couth) -> None:
    listed = json.loads(run("facts", "--format", "json").stdout)
    assert [fact["name"] for fact in listed] == list(FACTS)
    shown = run("facts").stdout
    assert all(re.search(rf"^{re.escape(name)} +", shown, re.MULTILINE) for name in FACTS)


@pytest.mark.parametrize("which", ["policy", "rule", "words", "act", "config"])
def test_schema(run: Couth, which: str) -> None:
    schema = json.loads(run("schema", which).stdout)
    assert schema["title"] == f"couth {which}"


def test_init_writes_a_configuration_that_loads_and_never_over_another(run: Couth, folder: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert result.stdout.startswith("Wrote couth.yaml.\n\nTo run couth before each commit")
    assert "entry: couth check --quiet --configured" in result.stdout
    assert list(load(read_config(read(folder / "couth.yaml")).policy).rules) == list(load().rules)
    again = run("init", ".")
    assert (again.exit_code, again.stderr) == (2, "couth.yaml: there is such a file already; --force writes over it\n")
    assert run("init", "--force").exit_code == 0
    assert run("init", "no/such/folder.yaml").exit_code == 2


def test_everything_that_the_starter_suggests_is_legal(folder: Path) -> None:
    suggested = re.sub(r"^( *)# (?=[a-z_]+:|  )", r"\1", STARTER, flags=re.MULTILINE)
    (folder / "all.yaml").write_text(suggested, encoding="utf-8")
    config = read_config(read(folder / "all.yaml"))
    assert (config.paths, config.fail_on, len(config.suppressions)) == (("messages",), "warning", 1)
    policy = load(config.policy)
    assert policy.block_below == 60
    assert "acme.no-ticker" in policy.rules


def test_options_of_checks_in_checks(run: Couth, folder: Path) -> None:
    rule = (
        "  desk.any:\n    summary: s\n    why: w\n    message: m\n"
        "    check: {kind: any, of: {one: {kind: phrases, phrases: {en: [wow]}}, two: {kind: count, of: emoji, limit: 2}}}\n"
    )
    (folder / "any.yaml").write_text((folder / "small.yaml").read_text() + rule)
    shown = re.sub(r"\s+", " ", run("explain", "desk.any", "--policy", "any.yaml").stdout)
    assert "of: one (phrases (phrases: en (wow) " in shown
    assert "two (count (of: emoji " in shown


def test_an_interrupt_of_any_verb_ends_with_one_line(run: Couth, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rules, "policy_for", interrupted)
    result = run("rules")
    assert (result.exit_code, result.stderr) == (130, "couth: interrupted\n")


@pytest.mark.parametrize("module", ["couth", "couth.__main__"])
def test_the_module_is_the_command(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["couth", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(module, run_name="__main__", alter_sys=False)
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"couth {version('couth')}\n"


def test_a_crash_shows_itself_and_is_no_finding(
    run: Couth, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rules, "policy_for", lambda _: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["couth", "rules"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 70
    assert capsys.readouterr().err.endswith("ZeroDivisionError: division by zero\n")
