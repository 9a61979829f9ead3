"""What the lists with weights are fitted to, sentence by sentence: written ones, labelled cases, the rules' examples, real messages."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Iterable, Iterator, Mapping, NamedTuple

from corpus import incoming

from couth import Draft, Linter, Thread
from couth.policy import load
from couth.text import Grouped, sentences

HERE: Final = Path(__file__).parent
LISTS: Final = {
    "promo.unsolicited": "sounds-selling",
    "promo.pressure": "sounds-pressing",
    "promo.favor": "sounds-begging",
    "pacing.nudge": "sounds-nudging",
    "pacing.ultimatum": "sounds-threatening",
    "pacing.rush": "sounds-rushing",
    "pacing.stalling": "sounds-stalling",
    "continuity.restart": "sounds-starting-over",
    "scope.small-talk": "sounds-chatty",
    "tone.smug": "sounds-smug",
    "tone.gushing": "sounds-gushing",
    "tone.rude": "sounds-rude",
    "consent.guilt": "sounds-reproachful",
    "privacy.asks-secret": "sounds-prying",
    "scope.unneeded-payment": "sounds-collecting",
    "scope.off-topic": "sounds-beside-the-point",
}
"""The list of each rule."""


CUSTOMERS: Final = {
    "buying": "sounds-buying",
    "shopping": "sounds-shopping",
    "inviting": "sounds-inviting",
    "opting out": "sounds-opting-out",
    "leaving": "sounds-leaving",
}
"""The list of each thing that a customer may want: to buy or pay, to know a price as well, offers, no more messages, to leave."""
_WANTED: Final = {
    "buy": frozenset(("buying", "shopping")),
    "pay": frozenset(("buying", "shopping")),
    "price": frozenset(("shopping",)),
    "offers": frozenset(("shopping", "inviting")),
    "out": frozenset(("opting out",)),
    "leave": frozenset(("leaving",)),
    "other": frozenset[str](),
}
"""What each kind of message from a customer wants."""


class Told(NamedTuple):
    """A sentence, the rules that it breaks, those of which one may argue or that tell nothing, and who wrote it."""

    text: str
    due: frozenset[str]
    open: frozenset[str]
    source: str


ORDINARY: Final = "ordinary"
"""Stands in place of a rule before replies with which nothing is wrong, and is what their source begins with."""


def written(path: Path) -> Iterator[Told]:
    """Sentences a line: the rule, with `-` before it where the sentence is innocent, and the sentence.

    Or the rule, what the customer said before, and a reply; `-ordinary` stands before replies with which nothing is wrong. A file
    tells nothing of rules that it does not name.
    """
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    named = {line[0].removeprefix("-") for line in lines}
    yield from _ordinary((line[-1] for line in lines if line[0] == f"-{ORDINARY}"), path.stem)
    open_ = frozenset(LISTS.keys() - named)
    for rule, *rest in (line for line in lines if line[0] != f"-{ORDINARY}"):
        if len(rest) == 1:
            yield Told(rest[0], _due(rule), open_, path.stem)
        else:
            yield from _marked(rule, rest[1], open_, path.stem)


def ordinary(path: Path) -> Iterator[Told]:
    """The sentences of the replies that stand last in each line of a file, whatever else the file tells of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from _ordinary((line.split("\t")[-1] for line in lines), f"{path.parent.stem}-{path.stem}")


def _ordinary(replies: Iterable[str], source: str) -> Iterator[Told]:
    for reply in map(_MARK.sub, repeat(""), replies):
        for start, end in sentences(reply):
            yield Told(reply[start:end], frozenset(), frozenset(), f"{ORDINARY} {source}")


def wanted(path: Path) -> Iterator[Told]:
    """Messages of customers a line, behind the kind of what they want; a file tells nothing of what none of its kinds wants.

    Of several sentences it is not told which says so.
    """
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    open_ = CUSTOMERS.keys() - frozenset[str]().union(*(_WANTED[kind] for kind, _ in lines))
    for kind, text in lines:
        parts, due = list(sentences(text)), _WANTED[kind]
        for start, end in parts:
            one = len(parts) == 1
            yield Told(
                text[start:end], due if one else frozenset(), frozenset(open_ if one else open_ | due), path.stem
            )


def heard(path: Path) -> Iterator[Told]:
    """Sentences of what customers wrote in real conversations, nearly none of whom wants to leave or no more messages."""
    open_ = frozenset(("buying", "shopping", "inviting"))
    threads = {id(item.thread): item.thread for item in incoming([path])}
    for message in (one for thread in threads.values() for one in thread.messages if one.role == "customer"):
        for start, end in sentences(message.text):
            yield Told(message.text[start:end], frozenset(), open_, f"clean {path.stem}")


def _due(rule: str) -> frozenset[str]:
    return frozenset() if rule.startswith("-") else frozenset({rule})


_MARKS: Final = re.compile(r"\[\[(.*?)\]\]")
_MARK: Final = re.compile(r"\[\[|\]\]")


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its [[ ]], and what stands between them."""
    clean, marks = "", list[tuple[int, int]]()
    for number, piece in enumerate(_MARKS.split(text)):
        if number % 2:
            marks.append((len(clean), len(clean) + len(piece)))
        clean += piece
    return clean, marks


def _marked(rule: str, reply: str, open_: frozenset[str], source: str) -> Iterator[Told]:
    """The sentences of a reply in which [[ ]] stand around what breaks the rule."""
    clean, marks = unmarked(reply)
    for start, end in sentences(clean):
        found = any(a < end and b > start for a, b in marks)
        yield Told(clean[start:end], _due(rule) if found else frozenset(), open_, source)


def parser(summary: str | None) -> argparse.ArgumentParser:
    """The options of every program that fits lists: what it learns from, and where the lists are written."""
    found = argparse.ArgumentParser(description=summary, formatter_class=argparse.RawDescriptionHelpFormatter)
    judgement = HERE / "judgement"
    found.add_argument("--sentences", type=Path, default=judgement / "sentences", help="sentences, by author")
    found.add_argument("--cases", type=Path, nargs="*", default=[judgement / "opened.jsonl"], help="labelled cases")
    found.add_argument("--labels", type=Path, nargs="*", default=[], help="labels of cases that have none of their own")
    found.add_argument("--clean", type=Path, nargs="*", default=[], help="real conversations")
    found.add_argument("--into", type=Path, default=HERE.parent / "rules" / "words", help="where the lists are written")
    return found


def labels_in(paths: Iterable[Path]) -> dict[str, Any]:
    """The labels of files, by the case that they are of."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return {one["id"]: one for one in map(json.loads, lines)}


class Label(NamedTuple):
    """What is said of a draft: the rules that it breaks and those of which one may argue, with the words that break some."""

    due: Iterable[str]
    arguable: Iterable[str]
    words: Mapping[str, Any]


def _parted(draft: Draft, thread: Thread, label: Label, linter: Linter, source: str) -> Iterator[Told]:
    """The sentences of a labelled draft. Which of them is at fault is told by the label's words, or else by what the rule finds."""
    found = linter.lint(draft, thread).violations if label.due else ()
    parts = list(sentences(draft.text))
    for start, end in parts:
        at_fault, open_ = set[str](), set(label.arguable)
        for rule in label.due:
            spans = _places(draft.text, label.words.get(rule)) or [v.span for v in found if v.rule == rule and v.span]
            if any(a < end and b > start for a, b in spans) or len(parts) == 1:
                at_fault.add(rule)
            elif not spans:
                open_.add(rule)
        yield Told(draft.text[start:end], frozenset(at_fault), frozenset(open_), source)


def _places(text: str, words: object) -> list[tuple[int, int]]:
    at = text.find(words) if isinstance(words, str) and words else -1
    return [(at, at + len(str(words)))] if at >= 0 else []


def cases(path: Path, labels: Mapping[str, Mapping[str, Any]], lang: str) -> Iterator[tuple[Draft, Thread, Label]]:
    """Labelled cases in a language; the labels stand with them, or apart."""
    rows = labels_in([path])
    for item in incoming([path]):
        case = rows[item.draft.id or ""]
        told = case if "expect" in case else labels.get(case["id"])
        if told is not None and (item.draft.lang or "en") == lang:
            due, arguable = told.get("expect", told.get("labels", ())), told.get("allow", told.get("arguable", ()))
            yield item.draft, item.thread, Label(due, arguable, told.get("spans") or {})


def labelled(path: Path, labels: Mapping[str, Mapping[str, Any]], lang: str, linter: Linter) -> Iterator[Told]:
    """The sentences of labelled cases in a language."""
    for draft, thread, label in cases(path, labels, lang):
        yield from _parted(draft, thread, label, linter, path.stem)


def examples(linter: Linter, lang: str) -> Iterator[Told]:
    """The sentences of the rules' own examples, in six heaps."""
    for number, rule in enumerate(linter.policy.rules.values()):
        for due, listed in (((rule.id,), rule.examples.bad), ((), rule.examples.good)):
            for one in listed:
                if (one.draft.lang or "en") == lang:
                    label = Label(due, (), {rule.id: one.at[0]} if one.at else {})
                    yield from _parted(*one.values(), label, linter, f"examples {number % 6}")


def by_phrases() -> Linter:
    """The default policy without what is learnt here, which must not choose what it learns from."""
    policy = load()
    words = {name: replace(listed, weights=Grouped(), digest="") for name, listed in policy.words.items()}
    return Linter(replace(policy, words=MappingProxyType(words)))


def clean(path: Path, linter: Linter) -> Iterator[Told]:
    """Sentences of what businesses wrote in real conversations, where nothing of what is learnt was found before."""
    for item in incoming([path]):
        if not LISTS.keys() & {v.rule for v in linter.lint(item.draft, item.thread).violations}:
            for start, end in sentences(item.draft.text):
                yield Told(item.draft.text[start:end], frozenset(), frozenset(), f"clean {path.stem}")
