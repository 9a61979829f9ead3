"""What couth keeps for itself from one run to the next: plain data, each entry for as long as what it was made from lasts.

An entry is a JSON file in the user's own cache folder. It names the files that it was made from, with their contents
hashed, and those that were looked for and not there; it holds only while all of that is so still, and couth's ground
is the same. Only the user can have written it, or it is not read. What is broken, or cannot be written, is done without.

Standard library alone: this is read before anything else of couth is loaded.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress

from couth.ground import hashed, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Mapping

MOST = 64 * 1024 * 1024
"""Bytes of all entries; those written longest ago go first."""

LARGEST = 16 * 1024 * 1024
"""Bytes of an entry."""


def place() -> str | None:
    """The folder of what is kept for this user; None where nothing is to be kept, or there is no place."""
    if os.environ.get("COUTH_NO_CACHE"):
        return None
    return os.environ.get("COUTH_CACHE_DIR") or _platform_place()


def _platform_place() -> str | None:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return os.path.join(local, "couth", "cache") if local else None
    if not os.path.isabs(home):
        return None
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "couth")
    named = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(named if os.path.isabs(named) else os.path.join(home, ".cache"), "couth")


def entry_of(*told: object) -> str:
    """The name of the entry about something that `told` says all of, on today's ground."""
    return f"{told[0]}-{hashed(json.dumps([state(), *told], default=str).encode())}.json"


def digest(path: str) -> str | None:
    """The hash of a file's contents; None where there is no such file, or it cannot be read."""
    if not os.path.isfile(path):  # a pipe can be read once only, and not by who comes to look
        return None
    try:
        with open(path, "rb") as stream:
            return hashed(stream.read())
    except (OSError, ValueError):
        return None


def kept(folder: str, name: str) -> Any:
    """What an entry holds; None where there is none that still holds."""
    return kept_with_files(folder, name)[0]


def kept_with_files(folder: str, name: str) -> tuple[Any, dict[str, str | None]]:
    """What an entry holds, None where there is none that still holds; and the files that it was made from."""
    data = _trusted(folder, name)
    try:
        entry = json.loads(data) if data else None
        if entry and _is_as_it_was(entry["files"]):
            return entry["data"], entry["files"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return None, {}


def _is_as_it_was(files: dict[str, str | None]) -> bool:
    return all(digest(path) == before for path, before in files.items())


def keep(folder: str, name: str, data: object, files: Mapping[str, str | None]) -> None:
    """Keep an entry, where it can be kept; `files` are hashed as they were when it was made from them."""
    text = json.dumps({"files": files, "data": data}, ensure_ascii=True, separators=(",", ":")).encode()
    with suppress(OSError):
        if len(text) <= LARGEST and _prepared(folder):
            _written(folder, name, text)
            _tidied(folder)


# --- trust ----------------------------------------------------------------------------------------


def _trusted(folder: str, name: str) -> bytes | None:
    """The bytes of an entry that nobody but this user can have written."""
    try:
        if not is_ours(folder):
            return None
        descriptor = os.open(
            os.path.join(folder, name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(descriptor, "rb") as stream:
            return stream.read(LARGEST + 1) if _is_own(os.fstat(descriptor), stat.S_ISREG) else None
    except (OSError, ValueError):
        return None


def is_ours(folder: str) -> bool:
    """Whether a folder is this user's, and nobody else can write there; raises OSError where it is not there."""
    return _is_own(os.lstat(folder), stat.S_ISDIR)


def _is_own(told: os.stat_result, is_kind: Any) -> bool:
    """Whether something is this user's, and writable for nobody else; Windows keeps a user's own folder to the user."""
    if not is_kind(told.st_mode):
        return False
    return sys.platform == "win32" or (told.st_uid == os.geteuid() and not told.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _prepared(folder: str) -> bool:
    """Whether the folder is there, for its owner alone; made where it is not."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return is_ours(folder)


def _written(folder: str, name: str, text: bytes) -> None:
    """Written whole or not at all, whoever else writes at the same time."""
    import tempfile

    descriptor, partial = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(text)
        os.replace(partial, os.path.join(folder, name))
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise


def _tidied(folder: str) -> None:
    with os.scandir(folder) as entries:
        found = [(told.st_mtime_ns, told.st_size, entry.path) for entry in entries if (told := entry.stat())]
    room = MOST
    for _, size, path in sorted(found, reverse=True):
        room -= size
        if room < 0:
            os.unlink(path)
