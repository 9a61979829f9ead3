"""Baselines: written, read, and refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.errors import InputError
from couth.runs.baseline import Record, read_baseline, record_of, written

from .made import finding

RECORDS = st.lists(st.builds(Record, st.text(), st.text(), st.text(), st.none() | st.text()))


@given(records=RECORDS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> None:
    path = tmp_path_factory.getbasetemp() / "b.json"
    path.write_text(written(records), "utf-8", errors="surrogatepass")
    assert set(read_baseline(path)) == set(records)
    assert written(reversed(records)) == written(records)


def test_no_words_of_a_message_are_kept() -> None:
    assert "lol" not in written([record_of(finding(), "a.txt")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n  "version": 2, "findings": []}', ":2:3: a baseline of version 2, where this couth reads version 1; run"),
        ('{"findings": []}', ": not a baseline: it names no version; couth baseline writes one"),
        ('{"version": 1, "findings": [{"rule": "a"}]}', ": not a baseline: findings must be a list of objects with"),
        ("{\n ,", ":2:2: the baseline is no JSON: "),
        ("[" * 100_000, ": the baseline is nested too deeply"),
    ],
)
def test_what_cannot_be_gone_by(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        read_baseline(path)
    assert str(refused.value).startswith(f"{path}{said}")


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read: No such file or directory; couth baseline writes it"):
        read_baseline(tmp_path / "gone.json")
