"""Small policies for the engine's tests."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from couth.engine import Linter, default_linter

MakeLinter = Callable[[str], Linter]


@pytest.fixture
def linter(tmp_path: Path) -> MakeLinter:
    """A linter of a policy given as YAML, with no rules but its own."""

    def make(source: str) -> Linter:
        path = tmp_path / "policy.yaml"
        path.write_text(source, encoding="utf-8")
        return Linter(path)

    return make


@pytest.fixture(scope="session")
def default() -> Linter:
    return default_linter()
