"""Names in a policy that must lead somewhere: rules, groups, lists, languages, acts."""

from __future__ import annotations

from typing import Container, Final, Iterable, Iterator, Mapping

from couth.errors import Problem, nearest
from couth.facts.exposing import EXPOSING, LOOKS
from couth.facts.skipping import SIGNED, SIGNS
from couth.policy.layers import Layer
from couth.policy.merged import Merged
from couth.policy.rules import Origin, RawRule
from couth.policy.shared import Shared
from couth.policy.values import Rule
from couth.policy.words import (
    LANGUAGE,
    ListChange,
    cue_references,
    include_faults,
    lists_of,
    numbered,
    references,
    short_references,
    way_to,
    weighted_cues,
)  # fmt: skip
from couth.text import WordList, parse_phrase
from couth.text.lexicon import APART, KINDRED, PARTS, TOPIC, UNSEARCHED
from couth.text.vocabulary import is_of_single_words
from couth.text.weighed import LENGTHS, SIGN, VALUE

Built = Mapping[str, "Rule | None"]
"""The rules by id, off or on; None for one that has mistakes of its own."""


def names_of_rules(layers: list[Layer], merged: Merged) -> Iterator[Problem]:
    """Keys of `unknown` and `caps` that are no rule or group."""
    groups = sorted({rule_id.split(".", 1)[0] for rule_id in merged.raws})
    either = (*groups, *merged.raws)
    for layer in layers:
        for field, legal, what in (("unknown", either, "rule or group"), ("caps", tuple(groups), "group")):
            for name in getattr(layer.file, field):
                if name not in legal:
                    message = f"there is no {what} {name!r}; {nearest(name, legal)}"
                    yield layer.document.problem((field, name), message, key=True)


def names_in_rules(
    rules: Iterable[tuple[RawRule, Rule]], merged: Merged, built: Built, shared: Shared
) -> Iterator[Problem]:
    """Rules that a rule yields to, lists and acts that its check names, languages of its words."""
    lists = {*shared.words, *(list_id for rule in built.values() if rule for list_id, _ in lists_of(rule))}
    legal = lists | shared.names
    weighed = {list_id for list_id, words in shared.words.items() if words.weights}
    weighed |= {change.list_id for change in merged.words if change.words.weights}
    for raw, rule in rules:
        for number, other in enumerate(rule.yields):
            if other not in merged.raws or other == rule.id:
                message = f"there is no other rule {other!r}; {nearest(other, merged.raws)}"
                yield raw.problem(("yields", number), message)
        for name, way in references(rule.check):
            fault = _cue_fault(name, legal)
            if fault:
                yield raw.problem(way, fault)
        for name, way in short_references(rule.check):
            if name in legal and name not in weighed:
                message = f"short: {name!r} has no weights that could fall short; {nearest(name, sorted(weighed))}"
                yield raw.problem(way, message)
        yield from _languages(raw, dict(lists_of(rule)))


def names_in_shared(shared: Shared) -> Iterator[Problem]:
    """Languages of shared lists, and the lists that acts name."""
    for list_id, words in shared.words.items():
        origin = _origin(list_id, shared)
        for lang in _strange(words):
            yield origin.problem(way_to(origin.document.data, lang) or (), _no_language(lang), key=True)
        for ngram in {ngram for weights in words.weights.values() for ngram in weights if "<" in ngram}:
            fault = _sign_fault(list_id, ngram)
            if fault:
                yield origin.problem(way_to(origin.document.data, ngram) or ("weights",), fault)
    for name, act in shared.acts.items():
        for list_id, way in cue_references(act.cues):
            fault = _cue_fault(list_id, {*shared.words, *shared.names})
            if fault:
                yield shared.origins[f"acts.{name}"].problem(way, fault)


def names_in_words(merged: Merged, rules: Built, shared: Shared) -> Iterator[Problem]:
    """Lists and languages under `words`."""
    ids = {*shared.words, *shared.names, *(list_id for rule in rules.values() if rule for list_id, _ in lists_of(rule))}
    fixed = {list_id for rule in rules.values() if rule for list_id in numbered(rule)}
    fixed |= {f"acts.{name}/{cue}" for name, act in shared.acts.items() for cue in weighted_cues(act.cues)}
    for change in merged.words:
        fault = _list_fault(change, ids, fixed, rules)
        if fault:
            yield Origin(change.origin.document, change.origin.way[:2]).problem((), fault, key=True)
        if not LANGUAGE.fullmatch(change.lang):
            yield change.origin.problem((), _no_language(change.lang), key=True)
        for number, weights in enumerate(change.words.weights):
            for fault in filter(None, (_sign_fault(change.list_id, ngram) for ngram in weights.ngrams)):
                yield change.origin.problem(("weights", number, "ngrams"), fault)


def _sign_fault(list_id: str, ngram: str) -> str | None:
    """What is wrong with a sign, or with what stands for a value, in a list with weights: most lists know none."""
    if VALUE in ngram and list_id != EXPOSING:
        return f"{ngram!r}: {VALUE} stands for a value, in {EXPOSING} alone"
    if ngram in LENGTHS and list_id in APART:
        return f"{ngram!r}: {list_id} is not added up in a sentence, which alone has a length"
    sign = SIGN.fullmatch(ngram)
    legal = _SIGNS.get(list_id)
    if sign is None or (legal and sign[1] in legal):
        return None
    if legal is None:
        return f"{ngram!r}: signs have weights in {' and '.join(_SIGNS)} alone"
    return f"there is no sign {ngram!r}; {nearest(sign[1], sorted(legal))}"


_SIGNS: Final[Mapping[str, frozenset[str]]] = {SIGNED: SIGNS, EXPOSING: LOOKS}
"""The lists in which signs have weights, and which."""


def _list_fault(change: ListChange, ids: set[str], fixed: set[str], rules: Built) -> str | None:
    name = change.list_id
    if name in fixed and change.words.add:
        return f"{name!r} takes no added phrases: each of its own carries more than words; change the rule's option"
    if (name.startswith(TOPIC) or name in (KINDRED, PARTS)) and name in ids:
        return _single_words_fault(change)
    if name in ids or rules.get(name.split("/", 1)[0], ...) is None:
        return None
    own = sorted(list_id for list_id in ids if list_id.startswith(f"{name}/"))
    if own or name in rules:
        return f"{name!r} is no word list; that rule's lists: {', '.join(own) or 'none'}"
    return _no_list(name, ids)


def _single_words_fault(change: ListChange) -> str | None:
    if change.words.allow or change.words.weights:
        return f"{change.list_id!r} is looked up word by word: nothing can be allowed or weighed there"
    strange = next((phrase for phrase in change.words.add if not is_of_single_words(parse_phrase(phrase))), None)
    return strange and f"{change.list_id!r} is looked up word by word; {strange!r} is more than a word"


def includes(lists: Mapping[str, WordList], merged: Merged, shared: Shared, asked: Container[str]) -> Iterator[Problem]:
    """Every `{list}` inside a phrase of the lists asked for that leads nowhere."""
    for list_id, phrase, message in include_faults(lists, asked):
        yield _place(list_id, phrase, merged, shared, message)


def _place(list_id: str, phrase: str, merged: Merged, shared: Shared, message: str) -> Problem:
    """A mistake at a phrase, wherever it was written."""
    for change in merged.words:
        if change.list_id == list_id and phrase in (*change.words.add, *change.words.allow):
            data = change.words.model_dump()
            return change.origin.problem(way_to(data, phrase) or (), message)
    raw = merged.raws.get(list_id.split("/", 1)[0])
    if raw is not None:
        return raw.problem(way_to(dict(raw.data), phrase) or ("check",), message)
    origin = _origin(list_id, shared)
    return origin.problem(way_to(origin.document.data, phrase) or (), message)


def _origin(list_id: str, shared: Shared) -> Origin:
    return shared.origins[list_id.split("/", 1)[0]]


def _languages(raw: RawRule, lists: Mapping[str, WordList]) -> Iterator[Problem]:
    for lang in sorted({lang for words in lists.values() for lang in _strange(words)}):
        yield raw.problem(way_to(dict(raw.data), lang) or ("check",), _no_language(lang), key=True)


def _strange(words: WordList) -> list[str]:
    return sorted(lang for lang in {*words.phrases, *words.allow, *words.weights} if not LANGUAGE.fullmatch(lang))


def _no_language(lang: str) -> str:
    return f"{lang!r} is no language: a code of two or three small letters (en, es, zh), or any"


def _cue_fault(name: str, legal: set[str]) -> str | None:
    """What is wrong with a list, or an act, that cues go by."""
    if name in UNSEARCHED:
        return f"{name!r} is looked up for other facts and never found in a text: no cue can hold by it"
    return None if name in legal else _no_list(name, legal - UNSEARCHED)


def _no_list(name: str, legal: set[str] | Mapping[str, object]) -> str:
    what = "act" if name.startswith("acts.") and "/" not in name else "word list"
    return f"there is no {what} {name!r}; {nearest(name, sorted(legal))}"
