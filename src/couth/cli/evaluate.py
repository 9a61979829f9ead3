"""`couth eval`: hold the findings against people's labels."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any, Mapping

import click

from couth.cli import ending, screen
from couth.cli.labelled import Labelled, labels_of, named, strangers
from couth.cli.policies import configured, linter_for
from couth.engine import Linter
from couth.engine.evaluation import Evaluation
from couth.reporters.figures import figures_dict, figures_lines


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    labels: str
    cases: tuple[str, ...]
    policy: str | None
    rules: tuple[str, ...]
    misses: int
    format: str
    least_f1: float | None
    most_alarms: float | None


@click.command("eval")
@click.argument("labels")
@click.argument("cases", nargs=-1, metavar="[CASES]...")
@click.option("--policy", metavar="NAME|PATH", help="The policy; the default one if left out.")
@click.option(
    "--rule", "rules", multiple=True, metavar="RULE", help="Count this rule; all that LABELS name if left out."
)
@click.option("--misses", type=click.IntRange(0), default=0, metavar="N", help="Name up to N wrong drafts a rule.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--least-f1", type=click.FloatRange(0, 1), metavar="SHARE", help="Exit with 1 where F1 is under this.")
@click.option(
    "--most-alarms", type=click.FloatRange(0, 1), metavar="SHARE", help="Exit with 1 where false alarms are over this."
)
def command(**given: Any) -> None:
    """Judge the labelled drafts of CASES and say how far the findings agree with LABELS.

    LABELS holds an object a line with an id, the `labels` that are due and those that are `arguable`; or it is the
    cases themselves, with `expect` and `allow`. Drafts that no label names are passed over. Exit code: 0 done,
    1 worse than --least-f1 or --most-alarms, 2 bad input or policy.
    """
    request = Request(**given)
    linter = linter_for(request.policy or configured())
    labels, problems = labels_of(request.labels)
    problems += strangers(labels.values(), request.rules, linter)
    for problem in problems:
        ending.complain(problem)
    drafts = Labelled(labels, request.cases or (request.labels,), linter)
    evaluation = Evaluation(frozenset(request.rules) or named(labels.values()))
    for label, item, report in drafts:
        found = {violation.rule for violation in report.violations}
        source = label.source or item.source or os.path.basename(item.path)
        evaluation.add(label.id, source, label.due, label.arguable, found)
    _print(evaluation, linter, request)
    raise click.exceptions.Exit(_outcome(evaluation, request, bool(problems) or drafts.problems > 0))


def _print(evaluation: Evaluation, linter: Linter, request: Request) -> None:
    on: Mapping[str, object] = linter.policy.rules
    if request.format == "json":
        click.echo(json.dumps(figures_dict(evaluation, on), ensure_ascii=False, indent=2))
    else:
        screen.show(figures_lines(evaluation, on, request.misses, screen.cells()))


def _outcome(evaluation: Evaluation, request: Request, bad: bool) -> int:
    if bad:
        return ending.BAD_INPUT
    figures = evaluation.whole
    worse = request.least_f1 is not None and figures.micro.f1 < request.least_f1
    louder = request.most_alarms is not None and figures.alarm_rate > request.most_alarms
    return ending.FOUND if worse or louder else ending.CLEAN
