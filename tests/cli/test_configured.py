"""`couth check` and `couth baseline` by a configuration: what is judged, what counts, and what is known from before."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result

from couth.engine import Linter

from .conftest import Couth, cases

CONFIG = "policy: small.yaml\npaths: [in]\n"
SUPPRESS = "suppress:\n  - {rule: desk.slang, path: in/b.txt, reason: the brand, owner: ana}\n"


@pytest.fixture
def project(folder: Path) -> Path:
    """A folder with a configuration and three files."""
    (folder / "couth.yaml").write_text(CONFIG)
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text("We are gonna call.\n")
    (folder / "in/b.txt").write_text("lol\n")
    cases(folder / "in/c.jsonl", "Hello.", "Are you there?")
    return folder


def rules(result: Result) -> list[tuple[str, str]]:
    """The id of each draft with what was found in it."""
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    return [(report["id"], ", ".join(v["rule"] for v in report["violations"])) for report in reports]


def check(run: Couth, *arguments: str, input: bytes | None = None) -> Result:
    return run("check", "--format", "jsonl", *arguments, input=input)


def test_what_the_configuration_names_is_judged(run: Couth, project: Path) -> None:
    result = check(run)
    assert (result.exit_code, result.stderr) == (1, "")
    assert rules(result) == [
        ("in/a.txt:1", "desk.slang"),
        ("in/b.txt:1", "desk.slang"),
        ("c1", ""),
        ("c2", "desk.nudge"),
    ]


def test_from_a_folder_below(run: Couth, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "in/deep").mkdir()
    monkeypatch.chdir(project / "in/deep")
    assert [name for name, _ in rules(check(run))] == ["../a.txt:1", "../b.txt:1", "c1", "c2"]


def test_patterns_excludes_and_readers(run: Couth, project: Path) -> None:
    (project / "in/d.lst").write_text("lol\n")
    (project / "couth.yaml").write_text(
        'policy: small.yaml\npaths: ["in/*.txt", "in/*.lst"]\nexclude: [b.txt]\nreaders: {"*.lst": text}\n'
    )
    assert [name for name, _ in rules(check(run))] == ["in/a.txt:1", "in/d.lst:1"]
    assert [name for name, _ in rules(check(run, "in/b.txt", "--configured"))] == []
    assert [name for name, _ in rules(check(run, "in/b.txt"))] == ["in/b.txt:1"]


def test_what_git_ignores_is_left_out_unless_it_is_named(run: Couth, project: Path) -> None:
    (project / "in/.gitignore").write_text("b.txt\n")
    assert [name for name, _ in rules(check(run))] == ["in/a.txt:1", "c1", "c2"]
    assert [name for name, _ in rules(check(run, "in/b.txt"))] == ["in/b.txt:1"]
    (project / "couth.yaml").write_text(CONFIG + "gitignore: false\n")
    assert [name for name, _ in rules(check(run))] == ["in/a.txt:1", "in/b.txt:1", "c1", "c2"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end(run: Couth, project: Path) -> None:
    os.mkfifo(project / "pipe")
    with ThreadPoolExecutor() as other:
        written = other.submit((project / "pipe").write_text, "There you are, lol.\n")
        assert rules(check(run, "pipe")) == [("pipe:1", "desk.slang")]
    assert written.result() == 20


def test_a_path_that_leads_nowhere_is_told_at_its_place(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text('policy: small.yaml\npaths: [in/a.txt, nowhere, "in/*.po"]\n')
    result = check(run)
    assert (result.exit_code, len(rules(result))) == (2, 1)
    assert result.stderr == (
        "couth.yaml:2:19: paths: nothing to read at 'nowhere'\ncouth.yaml:2:28: paths: nothing to read at 'in/*.po'\n"
    )


def test_a_broken_configuration_is_told_whole(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG + "chanel: sms\nfail_on: grave\n")
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == ["couth.yaml:3:1", "couth.yaml:4:10"]


def test_the_level_of_the_configuration_and_of_the_command_line(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG.replace("[in]", "[in/a.txt]") + "fail_on: warning\n")
    assert [check(run).exit_code, check(run, "--fail-on", "error").exit_code] == [1, 0]
    assert check(run, "in/a.txt", "--no-config", "--policy", "small.yaml").exit_code == 0


def test_suppressed_findings_do_not_count_and_are_told(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG + SUPPRESS)
    result = check(run)
    [aside] = json.loads(result.stdout.splitlines()[1])["suppressed"]
    assert rules(result)[1] == ("in/b.txt:1", "")
    assert json.loads(result.stdout.splitlines()[1])["score"] == 100
    assert (aside["rule"], aside["by"], aside["reason"]) == ("desk.slang", "configuration", "the brand (ana)")
    assert "1 finding let be by the configuration\n" in run("check").stdout
    assert rules(check(run, "--all"))[1] == ("in/b.txt:1", "desk.slang")


def test_suppressions_that_are_spent(run: Couth, project: Path) -> None:
    spent = (
        "suppress:\n"
        "  - {rule: desk.slang, reason: r, owner: ana, expires: 2020-01-01}\n"
        "  - {template: nowhere, reason: r, owner: bo}\n"
    )
    (project / "couth.yaml").write_text(CONFIG + spent)
    result = check(run)
    assert (result.exit_code, rules(result)[0][1]) == (1, "desk.slang")
    assert result.stderr == (
        "note: couth.yaml:4:5: this suppression expired on 2020-01-01, and lets nothing be any more (ana)\n"
        "note: couth.yaml:5:5: this suppression lets nothing be: there is nothing left that it fits (bo)\n"
    )
    assert "lets nothing be: there" not in check(run, "in/a.txt").stderr  # a run over less did not look


def test_a_suppression_of_a_rule_that_there_is_not(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG + SUPPRESS.replace("desk.slang", "desk.slagn"))
    result = check(run)
    assert result.exit_code == 2
    assert result.stderr == "couth.yaml:4:12: there is no rule or group 'desk.slagn'; nearest: desk.slang\n"


def test_only_what_is_not_in_the_baseline_counts(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG + "baseline: known.json\n")
    assert run("baseline").stdout == "known.json: 3 findings\n"
    result = check(run)
    assert (result.exit_code, result.stderr, [found for _, found in rules(result)]) == (0, "", ["", "", "", ""])
    (project / "in/a.txt").write_text("First.\n\nWe are gonna call. And gonna write.\n")
    moved = check(run)
    assert rules(moved)[0] == ("in/a.txt:1", "desk.slang")  # the second one; the first is known, lines moved or not
    (project / "in/b.txt").write_text("Hello.\n")
    stale = check(run)
    assert stale.stderr == (
        "note: known.json: 1 entry of the baseline is not found any more; couth baseline --prune takes it out\n"
    )
    assert run("baseline", "--prune").stdout == "known.json: 2 findings, 1 taken out\n"
    assert check(run).stderr == ""
    assert rules(check(run))[0] == ("in/a.txt:1", "desk.slang")  # pruning adds nothing


def test_a_baseline_of_another_version_is_refused_and_the_rest_judged(run: Couth, project: Path) -> None:
    (project / "known.json").write_text('{"version": 99, "findings": []}')
    result = check(run, "--baseline", "known.json")
    assert (result.exit_code, len(rules(result))) == (2, 4)
    assert result.stderr.startswith("known.json:1:2: a baseline of version 99, where this couth reads version 1; ")


def test_several_outputs_at_once(run: Couth, project: Path) -> None:
    result = check(run, "--output", "sarif=x.sarif", "--output", "junit=x.xml", "--output", "markdown=x.md")
    assert len(rules(result)) == 4
    assert len(json.loads((project / "x.sarif").read_text())["runs"][0]["results"]) == 3
    assert 'tests="4" failures="1" errors="0"' in (project / "x.xml").read_text()
    assert (project / "x.md").read_text().startswith("## couth: 4 drafts: 1 pass, 2 warn, 1 block\n")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("sarif", "'sarif' is not FORMAT=FILE"),
        ("xml=x", "'xml=x' is not FORMAT=FILE"),
        ("json=no/such/x", "no/such/x cannot be written"),
    ],
)
def test_outputs_that_cannot_be(run: Couth, project: Path, value: str, said: str) -> None:
    result = check(run, "--output", value)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_second_run_judges_nothing_that_has_not_changed(
    run: Couth, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(run)
    judged: list[str] = []
    lint, lint_template = Linter.lint, Linter.lint_template

    def watched(self: Linter, draft: object, *given: object, **more: object) -> object:
        judged.append("case")
        return lint(self, draft, *given, **more)  # type: ignore[arg-type]  # handed on

    def watched_template(self: Linter, template: object, **more: object) -> object:
        judged.append(template.name)  # type: ignore[attr-defined]  # handed on
        return lint_template(self, template, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Linter, "lint", watched)
    monkeypatch.setattr(Linter, "lint_template", watched_template)
    assert check(run).stdout_bytes == first.stdout_bytes
    assert judged == ["case", "case"]  # their threads are known: no copies of a customer's words
    judged.clear()
    (project / "in/a.txt").write_text("lol\n")
    assert rules(check(run))[0] == ("in/a.txt:1", "desk.slang")
    assert judged == ["a", "case", "case"]
    judged.clear()
    check(run, "--channel", "sms")
    assert len(judged) == 4
    judged.clear()
    check(run, "--no-cache")
    assert len(judged) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_a_cache_that_others_may_write_is_done_without(run: Couth, project: Path) -> None:
    first = check(run)
    (project / ".couth-cache").chmod(0o770)
    before = (project / ".couth-cache/judged.sqlite").stat().st_mtime_ns
    (project / "in/b.txt").write_text("We are gonna write, lol.")
    second = check(run)
    assert second.stdout != first.stdout
    assert (project / ".couth-cache/judged.sqlite").stat().st_mtime_ns == before


@pytest.mark.parametrize("spoil", ["not a database", None])
def test_a_spoilt_cache_is_done_without(run: Couth, project: Path, spoil: str | None) -> None:
    first = check(run)
    file = project / ".couth-cache/judged.sqlite"
    assert file.exists()
    assert (project / ".couth-cache/.gitignore").read_text() == "*\n"
    if spoil:
        file.write_text(spoil)
    else:
        import sqlite3

        with sqlite3.connect(file) as database:
            database.execute("UPDATE judged SET rows = '[{\"line\": 1}]'")
        database.close()
    second = check(run)
    assert (second.stdout_bytes, second.stderr) == (first.stdout_bytes, "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes start anew, which takes its time")
def test_several_processes_write_the_same_bytes(run: Couth, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from couth.runs import pool

    monkeypatch.setattr(pool, "STRETCH", 300)
    monkeypatch.setattr(pool, "PARCEL_FILES", 2)
    (project / "in/broken.json").write_text('{"draft": ')
    for n in range(5):
        (project / f"in/x{n}.txt").write_text("We are gonna call, lol.\n" * (n + 1))
    cases(project / "in/y.jsonl", *(f"Message {n}, lol" for n in range(40)))
    (project / "in/z.jsonl").write_text(
        '{"id": "k", "messages": [{"role": "customer", "text": "hi"}, {"role": "business", "text": "lol"}]}\n\nnot json\n'
        + '{"draft": {"text": "lol"}}\n' * 20
    )
    stream = (project / "in/z.jsonl").read_bytes()
    outputs = []
    for jobs in ("1", "2"):
        files = [f"--output={name}=x{jobs}.{name}" for name in ("sarif", "gitlab", "junit", "markdown")]
        result = check(run, "--jobs", jobs, "--no-cache", "--fail-on", "never", *files)
        written = [(project / f"x{jobs}.{name}").read_bytes() for name in ("sarif", "gitlab", "junit", "markdown")]
        streamed = check(run, "-", "--jobs", jobs, "--fail-on", "never", "--no-cache", input=stream)
        told = (result.stdout_bytes, result.stderr, streamed.stdout_bytes, streamed.stderr)
        outputs.append((result.exit_code, written, told))
    assert outputs[0] == outputs[1]
    assert outputs[0][0] == 2


def test_masked_nothing_of_any_message_is_shown(run: Couth, project: Path) -> None:
    hidden = "Zanzibar lol gonna quokka"
    (project / "in/a.txt").write_text(hidden)
    thread = [{"role": "customer", "text": "The quokka of Zanzibar"}, {"role": "business", "text": hidden}]
    (project / "in/d.json").write_text(json.dumps({"id": "k", "messages": thread}))
    (project / "in/e.po").write_text(f'msgid "Ahoy {hidden}"\nmsgstr "{hidden}"\n\nmsgid "{hidden} {{{{"\nmsgstr ""\n')
    (project / "in/f.json").write_text(json.dumps({"language": "en", "components": [{"type": "BODY", "text": hidden}]}))
    (project / "in/broken.j2").write_text("{% if " + hidden + " %}" + hidden)
    names = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "text")
    files = [f"--output={name}=x.{name}" for name in names]
    result = run("check", "in", "--mask", "--verbose", *files)
    for text in (result.stdout, result.stderr, *((project / f"x.{name}").read_text() for name in names)):
        assert not [word for word in ("Zanzibar", "quokka", "lol", "gonna") if word in text]
    assert "•" in result.stdout
    assert "in/e.po:2" in result.stdout
    assert "in/e.po:4:" in result.stderr
    assert "desk.slang" in result.stdout


def test_the_configuration_that_holds_is_shown(run: Couth, project: Path) -> None:
    (project / "couth.yaml").write_text(CONFIG + SUPPRESS + "readers: {b.txt: {channel: sms}}\nexclude: [c.jsonl]\n")
    result = run("check", "--show-config", "in/b.txt", "in/c.jsonl", "--fail-on", "info")
    assert result.exit_code == 0
    assert result.stdout.startswith("# couth.yaml\npolicy: small.yaml\npaths:\n- in\n")
    assert "fail_on: info\n" in result.stdout
    assert result.stdout.endswith("# in/b.txt: channel sms\n# in/c.jsonl: left out\n")
    (project / "again.yaml").write_text(result.stdout)
    again = run("check", "--show-config", "--config", "again.yaml").stdout
    assert again.splitlines()[1:] == result.stdout.splitlines()[1:-2]


def test_other_verbs_go_by_its_policy(run: Couth, project: Path) -> None:
    assert run("rules").stdout.splitlines()[0].startswith("desk.nudge  error")
    assert run("test").stdout == "4 examples of 2 rules: all judged as they say\n"
