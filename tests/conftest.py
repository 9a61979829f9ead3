"""How many examples a property is tried on: few enough that the whole suite stays quick. And no test keeps anything at home."""

from __future__ import annotations

import os
from typing import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def _kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("COUTH_CACHE_DIR")
    os.environ["COUTH_CACHE_DIR"] = str(tmp_path_factory.mktemp("kept") / "couth")
    yield
    del os.environ["COUTH_CACHE_DIR"]
    if before is not None:
        os.environ["COUTH_CACHE_DIR"] = before
