"""Other linters of prose on the same drafts, in the same run.

They do other work: they know no thread, no clock and no channel, and have rules for written prose. They are what
somebody would take instead. `make peers` installs them into build/peers; without it they are left out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final, Mapping, Sequence

from figures import Taken

HERE: Final = Path(__file__).parent
INSTALLED: Final = HERE.parent / "build" / "peers"
PYTHON: Final = INSTALLED / "python" / "bin" / "python"
NODE: Final = INSTALLED / "node"


class Peers:
    """Those of proselint and write-good that are installed, each in a process of its own; `absent` tells of the others."""

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        path = folder / "texts.json"
        path.write_text(json.dumps(list(texts)), encoding="utf-8")
        node = shutil.which("node")
        commands = {
            "proselint": (str(PYTHON), str(HERE / "peers" / "proselint_peer.py"), str(path))
            if PYTHON.exists()
            else None,
            "write-good": (node, str(HERE / "peers" / "write_good.cjs"), str(path), str(NODE))
            if node and (NODE / "node_modules" / "write-good").exists()
            else None,
        }
        self.absent = [name for name, command in commands.items() if command is None]
        self._commands = {name: command for name, command in commands.items() if command}
        self.units: Mapping[str, str] = dict.fromkeys(self._commands, "us")

    def round(self) -> Taken:
        """Microseconds of each draft, by peer."""
        return {name: _told(command) for name, command in self._commands.items()}


def _told(command: tuple[str, ...]) -> list[float]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (installed by us)
    return [float(value) for value in json.loads(done.stdout)]
