"""Distributions that add to couth, as they stand on the path once they are installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Callable, Iterator

import pytest

from couth import extensions

Install = Callable[..., Path]

ACME = '''
import json
from typing import Literal
from couth.checks import Check
from couth.facts import Fact
from couth.model import Hit
from couth.readers import Value


class Loud(Check):
    """Finds exclamation marks."""

    kind: Literal["loud"]
    most: int = 0

    def finder(self, name):
        return lambda facts: [Hit((0, 1))] if facts.draft.text.count("!") > self.most else []


TIER = Fact("acme.tier", "text", "The tier of the customer.", lambda facts: "gold", ("gold", "iron"))


def notes(stream, path):
    for number, line in enumerate(stream, 1):
        yield Value({"draft": {"text": line.decode().strip()}, "thread": []}, number)


class Brief:
    late, between, most = False, "", None

    def __init__(self, settings):
        self.version = settings.version

    def begin(self, outcome):
        return ""

    def entries(self, judged):
        return [f"{judged.report.verdict}\\n"]

    def complaints(self, problem):
        return []

    def end(self, outcome):
        return "done\\n"
'''
POINTS = """
[couth.checks]
loud = acme_couth:Loud
[couth.facts]
acme.tier = acme_couth:TIER
[couth.readers]
.note = acme_couth:notes
notes = acme_couth:notes
[couth.reporters]
brief = acme_couth:Brief
"""


def installed_in(folder: Path, points: str = POINTS, code: str = ACME, name: str = "acme-couth") -> Path:
    """The folder with a distribution in it."""
    (folder / f"{name.replace('-', '_')}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name.replace('-', '_')}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a distribution on the path of this process, for one test."""
    before = set(sys.modules)

    def install(points: str = POINTS, code: str = ACME, name: str = "acme-couth") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.syspath_prepend(str(installed_in(folder, points, code, name)))
        extensions.installed.cache_clear()
        return folder

    yield install
    extensions.installed.cache_clear()
    for module in set(sys.modules) - before:
        if module.endswith("_couth"):
            del sys.modules[module]
