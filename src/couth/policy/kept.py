"""A policy that was checked, as plain data, and back: what the command keeps so as not to read and check it at every start."""

from __future__ import annotations

from couth.policy.documents import unplaced
from couth.policy.files import ScopeFile, Weights, WordChange
from couth.policy.loading import Parts, policy_of
from couth.policy.merged import Merged, RawScope, scope_shown, terms_shown
from couth.policy.plain import (
    Plain,
    outlined,
    plain_lists,
    plain_profile,
    plain_rule,
    restored_acts,
    restored_lists,
    restored_outlines,
    restored_profiles,
    restored_rules,
)
from couth.policy.profiles import FigureChange
from couth.policy.rules import Origin, RawRule
from couth.policy.shared import Shared
from couth.policy.values import Policy
from couth.policy.words import ListChange
from couth.text import checked_before


def plain(parts: Parts, policy: Policy) -> Plain:
    """The parts of a policy without any mistake, and what is known of that policy."""
    merged, shared = parts.merged, parts.shared
    return {
        **terms_shown(merged),
        "rules": {
            i: [raw.origins[0].document.path, *plain_rule(raw, parts.rules[i])] for i, raw in merged.raws.items() if raw
        },
        "words": [[c.list_id, c.lang, c.words.model_dump(), c.origin.document.path] for c in merged.words],
        "figures": [[c.channel, c.name, c.value] for c in merged.figures],
        "scopes": [[scope_shown(scope), scope.origin.document.path] for scope in merged.scopes],
        **plain_lists(shared.words),
        "acts": {name: shared.origins[f"acts.{name}"].document.data for name in shared.acts},
        "channels": {name: plain_profile(profile) for name, profile in parts.profiles.items()},
        "fingerprint": policy.fingerprint,
        "outlines": outlined(policy, (policy.lang,)),
    }


def restored(data: Plain) -> Policy:
    """The policy that was made plain; raises PolicyError where it does not hold together any more."""
    with checked_before():
        return policy_of(_parts(data))


def _parts(data: Plain) -> Parts:
    raws = {i: _raw(i, *one) for i, one in data["rules"].items()}
    rules = restored_rules(raws, data["rules"], data["limits"])
    merged = Merged(
        data["name"], data["block_below"], data["lang"], data["limits"], data["unknown"], data["caps"], dict(raws),
        tuple(ListChange(i, lang, _change(c), _origin(path)) for i, lang, c, path in data["words"]),
        tuple(FigureChange(channel, name, value, _origin("")) for channel, name, value in data["figures"]),
        tuple(RawScope(ScopeFile.model_construct(**scope), _origin(path)) for scope, path in data["scopes"]),
    )  # fmt: skip
    shared = Shared(restored_lists(data), restored_acts(data["acts"]), {}, frozenset())
    profiles, outlines = restored_profiles(data["channels"]), restored_outlines(data["outlines"])
    return Parts(merged, rules, shared, profiles, outlines, data["fingerprint"])


def _change(change: Plain) -> WordChange:
    weights = [Weights.model_construct(**one) for one in change["weights"]]
    return WordChange.model_construct(**{**change, "weights": weights})


def _raw(rule_id: str, path: str, data: Plain, on: bool, altered: bool, _: Plain | None) -> RawRule:
    return RawRule(rule_id, data, (_origin(path),), on, altered)


def _origin(path: str) -> Origin:
    return Origin(unplaced(path))
