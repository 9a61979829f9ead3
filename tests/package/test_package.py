"""The package from outside: its names, what importing it costs, and that it finds its default policy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Mapping

import pytest

import couth
from couth.policy import library


def test_all_is_sorted_whole_and_there() -> None:
    assert couth.__all__ == sorted(couth.__all__)
    assert dir(couth) == couth.__all__
    assert all(getattr(couth, name) is not None for name in couth.__all__)


def test_every_public_name_is_known_to_type_checkers() -> None:
    source = Path(couth.__file__).read_text(encoding="utf-8")
    typed = source.split("if TYPE_CHECKING:")[1].split("__all__")[0]
    assert [name for name in couth.__all__ if not re.search(rf"\b{name}\b", typed)] == []


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lnit'"):
        couth.lnit  # noqa: B018  (asking is the test)


def test_the_version_is_that_of_the_distribution() -> None:
    assert couth.__version__ == version("couth")


def test_without_being_installed_the_version_is_that_of_the_checkout(tmp_path: Path) -> None:
    source = Path(couth.__file__).parent
    (tmp_path / "src").mkdir()
    shutil.copytree(source, tmp_path / "src" / "couth", ignore=shutil.ignore_patterns("rules", "__pycache__"))
    code = "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; import couth; print(couth.__version__)"
    path = {"PYTHONPATH": str(tmp_path / "src")}
    assert _output(code, tmp_path, path) == "0+unknown"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "couth"\nversion = "7.0"\n')
    assert _output(code, tmp_path, path) == "7.0"


def test_the_example_of_the_docstring() -> None:
    report = couth.lint("Is anybody there?", thread=[{"role": "customer", "text": "Hi", "at": "2026-03-02T14:05:00Z"}])
    assert report.policy == "default"
    assert couth.Linter(couth.load_policy()).lint("Hello.").policy == "default"


def test_the_default_policy_is_found_away_from_the_sources(tmp_path: Path) -> None:
    assert (library() / "default.yaml").is_file()
    code = "import couth; print(couth.lint('Hello.').policy)"
    assert _output(code, tmp_path) == "default"


def test_importing_it_imports_nothing_else(tmp_path: Path) -> None:
    code = "import sys, importlib, typing, __future__; known = set(sys.modules); import couth; print(*sorted({*sys.modules} - known))"
    assert _output(code, tmp_path) == "couth"


def _output(code: str, folder: Path, more: Mapping[str, str] | None = None) -> str:
    path = {**os.environ, "PYTHONPATH": str(Path(couth.__file__).parents[1]), **(more or {})}
    ran = subprocess.run(  # noqa: S603  (our own code)
        [sys.executable, "-c", code], cwd=folder, env=path, capture_output=True, check=True, text=True
    )
    return ran.stdout.strip()
