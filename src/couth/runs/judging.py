"""Judging what is read: a report for each draft, with what counts of it."""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Iterable, Iterator

from couth.engine import Linter, reconsidered
from couth.errors import Note, Problem
from couth.model import Report
from couth.model.finding import Finding
from couth.readers import Incoming, Options, Skipped, read_stream
from couth.readers.walking import cause
from couth.reporters import Format, Judged, Settings, format_named, masked
from couth.runs.baseline import record_of
from couth.runs.ledger import Ledger
from couth.runs.placing import Placing
from couth.runs.plan import Plan
from couth.runs.stored import Item, Stored

if TYPE_CHECKING:
    from couth.runs.cache import Cache

Read = Incoming | Problem | Skipped

LARGEST: Final = 1024 * 1024
"""Bytes of a file of which the cache keeps what was judged; larger ones are replays, read once."""


class Judge:
    """Reads and judges sources by a plan, and puts down what comes of it."""

    def __init__(self, plan: Plan, formats: list[Format]) -> None:
        self.plan = plan
        self.formats = formats
        self._cache = _cache(plan.cache) if plan.cache else None
        self._linter: Linter | None = None

    def file(self, path: str, named: bool, ledger: Ledger) -> Iterator[Incoming | None]:
        """Judge a file into the ledger; yields after each draft, so that what was put down can be written.

        What is yielded is the draft, None where it was known from before.
        """
        try:
            with open(path, "rb") as stream:
                yield from self._open(stream, path, named, ledger)
        except OSError as error:
            ledger.complain(Problem(path, None, None, cause(error)), self.formats)
            yield None

    def _open(self, stream: BinaryIO, path: str, named: bool, ledger: Ledger) -> Iterator[Incoming | None]:
        options = self.plan.options_for(path)
        head = _head(stream) if self._cache else b""
        if not self._cache or len(head) > LARGEST:
            stream.seek(0)
            yield from self.items(read_stream(stream, path, options, self.plan.threads), path, named, ledger)
            return
        ledger.done += len(head)
        yield from self._small(head, path, options, named, ledger)

    def _small(
        self, data: bytes, path: str, options: Options, named: bool, ledger: Ledger
    ) -> Iterator[Incoming | None]:
        """A file that may be known already."""
        assert self._cache  # noqa: S101  (asked for by the only caller)
        inside = self.plan.config.relative(path)
        from couth.runs.cache import Key

        key = Key.of(data, path, inside, options, self.plan)
        known = self._cache.get(key, path)
        if known is None:
            stored = Stored([])
            read = read_stream(BytesIO(data), path, options)
            yield from self.items(read, path, named, ledger, stored)
            self._cache.put(key, stored)
            return
        for item in known:
            self._put(item, inside, named, ledger)
        yield None

    def items(
        self, read: Iterator[Read], path: str, named: bool, ledger: Ledger, stored: Stored | None = None
    ) -> Iterator[Incoming | None]:
        """Judge what is read of one source."""
        inside = self.plan.config.relative(path)
        placing, scope = Placing(inside), self.plan.config.scope_path(path)
        for item in read:
            judged = self._judged(item, placing, scope) if isinstance(item, Incoming) else item
            if stored:
                stored.add(judged)
            self._put(judged, inside, named, ledger)
            yield item if isinstance(item, Incoming) else None

    def counting(self, items: Iterable[Incoming], path: str) -> Iterator[tuple[Incoming, Finding]]:
        """The findings of a file's drafts that count, in order; nothing is put down."""
        inside = self.plan.config.relative(path)
        placing, scope, ledger = Placing(inside), self.plan.config.scope_path(path), Ledger.of(0)
        for item in items:
            judged = self._judged(item, placing, scope)
            if self.plan.standings.active and judged.findings:
                judged = self._standing(judged, inside, ledger)
            yield from ((item, finding) for finding in judged.counting)

    def _judged(self, item: Incoming, placing: Placing, scope: str) -> Judged:
        report = self._report(item, scope)
        name = item.template.name if item.template else None
        placed = item.located is not None or self.plan.places_findings or self._cache is not None
        findings = placing.findings(item, report) if placed else ()
        return Judged(item.draft, item.thread, report, item.path, item.line, name, findings)

    def _report(self, item: Incoming, scope: str) -> Report:
        if self._linter is None:
            self._linter = self.plan.linter()
        if item.template:
            return self._linter.lint_template(item.template, path=scope)
        return self._linter.lint(item.draft, item.thread, path=scope)

    def _put(self, item: Item, inside: str, named: bool, ledger: Ledger) -> None:
        if isinstance(item, Judged):
            self._count(item, inside, ledger)
        elif isinstance(item, Problem):
            ledger.complain(item, self.formats)
        elif named:
            ledger.complain(Problem(item.path, None, None, item.reason), self.formats)
        else:
            ledger.tally.skipped += 1
            if self.plan.verbose:
                ledger.complain(Note(item.path, None, None, item.reason), self.formats)

    def _count(self, judged: Judged, inside: str, ledger: Ledger) -> None:
        """Tell what counts of a draft, and put it down."""
        standings = self.plan.standings
        if standings.active and judged.findings:
            judged = self._standing(judged, inside, ledger)
        if self.plan.recording:
            ledger.records += [record_of(finding, inside) for finding in judged.counting]
        shown = masked(judged, self.plan.card.rules) if self.plan.mask else judged
        ledger.add(shown, self.formats)
        for fault in judged.report.faults:
            broke = Problem(judged.path, judged.line, None, f"{fault.rule} broke off: {fault.message}")
            ledger.complain(broke, self.formats)

    def _standing(self, judged: Judged, inside: str, ledger: Ledger) -> Judged:
        findings = self.plan.standings.of(judged.findings, inside, ledger.met)
        kept = [finding.violation for finding in findings if finding.standing == "new"]
        report = judged.report
        if len(kept) < len(findings):
            report = reconsidered(self.plan.card.terms, report, kept, template=judged.name is not None)
        return Judged(judged.draft, judged.thread, report, judged.path, judged.line, judged.name, findings)

    def flush(self) -> None:
        """Keep what was learnt."""
        if self._cache:
            self._cache.flush()

    def close(self) -> None:
        """The same, and let go of the cache."""
        if self._cache:
            self._cache.close()


def _head(stream: BinaryIO) -> bytes:
    """All of a file that may be kept, and of a larger one so much that this shows.

    As much is asked for as there is: room for the largest file would be made, and given back, for every small one.
    """
    size = os.fstat(stream.fileno()).st_size
    head = stream.read(min(size, LARGEST) + 1)
    if len(head) > size:  # it grew, or it is a pipe
        head += stream.read(LARGEST + 1 - len(head))
    return head


def _cache(folder: Path) -> Cache:
    from couth.runs.cache import Cache  # it is of no use where there is no configuration

    return Cache(folder)


def judge_of(plan: Plan) -> Judge:
    """The judge of a plan, in whatever process."""
    return Judge(plan, formats_of(plan))


def formats_of(plan: Plan) -> list[Format]:
    """The formats of a plan, in its order; only what goes to the screen, which is the first, has colours."""
    settings = Settings(
        rules=plan.card.rules,
        version=plan.version,
        verbose=plan.verbose,
        quiet=plan.quiet,
        fail_on=plan.fail_on,
        cells=plan.cells,
        offsets=plan.offsets,
    )
    screen = replace(settings, paint=plan.paint)
    return [format_named(name, settings if n else screen) for n, name in enumerate(plan.formats)]
