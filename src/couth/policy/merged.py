"""All layers of a policy as one: settings, rules, words and scopes, later ones winning."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Mapping

from couth.errors import Problem
from couth.policy.documents import read_document
from couth.policy.files import SELECTORS, ScopeFile
from couth.policy.layers import Layer
from couth.policy.profiles import FigureChange
from couth.policy.rules import Origin, Raws, alters, apply
from couth.policy.stock import Stock
from couth.policy.values import LaterExamples, Policy, Rule, Stand
from couth.policy.words import ListChange

BLOCK_BELOW = 50
LANG = "en"


@dataclass(frozen=True, slots=True, eq=False)
class RawScope:
    """Overrides for some drafts, and where they were written."""

    file: ScopeFile
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """A policy before its rules are checked."""

    name: str
    block_below: int
    lang: str
    limits: Mapping[str, int]
    unknown: Mapping[str, Stand]
    caps: Mapping[str, int]
    raws: Raws
    words: tuple[ListChange, ...]
    figures: tuple[FigureChange, ...]
    scopes: tuple[RawScope, ...]


def merge(layers: Iterable[Layer], stock: Stock, problems: list[Problem], unknown: list[Problem]) -> Merged:
    """The layers as one; rules that do not exist go to `unknown`, every other mistake to `problems`."""
    layers = list(layers)
    files = [layer.file for layer in layers]
    return Merged(
        name=(files[-1].name or layers[-1].path.stem) if files else "",
        block_below=_last((f.block_below for f in files), BLOCK_BELOW),
        lang=_last((f.lang for f in files), LANG),
        limits={k: v for f in files for k, v in f.limits.model_dump(exclude_none=True).items()},
        unknown={k: v for f in files for k, v in sorted(f.unknown.items())},
        caps={k: v for f in files for k, v in sorted(f.caps.items())},
        raws=_rules(layers, stock, problems, unknown),
        words=tuple(change for layer in layers for change in _words(layer)),
        figures=tuple(change for layer in layers for change in _figures(layer)),
        scopes=tuple(RawScope(s, Origin(x.document, ("for", n))) for x in layers for n, s in enumerate(x.file.scopes)),
    )


def _last(values: Iterable[Any], default: Any) -> Any:
    return next((value for value in reversed(list(values)) if value is not None), default)


def _rules(layers: list[Layer], stock: Stock, problems: list[Problem], unknown: list[Problem]) -> Raws:
    raws: Raws = {}
    for layer in layers:
        if layer.is_default:
            raws.update(stock.raws(problems))
        for rule_id, change in layer.file.rules.items():
            place = Origin(layer.document, ("rules", rule_id))
            fault = apply(raws, rule_id, change, place, problems)
            if fault:
                unknown.append(place.problem((), fault, key=True))
    return dict(sorted(raws.items()))


def _words(layer: Layer) -> Iterable[ListChange]:
    for list_id, by_language in layer.file.words.items():
        for lang, change in by_language.items():
            yield ListChange(list_id, lang, change, Origin(layer.document, ("words", list_id, lang)))


def _figures(layer: Layer) -> Iterable[FigureChange]:
    for channel, by_name in layer.file.channels.items():
        for name, value in by_name.items():
            yield FigureChange(channel, name, value, Origin(layer.document, ("channels", channel, name)))


def altered_beside(merged: Merged) -> frozenset[str]:
    """Rules of which scopes, or words added and allowed, change what they find, in another file than their examples."""
    scoped = [(i, s.origin) for s in merged.scopes for i, c in s.file.rules.items() if alters(c) or c in (False, "off")]
    worded = [(change.list_id.split("/", 1)[0], change.origin) for change in merged.words]
    raws = ((merged.raws.get(rule_id), origin) for rule_id, origin in (*scoped, *worded))
    return frozenset(raw.id for raw, origin in raws if raw and raw.written("examples") is not origin.document)


def terms_shown(merged: Merged) -> dict[str, Any]:
    """What a policy says beside its rules and words, under the keys that a file has for it."""
    return {
        "name": merged.name,
        "block_below": merged.block_below,
        "lang": merged.lang,
        "limits": dict(merged.limits),
        "unknown": dict(merged.unknown),
        "caps": dict(merged.caps),
    }


def as_file(merged: Merged) -> dict[str, Any]:
    """The whole as one policy file that extends nothing; rules that are off stand as false."""
    words: dict[str, Any] = {}
    for change in merged.words:
        entry = words.setdefault(change.list_id, {}).setdefault(change.lang, {"add": [], "allow": []})
        entry["add"] += change.words.add
        entry["allow"] += change.words.allow
    channels: dict[str, dict[str, Any]] = {}
    for figure in merged.figures:
        channels.setdefault(figure.channel, {})[figure.name] = figure.value
    return {
        **terms_shown(merged),
        "rules": shown(merged.raws),
        "for": [scope_shown(scope) for scope in merged.scopes],
        "words": words,
        "channels": channels,
    }


_SHOWN = {"severity": "warning", "points": 10, "basis": "heuristic"}
"""Fields that are shown even where a rule leaves them to their defaults."""


def shown(raws: Raws) -> dict[str, Any]:
    """Rules as they stand in a policy file; those that are off as false."""
    return {rule_id: {**_SHOWN, **raw.data} if raw.on else False for rule_id, raw in sorted(raws.items()) if raw}


def scope_shown(scope: RawScope) -> dict[str, Any]:
    """A scope as it stands in a policy file."""
    chosen = {name: value for name in SELECTORS if (value := getattr(scope.file, name))}
    return {**chosen, "rules": scope.file.rules}


def effective(policy: Policy) -> dict[str, Any]:
    """The whole policy as plain data, `extends` resolved, for people to read; rules that are off stand as false."""
    rules = {
        rule_id: _with_examples(data, policy.rules.get(rule_id)) for rule_id, data in policy.merged["rules"].items()
    }
    return deepcopy({**policy.merged, "rules": rules})


def _with_examples(data: Any, rule: Rule | None) -> Any:
    """A rule with its shipped examples, where it came without them."""
    if rule is None or "examples" in data or not isinstance(rule.examples, LaterExamples):
        return data
    return {**data, "examples": read_document(Path(rule.path)).data["examples"]}
