"""The baseline: findings that are known by their fingerprints, so that only new ones count. No words of theirs are kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Iterable, Mapping

from couth.errors import InputError, Problem
from couth.model.finding import Finding

VERSION: Final = 1
"""The version of the form and of the fingerprints; another one holds nothing that can be compared."""

NAME: Final = "couth-baseline.json"

_KEYS: Final = ("fingerprint", "rule", "path", "name")


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """A finding that is known. `path` counts from the configuration's folder; `name` is the template's, or an id."""

    path: str
    rule: str
    fingerprint: str
    name: str | None = None


def record_of(finding: Finding, inside: str) -> Record:
    """The record of a finding in a file."""
    return Record(inside, finding.violation.rule, finding.fingerprint, finding.name)


def written(records: Iterable[Record]) -> str:
    """The file of a baseline: one finding a line, sorted, so that a change of it is easy to read."""
    lines = [
        json.dumps({key: value for key in _KEYS if (value := getattr(record, key)) is not None}, ensure_ascii=False)
        for record in sorted(set(records), key=lambda r: (r.path, r.rule, r.name or "", r.fingerprint))
    ]
    body = ",\n".join("    " + line for line in lines)
    findings = f"[\n{body}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def read_baseline(path: Path) -> tuple[Record, ...]:
    """The records of a baseline; raises InputError with its place where it cannot be gone by."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        hint = "; couth baseline writes it" if isinstance(error, FileNotFoundError) else ""
        raise _refused(path, f"the baseline cannot be read: {error.strerror}{hint}") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "the baseline is not UTF-8") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _refused(path, f"the baseline is no JSON: {error.msg}", error.lineno, error.colno) from error
    except RecursionError as error:
        raise _refused(path, "the baseline is nested too deeply") from error
    return tuple(_records(path, text, data))


def _records(path: Path, text: str, data: Any) -> Iterable[Record]:
    version = data.get("version") if isinstance(data, Mapping) else None
    if version is None:
        raise _refused(path, "not a baseline: it names no version; couth baseline writes one")
    if version != VERSION:
        told = f"a baseline of version {version!r}, where this couth reads version {VERSION}; run couth baseline again"
        raise _refused(path, told, *_place(text))
    findings = data.get("findings")
    if not isinstance(findings, list) or not all(_is_record(one) for one in findings):
        raise _refused(path, "not a baseline: findings must be a list of objects with fingerprint, rule and path")
    return (Record(one["path"], one["rule"], one["fingerprint"], one.get("name")) for one in findings)


def _place(text: str) -> tuple[int, int]:
    """Where the version is told."""
    at = text.find('"version"')
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _is_record(data: object) -> bool:
    return isinstance(data, Mapping) and all(isinstance(data.get(key), str) for key in _KEYS[:3])


def _refused(path: Path, message: str, line: int | None = None, column: int | None = None) -> InputError:
    problem = Problem(str(path), line, column, message)
    return InputError(str(problem), problem)
