"""What waits for a database, run beside the event loops."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Lock
from typing import Any, Callable, Final, TypeVar

from couth.integrations.forking import renewed_in_children

T = TypeVar("T")

WORKERS: Final = 8
"""So many threads at most."""


class Beside:
    """Threads beside the event loops, as many of these as there are; made when they are first needed."""

    def __init__(self) -> None:
        self.renew()
        renewed_in_children(self)

    def renew(self) -> None:
        """Have no threads yet."""
        self._executor: ThreadPoolExecutor | None = None
        self._lock = Lock()

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function beside the event loop, whichever that is; it ends though nobody waits for it any more."""
        within = partial(copy_context().run, function, *arguments)
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._threads(), within))

    def start(self, function: Callable[[], object]) -> None:
        """Run a function for which nobody waits."""
        self._threads().submit(function)

    def _threads(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(WORKERS, "couth-guard")
            return self._executor

    def close(self) -> None:
        """Wait for what runs, and end."""
        if self._executor is not None:
            self._executor.shutdown()
