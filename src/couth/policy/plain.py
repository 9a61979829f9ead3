"""A policy that was checked, as plain data, and back: what the command keeps so as not to read and check it at every start.

What comes back judges as the policy did. It brings no examples, which are for who tests and explains rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any, Final, Mapping

import yaml

from couth.checks import KINDS, Check
from couth.errors import PolicyError, Problem
from couth.facts import Act, Figure, Profile
from couth.facts.hours import Hours, Span
from couth.policy.build import build
from couth.policy.documents import Document
from couth.policy.files import ScopeFile, Weights, WordChange
from couth.policy.loading import Parts, policy_of
from couth.policy.merged import Merged, RawScope, scope_shown, terms_shown
from couth.policy.profiles import FigureChange
from couth.policy.rules import Origin, RawRule
from couth.policy.shared import Shared
from couth.policy.values import Policy, Rule
from couth.policy.words import ListChange
from couth.text import Grouped, Lexicon, Outline, Packed, WordList, checked_before, packed

Plain = dict[str, Any]

SPOILT: Final = (PolicyError, LookupError, TypeError, ValueError, AttributeError)
"""What comes of plain data of another form."""

_NO_PLACE: Final = yaml.Mark("", 0, 0, 0, "", 0)


def plain(parts: Parts, fingerprint: str, outlines: Mapping[str, Outline]) -> Plain:
    """The parts of a policy without any mistake, its fingerprint and the outlines of its word lists."""
    merged, shared = parts.merged, parts.shared
    return {
        **terms_shown(merged),
        "rules": {i: _plain_rule(raw, parts.rules[i]) for i, raw in merged.raws.items() if raw},
        "words": [[c.list_id, c.lang, c.words.model_dump(), c.origin.document.path] for c in merged.words],
        "figures": [[c.channel, c.name, c.value] for c in merged.figures],
        "scopes": [[scope_shown(scope), scope.origin.document.path] for scope in merged.scopes],
        "lists": {i: _plain_list(words) for i, words in shared.words.items()},
        "acts": {name: shared.origins[f"acts.{name}"].document.data for name in shared.acts},
        "channels": {name: _plain_profile(profile) for name, profile in parts.profiles.items()},
        "fingerprint": fingerprint,
        "outlines": {lang: outline.plain() for lang, outline in outlines.items()},
    }


def restored(data: Plain) -> Policy:
    """The policy that was made plain; raises PolicyError where it does not hold together any more."""
    with checked_before():
        outlines = {lang: Outline.of_plain(outline) for lang, outline in data["outlines"].items()}
        return policy_of(_parts(data), data["fingerprint"], outlines)


def outlined(policy: Policy) -> Mapping[str, Outline]:
    """The outline of a policy's word lists in its own language, which most drafts are in."""
    return {policy.lang: Lexicon(policy.words).index(policy.lang).outline}


def _parts(data: Plain) -> Parts:
    problems: list[Problem] = []
    raws = {i: _rule(i, *one[:4]) for i, one in data["rules"].items()}
    built = {i: build(_with_check(raw, data["rules"][i][4]), data["limits"], problems) for i, raw in raws.items()}
    rules = {i: rule for i, rule in built.items() if rule}
    if problems:
        raise PolicyError(problems)
    merged = Merged(
        data["name"], data["block_below"], data["lang"], data["limits"], data["unknown"], data["caps"], dict(raws),
        tuple(ListChange(i, lang, _change(c), _origin(path)) for i, lang, c, path in data["words"]),
        tuple(FigureChange(channel, name, value, _origin("")) for channel, name, value in data["figures"]),
        tuple(RawScope(ScopeFile.model_construct(**scope), _origin(path)) for scope, path in data["scopes"]),
    )  # fmt: skip
    lists = {i: _list(*one) for i, one in data["lists"].items()}
    acts = {name: Act.model_validate(act) for name, act in data["acts"].items()}
    profiles = {name: _profile(name, one) for name, one in data["channels"].items()}
    return Parts(merged, rules, Shared(lists, acts, {}, frozenset()), profiles)


def _plain_list(words: WordList) -> list[Any]:
    return [dict(words.phrases), dict(words.allow), words.leet, packed(words.weights.groups)]


def _list(phrases: Plain, allow: Plain, leet: bool, weights: Plain) -> WordList:
    return WordList(_tuples(phrases), _tuples(allow), leet, weights=Grouped(Packed.of_plain(weights)))


def _change(change: Plain) -> WordChange:
    weights = [Weights.model_construct(**one) for one in change["weights"]]
    return WordChange.model_construct(**{**change, "weights": weights})


def _tuples(phrases: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(listed) for lang, listed in phrases.items()}


def _origin(path: str) -> Origin:
    return Origin(Document(path, {}, yaml.MappingNode("", [], _NO_PLACE, _NO_PLACE)))


# --- rules ----------------------------------------------------------------------------------------


def _plain_rule(raw: RawRule, rule: Rule) -> list[Any]:
    data = {name: value for name, value in raw.data.items() if name != "examples"}
    return [data, raw.on, rule.altered, raw.origins[0].document.path, _options(rule.check)]


def _rule(rule_id: str, data: Plain, on: bool, altered: bool, path: str) -> RawRule:
    return RawRule(rule_id, data, (_origin(path),), on, altered)


def _options(check: Check) -> Plain | None:
    """The options of a check as they were found right; None where they are no plain data, or another's code checks them."""
    options = dict(check.__dict__)
    return options if options.get("kind") in KINDS.own and _is_plain(options) else None


def _is_plain(value: object) -> bool:
    if type(value) is list:
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(type(key) is str for key in value) and all(map(_is_plain, value.values()))
    return value is None or type(value) in (str, int, float, bool)


def _with_check(raw: RawRule, options: Plain | None) -> RawRule:
    """A rule whose check is made of options that need not be looked at again: most schemas are never built then."""
    if options is None:
        return raw
    return replace(raw, data={**raw.data, "check": KINDS[options["kind"]].model_construct(**options)})


# --- profiles of channels -------------------------------------------------------------------------


def _plain_profile(profile: Profile) -> list[Any]:
    return [profile.summary, [_plain_figure(figure) for figure in profile.figures.values()]]


def _plain_figure(f: Figure) -> list[Any]:
    value = _plain_hours(f.value) if isinstance(f.value, Hours) else f.value
    return [f.name, value, f.certainty, f.source, f.read and f.read.isoformat(), f.unit, f.note]


def _profile(channel: str, plain_profile: list[Any]) -> Profile:
    summary, figures = plain_profile
    return Profile(channel, summary, {one[0]: _figure(*one) for one in figures})


def _figure(name: str, value: Any, certainty: Any, source: list[str], read: str | None, *rest: str | None) -> Figure:
    if isinstance(value, list):
        value = tuple(value)
    elif isinstance(value, dict):
        value = _hours(value)
    return Figure(name, value, certainty, tuple(source), date.fromisoformat(read) if read else None, *rest)


def _plain_hours(hours: Hours) -> Plain:
    days = {day: span and _plain_span(span) for day, span in hours.days.items()}
    return {"usual": _plain_span(hours.usual), "days": days, "zone": hours.zone}


def _plain_span(span: Span) -> list[str]:
    return [span.start.isoformat(), span.end.isoformat()]


def _hours(data: Plain) -> Hours:
    days = {day: span and _span(span) for day, span in data["days"].items()}
    return Hours(_span(data["usual"]), days, data["zone"])


def _span(times: list[str]) -> Span:
    start, end = map(time.fromisoformat, times)
    return Span(start, end)
