"""What rules and facts share: word lists and acts, from the shipped folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, TypeVar

from pydantic import BaseModel, ValidationError

from couth.errors import PolicyError, Problem
from couth.facts import ACTS, CATALOGUE, LISTS, Act, ConditionError, parse_expression
from couth.policy.documents import Document, read_document
from couth.policy.explain import mistakes
from couth.policy.files import WordsFile
from couth.policy.rules import Origin
from couth.policy.shipped import Shelf
from couth.policy.words import act_lists, shared_list
from couth.text import WordList

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared lists by id, those of acts included, the acts by name, and where each was written.

    `names` are the ids of all lists and acts (`acts.<name>`) that have a file, in order or not.
    """

    words: Mapping[str, WordList]
    acts: Mapping[str, Act]
    origins: Mapping[str, Origin]
    names: frozenset[str]

    @property
    def complete(self) -> bool:
        """Whether every file is in order."""
        return self.names == self.origins.keys()


def read_shared(folder: Path, shelf: Shelf, problems: list[Problem]) -> Shared:
    """The shared lists and acts; one that the facts need and that is missing is a problem."""
    words: dict[str, WordList] = {}
    acts: dict[str, Act] = {}
    origins: dict[str, Origin] = {}
    for list_id, path in shelf.words.items():
        file, document = _read(path, WordsFile, problems)
        if file and document:
            words[list_id], origins[list_id] = shared_list(file), Origin(document)
    for name, path in shelf.acts.items():
        act, document = _read(path, Act, problems)
        if act and document:
            acts[name], origins[f"acts.{name}"] = act, Origin(document)
            _check_conditions(act, document, problems)
            words.update(act_lists(name, act))
    problems.extend(_lacking(folder, shelf))
    return Shared(words, acts, origins, frozenset((*shelf.words, *(f"acts.{name}" for name in shelf.acts))))


def _read(path: Path, model: type[Model], problems: list[Problem]) -> tuple[Model | None, Document | None]:
    try:
        document = read_document(path)
    except PolicyError as error:
        problems.extend(error.problems)
        return None, None
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        problems.extend(document.problem(m.way, m.message, key=m.key) for m in mistakes(error, model))
        return None, document


def _check_conditions(act: Act, document: Document, problems: list[Problem]) -> None:
    for number, cue in enumerate(act.cues):
        try:
            if cue.when:
                parse_expression(cue.when, CATALOGUE)
        except ConditionError as error:
            way = ("cues", number, "when")
            problems.append(document.problem(way, f"when: {error.message}", offset=error.column - 1))


def _lacking(folder: Path, shelf: Shelf) -> list[Problem]:
    """The lists and acts that the facts cannot do without."""
    paths = [f"words/{name.removeprefix('words.')}.yaml" for name in LISTS if name not in shelf.words]
    paths += [f"acts/{name}.yaml" for name in ACTS if name not in shelf.acts]
    return [Problem(str(folder / path), None, None, "missing; the facts need it") for path in paths]
