"""What a run reads: what is named on the command line, else what the configuration names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Final, Iterator, Sequence

from couth.config import Config
from couth.errors import Problem
from couth.policy.globs import within
from couth.readers import NONE, STDIN, Walk, readable
from couth.runs.changes import Change

_WILD: Final = ("*", "?")


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or standard input; `named` where it was asked for by its own name."""

    path: str
    named: bool


def sources(
    config: Config, paths: Sequence[str], *, change: Change | None = None, configured: bool = False
) -> Iterator[Source | Problem]:
    """The sources of a run in order, each once.

    Files that were named are taken as they are, unless `configured` asks for those alone that the configuration
    covers. Of a change only the files that it touched are left.
    """
    seen: set[str] = set()
    for source in _named(config, paths, configured) if paths else _configured(config):
        if isinstance(source, Problem):
            yield source
        elif source.path not in seen and (change is None or source.path == STDIN or change.has(source.path)):
            seen.add(source.path)
            yield source


def _named(config: Config, paths: Sequence[str], configured: bool) -> Iterator[Source | Problem]:
    walk = _walk(config, lambda path: readable(path) or config.reads(path))
    for path in paths:
        folder = path != STDIN and os.path.isdir(path)
        for found in walk.files([path]):
            if isinstance(found, Problem):
                yield found
            elif not configured or found == STDIN or config.covers(found):
                yield Source(found, not folder)


def _configured(config: Config) -> Iterator[Source | Problem]:
    """What `paths` names, entry by entry; one that names nothing is told at its place."""
    for number, entry in enumerate(config.paths):
        found = list(_entry(config, entry))
        yield from found
        if not found:
            yield _nothing(config, number, entry)


def _entry(config: Config, entry: str) -> Iterator[Source | Problem]:
    base = _shown(config.folder / _fixed(entry))
    if not os.path.exists(base):
        return
    wild = any(sign in entry for sign in _WILD)
    inside = "/" + entry.removeprefix("./").lstrip("/")

    def wanted(path: str) -> bool:
        if wild:
            return within(config.relative(path), inside)
        return readable(path) or config.reads(path)

    for found in _walk(config, wanted).files([base]):
        if isinstance(found, Problem):
            if found.message != NONE:
                yield found
        else:
            yield Source(found, named=False)


def _walk(config: Config, wanted: Callable[[str], bool]) -> Walk:
    return Walk(wanted, config.excludes, none=NONE, gitignore=config.gitignore)


def _fixed(entry: str) -> str:
    """The folders of a pattern before its first `*`."""
    parts = Path(entry).parts
    wild = next((n for n, part in enumerate(parts) if any(sign in part for sign in _WILD)), None)
    return str(Path(*parts[:wild]))


def _shown(path: Path) -> str:
    """The path as a person in the working folder would write it."""
    return Path(os.path.relpath(path)).as_posix()


def _nothing(config: Config, number: int, entry: str) -> Problem:
    message = f"paths: nothing to read at {entry!r}"
    if config.document is None:
        return Problem(entry, None, None, message)
    written = config.document.data["paths"]
    return config.document.problem(("paths", number) if isinstance(written, list) else ("paths",), message)
