"""Figures of an evaluation: what holds of them whatever is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.engine.evaluation import Evaluation, Figures, Score, wilson

RULES = st.frozensets(st.sampled_from(["a", "b", "c"]))
DRAFTS = st.lists(st.tuples(st.sampled_from(["here", "there"]), RULES, RULES, RULES), max_size=12)


@given(st.integers(0, 300), st.integers(0, 300))
def test_an_interval_holds_the_share_and_narrows(hits: int, others: int) -> None:
    of = hits + others
    low, high = wilson(hits, of)
    assert 0 <= low <= high <= 1
    if of:
        assert low - 1e-9 <= hits / of <= high + 1e-9
        wider = wilson(hits * 2, of * 2)
        assert wider[1] - wider[0] <= high - low


def test_an_interval_as_published() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)  # Newcombe 1998, table I, method 3


@given(DRAFTS)
def test_sources_add_up(drafts: list[tuple[str, frozenset[str], frozenset[str], frozenset[str]]]) -> None:
    evaluation = Evaluation(frozenset("abc"))
    for number, (source, due, arguable, found) in enumerate(drafts):
        evaluation.add(str(number), source, due, arguable, found)
    micro = [figures.micro for figures in evaluation.sources.values()]
    whole = evaluation.whole
    assert (whole.micro.hits, whole.micro.alarms) == (sum(m.hits for m in micro), sum(m.alarms for m in micro))
    assert whole.drafts == len(drafts)
    assert whole.alarmed <= whole.clean <= whole.drafts
    assert sum(map(len, evaluation.alarms.values())) == whole.micro.alarms
    assert sum(map(len, evaluation.misses.values())) == whole.micro.misses


def test_nothing_counted_is_no_failure() -> None:
    figures = Figures()
    assert (figures.micro.f1, figures.macro_f1, figures.alarm_rate) == (1.0, 0.0, 0.0)
    assert Score(0, 2, 0).precision == 0.0
