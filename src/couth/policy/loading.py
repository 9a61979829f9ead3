"""Loading: from the name or path of a policy to a Policy, or to every problem that stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Mapping

from couth.errors import PolicyError, Problem
from couth.facts import Profile
from couth.policy.brought import PHRASES, brought
from couth.policy.build import build
from couth.policy.crosscheck import Built, includes, names_in_rules, names_in_shared, names_in_words, names_of_rules
from couth.policy.documents import Document
from couth.policy.fingerprint import fingerprint
from couth.policy.layers import Layers
from couth.policy.merged import Merged, altered_beside, as_file, merge
from couth.policy.profiles import read_profiles
from couth.policy.scopes import Scopes, rules_in_scopes
from couth.policy.shared import Shared, read_shared
from couth.policy.shipped import DEFAULT, shelf
from couth.policy.shipped import library as shipped_library
from couth.policy.values import Policy, Rule
from couth.policy.words import word_lists
from couth.text import Outline, parsed_before


@dataclass(frozen=True, slots=True)
class Parts:
    """A policy before it is put together: what was merged, its rules (those that are off, too), and what they share."""

    merged: Merged
    rules: dict[str, Rule]
    shared: Shared
    profiles: Mapping[str, Profile]


_NONE: Final[Mapping[str, Outline]] = MappingProxyType({})


def load(source: str | Path | Document | None = None, *, library: Path | None = None) -> Policy:
    """The policy of a shipped name or a path, the default one where nothing is named; or one that was read already.

    Raises PolicyError with every problem of every file that takes part. `library` is the folder of
    shipped policies, where it is not the installed one.
    """
    return policy_of(read_parts(source, library=library))


def read_parts(source: str | Path | Document | None = None, *, library: Path | None = None) -> Parts:
    """The parts of a policy, read and checked; raises PolicyError as `load` does."""
    with parsed_before(frozenset(brought(PHRASES) or ())):
        return _read_parts(DEFAULT if source is None else source, library or shipped_library())


def _read_parts(source: str | Path | Document, folder: Path) -> Parts:
    problems: list[Problem] = []
    layers = Layers(folder, problems)
    layers.read(source)
    files = shelf(folder, problems)
    shared = read_shared(folder, files, problems)
    unknown: list[Problem] = []
    merged = merge(layers.found, files, problems, unknown)
    profiles = read_profiles(files.channels, merged.figures, problems)
    built: Built = {i: build(raw, merged.limits, problems) if raw else None for i, raw in merged.raws.items()}
    pairs = [(raw, rule) for i, rule in built.items() if rule and (raw := merged.raws[i])]
    pairs += rules_in_scopes(merged, problems, unknown)
    if not layers.broken:
        # Which rules there are is known only where every file could be read.
        problems += [*unknown, *names_of_rules(layers.found, merged), *names_in_words(merged, built, shared)]
        problems += [*names_in_rules(pairs, merged, built, shared), *names_in_shared(shared)]
    altered = altered_beside(merged)
    rules = {i: replace(rule, altered=True) if i in altered else rule for i, rule in built.items() if rule}
    if shared.complete:
        problems += includes(word_lists(rules.values(), shared.words, merged.words), merged, shared)
    if problems:
        raise PolicyError(problems)
    return Parts(merged, rules, shared, profiles)


def policy_of(parts: Parts, known_by: str | None = None, outlines: Mapping[str, Outline] = _NONE) -> Policy:
    """The Policy that some parts make, rules that are off left out.

    `known_by` is its fingerprint and `outlines` are those of its word lists, where they are known.
    """
    merged, rules, shared = parts.merged, parts.rules, parts.shared
    on = {i: rule for i, rule in rules.items() if (raw := merged.raws[i]) and raw.on}
    policy = Policy(
        name=merged.name,
        rules=MappingProxyType(on),
        disabled=tuple(i for i in rules if i not in on),
        block_below=merged.block_below,
        unknown=MappingProxyType(dict(merged.unknown)),
        caps=MappingProxyType(dict(merged.caps)),
        words=MappingProxyType(word_lists(on.values(), shared.words, merged.words)),
        acts=MappingProxyType(dict(shared.acts)),
        lang=merged.lang,
        limits=MappingProxyType(dict(merged.limits)),
        channels=MappingProxyType(dict(parts.profiles)),
        fingerprint=known_by or "",
        merged=MappingProxyType(as_file(merged)),
        outlines=outlines,
    )
    policy = policy if known_by else replace(policy, fingerprint=fingerprint(policy))
    return Scopes(merged, rules, shared.words).of(policy) if merged.scopes else policy
