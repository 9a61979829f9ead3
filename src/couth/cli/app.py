"""The command and its verbs, each loaded when it is called for; and how a run ends."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final, Mapping, NoReturn

import click

from couth.cli import ending
from couth.errors import ExtensionError
from couth.runs.again import Asked, nobody_reads

_VERBS: Final[Mapping[str, str]] = {
    "check": "couth.cli.check",
    "baseline": "couth.cli.baseline",
    "test": "couth.cli.trial",
    "rules": "couth.cli.rules",
    "explain": "couth.cli.explain",
    "eval": "couth.cli.evaluate",
    "channels": "couth.cli.channels",
    "calibrate": "couth.cli.calibrate",
    "facts": "couth.cli.facts",
    "schema": "couth.cli.schema",
    "init": "couth.cli.starter",
    "store": "couth.cli.store",
}


class Verbs(click.Group):
    """A group whose verbs are modules; a verb that is not called costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order in which they are met."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, loaded."""
        if cmd_name not in _VERBS:
            return None
        command: click.Command = import_module(_VERBS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an interrupt ends it with one line, a reader that has gone away without any."""
        try:
            return self._flushed(ctx)
        except KeyboardInterrupt:
            click.echo("couth: interrupted", err=True)
            ctx.exit(ending.INTERRUPTED)
        except ExtensionError as error:
            click.echo(f"couth: {error}", err=True)
            ctx.exit(ending.BAD_INPUT)
        except BrokenPipeError:
            nobody_reads()
            ctx.exit(ending.BROKEN_PIPE)

    def _flushed(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        finally:
            sys.stdout.flush()


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from couth import __version__

        click.echo(f"couth {__version__}")
        ctx.exit()


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Say which couth this is."
)
def couth() -> None:
    """Check what a business is about to send to a customer, against the thread, the clock and consent."""


def main(asked: Asked | None = None) -> NoReturn:
    """The whole command; a crash shows its traceback and ends with a code of its own.

    `asked` is what the run is known by from now on, if it is one that is kept.
    """
    try:
        couth.main(prog_name="couth", obj=asked)
    except Exception as crash:  # noqa: BLE001  (shown whole; Python's own exit code for it would mean findings)
        sys.excepthook(type(crash), crash, crash.__traceback__)
        raise SystemExit(ending.CRASHED) from None
    raise SystemExit(ending.CLEAN)
