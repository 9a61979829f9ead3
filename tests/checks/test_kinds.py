"""The set of kinds: closed, told apart by name, and not at odds with the fields of a rule."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from couth.checks import KINDS, AnyCheck, Check
from couth.policy.files import RuleFile

ADAPTER: TypeAdapter[Check] = TypeAdapter(AnyCheck)


def kind_of(check: type[Check]) -> str:
    (kind,) = get_args(check.model_fields["kind"].annotation)
    return str(kind)


def test_kinds_are_listed_once_and_in_order() -> None:
    names = [kind.__name__ for kind in KINDS]

    assert len({kind_of(kind) for kind in KINDS}) == len(KINDS)
    assert names == sorted(names)


def test_the_union_holds_every_kind() -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python({"kind": "nothing"})

    assert all(repr(kind_of(kind)) in str(caught.value) for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_is_described_and_no_field_of_a_rule(kind: type[Check]) -> None:
    options = {name: field for name, field in kind.model_fields.items() if name != "kind"}

    assert kind.__doc__
    assert [name for name, field in options.items() if not field.description and name != "of"] == []
    assert set(options).isdisjoint(RuleFile.model_fields)
