"""For who builds a wheel: puts the default policy into it as plain data, so that no process has to read its YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Reads and checks the policy that is about to be shipped; a wheel whose policy does not load is not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is put together. An editable install reads what stands in the checkout."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from couth.policy.prepared import prepare

        folder = Path(self.root, "build", "brought")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in prepare().items():
            (folder / name).write_text(text, "ascii")
            build_data["force_include"][str(folder / name)] = f"couth/{name}"
