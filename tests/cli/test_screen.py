"""Where there is colour, and what it looks like."""

from __future__ import annotations

import io
import sys

import pytest

from couth.cli import screen
from couth.reporters import Line, Piece

LINES: list[Line] = [(Piece("wrong", "error"), Piece(" [a.b] "), Piece("why", "dim")), ()]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it(
    environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    for name, value in {"TERM": "xterm-256color", "NO_COLOR": "", **environment}.items():
        monkeypatch.setenv(name, value)
    screen.show(LINES)
    plain = "wrong [a.b] why\n\n"
    assert terminal.getvalue() == ("\x1b[1;31mwrong\x1b[0m [a.b] \x1b[90mwhy\x1b[0m\n\n" if colour else plain)


def test_no_colour_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not screen.wants_colour()


def test_rows_are_never_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert screen.cells() == screen.WIDEST
    monkeypatch.setenv("COLUMNS", "60")
    assert screen.cells() == 60
