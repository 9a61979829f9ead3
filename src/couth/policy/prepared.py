"""The default policy as a wheel brings it: read and checked when the wheel was built, so that no process has to do it again.

It stands beside the code as plain data, and holds only as long as the shipped policies and couth's own files are those that
it was made from; else, and in a checkout, the YAML is read.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Callable, Final, Mapping

from couth.ground import PACKAGE, shipped
from couth.policy.documents import Document
from couth.policy.loading import load, policy_of, read_parts
from couth.policy.plain import SPOILT, Plain, outlined, plain, restored
from couth.policy.shipped import DEFAULT, library
from couth.policy.values import Examples, LaterExamples, Policy, Rule

Source = str | Path | Document | None

FILE: Final = "prepared.json"


def to_judge_by(source: Source) -> Policy:
    """The policy that `source` names, as `load` gives it; the default one as it was prepared, where it was.

    Raises PolicyError as `load` does.
    """
    return (prepared() if source in (None, DEFAULT) else None) or load(source)


def prepared(path: str = os.path.join(PACKAGE, FILE)) -> Policy | None:
    """The default policy; None where none was prepared, or what it was made from has changed."""
    try:
        with open(path, "rb") as stream:
            entry = json.load(stream)
        if entry["made_from"] == shipped():
            return _with_examples(restored(_with_paths(entry["policy"], lambda inside: str(library() / inside))))
    except (OSError, *SPOILT):
        pass
    return None


def _with_examples(policy: Policy) -> Policy:
    """The policy with its rules' examples, which few ask for: they are read from the YAML when somebody does."""
    read = cache(lambda: load().rules)
    rules = {
        i: replace(rule, examples=LaterExamples(partial(_examples_of, read, i))) for i, rule in policy.rules.items()
    }
    return replace(policy, rules=MappingProxyType(rules))


def _examples_of(read: Callable[[], Mapping[str, Rule]], rule_id: str) -> Examples:
    return read()[rule_id].examples


def prepare() -> str:
    """What to write into the file, for who builds a wheel; raises PolicyError where the default policy does not load."""
    parts = read_parts()
    policy = policy_of(parts)
    found = plain(parts, policy.fingerprint, outlined(policy))
    entry = {
        "made_from": shipped(),
        "policy": _with_paths(found, lambda path: Path(path).relative_to(library()).as_posix()),
    }
    return json.dumps(entry, ensure_ascii=True, separators=(",", ":"))


def _with_paths(policy: Plain, told: Callable[[str], str]) -> Plain:
    """A policy made plain, with the paths of its rules' files told otherwise: a wheel is unpacked anywhere."""
    rules = {
        i: [data, on, altered, told(path), check] for i, (data, on, altered, path, check) in policy["rules"].items()
    }
    return {**policy, "rules": rules}
