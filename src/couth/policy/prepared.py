"""The default policy as a wheel brings it: read and checked when the wheel was built, so that no process has to do it again.

Where there is no wheel, or what it was built from has changed, the YAML is read.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Callable, Mapping

from couth.ground import PACKAGE
from couth.policy.brought import PHRASES, POLICY, brought, to_bring
from couth.policy.documents import Document
from couth.policy.loading import load, policy_of, read_parts
from couth.policy.plain import SPOILT, Plain, outlined, plain, restored
from couth.policy.shipped import DEFAULT, library
from couth.policy.values import Examples, LaterExamples, Policy, Rule

Source = str | Path | Document | None


def to_judge_by(source: Source) -> Policy:
    """The policy that `source` names, as `load` gives it; the default one as it was prepared, where it was.

    Raises PolicyError as `load` does.
    """
    return (prepared() if source in (None, DEFAULT) else None) or load(source)


def prepared(folder: str = PACKAGE) -> Policy | None:
    """The default policy; None where none was prepared, or what it was made from has changed."""
    found = brought(POLICY, folder)
    try:
        return found and _with_examples(restored(_with_paths(found, lambda inside: str(library() / inside))))
    except SPOILT:
        return None


def prepare() -> dict[str, str]:
    """For who builds a wheel: what to write, by file. Raises PolicyError where the default policy does not load."""
    parts = read_parts()
    policy = policy_of(parts)
    found = plain(parts, policy.fingerprint, outlined(policy))
    inside = _with_paths(found, lambda path: Path(path).relative_to(library()).as_posix())
    return {POLICY: to_bring(inside), PHRASES: to_bring(sorted(_phrases(policy)))}


def _phrases(policy: Policy) -> set[str]:
    listed = (by_lang for words in policy.words.values() for by_lang in (words.phrases, words.allow))
    return {phrase for by_lang in listed for phrases in by_lang.values() for phrase in phrases}


def _with_examples(policy: Policy) -> Policy:
    """The policy with its rules' examples, which few ask for: they are read from the YAML when somebody does."""
    read = cache(lambda: load().rules)
    rules = {
        i: replace(rule, examples=LaterExamples(partial(_examples_of, read, i))) for i, rule in policy.rules.items()
    }
    return replace(policy, rules=MappingProxyType(rules))


def _examples_of(read: Callable[[], Mapping[str, Rule]], rule_id: str) -> Examples:
    return read()[rule_id].examples


def _with_paths(policy: Plain, told: Callable[[str], str]) -> Plain:
    """A policy made plain, with the paths of its rules' files told otherwise: a wheel is unpacked anywhere."""
    rules = {
        i: [data, on, altered, told(path), check] for i, (data, on, altered, path, check) in policy["rules"].items()
    }
    return {**policy, "rules": rules}
