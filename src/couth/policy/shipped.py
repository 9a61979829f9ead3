"""Where the shipped policies are: one folder, the top-level rules/ of the project or the copy in a wheel.

rules/default.yaml            a policy; others may stand beside it
rules/<group>/<name>.yaml     the rule <group>.<name>, part of the default policy
rules/words/<name>.yaml       the shared word list words.<name>
rules/acts/<name>.yaml        the shared act <name>
rules/channels/<name>.yaml    the profile of the channel <name>
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Iterator, Mapping

from couth.errors import PolicyError, Problem
from couth.ground import rules_folder
from couth.regexes import regex_of

DEFAULT: Final = "default"
WORDS: Final = "words"
ACTS: Final = "acts"
CHANNELS: Final = "channels"
_NAME = regex_of(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def library() -> Path:
    """The folder of the shipped policies; raises PolicyError where the installation lacks it."""
    folder = rules_folder()
    if folder is None:
        raise PolicyError([Problem("rules", None, None, "the default policy is not installed")])
    return Path(folder)


def shipped_policies(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the shipped policies."""
    return tuple(sorted(path.stem for path in (folder or library()).glob("*.yaml") if not _hidden(path)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of the folder: rules by id, word lists by list id, acts by name, profiles by channel."""

    rules: Mapping[str, Path]
    words: Mapping[str, Path]
    acts: Mapping[str, Path]
    channels: Mapping[str, Path]


def shelf(folder: Path, problems: list[Problem]) -> Shelf:
    """What stands in the folder; a file of any other name is a problem."""
    found: dict[str, dict[str, Path]] = {"": {}, WORDS: {}, ACTS: {}, CHANNELS: {}}
    for path in _files(folder, problems):
        group, name = path.parent.name, path.stem
        kind = group if group in found else ""
        found[kind][name if kind in (ACTS, CHANNELS) else f"{group}.{name}"] = path
    return Shelf(found[""], found[WORDS], found[ACTS], found[CHANNELS])


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if _hidden(entry) or (entry.is_file() and _named(entry)):
            continue
        if entry.is_dir() and _NAME.fullmatch(entry.name):
            yield from _group(entry, problems)
        else:
            problems.append(_stray(entry))


def _group(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_file() and _named(entry):
            yield entry
        elif not _hidden(entry):
            problems.append(_stray(entry))


def _named(path: Path) -> bool:
    return path.suffix == ".yaml" and bool(_NAME.fullmatch(path.stem))


def _hidden(path: Path) -> bool:
    return path.name.startswith((".", "__"))


def _stray(path: Path) -> Problem:
    message = "not the file of a rule: those are <group>/<name>.yaml, in small letters, digits and -"
    return Problem(str(path), None, None, message)


def is_rule_id(text: str) -> bool:
    """Whether a text has the form of a rule's id, `<group>.<name>`."""
    group, _, name = text.partition(".")
    return bool(_NAME.fullmatch(group) and _NAME.fullmatch(name)) and group not in (WORDS, ACTS, CHANNELS)
