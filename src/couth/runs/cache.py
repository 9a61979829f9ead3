"""What was judged before: by the content of a file, how it was read, the policy, and the couth that judged it.

One SQLite file in a folder of its own. It holds the texts of templates and drafts, as the files do that it stands
beside; nothing of a customer's. A cache that is broken, locked or cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Final

from couth.extensions import versions
from couth.ground import state_of_couth
from couth.readers import Options
from couth.runs.keeping import is_ours
from couth.runs.plan import Plan
from couth.runs.stored import Item, Stored

_FORM: Final = "1"
"""The form of what is kept; another one is not read."""

_FILE: Final = "judged.sqlite"
_WAIT: Final = 5.0
_MOST: Final = 200_000
"""Files that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a file's reports depend on, hashed; and the file, of which only the last state is kept."""

    path: str
    digest: bytes

    @classmethod
    def of(cls, data: bytes, path: str, inside: str, options: Options, plan: Plan) -> Key:
        """The key of a file's content, read in a way and judged by a plan's policy.

        `inside` is its path from the configuration's folder.
        """
        digest = hashlib.blake2b(_ground(plan.card.fingerprint, plan.version), digest_size=16)
        digest.update(_json([path, inside, plan.config.file is None, _said(options)]).encode() + b"\0")
        digest.update(data)
        return cls(inside, digest.digest())


_json: Final = json.JSONEncoder(default=str).encode
_OPTIONS: Final = tuple(one.name for one in fields(Options))


def _said(options: Options) -> dict[str, object]:
    """What the options tell a reader."""
    return {name: value for name in _OPTIONS if (value := getattr(options, name))}


@lru_cache(maxsize=4)
def _ground(fingerprint: str, version: str) -> bytes:
    """The policy, the form, Python with its Unicode, and couth itself."""
    ground = [
        _FORM,
        fingerprint,
        version,
        sys.version_info[:3],
        state_of_couth(),
        versions("couth.checks", "couth.facts", "couth.readers"),
    ]
    return hashlib.blake2b(json.dumps(ground).encode(), digest_size=16).digest()


class Cache:
    """Keeps and finds what was judged. What is put is written now and then, and when it is flushed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: list[tuple[str, bytes, str]] = []
        self._file = _opened(folder)

    def get(self, key: Key, path: str) -> list[Item] | None:
        """What is known of a file in this very state; `path` is its name in messages."""
        if self._file is None:
            return None
        try:
            row = self._file.execute("SELECT digest, rows FROM judged WHERE path = ?", (key.path,)).fetchone()
            return list(Stored(json.loads(row[1])).items(path)) if row and row[0] == key.digest else None
        except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
            return None  # somebody else's hand was in it

    def put(self, key: Key, stored: Stored) -> None:
        """Keep what was judged of a file, where it may be kept."""
        if self._file is None or not stored.kept:
            return
        self._new.append((key.path, key.digest, json.dumps(stored.rows, ensure_ascii=True, separators=(",", ":"))))
        if len(self._new) >= 1000:
            self.flush()

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        if self._file:
            self._file.close()
        self._file = None

    def flush(self) -> None:
        """Write what is new."""
        if not self._file or not self._new:
            return
        with suppress(sqlite3.Error), self._file:
            self._file.executemany("INSERT OR REPLACE INTO judged VALUES (?, ?, ?)", self._new)
            self._file.execute("DELETE FROM judged WHERE rowid <= (SELECT max(rowid) FROM judged) - ?", (_MOST,))
        self._new.clear()


def _opened(folder: Path) -> sqlite3.Connection | None:
    """The cache's file; a broken one is thrown away, and where none can be had, or others may write, there is none."""
    try:
        if not _prepared(folder):
            return None
        return _connected(folder / _FILE)
    except sqlite3.DatabaseError:
        with suppress(OSError, sqlite3.Error):
            (folder / _FILE).unlink()
            return _connected(folder / _FILE)
    except OSError:
        pass
    return None


def _prepared(folder: Path) -> bool:
    """Whether the folder is this user's alone; made where it is not there, and kept out of version control."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
    return is_ours(str(folder))


def _connected(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=_WAIT, isolation_level="DEFERRED")
    try:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = OFF")
        file.execute("CREATE TABLE IF NOT EXISTS judged (path TEXT PRIMARY KEY, digest BLOB, rows TEXT)")
    except sqlite3.Error:
        file.close()
        raise
    return file
