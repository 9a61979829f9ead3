"""`couth eval`: figures that can be counted by hand, and everything that can be wrong with labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Couth

SMALL = ("--policy", "small.yaml")
CASES = (
    ("a", "lol", ["desk.slang"], []),  # a hit
    ("b", "gonna call, are you there?", ["desk.nudge"], ["desk.slang"]),  # a hit, and one that counts neither way
    ("c", "Hello", ["desk.slang"], []),  # a miss
    ("d", "lol", [], []),  # clean, and a false alarm
    ("e", "Hello", [], []),
)


def write(path: Path, *rows: Any) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def labelled(folder: Path) -> None:
    """The same labels twice: in a file of their own, and in the cases."""
    write(folder / "labels.jsonl", *({"id": i, "labels": d, "arguable": a} for i, _, d, a in CASES))
    write(folder / "bare.jsonl", *({"id": i, "source": "desk", "draft": {"text": t}} for i, t, _, _ in CASES))
    write(folder / "cases.jsonl", *({"id": i, "draft": {"text": t}, "expect": d, "allow": a} for i, t, d, a in CASES))


def test_text(run: Couth, labelled: None) -> None:
    result = run("eval", "labels.jsonl", "bare.jsonl", *SMALL, "--misses", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "rule          due found  precision          recall             F1\n"
        "desk.nudge      1     1  1.00 (0.21–1.00)   1.00 (0.21–1.00)   1.00\n"
        "desk.slang      2     2  0.50 (0.09–0.91)   0.50 (0.09–0.91)   0.50\n"
        "    false alarm: d\n"
        "    miss: c\n"
        "\n"
        "5 drafts; all rules together: precision 0.667, recall 0.667, F1 0.667\n"
        "mean F1 of the rules with 5 labels or more: 0.000\n"
        "false alarms on 1 of 2 clean drafts: 0.500\n"
    )


def test_json_by_rule_and_source(run: Couth, labelled: None) -> None:
    data = json.loads(run("eval", "labels.jsonl", "bare.jsonl", *SMALL, "--format", "json").stdout)
    assert {key: data[key] for key in ("drafts", "clean", "alarmed", "alarm_rate", "silent")} == {
        "drafts": 5, "clean": 2, "alarmed": 1, "alarm_rate": 0.5, "silent": [],
    }  # fmt: skip
    assert data["rules"]["desk.slang"]["false_alarms"] == ["d"]
    assert data["rules"]["desk.slang"]["misses"] == ["c"]
    assert data["sources"]["desk"]["micro"] == data["micro"]


def test_labels_may_be_the_cases_themselves(run: Couth, labelled: None) -> None:
    own = json.loads(run("eval", "cases.jsonl", *SMALL, "--format", "json").stdout)
    apart = json.loads(run("eval", "labels.jsonl", "bare.jsonl", *SMALL, "--format", "json").stdout)
    assert own["rules"] == apart["rules"]
    assert list(own["sources"]) == ["cases.jsonl"]


def test_sources_are_told_apart_where_there_are_several(run: Couth, folder: Path) -> None:
    write(folder / "one.jsonl", {"id": "1", "source": "left", "draft": {"text": "lol"}, "expect": ["desk.slang"]})
    write(folder / "two.jsonl", {"id": "2", "source": "right", "draft": {"text": "lol"}, "expect": []})
    write(folder / "all.jsonl", {"id": "1", "labels": ["desk.slang"]}, {"id": "2", "labels": []})
    shown = run("eval", "all.jsonl", "one.jsonl", "two.jsonl", *SMALL).stdout
    assert "left        1     1  1.00" in shown
    assert "right       0     1  0.00" in shown


def test_only_the_rules_that_are_asked_for(run: Couth, labelled: None) -> None:
    assert "desk.nudge" not in run("eval", "cases.jsonl", *SMALL, "--rule", "desk.slang").stdout
    result = run("eval", "cases.jsonl", *SMALL, "--rule", "slang")
    assert (result.exit_code, result.stderr) == (
        2,
        "--rule: the policy has no rule 'slang'; did you mean 'desk.slang'?\n",
    )


def test_rules_that_find_nothing_are_named(run: Couth, folder: Path) -> None:
    write(folder / "one.jsonl", {"id": "1", "draft": {"text": "lol"}, "expect": ["desk.slang"]})
    assert "found nothing here (1): desk.nudge" in run("eval", "one.jsonl", *SMALL).stdout


@pytest.mark.parametrize(
    ("option", "code"),
    [("--least-f1=0.6", 0), ("--least-f1=0.7", 1), ("--most-alarms=0.5", 0), ("--most-alarms=0.4", 1)],
)
def test_figures_may_be_demanded(run: Couth, labelled: None, option: str, code: int) -> None:
    assert run("eval", "cases.jsonl", *SMALL, option).exit_code == code


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["a"]], "bad.jsonl:1: not a label: an object with 'id' and 'labels' (a case: 'expect')"),
        ([{"labels": []}], "bad.jsonl:1: id: Field required"),
        ([{"id": "a"}], "bad.jsonl:1: no label: 'labels' (of a case: 'expect') is missing; [] says clean"),
        ([{"id": "a", "labels": "desk.slang"}], "bad.jsonl:1: labels: must be a list"),
        ([{"id": "a", "label": []}], "bad.jsonl:1: unknown key 'label'; did you mean 'labels'?"),
        ([{"id": "a", "labels": []}] * 2, "bad.jsonl:2: the id 'a' is labelled twice"),
        ([{"id": "z", "labels": []}], "bad.jsonl:1: no case has the id 'z'"),
        (
            [{"id": "a", "labels": ["desk.slagn"]}],
            "bad.jsonl:1: the policy has no rule 'desk.slagn'; did you mean 'desk.slang'?",
        ),
    ],
)
def test_bad_labels(run: Couth, labelled: None, folder: Path, rows: list[Any], message: str) -> None:
    write(folder / "bad.jsonl", *rows)
    result = run("eval", "bad.jsonl", "bare.jsonl", *SMALL)
    assert (result.exit_code, message in result.stderr.splitlines()) == (2, True), result.stderr
    assert "drafts; all rules together" in result.stdout or "draft; all rules together" in result.stdout


def test_bad_cases_are_named_and_the_rest_is_judged(run: Couth, labelled: None, folder: Path) -> None:
    with (folder / "bare.jsonl").open("a") as more:
        more.write('{"id": "f", "draft": {}}\n{"id": "a", "draft": {"text": "again"}}\n')
    result = run("eval", "labels.jsonl", "bare.jsonl", "gone.jsonl", *SMALL)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "bare.jsonl:6: draft.text: Field required",
        "bare.jsonl:7: a second draft with the id 'a'",
        "gone.jsonl: No such file or directory",
    ]
    assert "5 drafts; all rules together" in result.stdout
