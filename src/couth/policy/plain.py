"""The stock as plain data, and back: rules, shared lists and acts, and profiles, as they were found right.

What comes back judges as what was made plain. It brings no examples, which are for who tests and explains rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any, Final, Iterable, Mapping

from couth.checks import KINDS, Check
from couth.errors import PolicyError, Problem
from couth.facts import Act, Figure, Profile
from couth.facts.hours import Hours, Span
from couth.policy.build import build
from couth.policy.fingerprint import digest
from couth.policy.rules import RawRule
from couth.policy.values import Policy, Rule
from couth.text import Grouped, KnownOutlines, Lexicon, Outlines, Table, WordList, plain_outlines, plain_table

Plain = dict[str, Any]

SPOILT: Final = (PolicyError, LookupError, TypeError, ValueError, AttributeError)
"""What comes of plain data of another form."""


def plain_lists(lists: Mapping[str, WordList]) -> Plain:
    """Word lists by id, and the weights of all of them in a table for each language, under the keys `lists` and `tables`."""
    langs = sorted({lang for words in lists.values() for lang in words.weights})
    weighted = {lang: {i: words.weights[lang] for i, words in lists.items() if lang in words.weights} for lang in langs}
    return {
        "lists": {i: [dict(w.phrases), dict(w.allow), w.leet, digest(w)] for i, w in lists.items()},
        "tables": {lang: plain_table(of) for lang, of in weighted.items()},
    }


def restored_lists(data: Plain) -> dict[str, WordList]:
    """Word lists by id."""
    tables = {lang: Table.of_plain(table) for lang, table in data["tables"].items()}
    return {i: _list(i, tables, *one) for i, one in data["lists"].items()}


def _list(
    list_id: str, tables: Mapping[str, Table], phrases: Plain, allow: Plain, leet: bool, known_by: str
) -> WordList:
    weights = Grouped(name=list_id, tables=tables)
    return WordList(_tuples(phrases), _tuples(allow), leet, weights=weights, digest=known_by)


def restored_acts(plain_acts: Plain) -> dict[str, Act]:
    """Acts by name."""
    return {name: Act.model_validate(act) for name, act in plain_acts.items()}


def restored_rules(raws: Mapping[str, RawRule], plain_rules: Plain, limits: Mapping[str, int]) -> dict[str, Rule]:
    """Rules as they are built, those that were made plain and were merged so; raises PolicyError where one does not hold together."""
    problems: list[Problem] = []
    found = {i: build(_with_check(raw, plain_rules[i][-1]), limits, problems) for i, raw in raws.items()}
    if problems:
        raise PolicyError(problems)
    return {i: rule for i, rule in found.items() if rule}


def outlined(policy: Policy, langs: Iterable[str]) -> Plain:
    """The outlines of a policy's word lists for some languages, as plain data."""
    lexicon = Lexicon(policy.words, policy.outlines)
    return {lang: plain_outlines(lexicon.outlines(lang)) for lang in langs}


def restored_outlines(plain_outlines: Plain) -> Outlines:
    """Outlines by language."""
    return {lang: KnownOutlines.of_plain(data) for lang, data in plain_outlines.items()}


def _tuples(phrases: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(listed) for lang, listed in phrases.items()}


# --- rules ----------------------------------------------------------------------------------------


def plain_rule(raw: RawRule, rule: Rule) -> list[Any]:
    """What a rule says, without examples; whether it is on, whether it was altered, and the options of its check."""
    data = {name: value for name, value in raw.data.items() if name != "examples"}
    return [data, raw.on, rule.altered, _options(rule.check)]


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


def plain_profile(profile: Profile) -> list[Any]:
    """A profile with its figures."""
    return [profile.summary, [_plain_figure(figure) for figure in profile.figures.values()]]


def _plain_figure(f: Figure) -> list[Any]:
    value = _plain_hours(f.value) if isinstance(f.value, Hours) else f.value
    return [f.name, value, f.certainty, f.source, f.read and f.read.isoformat(), f.unit, f.note]


def restored_profiles(plain_profiles: Plain) -> dict[str, Profile]:
    """Profiles by channel."""
    return {channel: _profile(channel, one) for channel, one in plain_profiles.items()}


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
