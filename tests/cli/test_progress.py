"""The bar, against a clock that is set by hand and a terminal that is none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from couth.cli import progress
from couth.cli.progress import Bar
from couth.model import Draft, Thread
from couth.readers import Incoming


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, *moments: float) -> Terminal:
    """A terminal for stderr, put there in the test itself as pytest puts its own before; and a clock."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    clock = iter(moments)
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    return terminal


def step(path: str, done: int) -> Incoming:
    return Incoming(Draft("x"), Thread(), path, 1, done)


def test_a_short_run_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, 0, 0.9)
    with Bar([], wanted=True) as bar:
        bar.step(step("a", 50))
    assert terminal.getvalue() == ""


def test_a_long_run_has_one_that_counts_and_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("x" * 100)
    terminal = watched(monkeypatch, 0, 1, 1.01, 1.2, 1.4)
    with Bar([str(tmp_path / "a"), str(tmp_path / "b")], wanted=True) as bar:
        for done in (50, 60, 100):
            bar.step(step("a", done))
        bar.clear()
        bar.step(step("b", 20))
    shown = terminal.getvalue()
    assert [part for part in (" 25%", "1 draft ", " 50%", "3 drafts ", " 60%", "4 drafts ") if part not in shown] == []
    assert " 30%" not in shown
    assert shown.endswith("\x1b[2K")


def test_a_run_of_unknown_length(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, 0, 2)
    with Bar(["-"], wanted=True) as bar:
        bar.step(step("<stdin>", 50))
    assert "1 draft " in terminal.getvalue()


def test_no_bar_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, 0, 2)
    with Bar(["-"], wanted=False) as bar:
        bar.step(step("<stdin>", 50))
    assert terminal.getvalue() == ""
