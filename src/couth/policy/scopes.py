"""`for:`: the policy for some channel, language, purpose or path, made when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Iterator, Mapping, Sequence

from couth.errors import Problem
from couth.policy.build import build
from couth.policy.files import SELECTORS, ScopeFile
from couth.policy.globs import within
from couth.policy.merged import Merged, RawScope, shown
from couth.policy.rules import Origin, RawRule, Raws, apply
from couth.policy.values import Policy, Rule
from couth.policy.words import word_lists
from couth.text import Outlines, WordList

Asked = tuple[str | None, str | None, str | None, str | None]
"""Channel, language, purpose and path."""


class Scopes:
    """Chooses among the policies that scopes make of one; each is made once and kept."""

    def __init__(self, merged: Merged, rules: Mapping[str, Rule], shared: Mapping[str, WordList]) -> None:
        self._merged = merged
        self._rules = rules
        self._shared = shared
        self._made: dict[tuple[int, ...], Policy] = {}

    def of(self, policy: Policy) -> Policy:
        """The policy as it is where no scope applies, joined to these scopes."""
        self._made[()] = replace(policy, choose=self)
        return self._made[()]

    def __call__(self, channel: str | None, lang: str | None, purpose: str | None, path: str | None) -> Policy:
        """The policy for these; the same object for all that the same scopes apply to."""
        scopes = self._merged.scopes
        key = tuple(n for n, scope in enumerate(scopes) if fits(scope.file, (channel, lang, purpose, path)))
        return self._made.get(key) or self._made.setdefault(key, self._make([scopes[n] for n in key]))

    def _make(self, scopes: Sequence[RawScope]) -> Policy:
        base = self._made[()]
        raws, rules = dict(self._merged.raws), dict(self._rules)
        for rule_id in {rule_id for scope in scopes for rule_id in scope.file.rules}:
            raws[rule_id], rules[rule_id] = self._changed(rule_id, scopes)
        on = {i: rules[i] for i in sorted(rules) if (raw := raws[i]) and raw.on}
        words = word_lists(on.values(), self._shared, self._merged.words)
        return replace(
            base,
            rules=MappingProxyType(on),
            disabled=tuple(i for i in sorted(rules) if i not in on),
            words=base.words if words == base.words else MappingProxyType(words),
            outlines=_known(base, words),
            merged=MappingProxyType({**base.merged, "rules": shown(raws), "for": []}),
        )

    def _changed(self, rule_id: str, scopes: Sequence[RawScope]) -> tuple[RawRule, Rule]:
        """A rule under all the scopes; under the last alone, as checked on loading, where they do not go together."""
        scopes = [scope for scope in scopes if rule_id in scope.file.rules]
        found = self._built(rule_id, scopes) or self._built(rule_id, scopes[-1:])
        assert found  # noqa: S101  (each scope by itself was built on loading)
        return found

    def _built(self, rule_id: str, scopes: Sequence[RawScope]) -> tuple[RawRule, Rule] | None:
        raw = changed_in(self._merged, rule_id, scopes, [], [])
        rule = build(raw, self._merged.limits, []) if raw else None
        return (raw, rule) if raw and rule else None


def _known(base: Policy, words: Mapping[str, WordList]) -> Outlines:
    """The outlines of a policy's lists that hold under scopes, which change no shared list."""
    fresh = {list_id for list_id, listed in words.items() if listed != base.words.get(list_id)}
    return {lang: known.without(fresh) for lang, known in base.outlines.items()}


def changed_in(
    merged: Merged, rule_id: str, scopes: Sequence[RawScope], problems: list[Problem], unknown: list[Problem]
) -> RawRule | None:
    """A rule with the overrides of some scopes."""
    raws: Raws = dict(merged.raws)
    for scope in scopes:
        place = Origin(scope.origin.document, (*scope.origin.way, "rules", rule_id))
        fault = apply(raws, rule_id, scope.file.rules[rule_id], place, problems)
        if fault:
            unknown.append(place.problem((), fault, key=True))
    return raws.get(rule_id)


def rules_in_scopes(merged: Merged, problems: list[Problem], unknown: list[Problem]) -> Iterator[tuple[RawRule, Rule]]:
    """Every rule that a scope changes, as that scope alone makes it; every mistake is noted."""
    for scope in merged.scopes:
        for rule_id in scope.file.rules:
            before = merged.raws.get(rule_id)
            raw = changed_in(merged, rule_id, [scope], problems, unknown)
            same = before is not None and raw is not None and raw.data is before.data
            rule = build(raw, merged.limits, problems) if raw and not same else None
            if raw and rule:
                yield raw, rule


def fits(scope: ScopeFile, asked: Asked) -> bool:
    """Whether every selector that a scope sets has what is asked for."""
    return all(_selected(name, getattr(scope, name), value) for name, value in zip(SELECTORS, asked, strict=True))


def _selected(name: str, wanted: Sequence[str], value: str | None) -> bool:
    if not wanted:
        return True
    if value is None:
        return False
    if name == "path":
        return any(within(value.replace("\\", "/"), pattern) for pattern in wanted)
    if name == "lang":
        return any(f"{_tag(value)}-".startswith(f"{_tag(one)}-") for one in wanted)
    return value in wanted


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()
