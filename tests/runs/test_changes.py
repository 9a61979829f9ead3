"""What git says of a change, in a repository of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from couth.errors import InputError
from couth.runs.changes import ALL, since

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "x")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "x@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.txt").write_text("".join(f"line {n}\n" for n in range(1, 10)))
    (tmp_path / "ü ß\t.txt").write_text("one\n")
    (tmp_path / "gone.txt").write_text("one\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True)  # noqa: S603, S607  (git of the user's own)


def told(folder: Path, base: str = "HEAD") -> dict[str, list[tuple[int, int]]]:
    return {Path(path).name: list(lines) for path, lines in since(base, folder).files.items()}


def test_lines_that_are_new_or_stand_where_some_were_taken_away(repository: Path) -> None:
    lines = (repository / "a.txt").read_text().splitlines(keepends=True)
    lines[1] = "--- not a header\n+++ b/neither.txt\n"
    del lines[6]
    (repository / "a.txt").write_text("".join(lines))
    (repository / "ü ß\t.txt").write_text("one\ntwo\n")
    (repository / "new.txt").write_text("x")
    (repository / "gone.txt").unlink()
    assert told(repository) == {"a.txt": [(2, 3), (7, 8)], "ü ß\t.txt": [(2, 2)], "new.txt": list(ALL)}


def test_since_a_branch_what_it_has_itself_does_not_count(repository: Path) -> None:
    git(repository, "checkout", "-qb", "work")
    (repository / "b.txt").write_text("mine\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "work")
    git(repository, "checkout", "-q", "main")
    (repository / "a.txt").write_text("theirs\n")
    git(repository, "commit", "-qam", "main")
    git(repository, "checkout", "-q", "work")
    assert told(repository, "main") == {"b.txt": [(1, 1)]}


def test_git_without_an_answer(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InputError, match="git merge-base: "):
        since("nowhere", repository)
    with pytest.raises(InputError, match="git rev-parse: .*not a git repository"):
        since("HEAD", tmp_path_factory.mktemp("bare"))
