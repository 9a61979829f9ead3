"""What a run is to do, as values that can be sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Final, Iterable, Mapping

from couth.config import Config
from couth.engine import Linter, Terms
from couth.readers import Options
from couth.reporters import Line, RuleText
from couth.reporters.formats import WITHOUT_FINDINGS
from couth.reporters.offsets import Unit
from couth.runs.standing import Standings

if TYPE_CHECKING:
    from couth.readers.peers import Threads


CACHE: Final = ".couth-cache"
"""The folder, beside the configuration, where what was judged is kept."""


@dataclass(frozen=True, slots=True)
class Card:
    """What of a policy is needed to tell of its findings, without the policy itself: plain data."""

    name: str
    fingerprint: str
    terms: Terms
    rules: Mapping[str, RuleText]
    disabled: tuple[str, ...] = ()
    """Ids of the rules that are off."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run judges and what it writes.

    `linter` is called when something has to be judged, and may be slow. `options` are those of the command line, which
    come before what the configuration says. `cache` is the folder where what was judged is kept, None for nowhere.
    """

    config: Config
    options: Options
    card: Card
    linter: Callable[[], Linter]
    formats: tuple[str, ...] = ("text",)
    standings: Standings = field(default_factory=Standings)
    cache: Path | None = None
    version: str = ""
    mask: bool = False
    offsets: Unit = "code-point"
    verbose: bool = False
    quiet: bool = False
    fail_on: str = "error"
    cells: int = 100
    paint: Callable[[Iterable[Line]], str] | None = None
    """Writes styled lines in colour."""
    threads: Threads | None = None
    """What came before drafts that come without a thread."""

    recording: bool = False
    """Whether the findings are kept for a baseline."""

    @property
    def places_findings(self) -> bool:
        """Whether every finding needs its fingerprint; else only those that have a place in a file."""
        return self.standings.active or self.recording or not WITHOUT_FINDINGS.issuperset(self.formats)

    def options_for(self, path: str) -> Options:
        """How a file is read."""
        return self.options.over(self.config.options_for(path))
