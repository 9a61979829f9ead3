"""Which findings count: suppressions, the baseline, changes."""

from __future__ import annotations

from datetime import date

import pytest

from couth.config import Suppression
from couth.runs.changes import Change
from couth.runs.standing import Met, Standings

from .made import finding


def suppression(expires: date | None = None, **selectors: tuple[str, ...]) -> Suppression:
    given = {"rule": (), "path": (), "template": (), "fingerprint": (), **selectors}
    return Suppression(**given, reason="why", owner="ana", expires=expires, place="couth.yaml:1:1")


@pytest.mark.parametrize(
    ("selectors", "fits"),
    [
        ({"rule": ("tone.slang",)}, True),
        ({"rule": ("tone",)}, True),
        ({"rule": ("ton",)}, False),
        ({"path": ("messages/",)}, True),
        ({"path": ("*.md", "messages/*.txt")}, True),
        ({"path": ("other/",)}, False),
        ({"template": ("greet*",)}, True),
        ({"template": ("bye",)}, False),
        ({"fingerprint": ("f" * 16,)}, True),
        ({"fingerprint": ("e" * 16,)}, False),
        ({"rule": ("tone",), "path": ("other/",)}, False),
    ],
)
def test_all_selectors_must_fit(selectors: dict[str, tuple[str, ...]], fits: bool) -> None:
    standings = Standings((suppression(**selectors),), today=date(2027, 1, 1))
    met = Met(set(), set())
    [one] = standings.of([finding(name="greeting")], "messages/a.txt", met)
    assert (one.standing, one.why) == (("suppressed", "why (ana)") if fits else ("new", None))
    assert met.suppressions == ({0} if fits else set())


def test_a_suppression_holds_on_its_last_day_and_not_after() -> None:
    one = suppression(date(2027, 1, 31), rule=("tone",))
    for today, standing in ((date(2027, 1, 31), "suppressed"), (date(2027, 2, 1), "new")):
        standings = Standings((one,), today=today)
        assert [f.standing for f in standings.of([finding()], "a.txt", Met(set(), set()))] == [standing]
        assert standings.expired() == ([] if standing == "suppressed" else [one])


def test_what_is_in_the_baseline_was_met_even_where_it_is_suppressed() -> None:
    standings = Standings((suppression(rule=("tone",)),), frozenset(("f" * 16, "0" * 16)), today=date(2027, 1, 1))
    met = Met(set(), set())
    found = standings.of([finding(), finding("promo.pressure")], "a.txt", met)
    assert [f.standing for f in found] == ["suppressed", "recorded"]
    assert met.records == {"f" * 16}


def test_of_a_change_only_touched_lines_count() -> None:
    import os

    change = Change({os.path.realpath("a.txt"): [(2, 3)], os.path.realpath("b.jsonl"): [(5, 5)]})
    found = [finding(line=line) for line in (1, 2, 3, 4)]
    found += [finding(path="b.jsonl", line=5, region=None), finding(path="b.jsonl", line=6, region=None)]
    standings = Standings(change=change)
    told = [f.standing for f in standings.of(found, "x", Met(set(), set()))]
    assert told == ["untouched", "new", "new", "untouched", "new", "untouched"]
    assert (change.has("a.txt"), change.has("c.txt")) == (True, False)
