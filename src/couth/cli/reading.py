"""The options that every command has which judges: what is judged, how it is read, and by which policy."""

from __future__ import annotations

from typing import Any, Callable, Final, TypeVar

import click

from couth.cli.moments import zone
from couth.cli.names import NameOf
from couth.model.values import CHANNELS, PURPOSES
from couth.readers import FORMATS, ORDERS, READERS, SYNTAXES

Command = TypeVar("Command", bound=Callable[..., Any])


def reading(command: Command) -> Command:
    """The options that say what is judged, how it is read, and by which policy."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING: Final = (
    click.argument("paths", nargs=-1, metavar="[PATH]..."),
    click.option(
        "--purpose", type=click.Choice(PURPOSES), help="What drafts and templates are for that do not say so."
    ),
    click.option(
        "--reader",
        type=NameOf(READERS, FORMATS),
        metavar="NAME",
        help="Read every source as this format, platform or export; by suffix and content if left out.",
    ),
    click.option(
        "--path",
        metavar="EXPRESSION",
        multiple=True,
        help="Where the texts are: a JSONPath in JSON or YAML, or a column of a CSV; several are allowed.",
    ),
    click.option(
        "--syntax", type=click.Choice(SYNTAXES), help="The template language; told from the text if left out."
    ),
    click.option(
        "--channel", type=click.Choice(CHANNELS), metavar="NAME", help="The channel where an input names none."
    ),
    click.option(
        "--lang", metavar="CODE", help="The language where an input names none; told from the text if left out."
    ),
    click.option(
        "--timezone",
        metavar="ZONE",
        callback=zone,
        help="The customer's time zone where an input names none, such as Europe/London.",
    ),
    click.option(
        "--business",
        metavar="NAME",
        multiple=True,
        help="In exports and mails: a name, number or address of the business; may be given several times.",
    ),
    click.option("--customer", metavar="NAME", help="With --thread: the customer, where the file holds several."),
    click.option(
        "--dates", type=click.Choice(ORDERS), help="In exports: the order of day, month and year; told if left out."
    ),
    click.option(
        "--clock",
        metavar="ZONE",
        callback=zone,
        help="In exports: the time zone of times that name none, which else are unknown.",
    ),
    click.option("--policy", metavar="NAME|PATH", help="The policy; that of the configuration if left out."),
    click.option(
        "--config", metavar="FILE", help="The configuration; the nearest couth.yaml or pyproject.toml if left out."
    ),
    click.option("--no-config", is_flag=True, help="Go by no configuration."),
    click.option(
        "--configured", is_flag=True, help="Of the files that are named, only those the configuration covers."
    ),
    click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; as many as are worth it if left out."),
    click.option("--no-cache", is_flag=True, help="Judge everything anew, and keep nothing for the next run."),
    click.option("-q", "--quiet", is_flag=True, help="No summary, no progress."),
)
