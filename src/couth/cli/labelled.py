"""Labelled drafts as verbs take them: labels from one source, the drafts that they name from others."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Iterable, Iterator, Mapping, Sequence

from couth.cli import ending
from couth.engine import Linter
from couth.errors import Problem
from couth.model import Report
from couth.readers import Incoming, Label, read, read_labels


def labels_of(source: str) -> tuple[dict[str, Label], list[Problem]]:
    """The labels by the id of their draft, and everything that is wrong with them."""
    labels: dict[str, Label] = {}
    problems: list[Problem] = []
    for item in read_labels(source):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            labels[item.id] = item
    return labels, problems


def named(labels: Iterable[Label]) -> frozenset[str]:
    """The rules that the labels name, due or arguable."""
    return frozenset().union(*(label.due | label.arguable for label in labels))


def strangers(labels: Iterable[Label], rules: Iterable[str], linter: Linter) -> list[Problem]:
    """Rules that are asked for and that the policy does not have: misspelt, most likely."""
    have = [*linter.policy.rules, *linter.policy.disabled]
    first: dict[str, Problem] = {}
    for rule in rules:
        first.setdefault(rule, Problem("--rule", None, None, _stranger(rule, have)))
    for label in labels:
        for rule in sorted(label.due | label.arguable):
            first.setdefault(rule, Problem(label.path, label.line, None, _stranger(rule, have)))
    return [problem for rule, problem in first.items() if rule not in have]


def _stranger(rule: str, have: list[str]) -> str:
    near = get_close_matches(rule, have, 1, 0.6)
    return f"the policy has no rule {rule!r}" + (f"; did you mean {near[0]!r}?" if near else "; see couth rules")


class Labelled:
    """Every draft that a label names, with its report; problems are told as they are met, and counted."""

    def __init__(self, labels: Mapping[str, Label], cases: Sequence[str], linter: Linter) -> None:
        self._labels = labels
        self._cases = cases
        self._linter = linter
        self.problems = 0

    def __iter__(self) -> Iterator[tuple[Label, Incoming, Report]]:
        seen: set[str] = set()
        for item in self._good():
            label = self._labels.get(item.draft.id or "")
            if label is None:
                continue
            if label.id in seen:
                self._complain(Problem(item.path, item.line, None, f"a second draft with the id {label.id!r}"))
                continue
            seen.add(label.id)
            yield label, item, self._linter.lint(item.draft, item.thread, path=item.path)
        for label in self._labels.values():
            if label.id not in seen:
                self._complain(Problem(label.path, label.line, None, f"no case has the id {label.id!r}"))

    def _good(self) -> Iterator[Incoming]:
        for case in self._cases:
            for item in read(case):
                if isinstance(item, Problem):
                    self._complain(item)
                elif isinstance(item, Incoming):
                    yield item

    def _complain(self, problem: Problem) -> None:
        self.problems += 1
        ending.complain(problem)
