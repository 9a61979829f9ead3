"""The set of kinds: closed, told apart by name, and not at odds with the fields of a rule."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from couth.checks import KINDS, AnyOf, Check
from couth.policy.files import RuleFile


def test_kinds_are_listed_in_order_of_their_classes() -> None:
    names = [kind.__name__ for kind in KINDS.values()]

    assert names == sorted(names)


@pytest.mark.parametrize("kind", [KINDS[name] for name in KINDS.own])
def test_every_option_is_described_and_no_field_of_a_rule(kind: type[Check]) -> None:
    options = {name: field for name, field in kind.model_fields.items() if name != "kind"}

    assert kind.__doc__
    assert [name for name, field in options.items() if not field.description and name != "of"] == []
    assert set(options).isdisjoint(RuleFile.model_fields)


def test_a_check_without_a_finder_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Check()  # type: ignore[abstract]


def test_several_checks_hold_no_several_checks() -> None:
    links = KINDS["count"].model_validate({"kind": "count", "of": "links", "limit": 1})
    inner = AnyOf(kind="any", of={"a": links, "b": links})
    with pytest.raises(ValidationError, match="x is of the kind 'any' itself"):
        AnyOf(kind="any", of={"x": inner, "y": links})
