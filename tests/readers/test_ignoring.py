"""Which files a walk leaves out, held against what git itself says of the same folders."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Iterable

import pytest

from couth.errors import Note, Problem
from couth.readers import Walk

git_only = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

FILES = (
    "a.txt",
    "b.log",
    "build/c.txt",
    "deep/build/d.txt",
    "deep/er/e.txt",
    "deep/er/keep.log",
    "deep/er/local.txt",
    "dir with space/ü.txt",
    "local.txt",
    "only-top.txt",
    "deep/only-top.txt",
    "out/gone/f.txt",
    "out/kept.txt",
)

LISTS = {
    ".gitignore": "# what is built\n*.log\n/only-top.txt\n\nout/*\n!out/kept.txt\n[z-a]\n!\n",
    "deep/.gitignore": "build/\n!keep.log\n",
    "deep/er/.gitignore": "\ufeff/e.txt\r\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)  # noqa: S603, S607  (git of the user's own)
    put(tmp_path, dict.fromkeys(FILES, "x") | LISTS | {".git/info/exclude": "local.txt\n"})
    return tmp_path


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="")


def walked(folder: Path, *, gitignore: bool = True) -> list[str]:
    found = Walk(lambda path: not path.endswith(".gitignore"), gitignore=gitignore).files([str(folder)])
    return [os.path.relpath(path, folder).replace(os.sep, "/") for path in found if not isinstance(path, Problem)]


def kept_by_git(folder: Path) -> Iterable[str]:
    listed = ["git", "-C", str(folder), "-c", "core.excludesFile=", "ls-files", "-coz", "--exclude-standard"]
    told = subprocess.run(listed, check=True, capture_output=True)  # noqa: S603  (git of the user's own)
    return [name for name in told.stdout.decode().split("\0") if name and not name.endswith(".gitignore")]


@git_only
@pytest.mark.parametrize("inside", ["", "deep", "deep/er"])
def test_what_git_ignores_is_left_out(repository: Path, inside: str) -> None:
    assert sorted(walked(repository / inside)) == sorted(kept_by_git(repository / inside))


@git_only
def test_the_nearest_list_decides(repository: Path) -> None:
    assert walked(repository) == [
        "a.txt",
        "build/c.txt",
        "deep/er/keep.log",
        "deep/only-top.txt",
        "dir with space/ü.txt",
        "out/kept.txt",
    ]


@git_only
def test_a_folder_that_is_named_is_read_though_git_ignores_it(repository: Path) -> None:
    assert walked(repository / "deep/build") == ["d.txt"]
    assert walked(repository / "out/gone") == ["f.txt"]


@git_only
def test_all_is_read_where_git_is_not_gone_by(repository: Path) -> None:
    assert sorted(walked(repository, gitignore=False)) == sorted(FILES)


@git_only
def test_a_repository_in_another_one_goes_by_its_own(repository: Path) -> None:
    inner = repository / "inner"
    subprocess.run(["git", "init", "-q", str(inner)], check=True)  # noqa: S603, S607  (git of the user's own)
    put(inner, {"b.log": "x", "c.tmp": "x", ".gitignore": "*.tmp\n"})
    assert walked(inner) == ["b.log"]
    assert [name for name in walked(repository) if name.startswith("inner/")] == ["inner/b.log"]


@git_only
def test_a_worktree_goes_by_the_exclude_of_its_repository(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "tree"
    author = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for arguments in (("add", "a.txt"), (*author, "commit", "-qm", "x"), ("worktree", "add", "-q", str(other))):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True)  # noqa: S603, S607  (git of the user's own)
    put(other, {"local.txt": "x"})
    assert walked(other) == ["a.txt"]


def test_outside_of_a_repository_the_lists_below_count(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "x", "b.log": "x", ".gitignore": "*.log\n"})
    assert walked(tmp_path) == ["a.txt"]


def test_a_list_that_cannot_be_read_is_told_and_not_gone_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": "x", ".gitignore": "*.txt\n"})

    def refused(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refused)
    note, path = Walk(lambda path: path.endswith(".txt")).files([str(tmp_path)])
    assert isinstance(note, Note)
    assert str(note).endswith("/.gitignore: not gone by: Permission denied")
    assert path == (tmp_path / "a.txt").as_posix()
