"""What a fork leaves behind in the child: connections that are the parent's, locks that nobody holds any more."""

from __future__ import annotations

import os
from typing import Final, Protocol
from weakref import WeakSet


class Renewable(Protocol):
    """Something with locks, threads or connections, of which a child needs its own."""

    def renew(self) -> None:
        """Begin anew, and leave what is the parent's alone."""


_PARTS: Final[WeakSet[Renewable]] = WeakSet()


def renewed_in_children(part: Renewable) -> None:
    """Have something renewed in every process that is forked from this one."""
    _PARTS.add(part)


def _renew() -> None:
    for part in tuple(_PARTS):
        part.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)
