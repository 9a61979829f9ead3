"""A run that is the same as one before: what that printed and how it ended, before anything else of couth is loaded.

`couth check` on files that were named, or on one draft, prints the same as long as its arguments, its input, its
configuration and policy, couth and the screen are the same: nothing that it prints depends on the clock. Which runs are
kept, `couth.cli.memory` decides; here they are only found.

Standard library alone, for the same reason as in `couth.runs.keeping`.
"""

from __future__ import annotations

import os
import sys

from couth.runs.keeping import entry_of, kept, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CODES = (0, 1, 3)
"""Exit codes of runs that came to an end."""

BROKEN_PIPE = 141


class Asked:
    """A run as it is asked for: the folder and the name of the entry that would hold it."""

    __slots__ = ("folder", "name")

    def __init__(self, folder: str, name: str) -> None:
        self.folder = folder
        self.name = name


def asked(arguments: list[str]) -> Asked | None:
    """The run that some arguments ask for; None where it is no check, or nothing is to be kept."""
    if arguments[:1] != ["check"] or "--no-cache" in arguments or "_COUTH_COMPLETE" in os.environ or not sys.stdout:
        return None
    folder = place()
    return Asked(folder, entry_of("run", arguments, os.getcwd(), _screen())) if folder else None


def _screen() -> list[object]:
    """All of the screen that changes how a report is written."""
    said = [os.environ.get(name) for name in ("COLUMNS", "NO_COLOR", "TERM")]
    try:
        return [*said, sys.stdout.isatty(), os.get_terminal_size(sys.__stdout__.fileno()).columns]  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return [*said, sys.stdout.isatty()]


def answered(run: Asked) -> int | None:
    """Print what a run printed before, and give its exit code; None where it is not known."""
    data = kept(run.folder, run.name)
    try:
        form, text, code = data["form"], data["text"], data["code"]
    except (LookupError, TypeError):
        return None
    if not (isinstance(text, str) and code in CODES):
        return None
    try:
        write(form, text)
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads()
        return BROKEN_PIPE
    return int(code)


def write(form: str, text: str) -> None:
    """Write a report to stdout: prose as the screen takes it, all else as UTF-8, on every platform.

    Half a surrogate pair becomes its JSON escape.
    """
    if form == "text":
        sys.stdout.write(text)
        return
    left = memoryview(text.encode("utf-8", "backslashreplace"))
    while left:  # without a buffer (PYTHONUNBUFFERED) less may be taken at once
        left = left[sys.stdout.buffer.write(left) :]


def nobody_reads() -> None:
    """Let what is still buffered go nowhere, once the reader has gone: without this Python complains of it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def entry(form: str, text: str, code: int) -> dict[str, Any]:
    """What is kept of a run."""
    return {"form": form, "text": text, "code": code}
