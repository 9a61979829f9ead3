"""Mending the files of a run: the fixes of findings that count, written or shown as a diff."""

from __future__ import annotations

import os
import tempfile
from codecs import BOM_UTF8
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Iterable, Iterator

from couth.errors import Problem
from couth.model import Fix
from couth.readers import Incoming
from couth.readers.fixing import Mended, mended
from couth.readers.walking import cause
from couth.regexes import regex_of
from couth.runs.judging import Judge


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends files by the findings of a judge; only the safe fixes, unless `unsafe`."""

    judge: Judge
    unsafe: bool = False

    def file(self, path: str) -> Mended | Problem:
        """The file as it is and as it should be; a Problem where it cannot be read."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            return Problem(path, None, None, cause(error))
        return mended(data, path, self.judge.plan.options_for(path), lambda items: self._wanted(items, path))

    def _wanted(self, items: Iterable[Incoming], path: str) -> Iterator[tuple[Incoming, str, Fix]]:
        for item, finding in self.judge.counting(items, path):
            fix = finding.violation.fix
            if fix and (fix.safe or self.unsafe):
                yield item, finding.violation.rule, fix


def write(file: Mended) -> Problem | None:
    """Put the file in the place of the old one, at once and whole; what is wrong where that cannot be done."""
    target = os.path.realpath(file.path)
    try:
        with open(target, "r+b") as old:
            bom = BOM_UTF8 if old.read(len(BOM_UTF8)) == BOM_UTF8 else b""
        _replace(target, bom + file.after.encode("utf-8", "surrogateescape"))
    except OSError as error:
        return Problem(file.path, None, None, f"not mended: {cause(error)}")
    return None


def _replace(target: str, data: bytes) -> None:
    mode = os.stat(target).st_mode
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(target), prefix=".couth-", delete=False) as new:
        try:
            new.write(data)
            new.flush()
            os.chmod(new.name, mode)
            os.replace(new.name, target)
        except OSError:
            os.unlink(new.name)
            raise


_LINE_END = regex_of(r"(?<=\n)")


def diff(file: Mended) -> str:
    """What changes in the file, as `patch` and `git apply` take it."""
    before, after = (_lines(text) for text in (file.before, file.after))
    name = file.path.replace(os.sep, "/").lstrip("/")
    return "".join(_whole(line) for line in unified_diff(before, after, f"a/{name}", f"b/{name}"))


def _lines(text: str) -> list[str]:
    return [line for line in _LINE_END.split(text) if line]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
