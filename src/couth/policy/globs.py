"""Patterns of paths, as `for:` of a policy and a configuration take them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from couth.regexes import regex_of


def within(path: str, pattern: str) -> bool:
    """Whether a path, or a folder that it lies in, fits a pattern."""
    wanted = _glob(pattern.rstrip("/"))
    parts = path.lstrip("/").split("/")
    return any(wanted.fullmatch("/" + "/".join(parts[:count])) for count in range(len(parts), 0, -1))


@lru_cache(maxsize=1024)
def _glob(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: `*` within a folder, `**` across folders; it starts at any folder, or with `/` at the top."""
    parts = _GLOB.split(pattern.removeprefix("./"))
    body = "".join(_WILD.get(part, re.escape(part)) for part in parts)
    return re.compile(body if pattern.startswith("/") else f"(?:.*/)?{body}", re.DOTALL)


_GLOB: Final = regex_of(r"(\*\*/|\*\*|\*|\?)")
_WILD: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
