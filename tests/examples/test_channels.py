"""The pairs of examples: what a channel would refuse or punish is found, and its mended form is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from couth.engine import default_linter
from couth.model.values import CHANNELS
from couth.readers import Incoming, read

FOLDER = Path(__file__).parents[2] / "examples" / "channels"
FILES = sorted(FOLDER.glob("*.jsonl"))
pytestmark = pytest.mark.skipif(not FILES, reason="the examples are not shipped with the package")


def test_every_channel_has_a_pair_but_calls() -> None:
    assert {path.stem for path in FILES} == set(CHANNELS) - {"voice"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_is_found_and_the_second_is_not(path: Path) -> None:
    expected = [json.loads(line)["expect"] for line in path.read_text("utf-8").splitlines()]
    lint = default_linter().lint
    reports = [lint(item.draft, item.thread) for item in read(str(path)) if isinstance(item, Incoming)]
    assert [bool(labels) for labels in expected] == [True, False]
    for labels, report in zip(expected, reports, strict=True):
        found = {v.rule for v in report.violations if v.rule.startswith("channel.")}
        assert set(labels) <= found
        assert labels or not found
    assert reports[1].verdict == "pass"
