"""JSON Schema of the files that people write, for editors: from the same models that check them."""

from __future__ import annotations

from copy import deepcopy
from typing import Annotated, Any, Final, Literal, Mapping, Union

from pydantic import BaseModel, Field, TypeAdapter

from couth.checks import KINDS
from couth.errors import InputError
from couth.facts import Act
from couth.policy.files import PolicyFile, RuleFile, WordsFile
from couth.policy.loading import load
from couth.policy.profiles import ProfileFile
from couth.policy.values import Policy

Which = Literal["policy", "rule", "words", "act", "channel"]
Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "policy": PolicyFile, "rule": RuleFile, "words": WordsFile, "act": Act, "channel": ProfileFile,
}  # fmt: skip
_SWITCH: Final[Schema] = {"enum": [True, False, "on", "off"]}


def schema(which: Which = "policy", policy: Policy | None = None) -> Schema:
    """The JSON Schema of a policy file, a rule file, a shared word list, an act or a profile of a channel.

    That of a policy file knows the rules of `policy` (of the default one) with their options. Raises
    InputError for another name, PolicyError where the default policy does not load.
    """
    if which not in _MODELS:
        raise InputError(f"there is no schema {which!r}: one of {', '.join(_MODELS)}")
    made = _of(_MODELS[which])
    if which == "rule":
        made["$defs"] = _with_checks(made["$defs"])
    if which == "policy":
        made = _of_policy(made, policy or load())
    return {"$schema": _DIALECT, "title": f"couth {which}", **made}


def _of(model: type[BaseModel]) -> Schema:
    made = model.model_json_schema(by_alias=True)
    return {key: value for key, value in made.items() if key != "title"}


def _with_checks(definitions: Schema) -> Schema:
    """Definitions in which a Check is one of the kinds."""
    union: Any = Union[tuple(KINDS.values())]  # noqa: UP007  (known only when it runs)
    made: Schema = TypeAdapter(Annotated[union, Field(discriminator="kind")]).json_schema()
    inner = made.pop("$defs")
    return {**definitions, **inner, "Check": made}


def _of_policy(made: Schema, policy: Policy) -> Schema:
    """The schema with the rules of a policy by id, each with the fields and options that an override may have."""
    rule = _of(RuleFile)
    definitions = {**made["$defs"], **_with_checks(rule.pop("$defs"))}
    definitions["Rule"] = rule
    for kind in KINDS:
        definitions[_override(kind)] = _override_of(kind, rule, definitions)
    definitions["Rules"] = _rules(policy, rule)
    made["properties"]["rules"] = _reference("Rules", made["properties"]["rules"])
    scope = definitions["ScopeFile"]["properties"]
    scope["rules"] = _reference("Rules", scope["rules"])
    return {**made, "$defs": definitions}


def _rules(policy: Policy, rule: Schema) -> Schema:
    known = {}
    for rule_id, written in policy.merged["rules"].items():
        if isinstance(written, dict):
            reference = {"$ref": f"#/$defs/{_override(written['check']['kind'])}"}
            known[rule_id] = {"description": written["summary"], "anyOf": [_SWITCH, reference]}
    other = {"type": "object", "properties": deepcopy(rule["properties"])}
    return {"type": "object", "properties": known, "additionalProperties": {"anyOf": [_SWITCH, other]}}


def _override_of(kind: str, rule: Schema, definitions: Schema) -> Schema:
    """What may stand in an override of a rule with a kind of check: fields, and options beside them."""
    options = {k: v for k, v in definitions[KINDS[kind].__name__]["properties"].items() if k != "kind"}
    check = {"type": "object", "properties": {**options, "kind": {"const": kind}}, "additionalProperties": False}
    properties = {**rule["properties"], **options, "check": check}
    return {"type": "object", "properties": deepcopy(properties), "additionalProperties": False}


def _override(kind: str) -> str:
    return f"override-{kind}"


def _reference(name: str, old: Schema) -> Schema:
    return {"$ref": f"#/$defs/{name}", "description": old.get("description", "")}
