"""`couth channels`: what each channel permits, figure by figure, with what each figure rests on."""

from __future__ import annotations

import json
from typing import Any, Iterable, Iterator

import click

from couth.checks import AnyOf, Check
from couth.cli import ending, screen
from couth.cli.policies import policy_for
from couth.errors import Problem, nearest
from couth.facts import Figure, Profile
from couth.facts.profiles import CERTAINTIES, told
from couth.policy import Policy
from couth.reporters import Line, Piece, Style, counted
from couth.reporters.styled import paragraph


@click.command("channels")
@click.argument("channel", required=False)
@click.option("--policy", metavar="NAME|PATH", help="The policy; the default one if left out.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def command(channel: str | None, policy: str | None, format: str) -> None:
    """List what each channel permits: the figures in force, their sources, and how certain they are."""
    loaded = policy_for(policy)
    if channel is not None and channel not in loaded.channels:
        message = f"there is no profile of a channel {channel!r}; {nearest(channel, loaded.channels, 99)}"
        ending.refuse([Problem(policy or loaded.name, None, None, message)])
    profiles = [loaded.channels[channel]] if channel else list(loaded.channels.values())
    if format == "json":
        click.echo(json.dumps([_data(profile) for profile in profiles], ensure_ascii=False, indent=2))
    else:
        screen.show(_in_full(profiles[0]) if channel else _table(loaded))


def kinds_of(check: Check) -> frozenset[str]:
    """The kinds of figures that a check goes by, or any of its parts."""
    inner = check.of.values() if isinstance(check, AnyOf) else ()
    return frozenset((*check.figures, *(kind for part in inner for kind in kinds_of(part))))


def figures(found: Iterable[Figure], channel: str | None = None) -> Iterator[Line]:
    """Figures, one a row: the channel if it is to be told, the name, the value, and how certain it is."""
    for figure in found:
        head = f"  {channel:<16}" if channel else "  "
        style: Style = "dim" if figure.is_firm else "warning"
        yield from paragraph(
            (Piece(head, "rule"), Piece(f"{figure.name:<26}"), Piece(f"{figure.certainty:<11}", style)),
            told(figure),
            screen.cells(),
        )


def _table(policy: Policy) -> Iterator[Line]:
    for channel, profile in policy.channels.items():
        unsure = sum(not figure.is_firm for figure in profile.figures.values())
        count = counted(len(profile.figures), "figure") + (f", {unsure} not certain" if unsure else "")
        yield from paragraph(
            (Piece(f"{channel:<16}", "rule"), Piece(f"{count:<28}", "dim")), profile.summary, screen.cells()
        )
    yield (Piece("couth channels CHANNEL shows the figures, couth explain RULE those that a rule goes by", "dim"),)


def _in_full(profile: Profile) -> Iterator[Line]:
    yield Piece(profile.channel, "rule"), Piece(f" {profile.summary}", "title")
    for figure in profile.figures.values():
        yield ()
        yield from figures([figure])
        yield from paragraph((Piece("    "),), _grounds(figure), screen.cells(), "dim")
        for source in figure.source:
            yield (Piece(f"    {source}", "dim"),)


def _grounds(figure: Figure) -> str:
    read = f", read on {figure.read}" if figure.read and figure.source else ""
    return CERTAINTIES[figure.certainty] + read + (f"; {figure.note}" if figure.note else "")


def _data(profile: Profile) -> dict[str, Any]:
    return {
        "channel": profile.channel,
        "summary": profile.summary,
        "figures": [_figure(f) for f in profile.figures.values()],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    value = figure.value if isinstance(figure.value, (int, float, str)) else told(figure)
    return {
        "name": figure.name,
        "value": list(figure.value) if isinstance(figure.value, tuple) else value,
        "unit": figure.unit,
        "certainty": figure.certainty,
        "source": list(figure.source),
        "read": figure.read.isoformat() if figure.read else None,
        "note": figure.note,
    }
