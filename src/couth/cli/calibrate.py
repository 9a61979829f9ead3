"""`couth calibrate`: weights of cues, learned from labelled drafts, as a policy that a person reviews."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Iterable, Iterator

import click

from couth.checks.judged import Cues
from couth.cli import ending, screen
from couth.cli.labelled import Labelled, labels_of, strangers
from couth.cli.policies import linter_for
from couth.engine import Linter
from couth.engine.calibration import HAND, Sample, is_open, sample, scored
from couth.engine.calibration import Labelled as Marked
from couth.engine.evaluation import MIN_SUPPORT, Score
from couth.policy import Rule
from couth.readers import Incoming, Label
from couth.reporters import counted
from couth.reporters.calibrated import Outcome, calibrated_lines, calibrated_policy, reweighed


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    labels: str
    cases: tuple[str, ...]
    policy: str | None
    rules: tuple[str, ...]
    output: Path
    precision: float
    words: bool
    ties: bool
    into: bool


@click.command("calibrate")
@click.argument("labels")
@click.argument("cases", nargs=-1, metavar="[CASES]...")
@click.option("--policy", metavar="NAME|PATH", help="The policy to begin with; the default one if left out.")
@click.option(
    "--rule", "rules", multiple=True, metavar="RULE", help="Fit this rule; all that judge by cues if left out."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    default="calibrated.yaml",
    show_default=True,
    help="Where the weights are written.",
)
@click.option(
    "--precision",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="The least that findings must have.",
)
@click.option("--words/--no-words", default=True, show_default=True, help="Learn words where a rule allows it.")
@click.option("--ties", is_flag=True, help="Take what comes out as well as by hand, too.")
@click.option("--into", is_flag=True, help="Write the weights into the files of the rules as well.")
def command(**given: Any) -> None:
    """Learn the weights of cue rules from the labelled drafts of CASES, and write them as a policy.

    LABELS are as for couth eval. Each rule is fitted and judged by turns on drafts that were held out: each source
    once where there are three or more, else a fifth of the drafts. Weights are written only for rules that come out
    better than by hand, with --ties also for those that come out as well. Exit code: 0 done, 2 bad input or policy. Needs the extra `calibrate`.
    """
    request = Request(**given)
    _installed()
    linter = linter_for(request.policy)
    labels, problems = labels_of(request.labels)
    problems += strangers(labels.values(), request.rules, linter)
    for problem in problems:
        ending.complain(problem)
    if not labels:
        raise click.exceptions.Exit(ending.BAD_INPUT)  # what an earlier run wrote stays
    drafts = Labelled(labels, request.cases or (request.labels,), linter)
    rules = [
        rule for rule in linter.policy.rules.values() if is_open(rule) and rule.id in (request.rules or (rule.id,))
    ]
    if not rules:
        raise click.UsageError("none of these rules judges by cues of its own; couth explain RULE says by what")
    outcomes = list(_outcomes(rules, _samples(rules, drafts, linter), request))
    if request.into:
        for outcome in outcomes:
            _write_into(outcome)
    request.output.write_text(calibrated_policy(outcomes, request.policy or "default"), encoding="utf-8")
    screen.show(calibrated_lines(outcomes, screen.cells()))
    click.echo(
        f"{request.output}: {counted(sum(o.is_better for o in outcomes), 'rule')} fitted; look it over", err=True
    )
    raise click.exceptions.Exit(ending.BAD_INPUT if problems or drafts.problems else ending.CLEAN)


def _write_into(outcome: Outcome) -> None:
    path = Path(outcome.rule.path)
    written = path.read_text(encoding="utf-8")
    weighed = reweighed(written, outcome)
    if weighed != written:
        path.write_text(weighed, encoding="utf-8")


def _installed() -> None:
    if find_spec("sklearn") is None:
        raise click.UsageError("calibrating needs scikit-learn: pip install 'couth[calibrate]'")


def _samples(rules: list[Rule], drafts: Labelled, linter: Linter) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {rule.id: [] for rule in rules}
    for label, item, _ in drafts:
        for rule in rules:
            one = _sample(rule, label, item, linter)
            if one is not None:
                found[rule.id].append(one)
    return found


def _sample(rule: Rule, label: Label, item: Incoming, linter: Linter) -> Sample | None:
    """The draft as the rule sees it; none where one may argue, or where it would give way to another rule."""
    if rule.id in label.arguable or label.due.intersection(rule.yields):
        return None
    group = label.source or item.source or os.path.basename(item.path)
    words = (label.spans or {}).get(rule.id, "")
    return sample(rule, item.draft, item.thread, linter.knowledge, Marked(label.id, group, rule.id in label.due, words))


def _outcomes(rules: Iterable[Rule], samples: dict[str, list[Sample]], request: Request) -> Iterator[Outcome]:
    from couth.engine.fitting import fitted, nested

    for rule in rules:
        check, seen = rule.check, samples[rule.id]
        if not isinstance(check, Cues):
            continue
        by_hand = scored(HAND, seen, check.threshold)
        if by_hand.due < MIN_SUPPORT:
            yield Outcome(rule, HAND, by_hand, None)
            continue
        learns = check.learns and request.words
        held_out = nested(seen, check.threshold, learns, request.precision, ties=request.ties)
        better = _is_better(held_out, by_hand, request)
        fit = fitted(seen, check.threshold, learns, request.precision, ties=request.ties) if better else HAND
        yield Outcome(rule, fit, by_hand, held_out)


def _is_better(fitted: Score, by_hand: Score, request: Request) -> bool:
    """Whether held-out drafts bear the fit out: more F1 (or as much), and findings as precise as demanded or as by hand."""
    enough = fitted.f1 > by_hand.f1 or (request.ties and fitted.f1 == by_hand.f1)
    return enough and fitted.precision >= min(request.precision, by_hand.precision)
