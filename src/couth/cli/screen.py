"""Styled lines on a screen: in colour where there is a terminal that wants it, else as plain text."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, Iterable, Mapping

from couth.reporters import Line, Style

if TYPE_CHECKING:
    from rich.console import Console

WIDEST: Final = 110
"""Cells of a row; longer ones are hard to read on the widest screen."""

_COLOURS: Final[Mapping[Style, str]] = {
    "text": "",
    "dim": "bright_black",
    "title": "bold",
    "rule": "bold cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "good": "bold green",
    "hint": "green",
}


def wants_colour() -> bool:
    """Whether stdout is a terminal that takes colour; NO_COLOR turns it off."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def cells() -> int:
    """Cells of a row of the screen."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def show(lines: Iterable[Line]) -> None:
    """Print the lines, flushed at once on a terminal."""
    if wants_colour():
        painted(_console(), lines)
        return
    sys.stdout.write("".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines))


def paint(lines: Iterable[Line]) -> str:
    """The lines as they are written to a terminal, colours and all."""
    console = _console()
    with console.capture() as captured:
        painted(console, lines)
    return captured.get()


def painted(console: Console, lines: Iterable[Line]) -> None:
    """Print the lines in their colours."""
    from rich.text import Text

    for line in lines:
        console.print(Text.assemble(*((piece.text, _COLOURS[piece.style]) for piece in line)), soft_wrap=True)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)
