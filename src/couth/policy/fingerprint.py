"""What tells two policies apart: everything that changes a report, in one canonical form, hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from couth.facts import Profile
from couth.policy.values import Policy, Rule
from couth.text import WordList

LENGTH: Final = 16
"""Hexadecimal digits of a fingerprint."""


def fingerprint(policy: Policy) -> str:
    """The policy's fingerprint; the order in which anything was written does not change it."""
    content = {
        "block_below": policy.block_below,
        "lang": policy.lang,
        "unknown": dict(policy.unknown),
        "caps": dict(policy.caps),
        "rules": {rule_id: _rule(rule) for rule_id, rule in policy.rules.items()},
        "words": {i: digest(words) for i, words in policy.words.items()},
        "acts": {name: act.model_dump() for name, act in policy.acts.items()},
        "channels": {name: _figures(profile) for name, profile in policy.channels.items()},
        "for": policy.merged["for"],
    }
    return _hashed(content)[:LENGTH]


def basis(policy: Policy) -> str:
    """A fingerprint of what is known of a thread by: the shared lists, the acts, the language of last resort."""
    content = {
        "lang": policy.lang,
        "words": {i: digest(words) for i, words in policy.words.items() if _shared(i)},
        "acts": {name: act.model_dump() for name, act in policy.acts.items()},
    }
    return _hashed(content)[:LENGTH]


def digest(words: WordList) -> str:
    """What tells the contents of a word list from those of any other: known from before, or worked out from all of them."""
    if words.digest:
        return words.digest
    weights = [{lang: dict(of) for lang, of in words.weights.items()}] if words.weights else []
    return _hashed([dict(words.phrases), dict(words.allow), words.leet, *weights])


def _shared(list_id: str) -> bool:
    return list_id.startswith(("words.", "acts."))


def _hashed(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, default=_plain, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "severity": rule.severity,
        "points": rule.points,
        "basis": rule.basis,
        "check": rule.check.model_dump(),
        "channels": sorted(rule.channels),
        "when": [condition.source for condition in rule.when],
        "unless": [condition.source for condition in rule.unless],
        "message": rule.message,
        "suggest": rule.suggest,
        "decision": rule.decision,
        "yields": sorted(rule.yields),
        "unknown": rule.unknown,
    }


def _figures(profile: Profile) -> dict[str, Any]:
    return {name: [f.value, f.unit, f.is_firm] for name, f in profile.figures.items()}


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, (set, frozenset)) else str(value)
