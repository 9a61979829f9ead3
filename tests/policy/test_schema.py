"""The schemas for editors: they take what loads and refuse what does not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
import yaml

from couth.errors import InputError
from couth.policy import library as shipped_folder
from couth.policy import load, schema

from .conftest import DEFAULT, RULES, STRICT

GOOD_POLICIES = [
    "extends: default\n", DEFAULT, STRICT,
    "extends: [default, ./x.yaml]\nrules: {tone.emoji: {limit: 0, severity: error}, tone.slang: false, acme.x: on}\n",
    "rules: {acme.x: {summary: x, check: {kind: count, of: emoji, limit: 1}}, tone.emoji: {check: {limit: 1}}}\n",
    "for: [{channel: sms, rules: {scope.overlong: {characters: 160}}}]\nwords: {tone.slang: {en: {add: [a]}}}\n",
]  # fmt: skip
BAD_POLICIES = [
    "colour: blue\n", "block_below: 101\n", "block_below: many\n", "rules: {tone.emoji: {limt: 0}}\n",
    "rules: {tone.emoji: maybe}\n", "rules: {tone.emoji: {limit: x}}\n", "rules: {tone.emoji: {check: {limt: 1}}}\n",
    "for: [{channel: fax, rules: {}}]\n", "for: [{channel: sms, rules: {tone.emoji: {limt: 0}}}]\n",
    "unknown: {tone: maybe}\n", "words: {tone.slang: {en: {remove: [a]}}}\n",
    "rules: {acme.x: {severity: loud}}\n",
]  # fmt: skip
BAD_RULES = [
    "check: {kind: count, of: emoji, limit: 1}\n", "summary: x\n", "summary: x\ncheck: {kind: cuont}\n",
    "summary: x\ncheck: {kind: count, of: emoji, limt: 1}\n",
    "summary: x\ncheck: {kind: count, of: emoji, limit: -1}\n",
    "summary: x\ncheck: {kind: phrases, phrases: [a]}\n", "summary: x\npoints: many\ncheck: {kind: repeat}\n",
    "summary: x\ncheck: {kind: repeat}\nexamples: {bad: [{at: x}]}\n",
]  # fmt: skip


def plain(text: str) -> Any:
    """The file as YAML 1.2 has it: `off` and `on` are text."""
    return yaml.load(dedent(text), Loader=Core)  # noqa: S506  (a safe loader, but for words that stand for booleans)


class Core(yaml.SafeLoader):
    pass


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool") or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def policies(library: Path) -> jsonschema.Draft202012Validator:
    made = schema("policy", load(library=library))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.fixture(scope="module")
def rules() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema("rule"))


@pytest.mark.parametrize("text", GOOD_POLICIES)
def test_good_policies(policies: jsonschema.Draft202012Validator, text: str) -> None:
    policies.validate(plain(text))


@pytest.mark.parametrize("text", BAD_POLICIES)
def test_bad_policies(policies: jsonschema.Draft202012Validator, text: str) -> None:
    assert not policies.is_valid(plain(text))


@pytest.mark.parametrize("text", RULES.values(), ids=list(RULES))
def test_good_rules(rules: jsonschema.Draft202012Validator, text: str) -> None:
    rules.validate(plain(text))


@pytest.mark.parametrize("text", BAD_RULES)
def test_bad_rules(rules: jsonschema.Draft202012Validator, text: str) -> None:
    assert not rules.is_valid(plain(text))


@pytest.mark.parametrize("which", ["policy", "rule", "words", "act", "channel"])
def test_every_key_is_described(library: Path, which: Any) -> None:
    made = schema(which, load(library=library))
    jsonschema.Draft202012Validator.check_schema(made)
    bare = [key for key, value in made["properties"].items() if not {"description", "$ref"} & set(value)]
    assert not bare or which == "act"


def test_rules_are_listed_with_their_summaries(policies: jsonschema.Draft202012Validator) -> None:
    known = policies.schema["$defs"]["Rules"]["properties"]  # type: ignore[index]  # a mapping, as made
    assert known["tone.emoji"]["description"] == "Few emoji"


def test_no_other_schema() -> None:
    with pytest.raises(InputError, match="there is no schema 'nope'"):
        schema("nope")  # type: ignore[arg-type]  # on purpose


def test_the_shipped_files_fit(rules: jsonschema.Draft202012Validator) -> None:
    folder = shipped_folder()
    kinds = {name: jsonschema.Draft202012Validator(schema(name)) for name in ("policy", "words", "act", "channel")}
    for path in folder.rglob("*.yaml"):
        group = path.parent.name
        named = {"words": "words", "acts": "act", "channels": "channel", folder.name: "policy"}
        which = kinds.get(named.get(group, ""), rules)
        assert [error.message for error in which.iter_errors(plain(path.read_text("utf-8")))] == [], path.name
