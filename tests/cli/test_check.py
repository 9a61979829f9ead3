"""`couth check`: formats, exit codes, and every way of naming what to judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from couth.engine import Linter

from .conftest import Couth, cases

POLICY = ("--policy", "small.yaml")
VERDICTS = ("Hello.", "lol", "Are you there?")


def verdicts(output: str) -> list[str]:
    return [json.loads(line)["verdict"] for line in output.splitlines()]


def test_text(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", *VERDICTS)
    result = run("check", "a.jsonl", *POLICY)
    assert result.stderr == ""
    assert result.stdout == (
        "warn a.jsonl:2 · c2 · score 90\n"
        "  1 | lol\n"
        "    | ^^^ desk.slang\n"
        "\n"
        "  warning[desk.slang] 1:1 “lol” is slang\n"
        "    why: Not everybody reads it.\n"
        "    try: Write it out.\n"
        "  => revise: the words are at fault: desk.slang\n"
        "\n"
        "block a.jsonl:3 · c3 · score 60\n"
        "  1 | Are you there?\n"
        "    | ^^^^^^^^^^^^^ desk.nudge\n"
        "\n"
        "  error[desk.nudge] 1:1 “Are you there” presses\n"
        "    why: The customer will answer.\n"
        "  => revise: the words are at fault: desk.nudge\n"
        "\n"
        "3 drafts: 1 pass, 1 warn, 1 block\n"
        "1 error, 1 warning; most often desk.nudge 1, desk.slang 1\n"
    )


def test_jsonl_is_a_report_a_line_in_order(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", *VERDICTS)
    result = run("check", "a.jsonl", "--format", "jsonl", *POLICY)
    assert verdicts(result.stdout) == ["pass", "warn", "block"]
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["c1", "c2", "c3"]


def test_json_is_one_array(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", *VERDICTS)
    result = run("check", "a.jsonl", "--format", "json", *POLICY)
    assert [report["verdict"] for report in json.loads(result.stdout)] == ["pass", "warn", "block"]
    (folder / "b.json").write_text("[]")
    assert run("check", "b.json", "--format", "json", *POLICY).stdout == "[]\n"


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("Hello.", "info", 0),
        ("lol", "error", 0),
        ("lol", "warning", 1),
        ("Are you there?", "error", 1),
        ("Are you there?", "never", 0),
    ],
)
def test_exit_codes_of_findings(run: Couth, folder: Path, text: str, level: str, code: int) -> None:
    cases(folder / "a.jsonl", text)
    assert run("check", "a.jsonl", "--fail-on", level, *POLICY).exit_code == code


def test_a_rule_that_must_judge_and_cannot(run: Couth, folder: Path) -> None:
    strict = (folder / "small.yaml").read_text().replace("points: 10\n", "points: 10\n    unless: [thread.live]\n")
    (folder / "strict.yaml").write_text(strict + "unknown: {desk.slang: block}\n")
    result = run("check", "--draft", "lol", "--policy", "strict.yaml", "--format", "jsonl")
    assert (result.exit_code, verdicts(result.stdout)) == (3, ["needs_context"])


def test_bad_input_is_told_on_stderr_and_the_rest_is_judged(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", "lol")
    with (folder / "a.jsonl").open("a") as file:
        file.write('{"draft": {"txt": "x"}}\nnot json\n{"draft": {"text": "Are you there?"}}\n')
    (folder / "empty.txt").touch()
    result = run("check", "a.jsonl", "empty.txt", "gone.json", "--format", "jsonl", *POLICY)
    assert result.exit_code == 2
    assert verdicts(result.stdout) == ["warn", "block"]
    assert result.stderr == (
        "a.jsonl:2: draft.text: Field required\n"
        "a.jsonl:2: unknown key 'draft.txt'; did you mean 'text'?\n"
        "a.jsonl:3:1: broken JSON: Expecting value\n"
        "empty.txt: empty file\n"
        "gone.json: No such file or directory\n"
    )


def test_a_bad_policy_is_told_with_its_places(run: Couth, folder: Path) -> None:
    (folder / "bad.yaml").write_text("extends: default\nblock_bellow: 3\nrules:\n  tone.emojis: off\n")
    result = run("check", "--draft", "lol", "--policy", "bad.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    first, second = result.stderr.splitlines()
    assert first.startswith("bad.yaml:2:1: ")
    assert second.startswith("bad.yaml:4:3: ")


def test_a_pattern_that_runs_away_is_told(run: Couth, folder: Path) -> None:
    rule = (
        "  desk.runaway:\n    summary: s\n    why: w\n    check: {kind: pattern, pattern: '(a|aa)+$'}\n    message: m\n"
    )
    (folder / "slow.yaml").write_text((folder / "small.yaml").read_text() + rule)
    cases(folder / "a.jsonl", "a" * 5000 + "c", "lol")
    result = run("check", "a.jsonl", "--format", "jsonl", "--policy", "slow.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("a.jsonl:1: desk.runaway broke off: ")
    assert "errors" in json.loads(result.stdout.splitlines()[0])
    assert verdicts(result.stdout)[1] == "warn"


def test_one_draft_with_a_thread(run: Couth, folder: Path) -> None:
    (folder / "t.json").write_text('[{"role": "customer", "text": "Hi", "at": "2026-03-02T14:05:00Z"}]')
    arguments = ("--draft", "Are you there?", "--thread", "t.json", "--at", "2026-03-02T14:06:00Z", "--channel", "sms")
    result = run("check", *arguments, "--purpose", "reply", "--timezone", "Europe/London", *POLICY)
    assert result.exit_code == 1
    assert result.stdout.startswith("block draft · sms · score 60\n")


def test_a_bad_thread_is_told(run: Couth, folder: Path) -> None:
    (folder / "t.json").write_text('[{"role": "me"}]')
    result = run("check", "--draft", "Hi", "--thread", "t.json", *POLICY)
    assert result.exit_code == 2
    assert result.stderr == "t.json:1: messages.0.role: must be one of 'customer', 'business' or 'system'\n"


def test_standard_input_by_name_and_by_itself(run: Couth) -> None:
    for arguments in (("check", "-"), ("check",)):
        result = run(*arguments, *POLICY, input="Are you there?\n")
        assert result.stdout.startswith("block <stdin>:1 · score 60\n")


def test_a_directory(run: Couth, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "b.txt").write_text("lol")
    cases(folder / "in" / "a.jsonl", "Hello.")
    result = run("check", "in", "--format", "jsonl", *POLICY)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["c1", "in/b.txt:1"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "nothing to check: name a file or directory, - for standard input, --draft TEXT, or paths in couth.yaml"),
        (("--draft", "x", "a.jsonl"), "give either --draft or paths, not both"),
        (("--draft", "x", "--at", "2026-03-02T14:06:00"), "'2026-03-02T14:06:00' is not a time with an offset"),
        (("--draft", "x", "--at", "noon"), "'noon' is not a time with an offset"),
        (("--draft", "x", "--timezone", "Mars"), "unknown time zone 'Mars'"),
        (("--draft", "x", "--channel", "pigeon"), "'pigeon' is not one of"),
        (("--draft", "x", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_bad_usage(run: Couth, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_verbose_shows_what_passes_and_quiet_no_summary(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", "Hello.")
    assert run("check", "a.jsonl", *POLICY).stdout == "1 draft: 1 pass\n"
    assert run("check", "a.jsonl", "--quiet", *POLICY).stdout == ""
    assert run("check", "a.jsonl", "--verbose", "--quiet", *POLICY).stdout == (
        "pass a.jsonl:1 · c1 · score 100\n  1 | Hello.\n\n  => send\n\n"
    )


def test_the_same_input_gives_the_same_bytes(run: Couth, folder: Path) -> None:
    cases(folder / "a.jsonl", *VERDICTS, "您好 🙂 lol")
    outputs = {run("check", "a.jsonl", "--format", "jsonl", *POLICY).stdout_bytes for _ in range(3)}
    assert len(outputs) == 1


def test_a_directory_without_readable_files_is_told(run: Couth, folder: Path) -> None:
    (folder / "in").mkdir()
    result = run("check", "in", *POLICY)
    assert (result.exit_code, result.stderr.startswith("in: no readable files here")) == (2, True)


def test_an_interrupt_writes_what_was_done(run: Couth, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases(folder / "a.jsonl", "lol", "lol")
    lint = Linter.lint
    calls = iter((lint, None))

    def interrupted(self: Linter, *given: object, **more: object) -> object:
        judge = next(calls)
        if judge is None:
            raise KeyboardInterrupt
        return judge(self, *given, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Linter, "lint", interrupted)
    result = run("check", "a.jsonl", "--format", "json", *POLICY)
    assert (result.exit_code, result.stderr) == (130, "couth: interrupted after 1 draft\n")
    assert len(json.loads(result.stdout)) == 1
