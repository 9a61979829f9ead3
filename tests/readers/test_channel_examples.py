"""The pairs in examples/channels: for each channel a payload that its platform or law refuses, and its fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from couth.engine import default_linter
from couth.model.values import CHANNELS
from couth.readers import Incoming, read

EXAMPLES = Path(__file__).parents[2] / "examples" / "channels"
PAIRS = sorted({path.stem.rpartition("-")[0] for path in EXAMPLES.glob("*.json")})
pytestmark = pytest.mark.skipif(not PAIRS, reason="the examples are not shipped with the package")
WITHOUT_PAYLOADS = {"whatsapp-app", "webchat", "voice"}


def test_every_channel_with_payloads_has_a_pair() -> None:
    assert set(PAIRS) == set(CHANNELS) - WITHOUT_PAYLOADS


@pytest.mark.parametrize("channel", PAIRS)
def test_what_is_refused_and_its_fix(channel: str) -> None:
    linter = default_linter()
    reports = {}
    for kind in ("refused", "fixed"):
        for item in read(str(EXAMPLES / f"{channel}-{kind}.json")):  # judged before the next is taken: threads grow
            assert isinstance(item, Incoming)
            assert item.draft.channel == channel
            reports[kind] = linter.lint(item.draft, item.thread)
    assert any(violation.rule.startswith("channel.") for violation in reports["refused"].violations)
    assert reports["refused"].verdict in ("block", "warn")
    assert (reports["fixed"].verdict, reports["fixed"].violations) == ("pass", ())
