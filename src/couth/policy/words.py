"""The word lists of a policy: the shared ones, those of rules and acts, and what policies change in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Container, Final, Iterable, Iterator, Mapping, cast

from couth.checks import AnyOf, Check
from couth.checks.judged import Cues
from couth.checks.swaps import Swap
from couth.checks.topics import Topic
from couth.facts import Act, Cue
from couth.policy.documents import Way
from couth.policy.files import Weights, WordChange, WordsFile
from couth.policy.rules import Origin
from couth.policy.values import Rule
from couth.regexes import regex_of
from couth.text import Grouped, Lexicon, WordList

LANGUAGE: Final = regex_of("[a-z]{2,3}|any")


@dataclass(frozen=True, slots=True, eq=False)
class ListChange:
    """Words that a policy adds to one list for one language, or allows there."""

    list_id: str
    lang: str
    words: WordChange
    origin: Origin


def shared_list(file: WordsFile) -> WordList:
    """A shared list as the text layer takes it."""
    weights = {lang: list(_groups(of)) for lang, of in file.weights.items()}
    return WordList(_frozen(file.phrases), _frozen(file.allow), file.leet, weights=Grouped(weights))


def _groups(weights: Iterable[Weights]) -> Iterator[tuple[float, str]]:
    return ((one.weight, ",".join(one.ngrams)) for one in weights)


def lists_of(rule: Rule) -> Iterator[tuple[str, WordList]]:
    """The lists that a rule's check brings along, with their ids."""
    late = rule.check.late_lists()
    for suffix, phrases in rule.check.lists().items():
        inner = _inner(rule.check, suffix)
        allow = cast("Mapping[str, list[str]]", getattr(inner, "allow", {}))
        leet = bool(getattr(inner, "leet", False))
        yield (
            f"{rule.id}/{suffix}" if suffix else rule.id,
            WordList(_frozen(phrases), _frozen(allow), leet, suffix in late),
        )


def act_lists(name: str, act: Act) -> Iterator[tuple[str, WordList]]:
    """The lists of an act's cues, with their ids."""
    return ((f"acts.{name}/{suffix}", WordList(_frozen(phrases))) for suffix, phrases in act.lists().items())


def changed_lists(lists: Mapping[str, WordList], changes: Iterable[ListChange]) -> dict[str, WordList]:
    """The lists with the changes of all policies, in order of their ids."""
    found = dict(lists)
    for change in changes:
        old = found.get(change.list_id)
        if old is not None:
            phrases = _added(old.phrases, change.lang, change.words.add)
            allow = _added(old.allow, change.lang, change.words.allow)
            more = change.words.weights
            weights = old.weights.also(change.lang, _groups(more)) if more else old.weights
            found[change.list_id] = WordList(phrases, allow, old.leet, old.late, weights)
    return dict(sorted(found.items()))


def word_lists(
    rules: Iterable[Rule], shared: Mapping[str, WordList], changes: Iterable[ListChange]
) -> dict[str, WordList]:
    """Every list of a policy by its id: the shared ones, those of the rules that are on, and all changes."""
    return changed_lists({**shared, **dict(pair for rule in rules for pair in lists_of(rule))}, changes)


def numbered(rule: Rule) -> Iterator[str]:
    """The ids of a rule's lists whose phrases each carry something of their own, so that none can be added."""
    for suffix in rule.check.lists():
        check = _inner(rule.check, suffix)
        weighted = weighted_cues(check.weighed) if isinstance(check, Cues) else ()
        if isinstance(check, Swap) or suffix.rsplit("/", 1)[-1] in weighted:
            yield f"{rule.id}/{suffix}" if suffix else rule.id


def weighted_cues(cues: Iterable[Cue]) -> tuple[str, ...]:
    """The names of the cues whose phrases each have a weight."""
    return tuple(cue.name for cue in cues if cue.weights)


def references(check: Check, way: Way = ("check",)) -> Iterator[tuple[str, Way]]:
    """The shared lists and acts (`acts.<name>`) that a check names, each with the way to where it does."""
    if isinstance(check, AnyOf):
        for name, inner in check.of.items():
            yield from references(inner, (*way, "of", name))
    if isinstance(check, Cues):
        yield from cue_references(check.cues, way)
        if check.act:
            yield f"acts.{check.act}", (*way, "act")
    if isinstance(check, Topic) and check.like:
        yield check.like, (*way, "like")


def short_references(check: Check, way: Way = ("check",)) -> Iterator[tuple[str, Way]]:
    """The lists whose weights a check's cues hold against a sentence (`short`), each with the way to the cue's list."""
    if isinstance(check, AnyOf):
        for name, inner in check.of.items():
            yield from short_references(inner, (*way, "of", name))
    if isinstance(check, Cues):
        yield from cue_references((cue if cue.short else None for cue in check.cues), way)
    if isinstance(check, Topic) and check.like:
        yield check.like, (*way, "like")


def cue_references(cues: Iterable[Cue | None], way: Way = ()) -> Iterator[tuple[str, Way]]:
    """The shared lists that cues name."""
    return ((cue.list, (*way, "cues", number, "list")) for number, cue in enumerate(cues) if cue and cue.list)


def include_faults(lists: Mapping[str, WordList], asked: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Every `{list}` inside a phrase of the lists asked for that leads nowhere, as list id, phrase and message."""
    lexicon = Lexicon({})
    lexicon.lists = lists
    for list_id, lang, message in lexicon.faults(asked):
        phrases = (*lists[list_id].phrases.get(lang, ()), *lists[list_id].allow.get(lang, ()))
        yield list_id, next((p for p in phrases if message.startswith(repr(p))), ""), message


def way_to(data: object, phrase: str, way: Way = ()) -> Way | None:
    """The way to a phrase inside some data, as a value or as a key."""
    if data == phrase:
        return way
    parts: Iterable[tuple[Any, object]] = ()
    if isinstance(data, dict):
        if phrase in data:
            return (*way, phrase)
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    return next((found for step, part in parts if (found := way_to(part, phrase, (*way, step)))), None)


def _inner(check: Check, suffix: str) -> Check:
    """The check inside a check that a list belongs to."""
    return check.of[suffix.split("/", 1)[0]] if isinstance(check, AnyOf) else check


def _added(phrases: Mapping[str, tuple[str, ...]], lang: str, more: list[str]) -> Mapping[str, tuple[str, ...]]:
    return {**phrases, lang: tuple(dict.fromkeys((*phrases.get(lang, ()), *more)))} if more else phrases


def _frozen(phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(listed) for lang, listed in phrases.items()}
