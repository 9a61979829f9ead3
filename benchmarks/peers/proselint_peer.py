"""Proselint's default checks on every text of a JSON list; run by the interpreter that it is installed for.

build/peers/python/bin/python benchmarks/peers/proselint_peer.py TEXTS.json      prints microseconds of each, as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import thread_time_ns

from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

WARMING = 50


def main() -> None:
    """Some texts first that are not counted, then all of them."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    CheckRegistry().register_many(__register__)
    for text in texts[:WARMING]:
        LintFile("draft", text).lint()
    print(json.dumps([_microseconds(text) for text in texts]))


def _microseconds(text: str) -> float:
    begun = thread_time_ns()
    LintFile("draft", text).lint()
    return (thread_time_ns() - begun) / 1000


if __name__ == "__main__":
    main()
