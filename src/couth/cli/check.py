"""`couth check`: judge drafts and say what was found."""

from __future__ import annotations

import sys
from io import BufferedReader
from typing import Any

import click

from couth.cli import ending
from couth.cli.fixes import Mending, fixing, wanted
from couth.cli.memory import Memory
from couth.cli.moments import moment
from couth.cli.names import NameOf
from couth.cli.notes import notes
from couth.cli.output import named
from couth.cli.policies import linter_for
from couth.cli.reading import reading
from couth.cli.request import Request
from couth.cli.run import Run
from couth.config import shown
from couth.errors import InputError, Problem
from couth.model import Customer, Draft, Thread
from couth.model.report import SEVERITIES
from couth.readers import STDIN, Incoming, buffered, read_thread
from couth.reporters import FORMATS
from couth.reporters.offsets import UNITS
from couth.runs.again import Asked


@click.command("check")
@reading
@click.option("--draft", metavar="TEXT", help="Judge this one draft.")
@click.option("--thread", metavar="FILE", help="The messages before drafts that come without, which else are unknown.")
@click.option(
    "--at",
    metavar="TIME",
    callback=moment,
    help="With --draft and payloads: the moment of sending, such as 2026-03-02T14:05:00Z.",
)
@click.option(
    "--format",
    type=NameOf(FORMATS.own, FORMATS),
    metavar="NAME",
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--output",
    "outputs",
    metavar="FORMAT=FILE",
    multiple=True,
    callback=named,
    help="Report to a file, too; repeatable.",
)
@click.option(
    "--offsets",
    type=click.Choice(UNITS),
    default="code-point",
    show_default=True,
    help="What the offsets in json and jsonl count.",
)
@click.option("--mask", is_flag=True, help="Show no word of any message, in any format.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="Exit with 1 where something this grave is found; error if left out.",
)
@click.option("--diff", metavar="BASE", help="Only what was touched since BASE, as git tells it.")
@click.option("--baseline", metavar="FILE", help="Findings that are known, as couth baseline writes them.")
@click.option("--all", is_flag=True, help="Let nothing be: as if nothing were suppressed or in a baseline.")
@fixing
@click.option("--show-config", is_flag=True, help="Print the configuration that holds, and judge nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show drafts that pass, too, and how scores come about.")
def command(**given: Any) -> None:
    """Judge the drafts in files and directories, or on standard input (-).

    Reads cases and conversations in JSON, JSONL and YAML, and drafts in plain text. Without a PATH it judges what
    the configuration names. Exit code: 0 nothing as grave as --fail-on, 1 something, 2 bad input, policy or
    configuration, 3 a rule that must judge could not.
    """
    request = Request(given, linter_for)
    _consistent(given)
    if given["show_config"]:
        _show_config(request)
        return
    with Memory(click.get_current_context().find_object(Asked), request) as memory:
        raise click.exceptions.Exit(_checked(request, memory))


def _checked(request: Request, memory: Memory) -> int:
    given = request.given
    mend = wanted(request)
    stdin = _waiting(request)
    formats = (given["format"], *(name for name, _ in given["outputs"]))
    plan = request.plan(formats)
    if mend:
        code = Mending(request, plan).all()
        if given["dry_run"]:
            return code
    run = Run(request, plan, stdin, [path for _, path in given["outputs"]], memory.copy)
    if given["draft"] is not None:
        code = run.single(_single(request, given["draft"]))
    else:
        code = run.end()
        run.tell(notes(request, run))
    memory.keep(run, given["format"], code)
    return code


def _consistent(given: dict[str, Any]) -> None:
    if given["draft"] is not None and given["paths"]:
        raise click.UsageError("give either --draft or paths, not both")


def _show_config(request: Request) -> None:
    """The configuration that holds, as a couth.yaml; for each path that was named, how it is read."""
    import yaml

    config = request.config
    click.echo(f"# {config.file or 'no configuration; these are the defaults'}")
    data = shown(config)
    data["fail_on"] = request.fail_on
    if request.given["policy"]:
        data["policy"] = request.given["policy"]
    click.echo(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), nl=False)
    for path in request.paths:
        options = request.options.over(config.options_for(path))
        told = {
            name: value
            for name in ("reader", "channel", "lang", "timezone", "purpose", "syntax")
            if (value := getattr(options, name))
        }
        state = "left out" if config.excludes(path) else ", ".join(f"{k} {v}" for k, v in told.items()) or "as it is"
        click.echo(f"# {path}: {state}")


def _waiting(request: Request) -> BufferedReader | None:
    """Standard input, where it is asked for, or nothing else is and something is there to be read."""
    if STDIN in request.paths:
        return buffered(sys.stdin.buffer)
    if request.given["draft"] is not None or request.paths or request.config.paths:
        return None
    if sys.stdin is not None and not sys.stdin.isatty():
        stream = buffered(sys.stdin.buffer)
        if stream.peek(1):
            return stream
    raise click.UsageError(
        "nothing to check: name a file or directory, - for standard input, --draft TEXT, or paths in couth.yaml"
    )


def _single(request: Request, text: str) -> Incoming:
    """The one draft of --draft, with the thread of --thread."""
    given, options = request.given, request.plan_options
    try:
        if given["thread"] is None:
            thread = Thread(None, Customer(timezone=options.timezone), options.channel)
        else:
            thread = read_thread(given["thread"], options)
    except InputError as error:
        ending.refuse([error.problem or Problem("--thread", None, None, str(error))])
    draft = Draft(text, given["at"], given["purpose"], channel=options.channel or thread.channel, lang=options.lang)
    return Incoming(draft, thread, "draft", 0)
