"""What git is told to ignore: every .gitignore from the top of a repository down, and its .git/info/exclude.

https://git-scm.com/docs/gitignore; a person's own core.excludesFile is left out, so that all see the same files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Iterable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME: Final = ".gitignore"
_GIT: Final = ".git"


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is ignored in a folder: lists of patterns, the nearest first, each with the way from where it counts to here."""

    lists: tuple[tuple[GitIgnoreSpec, str], ...] = ()

    def has(self, name: str, *, folder: bool) -> bool:
        """Whether a file or folder that lies right here is ignored; the nearest list that speaks of it decides."""
        for patterns, way in self.lists:
            said = patterns.check_file(f"{way}{name}/" if folder else way + name).include
            if said is not None:
                return said
        return False

    def below(self, name: str) -> Ignored:
        """The same in a folder that lies here, before what that says itself."""
        return Ignored(tuple((patterns, f"{way}{name}/") for patterns, way in self.lists))

    def entered(self, folder: Path, names: Iterable[str]) -> Ignored:
        """With what a folder says itself that holds these names; raises OSError where that cannot be read."""
        held = set(names) & {NAME, _GIT}
        lists = () if _GIT in held else self.lists  # a repository in another one goes by its own
        if _GIT in held:
            lists = _read(_exclude(folder / _GIT))
        return Ignored((_read(folder / NAME) if NAME in held else ()) + lists)


def above(folder: Path) -> Ignored:
    """What the repository says of a folder that a walk begins with, save that it is ignored itself: it was asked for."""
    way = [Path(os.path.abspath(folder))]
    while not (way[-1] / _GIT).exists():
        if way[-1].parent == way[-1]:
            return Ignored()
        way.append(way[-1].parent)
    ignored = Ignored()
    for one, inner in zip(way[:0:-1], way[-2::-1], strict=True):
        ignored = ignored.entered(one, [name for name in (NAME, _GIT) if (one / name).exists()])
        ignored = Ignored() if ignored.has(inner.name, folder=True) else ignored.below(inner.name)
    return ignored


def _exclude(git: Path) -> Path:
    """info/exclude of a repository; `.git` may be a file that says where the repository is."""
    if git.is_file():
        git = git.parent / git.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
        common = git / "commondir"
        git = git / common.read_text("utf-8").strip() if common.is_file() else git
    return git / "info" / "exclude"


def _read(path: Path) -> tuple[tuple[GitIgnoreSpec, str], ...]:
    if not path.is_file():
        return ()
    from pathspec import GitIgnoreSpec

    lines = path.read_text("utf-8-sig", "surrogateescape").split("\n")
    said = [line for line in lines if line.strip() and not line.startswith("#") and _is_pattern(line)]
    return ((GitIgnoreSpec.from_lines(said), ""),) if said else ()


def _is_pattern(line: str) -> bool:
    """Whether a line can be understood; one that cannot git passes over, too."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
