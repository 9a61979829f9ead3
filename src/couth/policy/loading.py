"""Loading: from the name or path of a policy to a Policy, or to every problem that stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Iterator, Mapping

from couth.errors import PolicyError, Problem
from couth.facts import Profile
from couth.policy.brought import brought
from couth.policy.build import build
from couth.policy.crosscheck import Built, includes, names_in_rules, names_in_shared, names_in_words, names_of_rules
from couth.policy.documents import Document
from couth.policy.fingerprint import fingerprint
from couth.policy.layers import Layers
from couth.policy.merged import Merged, altered_beside, as_file, merge
from couth.policy.profiles import with_figures
from couth.policy.rules import RawRule
from couth.policy.scopes import Scopes, rules_in_scopes
from couth.policy.shared import Shared
from couth.policy.shipped import DEFAULT
from couth.policy.shipped import library as shipped_library
from couth.policy.stock import Stock, read_stock
from couth.policy.values import Policy, Rule
from couth.policy.words import lists_of, word_lists
from couth.text import Outlines, WordList
from couth.text.lexicon import SHARED

Source = str | Path | Document | None
"""A shipped name, a path, or what was read already; nothing for the default policy."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A policy before it is put together: what was merged, its rules (those that are off, too), and what they share."""

    merged: Merged
    rules: dict[str, Rule]
    shared: Shared
    profiles: Mapping[str, Profile]
    outlines: Outlines = field(default_factory=dict)
    """Those of its word lists that are known."""
    fingerprint: str = ""
    """Its fingerprint, where that is known."""
    is_quick: bool = False
    """Whether what is shipped of it was known from before, so that keeping it would save nothing."""


def load(source: Source = None, *, library: Path | None = None) -> Policy:
    """The policy of a shipped name or a path, the default one where nothing is named; or one that was read already.

    Raises PolicyError with every problem of every file that takes part. `library` is the folder of
    shipped policies, where it is not the installed one.
    """
    return policy_of(read_parts(source, library=library))


def read_parts(source: Source = None, *, library: Path | None = None, stock: Stock | None = None) -> Parts:
    """The parts of a policy, read and checked; raises PolicyError as `load` does.

    What is shipped is taken as the wheel brings it, where it does; `stock` is another one that is known already.
    """
    folder = library or shipped_library()
    problems: list[Problem] = []
    layers = Layers(folder, problems)
    layers.read(DEFAULT if source is None else source)
    stock = stock or (brought() if library is None else None) or read_stock(folder, problems)
    parts = _parts(layers, stock, problems)
    if problems:
        raise PolicyError(problems)
    is_default = len(layers.found) == 1 and layers.found[0].is_default
    return replace(parts, fingerprint=stock.fingerprint if is_default else "", is_quick=bool(stock.ready))


def _parts(layers: Layers, stock: Stock, problems: list[Problem]) -> Parts:
    """What some layers and the stock make; every mistake is noted."""
    unknown: list[Problem] = []
    merged = merge(layers.found, stock, problems, unknown)
    profiles = with_figures(stock.profiles(problems), merged.figures, problems)
    built: Built = {i: _built(raw, merged, stock, problems) if raw else None for i, raw in merged.raws.items()}
    in_scopes = list(rules_in_scopes(merged, problems, unknown))
    if not layers.broken:
        # Which rules there are is known only where every file could be read.
        problems += [*unknown, *_names(layers, merged, built, in_scopes, stock)]
    altered = altered_beside(merged)
    rules = {i: replace(rule, altered=True) if i in altered else rule for i, rule in built.items() if rule}
    fresh = _fresh_lists(merged, rules, stock)
    if stock.shared.complete:
        lists = word_lists(rules.values(), stock.shared.words, merged.words)
        problems += _includes(lists, merged, stock.shared, fresh)
    return Parts(merged, rules, stock.shared, profiles, _known(stock.outlines, fresh))


def _names(
    layers: Layers, merged: Merged, built: Built, in_scopes: list[tuple[RawRule, Rule]], stock: Stock
) -> Iterator[Problem]:
    """Names that lead nowhere; those in the stock's own files where it was read just now."""
    pairs = [(raw, rule) for i, rule in built.items() if rule and (raw := merged.raws[i])]
    yield from names_of_rules(layers.found, merged)
    yield from names_in_words(merged, built, stock.shared)
    yield from names_in_rules([*pairs, *in_scopes], merged, built, stock.shared)
    if not stock.ready:
        yield from names_in_shared(stock.shared)


def _built(raw: RawRule, merged: Merged, stock: Stock, problems: list[Problem]) -> Rule | None:
    """A rule as it was merged; one that stood built and was left alone as it stands, unless the policy bounds its work."""
    rule = (None if merged.limits else stock.built(raw)) or build(raw, merged.limits, problems)
    return rule and stock.with_examples(raw, rule)


def _fresh_lists(merged: Merged, rules: Mapping[str, Rule], stock: Stock) -> frozenset[str]:
    """The word lists that nobody has looked through yet: those of the policy's own rules, and those that it changes."""
    own = (rule for i, rule in rules.items() if (raw := merged.raws[i]) and not stock.built(raw))
    shared = () if stock.ready else stock.shared.words
    return frozenset((*shared, *(c.list_id for c in merged.words), *(i for rule in own for i, _ in lists_of(rule))))


def _includes(lists: Mapping[str, WordList], merged: Merged, shared: Shared, fresh: frozenset[str]) -> list[Problem]:
    """Includes that lead nowhere: where a fresh list has one, of all lists, for one that it includes may lead back to it."""
    return list(includes(lists, merged, shared, lists)) if any(includes(lists, merged, shared, fresh)) else []


def _known(outlines: Outlines, fresh: frozenset[str]) -> Outlines:
    """The outlines that still hold: of lists that are not fresh themselves, and include none that is."""
    names = fresh.union(i.removeprefix(SHARED) for i in fresh)
    return {lang: known.without(names) for lang, known in outlines.items()}


def policy_of(parts: Parts) -> Policy:
    """The Policy that some parts make, rules that are off left out."""
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
        fingerprint=parts.fingerprint,
        merged=MappingProxyType(as_file(merged)),
        outlines=parts.outlines,
    )
    policy = policy if policy.fingerprint else replace(policy, fingerprint=fingerprint(policy))
    return Scopes(merged, rules, shared.words).of(policy) if merged.scopes else policy
