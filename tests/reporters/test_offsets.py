"""Offsets in other units lead to the same words."""

from __future__ import annotations

import json
from typing import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.model import Decision, Draft, Edit, Evidence, Fix, Message, Report, Thread, Violation
from couth.reporters.judged import Judged, Settings
from couth.reporters.lines import Jsonl
from couth.reporters.masking import masked
from couth.reporters.offsets import UNITS, Unit, counted_in, span_in

DRAFT = Draft("Día \U0001f69a, gonna call")
THREAD = Thread([Message("customer", "\U0001f69a?")])
FOUND = Violation(
    "a.b",
    "info",
    "fact",
    1,
    "m",
    (7, 12),
    "gonna",
    (Evidence(0, (1, 2), "?"),),
    None,
    Fix((Edit((7, 12), "x"),), safe=True),
)
REPORT = Report("pass", 99, Decision("send"), (FOUND,), (), "p", "0" * 16)

CUT: dict[Unit, Callable[[str, int, int], str]] = {
    "code-point": lambda text, start, end: text[start:end],
    "utf-16": lambda text, start, end: text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode(
        "utf-16-le", "surrogatepass"
    ),
    "utf-8": lambda text, start, end: text.encode("utf-8", "surrogatepass")[start:end].decode("utf-8", "surrogatepass"),
}


@pytest.mark.parametrize("unit", UNITS)
@given(before=st.text(), inside=st.text(), after=st.text())
def test_a_span_in_any_unit_is_the_same_words(unit: Unit, before: str, inside: str, after: str) -> None:
    text = before + inside + after
    assert CUT[unit](text, *span_in(unit, (len(before), len(before) + len(inside)), text)) == inside


@pytest.mark.parametrize(
    ("unit", "span", "evidence"),
    [("code-point", (7, 12), (1, 2)), ("utf-16", (8, 13), (2, 3)), ("utf-8", (11, 16), (4, 5))],
)
def test_all_spans_of_a_report_are_counted(unit: Unit, span: tuple[int, int], evidence: tuple[int, int]) -> None:
    (found,) = counted_in(unit, REPORT, DRAFT, THREAD).violations
    assert (found.span, found.evidence[0].span, found.fix and found.fix.edits[0].span) == (span, evidence, span)


def test_what_is_masked_is_counted_as_it_was_written() -> None:
    judged = masked(Judged(DRAFT, THREAD, REPORT, "a", 1, None, ()), {})
    (line,) = Jsonl(Settings(rules={}, version="1", offsets="utf-8")).entries(judged)
    assert json.loads(line)["violations"][0]["span"] == [11, 16]
