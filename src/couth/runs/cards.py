"""Cards of policies: made of a policy, or known from before, so that a run in which nothing is new need not load it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Final, Iterable

from couth.engine import Linter, Terms, terms_of
from couth.model.report import Basis, Severity
from couth.policy import Policy, library
from couth.policy.documents import Document, files_read
from couth.runs.cache import prepared, state_of_couth
from couth.runs.plan import Card

_FILE: Final = "policies.json"
_MOST: Final = 20
"""Policies that are kept."""

Source = str | Path | Document | None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What is told of a rule."""

    id: str
    summary: str
    why: str
    source: tuple[str, ...]
    severity: Severity
    basis: Basis
    suggest: str | None


def card_of(policy: Policy) -> Card:
    """The card of a policy."""
    rules = {
        rule.id: RuleCard(rule.id, rule.summary, rule.why, rule.source, rule.severity, rule.basis, rule.suggest)
        for rule in policy.rules.values()
    }
    return Card(policy.name, policy.fingerprint, terms_of(policy), rules, policy.disabled)


def card_for(source: Source, linter: Callable[[], Linter], cache: Path | None) -> Card:
    """The card of the policy that `source` names; `linter` loads it where the cache does not know it as it is now."""
    if cache is None:
        return card_of(linter().policy)
    kept = _kept(cache)
    key = _key(source)
    known = kept.get(key)
    if known and _is_as_it_was(known["files"]):
        with suppress(LookupError, TypeError):
            return _card(known["card"])
    with files_read() as files:
        card = card_of(linter().policy)
    entry = {"files": _digests(files), "card": asdict(card)}
    if files and entry["files"] is not None:  # no files: it was loaded before, and nobody knows from where
        _keep(cache, {**dict(list(kept.items())[-_MOST:]), key: entry})
    return card


def _key(source: Source) -> str:
    """What the policy is named by, and the state of couth and of the shipped policies."""
    named: object = str(source)
    if isinstance(source, Document):
        named = [source.path, source.data]
    told = [state_of_couth(), str(Path.cwd()), type(source).__name__, named]
    return hashlib.blake2b(json.dumps(told, default=str).encode(), digest_size=16).hexdigest()


def _digests(files: Iterable[Path]) -> dict[str, str] | None:
    """The files of the policy that are not shipped, with their contents hashed; None where one has gone meanwhile."""
    shipped = library()
    try:
        return {str(path): _digest(path) for path in files if not path.is_relative_to(shipped)}
    except OSError:
        return None


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _is_as_it_was(files: Any) -> bool:
    try:
        return all(_digest(Path(path)) == digest for path, digest in files.items())
    except (OSError, AttributeError):
        return False


def _kept(cache: Path) -> dict[str, Any]:
    try:
        kept = json.loads((cache / _FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(cache: Path, kept: dict[str, Any]) -> None:
    with suppress(OSError):
        prepared(cache)
        partial = cache / f"{_FILE}.{hashlib.blake2b(json.dumps(list(kept)).encode(), digest_size=8).hexdigest()}"
        partial.write_text(json.dumps(kept), "utf-8")
        partial.replace(cache / _FILE)


def _card(data: dict[str, Any]) -> Card:
    rules = {rule_id: RuleCard(**{**rule, "source": tuple(rule["source"])}) for rule_id, rule in data["rules"].items()}
    return Card(data["name"], data["fingerprint"], Terms(**data["terms"]), rules, tuple(data["disabled"]))
