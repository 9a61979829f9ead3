"""`couth rules`: what is on, and what it weighs."""

from __future__ import annotations

import json
from typing import Any, Iterator

import click
import yaml

from couth.cli import screen
from couth.cli.policies import policy_for
from couth.policy import Policy, Rule, effective
from couth.reporters import Line, Piece
from couth.reporters.styled import paragraph


@click.command("rules")
@click.option("--policy", metavar="NAME|PATH", help="The policy; the default one if left out.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--effective", is_flag=True, help="The whole policy instead, merged, as one YAML file.")
def command(policy: str | None, format: str, effective: bool) -> None:
    """List the rules of a policy with their severity, points and basis."""
    loaded = policy_for(policy)
    if effective:
        click.echo(_as_yaml(loaded), nl=False)
    elif format == "json":
        click.echo(json.dumps(_as_data(loaded), ensure_ascii=False, indent=2))
    else:
        screen.show(_table(loaded))


def _as_yaml(policy: Policy) -> str:
    return yaml.safe_dump(effective(policy), sort_keys=False, allow_unicode=True, width=screen.WIDEST)


def _as_data(policy: Policy) -> list[dict[str, Any]]:
    on = [_rule_data(rule) for rule in policy.rules.values()]
    off = [{"id": rule_id, "on": False} for rule_id in policy.disabled]
    return sorted(on + off, key=lambda data: str(data["id"]))


def _rule_data(rule: Rule) -> dict[str, Any]:
    fields = ("severity", "points", "basis", "summary", "why", "source")
    return {"id": rule.id, "on": True, **{name: getattr(rule, name) for name in fields}}


def _table(policy: Policy) -> Iterator[Line]:
    names = [*policy.rules, *policy.disabled]
    column = max(map(len, names), default=0) + 2
    for name in sorted(names):
        yield from _row(policy.rules.get(name), name, column)
    yield (Piece(f"{len(policy.rules)} rules on, {len(policy.disabled)} off; couth explain RULE says more", "dim"),)


def _row(rule: Rule | None, name: str, column: int) -> list[Line]:
    if rule is None:
        return [(Piece(f"{name:<{column}}off", "dim"),)]
    head = (
        Piece(f"{name:<{column}}", "rule"),
        Piece(f"{rule.severity:<9}", rule.severity),
        Piece(f"{rule.points:>3}  {rule.basis:<11}", "dim"),
    )
    return paragraph(head, rule.summary, screen.cells())
