"""What a wheel brings beside the code: plain data made from the shipped policies when the wheel was built.

It holds only as long as these and couth's own files are those that it was made from; a checkout has none of it.
"""

from __future__ import annotations

import json
import os
from typing import Any, Final

from couth.ground import PACKAGE, shipped

POLICY: Final = "prepared.json"
"""The default policy, read and checked."""

PHRASES: Final = "phrases.json"
"""Every phrase template of the default policy: each of them parses."""


def brought(name: str, folder: str = PACKAGE) -> Any:
    """What a file holds; None where there is none, or what it was made from has changed."""
    try:
        with open(os.path.join(folder, name), "rb") as stream:
            made_from, held = json.load(stream)
    except (OSError, ValueError, TypeError):
        return None
    return held if made_from == shipped() else None


def to_bring(held: object) -> str:
    """What to write into such a file."""
    return json.dumps([shipped(), held], ensure_ascii=True, separators=(",", ":"))
