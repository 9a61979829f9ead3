"""Policies and their cards, known from before: a run reads and checks YAML only where something of it has changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

from couth.engine import Linter, Terms, terms_of
from couth.model.report import Basis, Severity
from couth.policy import Policy, library, load
from couth.policy.documents import Document, Read, files_read, read_before
from couth.policy.kept import plain, restored
from couth.policy.loading import Source, policy_of, read_parts
from couth.policy.plain import SPOILT
from couth.runs.keeping import entry_of, keep, kept, kept_with_files
from couth.runs.plan import Card


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


def policy_for(source: Source, folder: str | None) -> Policy:
    """The policy that `source` names, as it is kept in a folder, or read and kept there for the next run.

    One that was kept judges as one that was read, and has no examples. None is kept where a wheel brings what is shipped.
    Raises PolicyError as `load` does.
    """
    if folder is None:
        return load(source)
    name, of_card = (entry_of(kind, *_told(source)) for kind in ("policy", "card"))
    known, files = kept_with_files(folder, name)
    if known is not None:
        try:
            policy = restored(known)
        except SPOILT:
            pass
        else:
            read_before(files)
            return policy
    with files_read() as files:
        parts = read_parts(source)
    policy, others = policy_of(parts), dict(_others(files))
    read_before(others)
    if not parts.is_quick:
        keep(folder, name, plain(parts, policy), others)
    if kept(folder, of_card) is None:
        keep(folder, of_card, asdict(card_of(policy)), others)
    return policy


def card_for(source: Source, linter: Callable[[], Linter], folder: str | None) -> Card:
    """The card of the policy that `source` names; `linter` loads it where it is not kept as it is now."""
    known, files = (None, {}) if folder is None else kept_with_files(folder, entry_of("card", *_told(source)))
    if known is not None:
        try:
            card = _card(known)
        except SPOILT:
            pass
        else:
            read_before(files)
            return card
    return card_of(linter().policy)


def card_of(policy: Policy) -> Card:
    """The card of a policy."""
    rules = {
        rule.id: RuleCard(rule.id, rule.summary, rule.why, rule.source, rule.severity, rule.basis, rule.suggest)
        for rule in policy.rules.values()
    }
    return Card(policy.name, policy.fingerprint, terms_of(policy), rules, policy.disabled)


def _told(source: Source) -> Iterator[object]:
    """All that a policy is named by; a name means another file from another folder."""
    yield from (type(source).__name__, str(Path.cwd()))
    yield [source.path, source.data] if isinstance(source, Document) else str(source)


def _others(files: Read) -> Iterator[tuple[str, str | None]]:
    """The files that are not shipped: of those, the ground knows the state."""
    shipped = library()
    return ((path, told) for path, told in files.items() if not Path(path).is_relative_to(shipped))


def _card(data: dict[str, Any]) -> Card:
    rules = {rule_id: RuleCard(**{**rule, "source": tuple(rule["source"])}) for rule_id, rule in data["rules"].items()}
    return Card(data["name"], data["fingerprint"], Terms(**data["terms"]), rules, tuple(data["disabled"]))
