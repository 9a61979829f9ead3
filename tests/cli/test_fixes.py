"""`couth check --fix`: what it writes, what it only shows, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from .conftest import Couth

POLICY = """
rules:
  acme.word:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: error
    points: 10
    basis: heuristic
    check: {kind: swap, safe: true, pairs: {en: {kettle: pot}}}
    message: "“{excerpt}” stands here"
  acme.other:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: error
    points: 10
    basis: heuristic
    check: {kind: swap, pairs: {en: {boat: ship}}}
    message: "“{excerpt}” stands here"
"""
TEXT = "Hi {{kettle}}, the kettle is on the boat.\n"


def written(folder: Path) -> Path:
    (folder / "policy.yaml").write_text(POLICY)
    path = folder / "a.txt"
    path.write_text(TEXT)
    return path


ARGS = ("--policy", "policy.yaml", "--lang", "en", "--no-config")


def test_safe_fixes_are_written_and_the_rest_is_told(run: Couth, folder: Path) -> None:
    path = written(folder)
    path.chmod(0o640)
    result = run("check", "a.txt", "--fix", *ARGS)
    assert path.read_text() == "Hi {{kettle}}, the pot is on the boat.\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert (result.exit_code, "acme.other" in result.stdout, "acme.word" in result.stdout) == (1, True, False)
    assert "couth: 1 fix applied in 1 file" in result.stderr


def test_unsafe_fixes_are_written_where_they_are_asked_for(run: Couth, folder: Path) -> None:
    path = written(folder)
    result = run("check", "a.txt", "--unsafe-fixes", *ARGS)
    assert path.read_text() == "Hi {{kettle}}, the pot is on the ship.\n"
    assert result.exit_code == 0
    again = run("check", "a.txt", "--unsafe-fixes", *ARGS)
    assert "applied" not in again.stderr


def test_a_dry_run_shows_a_diff_and_changes_nothing(run: Couth, folder: Path) -> None:
    path = written(folder)
    result = run("check", "a.txt", "--fix", "--dry-run", *ARGS)
    assert path.read_text() == TEXT
    assert result.stdout == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n"
        "-Hi {{kettle}}, the kettle is on the boat.\n+Hi {{kettle}}, the pot is on the boat.\n"
    )
    assert result.exit_code == 1
    path.write_text("Hello.\n")
    assert run("check", "a.txt", "--dry-run", *ARGS).exit_code == 0


def test_what_the_configuration_lets_be_is_not_mended(run: Couth, folder: Path) -> None:
    path = written(folder)
    (folder / "couth.yaml").write_text(
        "policy: policy.yaml\nlang: en\nsuppress:\n  - {rule: acme.word, path: a.txt, reason: a brand, owner: us}\n"
    )
    run("check", "a.txt", "--unsafe-fixes")
    assert path.read_text() == "Hi {{kettle}}, the kettle is on the ship.\n"


def test_a_diff_is_not_shown_where_words_are_hidden(run: Couth, folder: Path) -> None:
    written(folder)
    result = run("check", "a.txt", "--dry-run", "--mask", *ARGS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "give either --dry-run or --mask" in result.stderr


def test_only_files_are_mended(run: Couth, folder: Path) -> None:
    assert run("check", "--draft", "x", "--fix").exit_code == 2
    assert run("check", "-", "--fix").exit_code == 2
