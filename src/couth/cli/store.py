"""`couth store`: how long the guard's records stay, and what one customer may ask for."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Final, Iterator, TypeVar

import click

from couth.cli import ending
from couth.cli.policies import linter_for
from couth.errors import InputError, Problem, StoreError
from couth.model.values import CHANNELS
from couth.regexes import regex_of
from couth.runs.again import write

if TYPE_CHECKING:
    from couth.integrations.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def _of_store(function: F) -> F:
    """The options by which a store is named."""
    function = click.option(
        "--key-file",
        type=click.Path(exists=True, dir_okay=False),
        help="The file with the keys of an encrypted store, one a line.",
    )(function)
    return click.option(
        "--store", "url", metavar="URL", envvar="COUTH_STORE", required=True,
        help="The store, such as sqlite:///couth.db or postgresql://host/database; or set COUTH_STORE.",
    )(function)  # fmt: skip


_CHANNEL: Final = click.option("--channel", type=click.Choice(CHANNELS), metavar="NAME", help="This channel alone.")


@click.group("store")
def command() -> None:
    """Look after the guard's records: prune old ones, export or erase those of one customer."""


@command.command("info")
@_of_store
def info(url: str, key_file: str | None) -> None:
    """Say what is in the store."""
    from couth.integrations.retention import counts

    with _opened(url, key_file) as store:
        click.echo(f"bodies: {store.bodies}")
        for name, count in counts(store).items():
            click.echo(f"{name}: {count}")


@command.command("upgrade")
@_of_store
def upgrade(url: str, key_file: str | None) -> None:
    """Bring the tables up to date; a guard does so by itself when it opens the store."""
    from couth.integrations.tables import MIGRATIONS

    with _opened(url, key_file) as store:
        store.open()
        click.echo(f"the tables are of version {len(MIGRATIONS)}", err=True)


@command.command("prune")
@_of_store
@click.option("--older-than", metavar="AGE", required=True, help="Remove what is older, such as 90d, 12h or 6w.")
@click.option(
    "--policy", metavar="NAME|PATH", help="The guard's policy: opt-outs in removed words are put on record by it."
)
def prune(url: str, key_file: str | None, older_than: str, policy: str | None) -> None:
    """Remove old messages, decisions and permits. What is on record of customers, consent and opt-outs, stays."""
    from couth.integrations.retention import prune as pruned

    before = datetime.now(UTC) - _age(older_than)
    with _opened(url, key_file) as store:
        removed = pruned(store, before, linter_for(policy))
    click.echo("removed " + ", ".join(f"{count} {name}" for name, count in removed.items()), err=True)


@command.command("export")
@_of_store
@click.argument("customer")
@_CHANNEL
def export(url: str, key_file: str | None, customer: str, channel: str | None) -> None:
    """Write everything that is kept of CUSTOMER as JSON. Exit code: 1 where nothing is."""
    from couth.integrations.retention import exported

    with _opened(url, key_file) as store:
        found = exported(store, customer, channel)
    _require(found, customer)
    write("json", json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


@command.command("erase")
@_of_store
@click.argument("customer")
@_CHANNEL
@click.option(
    "--keep-opt-out", is_flag=True, help="Keep the address of who has opted out on record, and that they did."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(url: str, key_file: str | None, customer: str, channel: str | None, keep_opt_out: bool, yes: bool) -> None:
    """Remove everything that is kept of CUSTOMER, for good. Exit code: 1 where nothing is."""
    from couth.integrations.retention import erase as erased

    if not yes:
        click.confirm("Everything that is kept of this customer is removed for good. Go on?", abort=True, err=True)
    with _opened(url, key_file) as store:
        count = erased(store, customer, channel, keep_opt_out)
    _require(count, customer)
    click.echo(f"erased on {count} channel{'s' if count > 1 else ''}", err=True)


def _require(found: object, customer: str) -> None:
    if not found:
        click.echo(f"nothing is kept of {customer}", err=True)
        raise click.exceptions.Exit(ending.FOUND)


_AGE: Final = regex_of(r"(\d{1,5})\s*([hdw])")
_UNITS: Final = {"h": "hours", "d": "days", "w": "weeks"}


def _age(text: str) -> timedelta:
    match = _AGE.fullmatch(text.strip())
    if match is None:
        raise click.BadParameter(f"{text!r} is no age: write 90d, 12h or 6w", param_hint="--older-than")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


@contextmanager
def _opened(url: str, key_file: str | None) -> Iterator[Store]:
    """The store; where it does not open or fails, one line that says why, and the end of the run."""
    try:
        from couth.integrations.store import Store

        keys = Path(key_file).read_text(encoding="utf-8").split() if key_file else None
        store = Store.existing(url, keys)
        try:
            yield store
        finally:
            store.close()
    except ModuleNotFoundError:
        ending.refuse([Problem("--store", None, None, "the store needs SQLAlchemy: pip install 'couth[store]'")])
    except (StoreError, InputError) as error:
        ending.refuse([Problem("--store", None, None, str(error))])
