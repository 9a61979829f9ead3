"""A small policy of its own, so that what is printed does not change with the shipped rules; and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable

import pytest
from click.testing import CliRunner, Result

import couth as package
from couth.cli import check, couth
from couth.cli.policies import linter_for
from couth.engine import Linter

SMALL = """\
name: small
rules:
  desk.slang:
    summary: No slang
    why: Not everybody reads it.
    source: ["the house style"]
    severity: warning
    points: 10
    check: {kind: phrases, phrases: {en: [gonna, lol]}}
    message: "“{excerpt}” is slang"
    suggest: Write it out.
    examples:
      bad:
        - {draft: "We are gonna call.", at: "gonna"}
      good:
        - {draft: "We are going to call."}
  desk.nudge:
    summary: No nudging
    why: The customer will answer.
    source: ["the house style"]
    severity: error
    points: 40
    check: {kind: phrases, phrases: {en: [are you there]}}
    message: "“{excerpt}” presses"
    examples:
      bad:
        - {draft: "Are you there?", at: "Are you there"}
      good:
        - {draft: "There you are."}
"""

Couth = Callable[..., Result]


_LINTERS: dict[bytes, Linter] = {}


def _compiled_once(source: str | None, kept: str | None = None) -> Linter:
    """The linter of a policy file, by its contents: compiling it again for every test would only take time."""
    path = Path(source or "")
    if not path.is_file():
        return linter_for(source, kept)
    contents = path.read_bytes()
    if contents not in _LINTERS:
        _LINTERS[contents] = linter_for(source)
    return _LINTERS[contents]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, entered, with the small policy in it."""
    monkeypatch.setattr(check, "linter_for", _compiled_once)
    monkeypatch.setenv("PYTHONPATH", str(Path(package.__file__).parents[1]))  # processes run what the tests run
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Couth:
    """The command, run in the folder; `input` is its standard input."""

    def called(*arguments: str, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(couth, arguments, input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return called


def cases(path: Path, *texts: str) -> None:
    """A JSONL file of one case for each text."""
    lines = (json.dumps({"id": f"c{n}", "thread": [], "draft": {"text": text}}) for n, text in enumerate(texts, 1))
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
