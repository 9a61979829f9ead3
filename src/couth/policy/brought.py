"""What a wheel brings beside the code: the stock as plain data, read and checked when the wheel was built.

It holds only as long as the shipped policies and couth's own files are those that it was made from; a checkout has none of it,
and reads the YAML.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from couth.ground import PACKAGE, shipped
from couth.policy.build import build
from couth.policy.documents import LaterDocument
from couth.policy.plain import (
    SPOILT,
    Plain,
    restored_acts,
    restored_lists,
    restored_outlines,
    restored_profiles,
    restored_rules,
)
from couth.policy.rules import Origin, RawRule, rule_file
from couth.policy.shared import Shared
from couth.policy.shipped import Shelf, library, shelf
from couth.policy.stock import Stock
from couth.policy.values import Examples, LaterExamples, Rule
from couth.text import checked_before

STOCK: Final = "stock.json"


def brought(folder: str = PACKAGE) -> Stock | None:
    """The stock that a wheel brought; None where there is none, it is broken, or what it was made from has changed."""
    found = _held(folder)
    try:
        return found and _stock(found, shelf(library(), []))
    except SPOILT:
        return None


def to_bring(held: object) -> str:
    """What to write into the file of the stock."""
    return json.dumps([shipped(), held], ensure_ascii=True, separators=(",", ":"))


def _held(folder: str) -> Any:
    try:
        with open(os.path.join(folder, STOCK), "rb") as stream:
            made_from, held = json.load(stream)
    except (OSError, ValueError, TypeError):
        return None
    return held if made_from == shipped() else None


def _stock(found: Plain, files: Shelf) -> Stock:
    raws = {i: RawRule(i, one[0], (_later(files.rules[i]),)) for i, one in found["rules"].items()}
    with checked_before():
        rules = restored_rules(raws, found["rules"], {})
        shared = _shared(found, files)
    profiles = restored_profiles(found["channels"])
    return Stock(
        shared=shared,
        raws=lambda _: dict(raws),
        profiles=lambda _: profiles,
        ready={i: (raw, _with_examples(rules[i])) for i, raw in raws.items()},
        outlines=restored_outlines(found["outlines"]),
        fingerprint=found["fingerprint"],
    )


def _shared(found: Plain, files: Shelf) -> Shared:
    words, acts = restored_lists(found), restored_acts(found["acts"])
    origins = {i: _later(path) for i, path in files.words.items()}
    origins.update((f"acts.{name}", _later(path, found["acts"][name])) for name, path in files.acts.items())
    return Shared(words, acts, origins, frozenset(origins))


def _later(path: Path, data: Plain | None = None) -> Origin:
    return Origin(LaterDocument(str(path), data))


def _with_examples(rule: Rule) -> Rule:
    """A rule with its examples, which few ask for: they are read from its file when somebody does."""
    return replace(rule, examples=LaterExamples(partial(_examples, rule)))


def _examples(rule: Rule) -> Examples:
    raw = rule_file(rule.id, Path(rule.path), [])
    made = raw and build(raw, {}, [])
    return made.examples if made else Examples()
