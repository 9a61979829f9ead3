"""What starting costs: the interpreter, imports, loading policies, and the whole command for one draft."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Final, Mapping

from figures import Taken

LIBRARIES: Final = "import pydantic, regex, emoji, yaml"
LOADED: Final = (
    "import sys; from time import perf_counter as now; from couth import Linter; import couth.engine.linter;"
    "t = now(); linter = Linter(*sys.argv[1:]); u = now(); linter.lint('Hello, your parcel comes at noon.'); v = now();"
    "print(1000 * (u - t), 1000 * (v - u))"
)
OWN: Final = """\
extends: default
rules:
  tone.emoji: {limit: 0}
  acme.ahoy: {summary: No sailors, check: {kind: phrases, phrases: {en: [ahoy, "shiver my timbers"]}}}
words: {words.greeting: {en: {add: [ahoy there]}}}
"""
"""A policy as users write one."""


_ENV: Final = Path(__file__).resolve().parent.parent / "build" / "start-env"
INSTALLED: Final = next((str(found) for found in _ENV.glob("*/python*") if found.stem == "python"), sys.executable)
"""The Python that couth was installed for as its users install it, by `make bench`; else this one."""


class Starting:
    """Milliseconds of whole processes, and of loading the default policy, and one that extends it, in a fresh one."""

    units: Mapping[str, str] = dict.fromkeys(
        (
            "python alone", f"python -c '{LIBRARIES}'", "import couth", "couth check of one draft, first time",
            "couth check of one draft, again", "Linter() in a fresh process", "its first draft",
            "Linter(a policy that extends the default one) in a fresh process", "that one's first draft",
        ),
        "ms",
    )  # fmt: skip

    def round(self) -> Taken:
        """Each once; the command in a home of its own, so that its first time is one."""
        command = ("-m", "couth", "check", "--draft", "Hello, your parcel comes at noon.", "--fail-on", "never")
        with tempfile.TemporaryDirectory() as home:
            at_home = {**os.environ, "HOME": home, "XDG_CACHE_HOME": str(Path(home) / "cache")}
            whole = [_milliseconds(at_home, "-c", code) for code in ("pass", LIBRARIES, "import couth; couth.Linter")]
            whole += [_milliseconds(at_home, *command) for _ in range(2)]
            own = Path(home) / "own.yaml"
            own.write_text(OWN, "ascii")
            told = f"{_ran(at_home, '-c', LOADED)} {_ran(at_home, '-c', LOADED, str(own))}"
        return {name: [value] for name, value in zip(self.units, (*whole, *map(float, told.split())), strict=True)}


def _milliseconds(environment: Mapping[str, str], *arguments: str) -> float:
    begun = perf_counter()
    _ran(environment, *arguments)
    return 1000 * (perf_counter() - begun)


def _ran(environment: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  (an interpreter of ours)
        (INSTALLED, *arguments), check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout
