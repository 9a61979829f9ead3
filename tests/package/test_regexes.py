"""Regular expressions of couth's own: each compiles, and is compiled only when it is used."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from typing import Iterator

import pytest

import couth
from couth.regexes import Late, regex_of


def _all() -> Iterator[tuple[str, Late]]:
    for module in pkgutil.walk_packages(couth.__path__, "couth."):
        if not module.name.endswith("__main__"):
            yield from (
                (module.name, one) for one in vars(import_module(module.name)).values() if isinstance(one, Late)
            )


def test_every_one_compiles() -> None:
    found = list(_all())
    assert len(found) > 200
    for _module, one in found:
        assert one.pattern


def test_it_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *told: made.append(told) or real(*told))
    digits = regex_of(r"\d(?P<more>x)?", re.ASCII)
    assert not made
    assert [match.span() for match in digits.finditer("a1b2x")] == [(1, 2), (3, 5)]
    assert (digits.search("a1")[0], digits.sub("-", "a1"), digits.groupindex) == ("1", "a-", {"more": 1})  # type: ignore[index]
    assert made == [(r"\d(?P<more>x)?", re.ASCII)]


def test_one_that_does_not_compile_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex_of("(").search("x")
    assert not hasattr(regex_of("x"), "no_such_thing")
