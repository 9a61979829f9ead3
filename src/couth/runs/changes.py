"""What a change touched, as git tells it: the lines of each file that are new since a base."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Iterator, Mapping, Sequence

from couth.errors import InputError
from couth.model.finding import Finding
from couth.regexes import regex_of

Lines = tuple[int, int]
"""The first and the last line of a stretch."""

ALL: Final[Sequence[Lines]] = ((1, 2**31),)
"""The lines of a file that is new as a whole."""

_FILE: Final = regex_of(r'^\+\+\+ (?:"b/(?P<quoted>.*)"|b/(?P<plain>.*?))\t?$')
_HUNK: Final = regex_of(r"^@@ -\S+ \+(?P<line>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPE: Final = regex_of(r"\\([0-7]{3}|.)")
_LETTERS: Final = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}


@dataclass(frozen=True, slots=True)
class Change:
    """Touched lines by the absolute path of their file."""

    files: Mapping[str, Sequence[Lines]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Whether anything of a file was touched."""
        return _absolute(path) in self.files

    def touches(self, finding: Finding) -> bool:
        """Whether the lines of a finding were touched; where only its draft's line is known, whether the file was."""
        touched = self.files.get(_absolute(finding.path), ())
        if finding.region:
            first, last = finding.region.line, finding.region.end_line
        elif finding.path.endswith((".jsonl", ".ndjson")):
            first = last = finding.line
        else:
            return bool(touched)
        return any(first <= end and start <= last for start, end in touched)


def since(base: str, folder: Path) -> Change:
    """What the working tree has that `base` and the commits they share had not, with files that git does not know yet.

    Raises InputError where git has no answer.
    """
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    common = _git(folder, "merge-base", "--end-of-options", base, "HEAD").strip()
    options = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--unified=0", "--src-prefix=a/")
    patch = _git(folder, "diff", *options, "--dst-prefix=b/", common, "--")
    files: dict[str, list[Lines]] = {}
    for path, lines in _hunks(patch):
        files.setdefault(_absolute(os.path.join(top, path)), []).append(lines)
    untracked = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z")
    new = {_absolute(os.path.join(top, path)): ALL for path in untracked.split("\0") if path}
    return Change({**files, **new})


def _hunks(patch: str) -> Iterator[tuple[str, Lines]]:
    """Touched lines by path. Where lines were only taken away, those on both sides of the gap are touched."""
    path = None
    left = 0
    for line in patch.split("\n"):
        if left > 0 and line[:1] in "+-":
            left -= 1
            continue
        if line.startswith("+++ "):
            path = _named(line)
        hunk = _HUNK.match(line)
        if hunk and path is not None:
            first, count = int(hunk["line"]), int(hunk["count"] or 1)
            left = count + _removed(line)
            yield path, (first, first + count - 1) if count else (first, first + 1)


def _named(line: str) -> str | None:
    """The path in the head of a file; None for one that is no more."""
    named = _FILE.match(line)
    if named is None:
        return None
    return named["plain"] if named["quoted"] is None else _unquoted(named["quoted"])


def _removed(head: str) -> int:
    """How many lines a hunk takes away."""
    old = head.split(" ")[1]
    return int(old.split(",")[1]) if "," in old else 1


def _unquoted(text: str) -> str:
    """A path as git writes it in quotes: octal bytes and C's letters."""
    data = _ESCAPE.sub(_byte, text).encode("latin-1", "surrogateescape")
    return data.decode("utf-8", "surrogateescape")


def _byte(match: re.Match[str]) -> str:
    sign = match[1]
    return chr(int(sign, 8)) if sign[0].isdigit() else chr(_LETTERS.get(sign, ord(sign)))


def _absolute(path: str) -> str:
    return os.path.realpath(path)


def _git(folder: Path, *arguments: str) -> str:
    import subprocess  # only --diff takes the time to load it

    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (no shell; git of the user's own)
    except OSError as error:
        raise InputError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise InputError(f"git {arguments[0]}: {said[0] if said else f'ended with {done.returncode}'}")
    return done.stdout.decode("utf-8", "surrogateescape")
