"""The picture in the README: a real run of the command on a terminal, as an SVG.

python docs/picture.py            writes docs/terminal.svg (on Linux and macOS)
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parent.parent
SHOWN: Final = ("check", "examples/plumber-whatsapp.json")
COLUMNS: Final = 96


def on_a_terminal() -> str:
    """What the command writes where stdout is a terminal, with its colours."""
    main, child = pty.openpty()
    settings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "NO_COLOR": ""}
    command = [sys.executable, "-m", "couth", *SHOWN]
    with subprocess.Popen(command, cwd=ROOT, stdout=child, env=settings) as process:  # noqa: S603  (our own command)
        os.close(child)
        written = _all_of(main).replace("\r\n", "\n")
    if process.returncode not in (0, 1):
        raise SystemExit(f"couth ended with {process.returncode}; the picture is left as it was")
    return written


def _all_of(terminal: int) -> str:
    written = b""
    try:
        while chunk := os.read(terminal, 65536):
            written += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    return written.decode()


def main() -> None:
    """Write the picture."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "bold green"), " ".join(("couth", *SHOWN))))
    console.print(Text.from_ansi(on_a_terminal()))
    path = ROOT / "docs" / "terminal.svg"
    console.save_svg(str(path), title="couth", unique_id="couth")


if __name__ == "__main__":
    main()
