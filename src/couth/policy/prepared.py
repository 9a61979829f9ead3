"""For who builds a wheel: the stock, read and checked, as the wheel is to bring it, so that no process has to do it again."""

from __future__ import annotations

from couth.policy.brought import STOCK, to_bring
from couth.policy.loading import policy_of, read_parts
from couth.policy.plain import outlined, plain_lists, plain_profile, plain_rule
from couth.policy.rules import rule_file
from couth.policy.shipped import library, shelf
from couth.text import Lexicon


def prepare() -> dict[str, str]:
    """What to write, by file. Raises PolicyError where the default policy does not load."""
    parts = read_parts(library=library())
    policy = policy_of(parts)
    raws = {rule_id: rule_file(rule_id, path, []) for rule_id, path in shelf(library(), []).rules.items()}
    found = {
        "rules": {i: plain_rule(raw, parts.rules[i]) for i, raw in raws.items() if raw},
        **plain_lists(parts.shared.words),
        "acts": {name: parts.shared.origins[f"acts.{name}"].document.data for name in parts.shared.acts},
        "channels": {channel: plain_profile(profile) for channel, profile in parts.profiles.items()},
        "outlines": outlined(policy, Lexicon(policy.words).languages()),
        "fingerprint": policy.fingerprint,
    }
    return {STOCK: to_bring(found)}
