"""What every answer rests on beside its input: couth's own files, the shipped policies, Python, and what else is installed.

Every start of the command reads this before it trusts anything kept from before, so little of the standard library is
used, and no other part of couth.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator

PACKAGE = os.path.dirname(os.path.realpath(__file__))
_OWN = (".py", ".yaml")
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


def rules_folder() -> str | None:
    """The folder of the shipped policies: inside of the package, or beside the sources; None where there is none."""
    for folder in (os.path.join(PACKAGE, "rules"), os.path.join(PACKAGE, os.pardir, os.pardir, "rules")):
        if os.path.isfile(os.path.join(folder, "default.yaml")):
            return os.path.realpath(folder)
    return None


@cache
def state() -> str:
    """The state of the ground when this process first asked for it; see `state_now`."""
    return state_now()


def state_now() -> str:
    """A hash that is another one as soon as couth, a shipped policy, Python, what is installed or a time zone changes."""
    told = [sys.version, sys.executable, state_of_couth(), sorted(_installed()), *map(_changed, _zones())]
    return hashed(repr(told).encode("utf-8", "surrogatepass"))


def state_of_couth() -> str:
    """The sizes and times of couth's own files and of the shipped policies: a version alone tells no two commits apart."""
    folders = {PACKAGE, rules_folder() or PACKAGE}
    told = sorted({entry.path: _state(entry) for folder in folders for entry in _own_files(folder)}.items())
    return hashed(repr(told).encode("utf-8", "surrogatepass"))


def shipped() -> str:
    """A hash of what stands in the shipped policies, and of how large couth's own files are: the same wherever they lie."""
    rules = rules_folder() or PACKAGE
    own = {_place(entry, PACKAGE): entry.stat().st_size for entry in _own_files(PACKAGE) if entry.name.endswith(".py")}
    told = hashlib.blake2b(repr(sorted(own.items())).encode(), digest_size=16)
    for name, entry in sorted(
        (_place(entry, rules), entry) for entry in _own_files(rules) if entry.name.endswith(".yaml")
    ):
        with open(entry, "rb") as stream:
            told.update(b"%d %s\n" % (entry.stat().st_size, name.encode()) + stream.read())
    return told.hexdigest()


def _place(entry: os.DirEntry[str], folder: str) -> str:
    """Where a file lies in a folder, on every platform alike."""
    return entry.path[len(folder) :].replace(os.sep, "/")


def hashed(data: bytes) -> str:
    """The hash by which couth knows contents again."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _own_files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_OWN):
                yield entry
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _own_files(entry.path)


def _state(entry: os.DirEntry[str]) -> tuple[int, int]:
    told = entry.stat()
    return told.st_size, told.st_mtime_ns


def is_extended() -> bool:
    """Whether another distribution brings something to couth through an entry point: its code may change unseen."""
    return any(_mentions_couth(os.path.join(path, "entry_points.txt")) for path, *told in _installed() if told)


def _mentions_couth(path: str) -> bool:
    with open(path, "rb") as stream:
        return b"[couth." in stream.read()


def _installed() -> Iterator[tuple[str, *tuple[int, ...]]]:
    """The distributions in the folders that Python imports from, whose names tell their versions, and their entry points."""
    for folder in dict.fromkeys(path or os.curdir for path in sys.path):
        try:
            names = os.listdir(folder)
        except OSError:
            continue  # an archive, or not there
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                yield (os.path.join(folder, name), *_changed(os.path.join(folder, name, "entry_points.txt")))


def _zones() -> Iterator[str]:
    """The folders of the time zones, as `zoneinfo` looks for them, and the file that tells of all of them."""
    named = os.environ.get("PYTHONTZPATH")
    for folder in _ZONES if named is None else named.split(os.pathsep):
        yield from (folder, os.path.join(folder, "tzdata.zi"))


def _changed(path: str) -> tuple[int, ...]:
    try:
        told = os.stat(path)
    except OSError:
        return ()
    return told.st_size, told.st_mtime_ns
