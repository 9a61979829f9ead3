"""The chain of `extends`: every policy file that takes part, each once, the one that was asked for last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from couth.errors import PolicyError, Problem
from couth.policy.documents import Document, read_document
from couth.policy.explain import listed, mistakes
from couth.policy.files import PolicyFile
from couth.policy.shipped import DEFAULT, shipped_policies

MAX_EXTENDS: Final = 10
"""Policies that may extend each other in a row."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One policy file, and whether it is the shipped default, which brings the shipped rules along."""

    document: Document
    file: PolicyFile
    path: Path
    is_default: bool


class Layers:
    """Reads a policy and what it extends, noting every problem."""

    def __init__(self, library: Path, problems: list[Problem]) -> None:
        self.found: list[Layer] = []
        self.broken = False
        """Whether a part could not be read, so that nobody can say which rules there are."""
        self._library = library
        self._problems = problems
        self._done: set[Path] = set()

    def read(self, source: str | Path | Document) -> None:
        """Find all that a policy consists of, in the order in which it applies."""
        if isinstance(source, Document):
            self._take(source, Path(source.path), ())
            return
        path = self._path(source, Path())
        if path is None:
            self.broken = True
            self._problems.append(Problem(str(source), None, None, self._missing(str(source))))
        else:
            self._read(path, ())

    def _read(self, path: Path, chain: tuple[Path, ...]) -> None:
        try:
            document = read_document(path)
        except PolicyError as error:
            self.broken = True
            self._problems.extend(error.problems)
            return
        self._take(document, path, chain)

    def _take(self, document: Document, path: Path, chain: tuple[Path, ...]) -> None:
        file = valid(document, self._problems)
        for number, name in enumerate(file.extends):
            self._extend(document, number, name, (*chain, path))
        self.found.append(Layer(document, file, path, path == self._library / f"{DEFAULT}.yaml"))

    def _extend(self, document: Document, number: int, name: str, chain: tuple[Path, ...]) -> None:
        path = self._path(name, chain[-1].parent)
        fault = self._missing(name) if path is None else _fault(path, chain)
        if fault:
            self.broken = True
            self._problems.append(document.problem(("extends", number), fault))
        elif path is not None and path.resolve() not in self._done:
            self._done.add(path.resolve())
            self._read(path, chain)

    def _path(self, name: str | Path, folder: Path) -> Path | None:
        """The file that a name or path means, None where there is none."""
        if isinstance(name, str) and name in shipped_policies(self._library):
            return self._library / f"{name}.yaml"
        try:
            path = folder / name
            return path if path.exists() else None
        except (OSError, ValueError):
            return None

    def _missing(self, name: str) -> str:
        legal = listed(name, shipped_policies(self._library))
        return f"there is no policy {name!r}: neither a file nor a shipped one ({legal})"


def _fault(path: Path, chain: tuple[Path, ...]) -> str | None:
    resolved = [one.resolve() for one in chain]
    if path.resolve() in resolved:
        circle = [*chain[resolved.index(path.resolve()) :], path]
        return f"circular extends: {' > '.join(one.name for one in circle)}"
    return f"more than {MAX_EXTENDS} policies extend each other in a row" if len(chain) > MAX_EXTENDS else None


def valid(document: Document, problems: list[Problem]) -> PolicyFile:
    """What is right in a policy file; what is wrong is noted and left out."""
    data = document.data
    try:
        return PolicyFile.model_validate(data)
    except ValidationError as error:
        found = mistakes(error, PolicyFile)
    problems.extend(document.problem(m.way, m.message, key=m.key) for m in found)
    wrong = {m.way[0] for m in found}
    return PolicyFile.model_validate({key: value for key, value in data.items() if key not in wrong})
