"""Which files are read: those that are named, and those below the folders that are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable, Final, Iterable, Iterator

from couth.errors import Note, Problem
from couth.readers.ignoring import NAME, Ignored, above

STDIN: Final = "-"
"""The source that is standard input."""

NEVER: Final = frozenset({"node_modules", "__pycache__"})
"""Folders that hold nobody's messages."""

Test = Callable[[str], bool]
"""Tells by its path whether a file or folder is meant."""

_Ids = tuple[int, int]


class Walk:
    """Finds files below folders, sorted by name; hidden ones and, unless told otherwise, those that git ignores are left out.

    `wanted` tells which files are read, `excluded` which files and folders are passed over; `none` is said of a folder
    in which nothing is found.
    """

    def __init__(
        self,
        wanted: Test,
        excluded: Test = lambda _: False,
        none: str = "no readable files here",
        *,
        gitignore: bool = True,
    ) -> None:
        self._wanted = wanted
        self._none = none
        self._excluded = excluded
        self._gitignore = gitignore
        self._seen: set[_Ids] = set()

    def files(self, sources: Iterable[str]) -> Iterator[str | Problem]:
        """The sources with folders replaced by the files in them; a file that is named is taken as it is."""
        for source in sources:
            if source == STDIN or not os.path.isdir(source):
                yield source
                continue
            self._seen.clear()
            folder = Path(source)
            found = list(self._below(folder, (), self._above(folder)))
            yield from found or [Problem(source, None, None, self._none)]

    def _above(self, folder: Path) -> Ignored:
        try:
            return above(folder) if self._gitignore else Ignored()
        except OSError:
            return Ignored()  # above what was named; nobody asked for that

    def _below(self, folder: Path, above: tuple[_Ids, ...], ignored: Ignored) -> Iterator[str | Problem]:
        """Files below a folder; one that was seen already, by another link, is not entered again."""
        try:
            stat = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(folder.as_posix(), None, None, cause(error))
            return
        ids = stat.st_dev, stat.st_ino
        if ids in above:
            yield Note(folder.as_posix(), None, None, "a link that leads back to a folder above it; not followed")
        if ids in self._seen:
            return
        self._seen.add(ids)
        if self._gitignore:
            try:
                ignored = ignored.entered(folder, [entry.name for entry in entries])
            except OSError as error:
                yield Note((folder / NAME).as_posix(), None, None, f"not gone by: {cause(error)}")
        for entry in entries:
            path = (folder / entry.name).as_posix()
            if not entry.name.startswith(".") and entry.name not in NEVER and not self._excluded(path):
                yield from self._entry(entry, path, (*above, ids), ignored)

    def _entry(
        self, entry: os.DirEntry[str], path: str, above: tuple[_Ids, ...], ignored: Ignored
    ) -> Iterator[str | Problem]:
        link = entry.is_symlink()
        folder = os.path.isdir(path) if link else entry.is_dir()  # which raises where links go round in a circle
        if ignored.has(entry.name, folder=folder):
            return
        if folder:
            yield from self._below(Path(path), above, ignored.below(entry.name))
        elif self._wanted(path) and (_is_file(path) if link else entry.is_file()):
            yield path


def _is_file(link: str) -> bool:
    """Whether a link leads to a file; one that leads nowhere is told when it is opened."""
    return os.path.isfile(link) or not os.path.exists(link)


def cause(error: OSError) -> str:
    """Why something could not be read."""
    return error.strerror or type(error).__name__
