"""`couth check`: judge drafts and say what was found."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Iterator

import click

from couth.cli import ending
from couth.cli.moments import moment, zone
from couth.cli.output import FORMATS, Settings
from couth.cli.policies import linter_for
from couth.cli.progress import Bar
from couth.engine import Linter
from couth.errors import InputError, Note, Problem
from couth.model import Customer, Draft, Report, Thread
from couth.model.report import SEVERITIES
from couth.model.values import CHANNELS, PURPOSES
from couth.readers import (
    ORDERS,
    READERS,
    STDIN,
    SYNTAXES,
    Incoming,
    Options,
    Skipped,
    buffered,
    files,
    read,
    read_thread,
    read_threads,
)
from couth.reporters import Tally, counted

if TYPE_CHECKING:
    from couth.readers.talks import Threads


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    draft: str | None
    thread: str | None
    at: datetime | None
    purpose: Any
    reader: str | None
    path: tuple[str, ...]
    syntax: str | None
    channel: str | None
    lang: str | None
    timezone: str | None
    business: tuple[str, ...]
    customer: str | None
    dates: str | None
    clock: str | None
    policy: str | None
    format: str
    fail_on: str
    verbose: bool
    quiet: bool

    @property
    def options(self) -> Options:
        """How to read the sources."""
        return Options(
            self.reader, self.channel, self.lang, self.timezone, self.purpose, self.syntax, self.path, at=self.at,
            business=self.business, customer=self.customer, dates=self.dates, clock=self.clock,
        )  # fmt: skip


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--draft", metavar="TEXT", help="Judge this one draft.")
@click.option("--thread", metavar="FILE", help="The messages before drafts that come without, which else are unknown.")
@click.option(
    "--at",
    metavar="TIME",
    callback=moment,
    help="With --draft and payloads: the moment of sending, such as 2026-03-02T14:05:00Z.",
)
@click.option("--purpose", type=click.Choice(PURPOSES), help="What drafts and templates are for that do not say so.")
@click.option(
    "--reader",
    type=click.Choice(READERS),
    metavar="NAME",
    help="Read every source as this format, platform or export; by suffix and content if left out.",
)
@click.option(
    "--path",
    metavar="EXPRESSION",
    multiple=True,
    help="Where the texts are: a JSONPath in JSON or YAML, or a column of a CSV; several are allowed.",
)
@click.option("--syntax", type=click.Choice(SYNTAXES), help="The template language; told from the text if left out.")
@click.option("--channel", type=click.Choice(CHANNELS), metavar="NAME", help="The channel where an input names none.")
@click.option("--lang", metavar="CODE", help="The language where an input names none; told from the text if left out.")
@click.option(
    "--timezone",
    metavar="ZONE",
    callback=zone,
    help="The customer's time zone where an input names none, such as Europe/London.",
)
@click.option(
    "--business",
    metavar="NAME",
    multiple=True,
    help="In exports and mails: a name, number or address of the business; may be given several times.",
)
@click.option("--customer", metavar="NAME", help="With --thread: the customer, where the file holds several.")
@click.option(
    "--dates", type=click.Choice(ORDERS), help="In exports: the order of day, month and year; told if left out."
)
@click.option(
    "--clock",
    metavar="ZONE",
    callback=zone,
    help="In exports: the time zone of times that name none, which else are unknown.",
)
@click.option("--policy", metavar="NAME|PATH", help="The policy; the default one if left out.")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to report.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 where something this grave is found.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show drafts that pass, too, and how scores come about.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, no progress.")
def command(**given: Any) -> None:
    """Judge the drafts in files and directories, or on standard input (-).

    Reads cases and conversations in JSON, JSONL and YAML, and drafts in plain text. Exit code: 0 nothing as
    grave as --fail-on, 1 something, 2 bad input or policy, 3 a rule that must judge could not.
    """
    request = Request(**given)
    _consistent(request)
    stdin = _waiting() if request.draft is None and not request.paths else None
    raise click.exceptions.Exit(_Run(request, linter_for(request.policy), stdin).end())


def _consistent(request: Request) -> None:
    if request.draft is not None and request.paths:
        raise click.UsageError("give either --draft or paths, not both")


class _Run:
    """One run over everything that was asked for."""

    def __init__(self, request: Request, linter: Linter, stdin: BinaryIO | None) -> None:
        self._request = request
        self._stdin = stdin
        self._linter = linter
        self._sources = [] if request.draft is not None else list(files(request.paths or (STDIN,)))
        paths = [source for source in self._sources if isinstance(source, str)]
        self._bar = Bar(paths, not request.quiet)
        self._tally = Tally()
        settings = Settings(linter.policy, self._tally, request.verbose, request.quiet, STDIN in paths)
        self._output = FORMATS[request.format](settings)
        self._problems = 0
        self._threads = self._before() if request.thread is not None and request.draft is None else None

    def _before(self) -> Threads:
        """The threads of --thread."""
        try:
            threads, notes = read_threads(self._request.thread or "", self._request.options)
        except InputError as error:
            ending.refuse([error.problem or Problem("--thread", None, None, str(error))])
        for note in notes:
            self._complain(note)
        return threads

    def end(self) -> int:
        """Judge all of it; the exit code. What was done before an interrupt is written all the same."""
        try:
            with self._bar:
                for item in self._items():
                    self._take(item)
        except KeyboardInterrupt:
            click.echo(f"couth: interrupted after {counted(self._tally.drafts, 'draft')}", err=True)
            return ending.INTERRUPTED
        finally:
            self._output.close()
        return self._exit_code()

    def _items(self) -> Iterator[Incoming | Problem | Skipped]:
        if self._request.draft is not None:
            yield _single(self._request, self._request.draft)
        for source in self._sources:
            if isinstance(source, Problem):
                yield source
            else:
                yield from read(
                    source, self._request.options, self._stdin, source in self._request.paths, self._threads
                )

    def _take(self, item: Incoming | Problem | Skipped) -> None:
        if isinstance(item, Skipped):
            self._pass_over(item)
            return
        if isinstance(item, Problem):
            self._complain(item)
            return
        report = self._judged(item)
        self._tally.add(report, of_template=item.template is not None)
        if self._request.format == "text":
            self._bar.clear()
        self._output.add(item, report)
        for fault in report.faults:
            self._complain(Problem(item.path, item.line, None, f"{fault.rule} broke off: {fault.message}"))
        self._bar.step(item)

    def _pass_over(self, skipped: Skipped) -> None:
        self._tally.skipped += 1
        if self._request.verbose:
            self._bar.clear()
            click.echo(f"{skipped.path}: passed over: {skipped.reason}", err=True)

    def _judged(self, item: Incoming) -> Report:
        if item.template:
            return self._linter.lint_template(item.template, path=item.path)
        return self._linter.lint(item.draft, item.thread, path=item.path)

    def _complain(self, problem: Problem) -> None:
        self._bar.clear()
        self._problems += not isinstance(problem, Note)
        ending.complain(problem)

    def _exit_code(self) -> int:
        if self._problems:
            return ending.BAD_INPUT
        if self._request.fail_on == "never":
            return ending.CLEAN
        if self._tally.reaches(self._request.fail_on):
            return ending.FOUND
        return ending.NEEDS_CONTEXT if self._tally.verdicts["needs_context"] else ending.CLEAN


def _waiting() -> BinaryIO:
    """Standard input, where something is there to be read."""
    if sys.stdin is not None and not sys.stdin.isatty():
        stream = buffered(sys.stdin.buffer)
        if stream.peek(1):
            return stream
    raise click.UsageError("nothing to check: name a file or directory, - for standard input, or --draft TEXT")


def _single(request: Request, text: str) -> Incoming:
    """The one draft of --draft, with the thread of --thread."""
    try:
        if request.thread is None:
            thread = Thread(None, Customer(timezone=request.timezone), request.channel)
        else:
            thread = read_thread(request.thread, request.options)
    except InputError as error:
        ending.refuse([error.problem or Problem("--thread", None, None, str(error))])
    draft = Draft(text, request.at, request.purpose, channel=request.channel or thread.channel, lang=request.lang)
    return Incoming(draft, thread, "draft", 0)
