"""`couth calibrate`: weights that labels bear out are written as a policy, and everything that can be wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from couth.engine import Linter
from couth.engine.calibration import Fit, Labelled, Sample, Sentence, candidates, folds, is_open, sample, scored
from couth.engine.evaluation import Score
from couth.model import Draft, Thread
from couth.reporters.calibrated import Outcome, reweighed

from .conftest import Couth

POLICY = """\
name: desk
rules:
  desk.late:
    summary: No reproach
    check:
      kind: cues
      learns: true
      cues:
        - {name: late, weight: 0.6, phrases: {en: [late]}}
        - {name: again, weight: 0.6, phrases: {en: [again]}}
        - {name: weather, weight: 0.3, phrases: {en: [rain]}}
    examples:
      bad:
        - {draft: "Late again."}
      good:
        - {draft: "Rain."}
"""


def rows() -> list[dict[str, Any]]:
    """Three authors. `late` alone is at fault, whatever the weights by hand say; `again` is not, nor is rain."""
    found = []
    for author in ("ann", "ben", "cem"):
        for number in range(6):
            found += [
                (author, f"{author}-bad-{number}", f"You were late, number {number}.", ["desk.late"]),
                (author, f"{author}-good-{number}", f"Once again it is number {number}.", []),
                (author, f"{author}-rain-{number}", f"Rain is due at {number}.", []),
            ]
    return [{"id": i, "source": a, "draft": {"text": t}, "expect": due} for a, i, t, due in found]


@pytest.fixture
def labelled(folder: Path) -> None:
    (folder / "desk.yaml").write_text(POLICY, encoding="utf-8")
    (folder / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")


def test_what_labels_bear_out_is_written_as_a_policy(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    result = run("calibrate", "cases.jsonl", "--policy", "desk.yaml", "--no-words")
    assert (result.exit_code, result.stderr) == (0, "calibrated.yaml: 1 rule fitted; look it over\n")
    assert "desk.late" in result.stdout
    assert "R 0.00 (0.00–0.18)" in result.stdout  # by hand
    assert "P 1.00 (0.82–1.00) R 1.00 (0.82–1.00)" in result.stdout  # on authors that were held out
    written = (folder / "calibrated.yaml").read_text(encoding="utf-8")
    assert 'extends: "desk.yaml"' in written
    linter = Linter(folder / "calibrated.yaml")
    assert [v.rule for v in linter.lint("You were late.", []).violations] == ["desk.late"]
    assert linter.lint("Once again it rains.", []).violations == ()
    figures = json.loads(run("eval", "cases.jsonl", "--policy", "calibrated.yaml", "--format", "json").stdout)
    assert figures["micro"]["f1"] == 1.0


def test_words_are_learned_where_a_rule_allows_it(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    (folder / "desk.yaml").write_text(POLICY.replace("phrases: {en: [late]}", "phrases: {en: [tardy]}"))
    result = run("calibrate", "cases.jsonl", "--policy", "desk.yaml")
    assert result.exit_code == 0, result.stderr
    learned = Linter(folder / "calibrated.yaml").policy.rules["desk.late"].check.model_dump()["learned"]["en"]
    assert {"late", "were late"} & learned.keys()
    assert "rain" not in learned


def test_what_is_no_better_is_left_as_it_is(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    (folder / "desk.yaml").write_text(POLICY.replace("{name: late, weight: 0.6", "{name: late, weight: 1"))
    result = run("calibrate", "cases.jsonl", "--policy", "desk.yaml", "-o", "kept.yaml")
    assert "kept as it is" in result.stdout
    assert (folder / "kept.yaml").read_text(encoding="utf-8").endswith("# As good by hand: desk.late.\nrules: {}\n")


def test_too_few_labels_are_told(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    (folder / "few.jsonl").write_text(json.dumps(rows()[0]) + "\n", encoding="utf-8")
    assert "fewer than 5 labels: desk.late" in run("calibrate", "few.jsonl", "--policy", "desk.yaml").stdout


def test_bad_input(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    result = run("calibrate", "cases.jsonl", "gone.jsonl", "--policy", "desk.yaml")
    assert result.exit_code == 2
    assert "gone.jsonl: No such file or directory" in result.stderr
    result = run("calibrate", "cases.jsonl", "--policy", "small.yaml")
    assert (result.exit_code, "none of these rules judges by cues" in result.stderr) == (2, True)


def test_what_is_missing_is_named(run: Couth, labelled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    result = run("calibrate", "cases.jsonl", "--policy", "desk.yaml")
    assert (result.exit_code, "pip install 'couth[calibrate]'" in result.stderr) == (2, True)


def test_a_draft_as_a_rule_sees_it(labelled: None, folder: Path) -> None:
    linter = Linter(folder / "desk.yaml")
    rule = linter.policy.rules["desk.late"]
    assert is_open(rule)
    label = Labelled("1", "ann", due=True, words="late again")
    one = sample(rule, Draft("Hello. You are late again."), Thread(()), linter.knowledge, label)
    assert one is not None
    assert [dict(s.amounts) for s in one.sentences] == [{}, {"late": 0.6, "again": 0.6}]
    assert [s.marked for s in one.sentences] == [False, True]
    assert {"late", "late again"} <= one.sentences[1].words
    assert Fit({"late": 0.5}).score(one.sentences[1], "en") == pytest.approx(0.9)
    assert scored(Fit(learned={"en": {"hello": 1.0}}), [one], 1.0).hits == 1


def _sample(number: int, group: str, due: bool, *words: str) -> Sample:
    return Sample(str(number), group, "en", due, (Sentence({}, frozenset(words), False),))


def test_every_draft_is_held_out_once() -> None:
    for groups in (("a", "b", "c", "d"), ("a",)):
        samples = [_sample(n, groups[n % len(groups)], n % 2 == 0 or n < 8) for n in range(40)]
        held = [one.id for _, test in folds(samples) for one in test]
        assert sorted(held, key=int) == [one.id for one in samples]
        for train, test in folds(samples):
            assert not {one.id for one in train} & {one.id for one in test}


def test_words_that_are_learned_come_from_several_sources() -> None:
    samples = [_sample(n, "a" if n < 4 else "b", True, "shame", "only-a" if n < 4 else "b") for n in range(8)]
    samples += [_sample(n, "a", False, "fine") for n in range(8, 16)]
    assert candidates(samples) == {"en": frozenset({"shame"})}


def test_what_does_as_well_is_taken_where_that_is_asked_for(run: Couth, labelled: None, folder: Path) -> None:
    pytest.importorskip("sklearn")
    desk = POLICY.replace("{name: late, weight: 0.6", "{name: late, weight: 1").replace(
        "again, weight: 0.6", "again, weight: -0.5"
    )
    (folder / "desk.yaml").write_text(desk, encoding="utf-8")
    result = run("calibrate", "cases.jsonl", "--policy", "desk.yaml", "--ties", "--into")
    assert (result.exit_code, result.stderr) == (0, "calibrated.yaml: 1 rule fitted; look it over\n")
    assert Linter(folder / "desk.yaml").lint("You were late.", []).violations
    fitted = Linter(folder / "calibrated.yaml").policy.rules["desk.late"].check.model_dump()
    own = {
        cue["name"]: cue["weight"]
        for cue in Linter(folder / "desk.yaml").policy.rules["desk.late"].check.model_dump()["cues"]
    }
    assert own == fitted["weigh"]


def test_weights_in_a_file_are_changed_and_nothing_else() -> None:
    rule = Linter().policy.rules["pacing.ultimatum"]
    written = Path(rule.path).read_text(encoding="utf-8")
    outcome = Outcome(rule, Fit({"closes": 1.1, "otherwise": 2.0}), Score(), Score())
    changed = reweighed(written, outcome)
    told = [(a, b) for a, b in zip(written.splitlines(), changed.splitlines(), strict=True) if a != b]
    assert len(told) == 2
    assert all(a.strip().startswith("weight: ") and b.strip().startswith("weight: ") for a, b in told)


@pytest.mark.parametrize(
    ("cue", "weighed"),
    [
        ("{name: a, weight: 0.5, list: words.thanks}", "{name: a, weight: 1, list: words.thanks}"),
        ("{name: a, list: words.thanks, weight: 0.5}", "{name: a, list: words.thanks, weight: 1}"),
        ("{list: words.thanks, weight: 0.5, name: a}", "{list: words.thanks, weight: 1, name: a}"),
        ("{name: a, list: words.thanks}", "{name: a, weight: 2, list: words.thanks}"),
        (
            "name: a # a comment\n      list: words.thanks",
            "name: a # a comment\n      weight: 2\n      list: words.thanks",
        ),
        (
            "list: words.thanks\n      weight: 0.5 # by hand\n      name: a",
            "list: words.thanks\n      weight: 1 # by hand\n      name: a",
        ),
    ],
)
@pytest.mark.parametrize("alone", [True, False], ids=["a rule's file", "a policy"])
def test_a_weight_is_written_where_it_stands_or_behind_the_name(
    cue: str, weighed: str, alone: bool, tmp_path: Path
) -> None:
    head = "summary: x\ncheck:\n  kind: cues\n  cues:\n    - "
    in_policy = "name: p\nextends: default\nrules:\n  my.rule:\n    summary: x\n    check:\n      kind: cues\n      cues:\n        - "
    pad = "" if alone else "    "
    written = (head if alone else in_policy) + cue.replace("\n", f"\n{pad}") + "\n"
    path = tmp_path / ("my/rule.yaml" if alone else "p.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(written, encoding="utf-8")
    policy = path
    if alone:
        policy = tmp_path / "p.yaml"
        policy.write_text("name: p\nextends: default\nrules: {my.rule: {}}\n", encoding="utf-8")
    outcome = Outcome(Linter(policy).policy.rules["my.rule"], Fit({"a": 2.0}), Score(), Score())
    assert reweighed(written, outcome) == (head if alone else in_policy) + weighed.replace("\n", f"\n{pad}") + "\n"


def test_weights_of_cues_in_another_file_change_nothing() -> None:
    rule = Linter().policy.rules["pacing.ultimatum"]
    outcome = Outcome(rule, Fit({"closes": 1.1}), Score(), Score())
    for written in ("name: p\nrules: {pacing.ultimatum: {points: 3}}\n", "summary: x\ncheck: {kind: cues, cues: []}\n"):
        assert reweighed(written, outcome) == written


def test_without_labels_what_was_written_before_stays(run: Couth, folder: Path) -> None:
    pytest.importorskip("sklearn")
    (folder / "calibrated.yaml").write_text("mine", encoding="utf-8")
    result = run("calibrate", "gone.jsonl")
    assert (result.exit_code, result.stderr) == (2, "gone.jsonl: No such file or directory\n")
    assert (folder / "calibrated.yaml").read_text(encoding="utf-8") == "mine"
