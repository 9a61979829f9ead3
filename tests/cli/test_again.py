"""A run that is the same as one before prints the same bytes and ends the same, and is known only while it would."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couth.cli import check, couth, memory
from couth.cli.policies import linter_for
from couth.reporters import FORMATS
from couth.reporters.offsets import UNITS
from couth.runs import keeping
from couth.runs.again import answered, asked

Ended = tuple[int, bytes]

TEXTS = (
    "Are you there?",
    "We are gonna call, lol \U0001f600.",
    "Your parcel arrives on Friday.",
    "Half a pair: \ud83d",
)


@pytest.fixture
def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, and files to judge beside it."""
    (folder / "a.txt").write_text(TEXTS[1], "utf-8")
    lines = [{"id": f"c{n}", "draft": {"text": text}} for n, text in enumerate(TEXTS)]
    (folder / "b.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    thread = [{"role": "customer", "text": "The quokka is ill"}]
    (folder / "clean.json").write_text(json.dumps({"thread": thread, "draft": {"text": TEXTS[2]}}), "utf-8")
    (folder / "found.json").write_text(json.dumps({"thread": thread, "draft": {"text": TEXTS[0]}}), "utf-8")
    (folder / "thread.json").write_text(json.dumps(thread), "utf-8")
    monkeypatch.setenv("COUTH_CACHE_DIR", str(folder / "kept"))
    monkeypatch.setattr(check, "linter_for", linter_for)  # one that other tests compiled was read from nowhere
    return folder / "kept"


def whole(*arguments: str) -> Ended:
    """The whole command, which keeps the run where it may."""
    result = CliRunner().invoke(couth, arguments, obj=asked(list(arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes


def again(*arguments: str) -> Ended | None:
    """What is known of the run."""
    run = asked(list(arguments))
    with CliRunner().isolation() as streams:
        code = answered(run) if run else None
        return None if code is None else (code, streams[0].getvalue())


def is_known(*arguments: str) -> bool:
    return again(*arguments) is not None


options = st.fixed_dictionaries(
    {},
    optional={
        "--format": st.sampled_from(FORMATS.own),
        "--fail-on": st.sampled_from(["error", "warning", "info", "never"]),
        "--offsets": st.sampled_from(UNITS),
        "--channel": st.sampled_from(["sms", "whatsapp"]),
        "--lang": st.sampled_from(["en", "es"]),
    },
)
flags = st.lists(st.sampled_from(["--mask", "--verbose", "--quiet", "--no-config", "--all"]), unique=True)
inputs = st.lists(st.sampled_from(["a.txt", "b.jsonl", "clean.json"]), min_size=1, max_size=3) | st.sampled_from(
    [["--draft", TEXTS[0]], ["--draft", TEXTS[2]], ["--draft", TEXTS[2], "--thread", "thread.json"], ["--draft", ""]]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(options=options, flags=flags, inputs=inputs)
def test_the_same_run_prints_the_same_bytes(
    kept: Path, options: dict[str, str], flags: list[str], inputs: list[str]
) -> None:
    arguments = ("check", "--policy", "small.yaml", *(x for pair in options.items() for x in pair), *flags, *inputs)
    first = whole(*arguments)
    assert first[0] in (0, 1)
    assert again(*arguments) == again(*arguments) == first == whole(*arguments)
    assert again(*arguments, "--no-cache") is None


def test_a_process_that_knows_the_run_loads_nothing(kept: Path) -> None:
    def ended(*more: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, *more, "-m", "couth", "check", "a.txt", "--policy", "small.yaml", "--format", "json"]
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (our own command)

    first, second, third = ended(), ended(), ended("-X", "importtime")
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert third.stdout == first.stdout != b""
    loaded = {line.split(b"|")[-1].strip() for line in third.stderr.splitlines()}
    assert b"couth.runs.again" in loaded
    assert not loaded & {
        b"click",
        b"rich",
        b"pydantic",
        b"yaml",
        b"regex",
        b"emoji",
        b"typing",
        b"couth.cli",
        b"sqlite3",
    }


RUN = ("check", "a.txt", "--policy", "small.yaml")


def _edit(name: str, text: str = "We call.") -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _edit("a.txt"),
        _edit("small.yaml", "name: none\n"),
        _edit("couth.yaml", "fail_on: warning\n"),
        _edit("couth.yml", ""),
        _edit("pyproject.toml", "[tool.couth]\nfail_on = 'warning'\n"),
        lambda folder: (folder / "a.txt").unlink(),
    ],
)
def test_a_run_is_known_until_something_that_it_went_by_changes(kept: Path, change: Callable[[Path], object]) -> None:
    first = whole(*RUN)
    assert again(*RUN) == first
    change(kept.parent)
    assert again(*RUN) is None


def test_a_run_is_known_by_all_that_it_was_asked_with(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(*RUN)
    assert is_known(*RUN)
    assert not is_known(*RUN, "--mask")
    assert not is_known("rules")
    for name, value in (("COLUMNS", "40"), ("NO_COLOR", "1"), ("COUTH_NO_CACHE", "1"), ("_COUTH_COMPLETE", "x")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert not is_known(*RUN)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "state", lambda: "another couth, Python or distribution")
        assert not is_known(*RUN)
    with monkeypatch.context() as patch:
        (kept.parent / "below").mkdir()
        patch.chdir(kept.parent / "below")
        assert not is_known(*RUN)
    assert is_known(*RUN)


SUPPRESS = "suppress: [{{rule: desk.slang, reason: known, owner: me{}}}]\n"


def _refused(folder: Path) -> Iterator[tuple[str, ...]]:
    yield ("check", ".", *RUN[2:])
    yield (*RUN, "--output", "json=x.json")
    yield (*RUN, "--fix")
    yield (*RUN, "b.jsonl", "nothing.txt")
    yield (*RUN, "--show-config")
    (folder / "broken.jsonl").write_text('{"draft": \n')
    yield ("check", "broken.jsonl", *RUN[2:])
    (folder / "couth.yaml").write_text(SUPPRESS.format(", expires: 2999-01-01"))
    yield RUN
    (folder / "couth.yaml").write_text("baseline: known.json\n")
    (folder / "known.json").write_text('{"version": 1, "findings": []}')
    yield RUN
    (folder / "couth.yaml").write_text("paths: [.]\n")
    yield ("check", *RUN[2:])


def test_what_a_later_day_or_another_folder_would_change_is_not_kept(kept: Path) -> None:
    for arguments in _refused(kept.parent):
        whole(*arguments)
        assert not is_known(*arguments), arguments
    (kept.parent / "couth.yaml").write_text(SUPPRESS.format(""))
    assert whole(*RUN) == again(*RUN)


def test_what_was_judged_by_code_of_others_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distribution = kept.parent / "site/acme-1.0.dist-info"
    distribution.mkdir(parents=True)
    (distribution / "entry_points.txt").write_text('[couth.checks]\nmood = "acme:Mood"\n')
    monkeypatch.syspath_prepend(str(distribution.parent))
    whole("check", "a.txt", *RUN[2:], "--format", "json")
    assert not is_known("check", "a.txt", *RUN[2:], "--format", "json")


@pytest.mark.parametrize("form", FORMATS.own)
def test_no_word_of_a_customer_is_kept(kept: Path, form: str) -> None:
    for name in ("found.json", "clean.json"):
        arguments = ("check", name, *RUN[2:], "--format", form, "--verbose")
        assert whole(*arguments)[0] == (name == "found.json")
        assert is_known(*arguments) == (name == "clean.json")
    assert kept.is_dir()
    assert not [path for path in kept.iterdir() if b"quokka" in path.read_bytes()]


def test_a_file_that_changes_while_it_is_judged_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = memory.Memory.keep

    def late(self: memory.Memory, *rest: object) -> None:
        (kept.parent / "a.txt").write_text("Other words.", "utf-8")
        real(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(memory.Memory, "keep", late)
    whole(*RUN)
    (kept.parent / "a.txt").write_text(TEXTS[1], "utf-8")
    assert not is_known(*RUN)


def test_much_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 10)
    whole(*RUN)
    assert not is_known(*RUN)


@pytest.mark.parametrize("spoilt", ["", "{}", '{"files": {}, "data": []}', '{"files": {}, "data": {"form": 1}}',
                                    '{"files": {}, "data": {"form": "text", "text": "x", "code": 7}}'])  # fmt: skip
def test_a_spoilt_entry_is_done_without(kept: Path, spoilt: str) -> None:
    first = whole(*RUN)
    for path in kept.glob("run-*"):
        path.write_text(spoilt)
    assert not is_known(*RUN)
    assert whole(*RUN) == first == again(*RUN)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_gone_away_ends_it_silently(kept: Path) -> None:
    (kept.parent / "many.jsonl").write_text('{"draft": {"text": "lol"}}\n' * 5000)
    command = [sys.executable, "-m", "couth", "check", "many.jsonl", "--policy", "small.yaml", "--format", "jsonl"]
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603  (our own command)
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (141, b"")
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  (this one is kept)
