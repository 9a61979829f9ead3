"""`couth explain RULE`: what a rule means, why, on what grounds, and how to change it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final, Iterator, Mapping, Sequence

import click

from couth.checks import Check
from couth.cli import ending, screen
from couth.cli.channels import figures, kinds_of
from couth.cli.policies import policy_for
from couth.errors import Problem
from couth.policy import Example, Policy, Rule
from couth.reporters import Line, Piece, Style
from couth.reporters.cells import visible
from couth.reporters.styled import paragraph

MOST_EXAMPLES: Final = 3
"""Examples shown of each kind."""

LONGEST: Final = 120
"""Characters of a list that is shown whole; of a longer one its size is told."""

_LEFT_OUT: Final[tuple[object, ...]] = (None, (), {}, [])


@click.command("explain")
@click.argument("rule")
@click.option("--policy", metavar="NAME|PATH", help="The policy; the default one if left out.")
def command(rule: str, policy: str | None) -> None:
    """Say what a rule means, with its reasons, options and examples."""
    loaded = policy_for(policy)
    found = loaded.rules.get(rule)
    if found is None:
        ending.refuse([Problem(policy or loaded.name, None, None, _absent(rule, loaded))])
    screen.show(_explained(found, loaded))


def _absent(rule: str, policy: Policy) -> str:
    if rule in policy.disabled:
        return f"the rule {rule!r} is off in this policy"
    near = get_close_matches(rule, list(policy.rules), 3, 0.5)
    return f"no rule {rule!r}" + (f"; did you mean {' or '.join(map(repr, near))}?" if near else "; see couth rules")


def _explained(rule: Rule, policy: Policy) -> Iterator[Line]:
    weight = f" {rule.severity}, {rule.points} points, rests on a {rule.basis}"
    yield Piece(rule.id, "rule"), Piece(weight, rule.severity)
    yield from paragraph((), rule.summary, screen.cells(), "title")
    yield from _part("Why", [rule.why])
    yield from _part("Source", rule.source)
    yield from _part("Says", [rule.message, *([rule.suggest] if rule.suggest else [])])
    yield from _part("Speaks on", [", ".join(sorted(rule.channels))] if rule.channels else [])
    yield from _part("Speaks when", [condition.source for condition in rule.when])
    yield from _part("Silent when", [condition.source for condition in rule.unless])
    yield from _part("Gives way to", rule.yields)
    yield from _part("Looks at", sorted({fact for c in (*rule.when, *rule.unless) for fact in c.facts}))
    yield from _part(f"Options (of the check {rule.check.model_dump()['kind']!r})", _options(rule.check))
    yield from _figures(rule, policy)
    yield from _examples("Bad", rule.examples.bad, "error")
    yield from _examples("Good", rule.examples.good, "good")
    yield from _examples("Cannot be judged", rule.examples.unknown, "dim")
    yield from _part(
        "Change it in a policy", [f"rules: {{{rule.id}: {{severity: {_other(rule)}}}}}", f"rules: {{{rule.id}: off}}"]
    )


def _figures(rule: Rule, policy: Policy) -> Iterator[Line]:
    """The figures in force for each channel that the rule speaks of."""
    shown = [
        line
        for channel, profile in policy.channels.items()
        if not rule.channels or channel in rule.channels
        for line in figures(profile.of_kinds(kinds_of(rule.check)), channel)
    ]
    if shown:
        yield ()
        yield (Piece("Figures in force", "title"),)
        yield from shown


def _other(rule: Rule) -> str:
    return "warning" if rule.severity == "error" else "error"


def _part(title: str, rows: Sequence[str]) -> Iterator[Line]:
    if rows:
        yield ()
        yield (Piece(title, "title"),)
    for row in rows:
        yield from paragraph((Piece("  "),), row, screen.cells())


def _options(check: Check) -> list[str]:
    """Each option with its value and meaning, but for those that are left out."""
    fields = ((name, field) for name, field in type(check).model_fields.items() if name != "kind")
    return [
        f"{name}: {_shown(value)}" + (f"  ({field.description})" if field.description else "")
        for name, field in fields
        if (value := getattr(check, name)) not in _LEFT_OUT
    ]


def _shown(value: object) -> str:
    """A value in a few words: long lists by their size, those by language by how many each has, checks by their kind."""
    if isinstance(value, Check):
        return f"{value.model_dump()['kind']} ({'; '.join(_options(value))})"
    if isinstance(value, Mapping):
        if all(isinstance(part, list) for part in value.values()) and len(str(value)) > LONGEST:
            return ", ".join(f"{len(part)} {key}" for key, part in value.items())
        return ", ".join(f"{key} ({_shown(part)})" for key, part in value.items())
    if isinstance(value, (list, tuple, frozenset)):
        listed = ", ".join(map(str, value))
        return listed if len(listed) <= LONGEST else f"{len(value)} entries"
    return str(value)


def _examples(title: str, examples: Sequence[Example], style: Style) -> Iterator[Line]:
    if examples:
        yield ()
        yield (Piece(title, "title"),)
    for example in examples[:MOST_EXAMPLES]:
        yield from paragraph((Piece("  - ", style),), example.draft.text, screen.cells())
        for message in example.thread.messages[-1:]:
            yield from paragraph(
                (Piece(f"    after the {message.role}'s: ", "dim"),), message.text, screen.cells(), "dim"
            )
        notes = [example.note] if example.note else []
        notes += [f"found: {', '.join(f'“{visible(at)}”' for at in example.at)}"] if example.at else []
        for note in notes:
            yield from paragraph((Piece("    "),), note, screen.cells(), "dim")
    if len(examples) > MOST_EXAMPLES:
        yield (Piece(f"  and {len(examples) - MOST_EXAMPLES} more in {visible(examples[0].path)}", "dim"),)
