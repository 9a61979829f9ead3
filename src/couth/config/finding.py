"""Which configuration holds: the nearest one, from the working folder upward, and one file only."""

from __future__ import annotations

from os.path import isfile  # unlike Path.is_file, it raises for no folder that may not be looked into
from pathlib import Path
from typing import Final, Iterator

from couth.errors import ConfigError, PolicyError, Problem
from couth.policy.documents import Document, read_document, text_of

NAME: Final = "couth.yaml"
PROJECT: Final = "pyproject.toml"
_MISNAMED: Final = ("couth.yml", ".couth.yaml", ".couth.yml", "couth.toml", "couth.json")


def find(start: Path | None = None) -> Document | None:
    """The nearest configuration; raises ConfigError where a folder holds two, or one that does not parse."""
    folder = (start or Path.cwd()).resolve()
    for one in (folder, *folder.parents):
        found = _in(one)
        if found:
            return found
    return None


def places(start: Path | None = None) -> Iterator[Path]:
    """Every file that `find` may look at, there or not."""
    folder = (start or Path.cwd()).resolve()
    return (one / name for one in (folder, *folder.parents) for name in (NAME, PROJECT, *_MISNAMED))


def read(path: Path) -> Document:
    """The configuration in a file that was named; raises ConfigError."""
    shown = str(path)
    try:
        if path.suffix != ".toml":
            return read_document(path, shown)
        document = _table(path, shown)
    except PolicyError as error:
        raise ConfigError(error.problems) from None
    if document is None:
        raise ConfigError([Problem(shown, None, None, "has no table [tool.couth]")])
    return document


def _in(folder: Path) -> Document | None:
    own, project = folder / NAME, folder / PROJECT
    own_there = isfile(own)
    table_there = _project(project) if isfile(project) else None
    if own_there and table_there:
        message = f"there is a {NAME} beside it: keep one configuration, either that file or [tool.couth]"
        raise ConfigError([table_there.problem((), message)])
    if own_there:
        return read(_short(own))
    misnamed = [folder / name for name in _MISNAMED if isfile(folder / name)]
    if misnamed:
        raise ConfigError([Problem(str(_short(misnamed[0])), None, None, f"a configuration is called {NAME}")])
    return table_there


def _project(path: Path) -> Document | None:
    """[tool.couth]; a pyproject.toml that never speaks of couth is nobody's business here."""
    shown = str(_short(path))
    try:
        if b"couth" not in path.read_bytes():
            return None
        return _table(path, shown)
    except OSError as error:
        raise ConfigError([Problem(shown, None, None, f"cannot be read: {error.strerror}")]) from None
    except PolicyError as error:
        raise ConfigError(error.problems) from None


def _table(path: Path, shown: str) -> Document | None:
    from couth.config.tables import table

    return table(text_of(path, shown), shown)


def _short(path: Path) -> Path:
    """The path as a person in the working folder would write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
