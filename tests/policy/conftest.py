"""A small shipped folder to load policies against, and a way to write policies down."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Callable

import pytest

from couth.errors import PolicyError
from couth.facts import ACTS, LISTS
from couth.policy import Policy, load

RULES = {
    "tone/emoji": """\
        summary: Few emoji
        check: {kind: count, of: emoji, limit: 1}
        examples:
          bad:
            - {draft: "one \U0001f600 two \U0001f600", at: "\U0001f600"}
          good:
            - {draft: "none"}
        """,
    "tone/slang": """\
        summary: Spell it out
        why: Not everybody knows it.
        source: a page
        points: 5
        check:
          kind: phrases
          leet: true
          phrases:
            en: [gonna, wanna]
            "no": [kek]
        message: "“{excerpt}” is slang"
        """,
    "pacing/nudge": """\
        summary: Leave the customer the time
        severity: error
        points: 40
        basis: heuristic
        check:
          kind: cues
          threshold: 1.0
          cues:
            - {name: there, phrases: {en: ["are you (still)? there"]}}
            - {name: thanks, weight: -1.0, list: words.thanks}
        when: thread.unanswered_streak >= 1
        unless:
          - draft.purpose == 'promotion'
        yields: [tone.slang]
        """,
    "scope/overlong": """\
        summary: Be brief
        check: {kind: length, characters: 600}
        """,
    "scope/code": """\
        summary: No ticket codes
        check: {kind: pattern, pattern: "T-[0-9]+"}
        """,
    "scope/swap": """\
        summary: Say it plainly
        check: {kind: swap, pairs: {en: {utilise: use}}}
        """,
    "scope/piles": """\
        summary: No piles
        check:
          kind: any
          of:
            links: {kind: count, of: links, limit: 1}
            words: {kind: phrases, phrases: {en: [pile]}, allow: {en: [pile up]}}
        """,
}
DEFAULT = """\
    name: default
    block_below: 50
    caps: {tone: 30}
    unknown: {pacing: warn}
    rules: {scope.swap: off}
    """
STRICT = """\
    extends: default
    block_below: 80
    rules: {tone.emoji: {limit: 0}}
    """

Write = Callable[[str, str], Path]


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def furnish(folder: Path) -> Path:
    """A folder such as the shipped one."""
    for name in LISTS:
        put(folder, f"words/{name.removeprefix('words.')}.yaml", "summary: a list\nphrases: {en: [something]}\n")
    for name in ACTS:
        put(folder, f"acts/{name}.yaml", "summary: an act\ncues: [{name: offer, phrases: {en: [buy now]}}]\n")
    for name, text in RULES.items():
        put(folder, f"{name}.yaml", text)
    put(folder, "default.yaml", DEFAULT)
    put(folder, "strict.yaml", STRICT)
    return folder


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("library"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return lambda name, text: put(tmp_path, name, text)


@pytest.fixture
def loaded(library: Path, write: Write) -> Callable[[str], Policy]:
    """A policy from its text."""
    return lambda text: load(write("policy.yaml", text), library=library)


@pytest.fixture
def faults(library: Path, write: Write, tmp_path: Path) -> Callable[[str], list[tuple[int | None, int | None, str]]]:
    """Line, column and message of every problem of a policy."""

    def of(text: str) -> list[tuple[int | None, int | None, str]]:
        path = write("policy.yaml", text)
        with pytest.raises(PolicyError) as caught:
            load(path, library=library)
        assert {p.path for p in caught.value.problems} == {str(path)}
        return [(p.line, p.column, p.message) for p in caught.value.problems]

    return of
