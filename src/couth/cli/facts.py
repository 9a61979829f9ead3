"""`couth facts`: what conditions may ask."""

from __future__ import annotations

import json
from typing import Any, Iterator

import click

from couth.cli import screen
from couth.facts import FACTS, Fact
from couth.reporters import Line, Piece
from couth.reporters.styled import paragraph


@click.command("facts")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def command(format: str) -> None:
    """List the facts that the conditions of rules may ask for, with their types and meanings."""
    if format == "json":
        click.echo(json.dumps([_data(fact) for fact in FACTS.values()], ensure_ascii=False, indent=2))
    else:
        screen.show(_table())


def _data(fact: Fact) -> dict[str, Any]:
    return {"name": fact.name, "type": fact.type, "doc": fact.doc, "values": list(fact.values)}


def _table() -> Iterator[Line]:
    column = max(map(len, FACTS)) + 2
    for fact in FACTS.values():
        values = f" (one of {', '.join(fact.values)})" if fact.values else ""
        head = (Piece(f"{fact.name:<{column}}", "rule"), Piece(f"{fact.type:<10}", "dim"))
        yield from paragraph(head, fact.doc + values, screen.cells())
