"""From a document to a Config, or to every problem that stands in the way."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Iterator, Mapping

import yaml
from pydantic import ValidationError

from couth.config.files import ConfigFile, ReaderFile, Reading, SuppressFile
from couth.config.values import Config, Pattern, Suppression
from couth.errors import ConfigError, PolicyError, Problem
from couth.policy import load, shipped_policies
from couth.policy.documents import Document
from couth.policy.explain import listed, mistakes
from couth.policy.files import PolicyFile
from couth.readers import Options, Slot

_POLICY_KEYS: Final = frozenset(
    field.alias or name for name, field in PolicyFile.model_fields.items() if name not in ConfigFile.model_fields
)


def read_config(document: Document) -> Config:
    """The configuration in a document; raises ConfigError with every mistake, those of its policy included."""
    problems = [*_misplaced(document), *_form(document)]
    file = _right(document)
    problems += _suppressions_twice(document, file)
    folder = Path(document.path).parent
    policy = _policy(document, file, folder, problems)
    if problems:
        raise ConfigError([*problems, *_of_policy(policy)])
    return _config(document, file, folder, policy)


def _config(document: Document, file: ConfigFile, folder: Path, policy: str | Path | Document | None) -> Config:
    return Config(
        file=document.path,
        folder=folder,
        policy=policy,
        paths=tuple(file.paths),
        exclude=tuple(file.exclude),
        gitignore=file.gitignore,
        readers=tuple(Pattern(pattern, _said(one, ReaderFile)) for pattern, one in file.readers.items()),
        defaults=Options(**_said(file, Reading)),
        fail_on=file.fail_on,
        baseline=folder / file.baseline if file.baseline else None,
        suppressions=tuple(_suppression(document, n, one) for n, one in enumerate(file.suppress)),
        document=document,
    )


def _said(file: Reading, form: type[Reading]) -> dict[str, Any]:
    """What a part says of reading, by name."""
    return {name: _value(value) for name in form.model_fields if (value := getattr(file, name)) is not None}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: Slot(one.type, one.sample, one.worst) for name, one in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _suppression(document: Document, number: int, file: SuppressFile) -> Suppression:
    place = document.problem(("suppress", number), "")
    return Suppression(
        rule=tuple(file.rule),
        path=tuple(file.path),
        template=tuple(file.template),
        fingerprint=tuple(file.fingerprint),
        reason=file.reason,
        owner=file.owner,
        expires=file.expires,
        place=f"{place.path}:{place.line}:{place.column}",
    )


# --- what is wrong ---------------------------------------------------------------------------------


def _misplaced(document: Document) -> Iterator[Problem]:
    """Keys of a policy at the top of a configuration: the commonest mistake, and worth its own words."""
    for key in document.data:
        if key in _POLICY_KEYS:
            message = f"{key!r} belongs to a policy: put it under 'policy:', or in a file that 'policy:' names"
            yield document.problem((key,), message, key=True)


def _form(document: Document) -> Iterator[Problem]:
    try:
        ConfigFile.model_validate(_own(document))
    except ValidationError as error:
        for mistake in mistakes(error, ConfigFile):
            yield document.problem(mistake.way, mistake.message, key=mistake.key)


def _right(document: Document) -> ConfigFile:
    """What is right in it; what is wrong has been noted and is left out, entry by entry."""
    data = dict(_own(document))
    while True:
        try:
            return ConfigFile.model_validate(data)
        except ValidationError as error:
            for way in {m.way[:1] for m in mistakes(error, ConfigFile)}:
                data.pop(str(way[0]), None)


def _own(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key not in _POLICY_KEYS}


def _suppressions_twice(document: Document, file: ConfigFile) -> Iterator[Problem]:
    """Suppressions that go by the same: which reason, owner and day holds would be anybody's guess."""
    seen: dict[str, int] = {}
    for number, one in enumerate(file.suppress):
        selects = one.model_dump_json(include={"rule", "path", "template", "fingerprint"})
        first = seen.setdefault(selects, number)
        if first != number:
            line = document.problem(("suppress", first), "").line
            yield document.problem(("suppress", number), f"the same is suppressed on line {line} already")


# --- the policy ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of a document under names of their own, each with the node behind it."""

    data: dict[str, Any]
    pairs: list[tuple[yaml.Node, yaml.Node]]

    def add(self, name: str, value: object, node: yaml.Node) -> None:
        self.data[name] = value
        self.pairs.append((yaml.ScalarNode("", name, node.start_mark, node.end_mark), node))


def _policy(
    document: Document, file: ConfigFile, folder: Path, problems: list[Problem]
) -> str | Path | Document | None:
    """What the policy is loaded from; one with the overrides of the configuration is put together here."""
    named = _named(document, file, folder, problems) if isinstance(file.policy, str) else None
    if not isinstance(file.policy, dict) and not file.overrides:
        return named
    parts = _Parts({}, [])
    if isinstance(file.policy, dict):
        _take_inline(document, file.policy, parts)
    else:
        source = "default" if named is None else str(named)
        parts.add("extends", _relative(source, folder), document.node_at(("policy",)))
        parts.add("name", Path(source).stem, document.node_at(("policy",)))
    if file.overrides:
        _take_overrides(document, parts)
    top = document.node
    return Document(document.path, parts.data, yaml.MappingNode("", parts.pairs, top.start_mark, top.end_mark))


def _take_inline(document: Document, policy: Mapping[str, Any], parts: _Parts) -> None:
    for key, value in policy.items():
        parts.add(key, value, document.node_at(("policy", key)))


def _take_overrides(document: Document, parts: _Parts) -> None:
    """The overrides, after those that the policy has itself: later ones win."""
    node, scopes = document.node_at(("overrides",)), document.data["overrides"]
    own = parts.data.get("for")
    if isinstance(own, list):
        before = next(value for key, value in parts.pairs if key.value == "for")
        parts.pairs[:] = [pair for pair in parts.pairs if pair[0].value != "for"]
        node = yaml.SequenceNode("", [*before.value, *node.value], before.start_mark, node.end_mark)
        scopes = [*own, *scopes]
    parts.add("for", scopes, node)


def _named(document: Document, file: ConfigFile, folder: Path, problems: list[Problem]) -> str | Path | None:
    name = str(file.policy)
    if name in shipped_policies():
        return name
    path = folder / name
    if not path.is_file():
        legal = listed(name, shipped_policies())
        message = f"there is no policy {name!r}: neither a file nor a shipped one ({legal})"
        problems.append(document.problem(("policy",), message))
        return None
    return path


def _relative(source: str, folder: Path) -> str:
    """A policy as `extends` takes it: a shipped name, or a path from the configuration's folder."""
    return source if source in shipped_policies() else os.path.relpath(source, folder)


def _of_policy(policy: str | Path | Document | None) -> tuple[Problem, ...]:
    """What is wrong with the policy, where the configuration is refused anyhow."""
    try:
        load(policy)
    except PolicyError as error:
        return error.problems
    return ()
