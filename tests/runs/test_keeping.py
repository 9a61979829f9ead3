"""What is kept between runs: only as long as all that it was made from lasts, and only where nobody else can have written it."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth import ground
from couth.runs import keeping
from couth.runs.keeping import digest, entry_of, keep, kept, place

DATA = {"a": [1, None, "ü\ud800"]}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home/cache/couth"


def put(folder: Path, source: Path, data: object = DATA) -> str:
    name = entry_of("thing", "of", "tests")
    keep(str(folder), name, data, {str(source): digest(str(source)), str(source) + ".more": None})
    return name


def test_an_entry_holds_as_long_as_its_files_are_as_they_were(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.yaml"
    source.write_text("a: 1")
    name = put(folder, source)
    assert kept(str(folder), name) == DATA
    source.write_text("a: 2")
    assert kept(str(folder), name) is None
    source.write_text("a: 1")
    assert kept(str(folder), name) == DATA
    Path(f"{source}.more").write_text("what was missed is there now")
    assert kept(str(folder), name) is None
    Path(f"{source}.more").unlink()
    source.unlink()
    assert kept(str(folder), name) is None


def test_the_name_of_an_entry_tells_all_that_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {entry_of("a"), entry_of("b"), entry_of("a", "c"), entry_of("a", ["c"]), entry_of("a", "c", None)}
    assert len(names) == 5
    before = entry_of("a")
    monkeypatch.setattr(keeping, "state", lambda: "another couth")
    assert entry_of("a") != before


def test_the_ground_changes_with_couth_and_with_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    states = [ground.state_now()]
    (site / "acme-1.0.dist-info").mkdir()
    states.append(ground.state_now())
    points = site / "acme-1.0.dist-info/entry_points.txt"
    points.write_text('[couth.checks]\nmood = "acme:Mood"\n')
    states.append(ground.state_now())
    points.write_text('[couth.checks]\nmood = "acme:Temper"\n')
    states.append(ground.state_now())
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path / "zones"))
    states.append(ground.state_now())
    (tmp_path / "zones").mkdir()
    (tmp_path / "zones/tzdata.zi").write_text("# version 2026a")
    states.append(ground.state_now())
    (tmp_path / "zones/tzdata.zi").write_text("# version 2026b+")
    states.append(ground.state_now())
    copy = tmp_path / "copy"
    (copy / "rules").mkdir(parents=True)
    (copy / "rules/default.yaml").write_text("name: default\n")
    monkeypatch.setattr(ground, "PACKAGE", str(copy))
    states.append(ground.state_now())
    (copy / "engine.py").write_text("")
    states.append(ground.state_now())
    (copy / "rules/default.yaml").write_text("name: another\n")
    states.append(ground.state_now())
    assert len(set(states)) == len(states)
    assert ground.state_now() == states[-1]


@posix
def test_what_others_may_have_written_is_not_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = put(folder, tmp_path / "none")
    assert (folder.stat().st_mode & 0o777, (folder / name).stat().st_mode & 0o777) == (0o700, 0o600)
    for path, mode in ((folder, 0o770), (folder, 0o702), (folder / name, 0o620), (folder / name, 0o606)):
        before = path.stat().st_mode
        path.chmod(mode)
        assert kept(str(folder), name) is None
        path.chmod(before)
    assert kept(str(folder), name) == DATA
    real = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: real + 1)
    assert kept(str(folder), name) is None


@posix
def test_nothing_is_put_where_others_may_write(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    folder.chmod(0o777)
    put(folder, tmp_path / "none")
    assert not list(folder.iterdir())


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    name = put(folder, tmp_path / "none")
    (folder / name).rename(tmp_path / "elsewhere.json")
    (folder / name).symlink_to(tmp_path / "elsewhere.json")
    assert kept(str(folder), name) is None
    (tmp_path / "linked").symlink_to(folder)
    assert kept(str(tmp_path / "linked"), name) is None


@given(spoilt=st.binary(max_size=40) | st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["files", "data", "x"]), inner, max_size=3), max_leaves=8
).map(lambda data: json.dumps(data).encode()))  # fmt: skip
def test_what_is_broken_is_not_there(tmp_path_factory: pytest.TempPathFactory, spoilt: bytes) -> None:
    folder = tmp_path_factory.mktemp("kept")
    folder.chmod(0o700)
    name = entry_of("thing")
    (folder / name).write_bytes(spoilt)
    found = kept(str(folder), name)
    if found is not None:
        entry = json.loads(spoilt)
        assert (found, set(entry["files"].values())) in ((entry["data"], set()), (entry["data"], {None}))


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    put(tmp_path / "file/couth", tmp_path / "none")
    assert kept(str(tmp_path / "file/couth"), entry_of("thing", "of", "tests")) is None
    assert (tmp_path / "file").read_text() == "no folder"


def test_too_much_is_not_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 100)
    assert kept(str(folder), put(folder, tmp_path / "none", "x" * 100)) is None
    monkeypatch.setattr(keeping, "LARGEST", 10_000)
    monkeypatch.setattr(keeping, "MOST", 1000)
    for number in range(5):
        keep(str(folder), f"thing-{number}.json", "x" * 300, {})
        os.utime(folder / f"thing-{number}.json", ns=(number, number))
    assert sorted(path.name for path in folder.iterdir()) == ["thing-2.json", "thing-3.json", "thing-4.json"]


def test_writers_at_the_same_time_leave_one_whole_entry(folder: Path) -> None:
    whole = [{"all": str(number) * 50_000} for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        writing = [pool.submit(keep, str(folder), "thing.json", data, {}) for data in whole * 4]
        seen = [kept(str(folder), "thing.json") for _ in range(200)]
        assert [future.result() for future in writing] == [None] * 32
    assert all(one is None or one in whole for one in seen)
    assert kept(str(folder), "thing.json") in whole
    assert [path.name for path in folder.iterdir()] == ["thing.json"]


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COUTH_CACHE_DIR", "/there")
    assert place() == "/there"
    monkeypatch.setenv("COUTH_NO_CACHE", "1")
    assert place() is None
    monkeypatch.delenv("COUTH_NO_CACHE")
    monkeypatch.delenv("COUTH_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    for platform, variables, expected in (
        ("linux", {"XDG_CACHE_HOME": str(tmp_path / "x")}, tmp_path / "x/couth"),
        ("linux", {"XDG_CACHE_HOME": "beside"}, tmp_path / ".cache/couth"),
        ("darwin", {}, tmp_path / "Library/Caches/couth"),
        ("win32", {"LOCALAPPDATA": str(tmp_path / "l")}, tmp_path / "l/couth/cache"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert place() == str(expected)
