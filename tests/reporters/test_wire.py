"""The wire format: keys in their order, times with offsets, and the fast way equal to the plain one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from couth.model import Decision, Edit, Evidence, Fault, Fix, Report, Unknown, Violation
from couth.reporters import report_dict, report_json

VIOLATION = Violation(
    rule="tone.slang",
    severity="warning",
    basis="heuristic",
    points=10,
    message="“u” is slang",
    span=(0, 1),
    excerpt="u",
    evidence=(Evidence(3, (2, 5), "您好 \N{SLIGHTLY SMILING FACE}"),),
    suggestion="Write it out.",
    fix=Fix((Edit((0, 1), "you"),), safe=True),
)
PASS = Report("pass", 100, Decision("send"), (), (), "default", "abc", id="a#1")
WARN = Report(
    "warn", 90, Decision("hold", datetime(2026, 3, 3, 8, tzinfo=UTC), "quiet"), (VIOLATION,),
    (Unknown("a.b", ("thread",)),), "mine", "def", faults=(Fault("a.c", "took too long"),),
)  # fmt: skip


def test_a_report_that_passes() -> None:
    assert report_json(PASS) == (
        '{"id": "a#1", "verdict": "pass", "score": 100, '
        '"decision": {"action": "send", "not_before": null, "reason": ""}, "violations": [], "unknown": [], '
        '"policy": {"name": "default", "fingerprint": "abc"}}'
    )


def test_a_report_with_everything() -> None:
    assert report_json(WARN) == (
        '{"id": null, "verdict": "warn", "score": 90, '
        '"decision": {"action": "hold", "not_before": "2026-03-03T08:00:00Z", "reason": "quiet"}, '
        '"violations": [{"rule": "tone.slang", "severity": "warning", "basis": "heuristic", "points": 10, '
        '"message": "“u” is slang", "span": [0, 1], "excerpt": "u", '
        '"evidence": [{"message": 3, "span": [2, 5], "excerpt": "您好 🙂"}], '
        '"suggestion": "Write it out.", "fix": {"safe": true, "edits": [{"span": [0, 1], "text": "you"}]}}], '
        '"unknown": [{"rule": "a.b", "needs": ["thread"]}], '
        '"errors": [{"rule": "a.c", "message": "took too long"}], '
        '"policy": {"name": "mine", "fingerprint": "def"}}'
    )


@pytest.mark.parametrize("report", [PASS, WARN])
def test_the_line_is_the_plain_data(report: Report) -> None:
    assert report_json(report) == json.dumps(report_dict(report), ensure_ascii=False)


def test_offsets_other_than_utc_are_kept() -> None:
    at = datetime(2026, 3, 3, 8, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    report = Report("warn", 90, Decision("hold", at), (), (), "p", "f")
    assert report_dict(report)["decision"]["not_before"] == "2026-03-03T08:00:00+05:30"
