"""Real processes: how a run ends when somebody else ends it, what it takes, and what it loads."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

from .conftest import cases

COUTH = (sys.executable, "-m", "couth")
POLICY = ("--policy", "small.yaml")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals are POSIX's")


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """What is started can be interrupted, though the tests may run in the background, where shells have it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def start(*arguments: str, **more: object) -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen(arguments, **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603  (options by name; our own command)


def ended(*arguments: str) -> tuple[int, bytes, bytes]:
    """How a process ended: its code, and what it wrote to stdout and stderr."""
    process = start(*arguments)
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def test_a_run_as_a_module(folder: Path) -> None:
    cases(folder / "a.jsonl", "Are you there?")
    code, output, _ = ended(*COUTH, "check", "a.jsonl", "--format", "jsonl", *POLICY)
    assert (code, json.loads(output)["verdict"]) == (1, "block")


@posix
def test_a_broken_pipe_is_silent(folder: Path) -> None:
    cases(folder / "a.jsonl", *["lol"] * 1000)
    for form in ("jsonl", "text"):
        process = start(*COUTH, "check", "a.jsonl", "--format", form, *POLICY)
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (141, b"")


@posix
def test_an_interrupt_ends_with_one_line_and_all_that_was_done(folder: Path) -> None:
    process = start(*COUTH, "check", "-", "--format", "jsonl", *POLICY)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"draft": {"text": "lol"}}\n')
    process.stdin.flush()
    first = process.stdout.readline()  # somebody waits for each report, so it comes at once
    assert json.loads(first)["verdict"] == "warn"
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert (process.returncode, rest, errors) == (130, b"", b"couth: interrupted after 1 draft\n")


@posix
def test_an_interrupt_leaves_no_report_behind(folder: Path) -> None:
    cases(folder / "a.jsonl", *["lol"] * 50_000)
    process = start(*COUTH, "check", "a.jsonl", "--format", "jsonl", *POLICY)
    assert process.stdout is not None
    assert process.stderr is not None
    reports = [process.stdout.readline()]
    process.send_signal(signal.SIGINT)
    reports += process.stdout.readlines()
    said = process.stderr.read().decode()
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert all(json.loads(line)["verdict"] == "warn" for line in reports)
    done = re.fullmatch(r"couth: interrupted after ([\d,]+) drafts?\n", said)
    assert done, said
    assert int(done[1].replace(",", "")) - len(reports) in (0, 1)  # the last may be counted but not yet written


PEAK = r"""
import re, sys
from pathlib import Path
from typing import Iterator
from couth.cli import couth
try:
    couth(["check", sys.argv[1], "--format", "jsonl", "--policy", "small.yaml"])
finally:
    print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of one process")
def test_memory_does_not_grow_with_the_input(folder: Path) -> None:
    peaks = []
    for drafts in (20, 400):
        line = json.dumps({"draft": {"text": "See you on Friday."}, "meta": "x" * 100_000}) + "\n"
        (folder / "a.jsonl").write_text(line * drafts)
        _, output, peak = ended(sys.executable, "-c", PEAK, "a.jsonl")
        assert output.count(b"\n") == drafts
        peaks.append(int(peak))
    assert peaks[1] < peaks[0] * 1.1


LOADED = "import sys; {}; print(*sorted({{'click', 'rich', 'emoji', 'regex', 'pydantic'}} & set(sys.modules)))"


@pytest.mark.parametrize(
    ("code", "loaded"),
    [("import couth", ""), ("import couth.cli", "click"), ("import couth; couth.Draft, couth.Thread", "")],
)
def test_what_an_import_loads(folder: Path, code: str, loaded: str) -> None:
    _, output, _ = ended(sys.executable, "-c", LOADED.format(code))
    assert output.decode().strip() == loaded


def on_a_terminal(*arguments: str) -> str:
    """What the command writes where stdout and stderr are a terminal."""
    import pty  # there is none on Windows

    main, child = pty.openpty()
    settings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": ""}
    process = start(*COUTH, *arguments, stdin=child, stdout=child, stderr=child, env=settings)
    os.close(child)
    written = b""
    try:
        while chunk := os.read(main, 65536):
            written += chunk
    except OSError:  # Linux says so at the end
        pass
    process.wait(timeout=60)
    os.close(main)
    return written.decode()


@posix
def test_colour_on_a_terminal(folder: Path) -> None:
    cases(folder / "a.jsonl", "lol")
    assert "\x1b[1;33mwarning\x1b[0m" in on_a_terminal("check", "a.jsonl", *POLICY)


@posix
def test_no_path_on_a_terminal_is_bad_usage(folder: Path) -> None:
    assert "nothing to check" in on_a_terminal("check", *POLICY)
