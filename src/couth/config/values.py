"""A configuration as a run takes it: plain values, complete and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Mapping

from couth.policy.documents import Document
from couth.policy.globs import within
from couth.readers import Options


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that are let be: those that fit every selector that is not empty."""

    rule: tuple[str, ...]
    path: tuple[str, ...]
    template: tuple[str, ...]
    fingerprint: tuple[str, ...]
    reason: str
    owner: str
    expires: date | None
    place: str
    """Where it is written, as `couth.yaml:12:5`."""

    def fits(self, rule: str, path: str, template: str | None, fingerprint: str) -> bool:
        """Whether a finding is one of these; `path` counts from the configuration's folder."""
        return (
            (not self.rule or any(one in (rule, rule.split(".", 1)[0]) for one in self.rule))
            and (not self.path or any(within(path, one) for one in self.path))
            and (not self.template or any(fnmatchcase(template or "", one) for one in self.template))
            and (not self.fingerprint or fingerprint in self.fingerprint)
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the files of a pattern are read: the options that it sets, by name."""

    pattern: str
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Config:
    """What a run goes by where the command line says nothing else.

    `folder` is where paths count from; `file` is None where there is no configuration. `policy` is a
    shipped name, a path, or a policy that stands in the configuration.
    """

    file: str | None = None
    folder: Path = field(default_factory=Path)
    policy: str | Path | Document | None = None
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool = True
    readers: tuple[Pattern, ...] = ()
    defaults: Options = field(default_factory=Options)
    fail_on: str | None = None
    baseline: Path | None = None
    suppressions: tuple[Suppression, ...] = ()
    document: Document | None = field(default=None, repr=False, compare=False)

    def relative(self, path: str) -> str:
        """A path from the configuration's folder, with `/` on every platform; as it is where it lies elsewhere."""
        inside, folder = os.path.abspath(path), os.path.abspath(self.folder)
        top = os.path.join(folder, "")
        if os.path.normcase(inside).startswith(os.path.normcase(top)):
            return inside[len(top) :].replace(os.sep, "/")
        return "." if inside == folder else path.replace(os.sep, "/")

    def scope_path(self, path: str) -> str:
        """A path as the scopes of a policy see it: from the top of the configuration's folder, if there is one."""
        return path if self.file is None else "/" + self.relative(path)

    def options_for(self, path: str) -> Options:
        """How a file is read: the configuration's defaults, with what its patterns say of the path."""
        if not self.readers:
            return self.defaults
        inside = self.relative(path)
        said = {k: v for one in self.readers if within(inside, one.pattern) for k, v in one.options.items()}
        return replace(self.defaults, **said) if said else self.defaults  # type: ignore[arg-type]  # checked on loading

    def reads(self, path: str) -> bool:
        """Whether a pattern of `readers` names the file, so that it is read whatever its suffix."""
        return any(within(self.relative(path), one.pattern) for one in self.readers)

    def excludes(self, path: str) -> bool:
        """Whether a file or folder is left out."""
        return bool(self.exclude) and any(within(self.relative(path), one) for one in self.exclude)

    def covers(self, path: str) -> bool:
        """Whether a file is one of those that the configuration names."""
        inside = self.relative(path)
        return not self.excludes(path) and (not self.paths or any(_beneath(inside, one) for one in self.paths))


def _beneath(path: str, named: str) -> bool:
    """The same of a path of `paths`, which counts from the configuration's folder."""
    named = named.removeprefix("./").rstrip("/")
    return named in ("", ".") or within(path, "/" + named.lstrip("/"))
