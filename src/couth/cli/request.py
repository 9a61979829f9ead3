"""What is asked for on the command line, and how it becomes a plan."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Mapping

import click

from couth.cli import ending, screen
from couth.config import Config, find, read_config
from couth.config.finding import read
from couth.engine import Linter
from couth.errors import ConfigError, InputError, Problem
from couth.policy.documents import Document
from couth.policy.explain import listed
from couth.readers import Options, read_threads
from couth.runs.baseline import read_baseline
from couth.runs.keeping import place
from couth.runs.plan import CACHE, Card, Plan
from couth.runs.policies import card_for
from couth.runs.standing import Standings

if TYPE_CHECKING:
    from couth.readers.peers import Threads
    from couth.runs.changes import Change

Source = str | Path | Document | None
LinterOf = Callable[[Any, "str | None"], Linter]
"""Makes the linter of a policy; the folder is where policies are kept from run to run."""


@dataclass(frozen=True)
class Request:
    """A run over sources, as it was asked for; what is not asked for the configuration may say."""

    given: Mapping[str, Any]
    linter_of: LinterOf
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the parts of a configuration that a run can do without."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The sources that were named."""
        return tuple(self.given["paths"])

    @cached_property
    def config(self) -> Config:
        """The configuration; ends the run where it does not load."""
        given = self.given
        if given["no_config"] and given["config"]:
            raise click.UsageError("give either --config or --no-config, not both")
        if given["no_config"]:
            return Config()
        try:
            document = read(Path(given["config"])) if given["config"] else find()
            return Config() if document is None else read_config(document)
        except ConfigError as error:
            ending.refuse(error.problems)

    @property
    def source(self) -> Source:
        """What the policy is loaded from."""
        return self.given["policy"] or self.config.policy

    @cached_property
    def linter(self) -> Linter:
        """The linter of the policy; ends the run where it does not load."""
        made = self.linter_of(self.source, self.kept)
        if not gc.get_freeze_count():  # it stays to the end, and need not be looked through for garbage
            gc.freeze()
        return made

    @property
    def options(self) -> Options:
        """How to read, as far as the command line says."""
        given = self.given
        return Options(
            given["reader"], given["channel"], given["lang"], given["timezone"], given["purpose"], given["syntax"],
            given["path"], at=given.get("at"), business=given["business"], customer=given["customer"],
            dates=given["dates"], clock=given["clock"],
        )  # fmt: skip

    @property
    def plan_options(self) -> Options:
        """How to read what has no path: the command line's options over the configuration's defaults."""
        return self.options.over(self.config.defaults)

    @property
    def fail_on(self) -> str:
        """How grave a finding makes the run fail."""
        return self.given.get("fail_on") or self.config.fail_on or "error"

    @cached_property
    def cache(self) -> Path | None:
        """Where what was judged is kept: beside the configuration, if there is one."""
        without = self.given["no_cache"] or os.environ.get("COUTH_NO_CACHE") or self.given.get("thread")
        if without or self.config.file is None:
            return None
        return self.config.folder / CACHE

    @property
    def kept(self) -> str | None:
        """Where policies are kept from run to run."""
        return None if self.given["no_cache"] else place()

    @cached_property
    def card(self) -> Card:
        """What is told of the policy."""
        card = card_for(self.source, lambda: self.linter, self.kept)
        unknown = list(_unknown_rules(self.config, card))
        if unknown:
            ending.refuse(unknown)
        return card

    def plan(self, formats: tuple[str, ...], *, recording: bool = False) -> Plan:
        """How to go about it."""
        from couth import __version__

        given = self.given
        return Plan(
            config=self.config,
            options=self.options,
            card=self.card,
            linter=lambda: self.linter,
            formats=formats,
            standings=self._standings(recording),
            cache=self.cache,
            version=__version__,
            mask=given.get("mask", False),
            offsets=given.get("offsets", "code-point"),
            verbose=given.get("verbose", False),
            quiet=given["quiet"],
            fail_on=self.fail_on,
            cells=screen.cells(),
            paint=screen.paint if screen.wants_colour() else None,
            recording=recording,
            threads=self.threads,
        )

    def _standings(self, recording: bool) -> Standings:
        """What does not count. A baseline is made of all that is not let be."""
        today = datetime.now(UTC).date()
        if self.given.get("all"):
            return Standings(change=self.change, today=today)
        recorded = frozenset() if recording else self._recorded()
        return Standings(self.config.suppressions, recorded, self.change, today)

    def _recorded(self) -> frozenset[str]:
        """Fingerprints in the baseline; one that cannot be gone by is told, and holds nothing."""
        path = self.baseline
        if path is None:
            return frozenset()
        try:
            return frozenset(record.fingerprint for record in read_baseline(path))
        except InputError as error:
            self.problems.append(error.problem or Problem(str(path), None, None, str(error)))
            return frozenset()

    @property
    def baseline(self) -> Path | None:
        """The baseline that is gone by."""
        named = self.given.get("baseline")
        return Path(named) if named else self.config.baseline

    @cached_property
    def threads(self) -> Threads | None:
        """The threads of --thread, that drafts go on with which come without; ends the run where they cannot be read."""
        path = self.given.get("thread")
        if path is None or self.given["draft"] is not None:
            return None
        try:
            threads, notes = read_threads(path, self.plan_options)
        except InputError as error:
            ending.refuse([error.problem or Problem("--thread", None, None, str(error))])
        self.problems.extend(notes)
        return threads

    @cached_property
    def change(self) -> Change | None:
        """What a change touched, where only that is asked for."""
        base = self.given.get("diff")
        if not base:
            return None
        from couth.runs.changes import since

        try:
            return since(base, Path.cwd())
        except InputError as error:
            raise click.UsageError(f"--diff: {error}") from error

    @property
    def whole(self) -> bool:
        """Whether all is read that the configuration names, so that what was not met is not there."""
        return bool(self.config.paths) and not self.paths and self.change is None


def _unknown_rules(config: Config, card: Card) -> list[Problem]:
    """Suppressions of rules that there are not."""
    rules = [*card.rules, *card.disabled]
    legal = {*rules, *(rule.split(".", 1)[0] for rule in rules)}
    problems = []
    for number, one in enumerate(config.suppressions):
        for name in (name for name in one.rule if name not in legal):
            message = f"there is no rule or group {name!r}; nearest: {listed(name, sorted(legal)).split(', ')[0]}"
            document = config.document
            place = (
                document.problem(("suppress", number, "rule"), message)
                if document
                else Problem("", None, None, message)
            )
            problems.append(place)
    return problems
