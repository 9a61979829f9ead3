"""The pages and what makes them, which lives beside them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if (ROOT / "docs" / "generate.py").exists():
    sys.path.insert(0, str(ROOT / "docs"))
else:
    collect_ignore_glob = ["test_*.py"]  # the tests of an installed package run away from the docs
