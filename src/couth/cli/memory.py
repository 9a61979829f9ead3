"""Keeps what a run printed, where the same run would print it again: `couth.runs.again` finds it there.

What was judged with a customer's messages is kept only where nothing was found, so that no word of a customer's is in it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Final, Iterator, Mapping

from couth.cli.request import Request
from couth.cli.run import Run
from couth.config.finding import places
from couth.ground import is_extended
from couth.policy.documents import Read, files_read
from couth.runs.again import CODES, Asked, entry
from couth.runs.keeping import digest, keep

MOST: Final = 1024 * 1024
"""Bytes of the files of a run that is kept."""

_CHANGING: Final = ("fix", "unsafe_fixes", "dry_run", "show_config", "outputs", "diff")
"""Options with which a run does more than print, or goes by more than files."""


class Memory:
    """Watches over one run. `copy` takes what is printed, None where the run is not to be kept."""

    def __init__(self, asked: Asked | None, request: Request) -> None:
        self._asked = asked
        self._request = request
        self._stack = ExitStack()
        self.copy: list[str] | None = [] if asked and _is_plain(request.given) else None

    def __enter__(self) -> Memory:
        if self.copy is not None:
            self._files = _state(self._request.given)
            self._read: Read = self._stack.enter_context(files_read())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def keep(self, run: Run, form: str, code: int) -> None:
        """Keep the run, if it came to an end without a word on stderr and would come out the same again."""
        if self._asked is None or self.copy is None or not self._holds(run, code):
            return
        keep(self._asked.folder, self._asked.name, entry(form, "".join(self.copy), code), {**self._files, **self._read})

    def _holds(self, run: Run, code: int) -> bool:
        request = self._request
        passing = request.baseline or any(one.expires for one in request.config.suppressions)
        lasting = not (run.told or run.total.private or passing or is_extended())
        return lasting and code in CODES and self._files == _state(self._request.given)


def _is_plain(given: Mapping[str, Any]) -> bool:
    """Whether only files are judged that were named, and not too much of them; or one draft."""
    if any(given[option] for option in _CHANGING) or not (given["paths"] or given["draft"] is not None):
        return False
    paths = list(given["paths"])
    return all(map(os.path.isfile, paths)) and sum(map(os.path.getsize, paths)) <= MOST


def _state(given: Mapping[str, Any]) -> dict[str, str | None]:
    """The files that a run goes by, other than the policy's, as they are now; those that are looked for among them."""
    return {path: digest(path) for path in _paths(given)}


def _paths(given: Mapping[str, Any]) -> Iterator[str]:
    yield from given["paths"]
    yield from (given[option] for option in ("thread", "config") if given[option])
    if not (given["config"] or given["no_config"]):
        yield from map(str, places())
