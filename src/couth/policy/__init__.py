"""YAML -> Policy: extends, merging, scopes, and errors with their places."""

from couth.policy.fingerprint import basis
from couth.policy.loading import load
from couth.policy.merged import effective
from couth.policy.schema import schema
from couth.policy.shipped import library, shipped_policies
from couth.policy.values import Example, Examples, Policy, Rule

__all__ = [
    "Example",
    "Examples",
    "Policy",
    "Rule",
    "basis",
    "effective",
    "library",
    "load",
    "schema",
    "shipped_policies",
]
