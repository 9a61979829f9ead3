"""`couth test`: the rules' own examples."""

from __future__ import annotations

from typing import Iterator

import click

from couth.cli import ending, screen
from couth.cli.policies import policy_for
from couth.engine import Failure, Linter, Trial, try_policy
from couth.policy import Policy, Rule
from couth.reporters import Line, Piece, counted
from couth.reporters.cells import visible
from couth.reporters.styled import paragraph


@click.command("test")
@click.argument("policy", required=False)
def command(policy: str | None) -> None:
    """Run the examples of every rule of a policy, the default one where none is named.

    Where the policy changes what a rule finds (an option, a condition, its words), the rule's examples are left out,
    unless the policy gives it examples of its own. At least one bad example must still be found.

    Exit code: 0 all are judged as they say, 1 some are not or a rule never fires, 2 the policy does not load.
    """
    linter = Linter(policy_for(policy))
    trials = list(try_policy(linter))
    for trial in trials:
        screen.show(_said(trial, linter.policy))
    screen.show(_left_out(trials))
    screen.show([_summary(trials)])
    raise click.exceptions.Exit(ending.CLEAN if all(map(_holds, trials)) else ending.FOUND)


def _holds(trial: Trial) -> bool:
    return trial.fires and not trial.failures


def _said(trial: Trial, policy: Policy) -> Iterator[Line]:
    rule = policy.rules[trial.rule]
    for failure in trial.failures:
        yield from _failed(failure, rule)
    if not trial.fires:
        why = "none of its bad examples is found" if rule.examples.bad else "it has no bad example"
        why += "; the policy changes it: give it examples of its own there" if trial.left_out else ""
        yield Piece("never fires ", "error"), Piece(trial.rule, "rule"), Piece(f" {visible(rule.path)}: {why}")


def _failed(failure: Failure, rule: Rule) -> Iterator[Line]:
    example = getattr(rule.examples, failure.kind)[failure.number - 1]
    place = ":".join(str(part) for part in (example.path or rule.path, example.line) if part)
    name = f" {failure.kind} example {failure.number}"
    yield Piece("failed ", "error"), Piece(failure.rule, "rule"), Piece(name), Piece(f" {visible(place)}", "dim")
    yield from paragraph((Piece("    "),), failure.draft, screen.cells(), "dim")
    yield from paragraph((Piece("    "),), failure.message, screen.cells())


def _left_out(trials: list[Trial]) -> Iterator[Line]:
    """Rules whose examples say nothing any more, because the policy changes what they find."""
    changed = [trial for trial in trials if trial.left_out]
    if changed:
        count = counted(sum(trial.left_out for trial in changed), "example")
        names = ", ".join(trial.rule for trial in changed)
        told = f"{count} left out, of rules that the policy changes without examples of its own: {names}"
        yield from paragraph((), told, screen.cells(), "dim", hang=2)


def _summary(trials: list[Trial]) -> Line:
    tried = f"{counted(sum(t.tried for t in trials), 'example')} of {counted(len(trials), 'rule')}: "
    failed = sum(len(t.failures) for t in trials)
    silent = sum(not t.fires for t in trials)
    if not failed and not silent:
        return Piece(tried), Piece("all judged as they say", "good")
    fires = f"{silent} never fires" if silent == 1 else f"{silent} never fire"
    return Piece(tried), Piece(f"{failed} failed, {fires}", "error")
