"""The fingerprint: the same for the same judgement, another for another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couth.errors import PolicyError
from couth.policy import Policy, load

from .conftest import put

Loaded = Callable[[str], Policy]
BASE: dict[str, Any] = {
    "extends": ["default"],
    "unknown": {"tone": "warn", "pacing": "block"},
    "caps": {"tone": 20, "scope": 9},
    "rules": {
        "tone.emoji": {"limit": 0, "points": 3},
        "tone.slang": "off",
        "acme.b": {"summary": "b", "check": {"kind": "phrases", "phrases": {"en": ["x"], "es": ["y"]}}},
        "acme.a": {"summary": "a", "check": {"kind": "count", "of": "emoji", "limit": 1}, "yields": ["acme.b"]},
    },
    "words": {"acme.b": {"en": {"add": ["z"]}}, "words.thanks": {"en": {"add": ["ta"]}}},
}


def shuffled(value: object, draw: st.DrawFn) -> object:
    """The same data, the keys of every mapping in another order."""
    if not isinstance(value, dict):
        return value
    return {key: shuffled(value[key], draw) for key in draw(st.permutations(list(value)))}


orders = st.composite(lambda draw: shuffled(BASE, draw))()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders)
def test_the_order_of_writing_changes_nothing(library: Path, tmp_path: Path, data: object) -> None:
    first = load(put(tmp_path, "policy.yaml", json.dumps(BASE)), library=library)
    second = load(put(tmp_path, "policy.yaml", json.dumps(data)), library=library)
    assert first == second
    assert list(first.rules) == list(second.rules)
    assert first.fingerprint == second.fingerprint


def test_times_of_day_count(loaded: Loaded) -> None:
    text = 'rules: {a.b: {summary: x, check: {kind: hours, start: "21:00", end: "0%d:00"}}}\n'
    assert loaded(text % 8).fingerprint != loaded(text % 9).fingerprint


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("name: other", True),
        ("rules: {tone.emoji: {why: because, source: [x], examples: {}}}", True),
        ("rules: {tone.emoji: {limit: 1}}", True),
        ("rules: {tone.emoji: {limit: 2}}", False),
        ("rules: {tone.emoji: {message: other}}", False),
        ("rules: {tone.emoji: {when: thread.live}}", False),
        ("rules: {tone.emoji: off}", False),
        ("rules: {scope.swap: on}", False),
        ("block_below: 51", False),
        ("caps: {scope: 5}", False),
        ("unknown: {scope: warn}", False),
        ("lang: es", False),
        ("words: {words.thanks: {en: {add: [ta]}}}", False),
        ("words: {words.thanks: {en: {allow: [ta]}}}", False),
        ("for: [{channel: sms, rules: {tone.emoji: off}}]", False),
    ],
)
def test_what_changes_it(loaded: Loaded, text: str, same: bool) -> None:
    fingerprint = loaded("extends: default\n").fingerprint
    assert len(fingerprint) == 16
    assert (loaded(f"extends: default\n{text}\n").fingerprint == fingerprint) is same


words = st.sampled_from(
    [
        "rules",
        "tone.emoji",
        "extends",
        "default",
        "check",
        "kind",
        "count",
        "any",
        "of",
        "for",
        "words",
        "limit",
        "off",
        "[",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from([*BASE, "for", "name", "lang", "block_below", "limits"])
overrides = st.builds(lambda v: {"extends": "default", "rules": {"tone.emoji": v, "scope.piles": v}}, values)
files = overrides | st.dictionaries(keys, values, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | files.map(lambda data: json.dumps(data).encode()))
def test_any_file_loads_or_is_refused(library: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    try:
        assert load(path, library=library).fingerprint
    except PolicyError as error:
        assert all(p.message for p in error.problems)  # noqa: PT017  (most files are refused)
