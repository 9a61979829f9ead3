"""The page of the rules of the default policy."""

from __future__ import annotations

from itertools import groupby
from typing import Final, Iterator, Mapping, Sequence

from couth import Linter, Policy
from couth.checks import AnyOf, Check, kind_of
from couth.checks.judged import Cues
from couth.policy import Example, Rule
from generator import needs
from generator.checks_page import cue_table
from generator.examples import shown
from generator.markdown import anchor, code, escaped, prose, table
from generator.markdown import page as as_page
from generator.types import value_of

GROUPS: Final[Mapping[str, str]] = {
    "promo": "a thread is not a marketing channel",
    "pacing": "the customer controls the clock",
    "continuity": "the business keeps the thread",
    "scope": "only what was asked, only what is needed",
    "tone": "courteous, not chummy",
    "consent": "no means no",
    "privacy": "nothing that should not be in a chat",
    "channel": "each channel's own conventions",
}
"""The groups in order, each with the principle behind it; others stand after them by name."""

MOST_EXAMPLES: Final = 3
"""Examples shown of each kind; the rest is told as a number."""

INTRODUCTION: Final = """\
The rules of the default policy, each a file in [rules/](../rules). `couth rules` lists them, `couth explain RULE`
shows one. How to change them, switch them off and write others is said in [the policy language](policy.md)."""
READING: Final = """\
*Rests on a fact* means that a rule counts, reads a clock or looks at a record; *rests on a heuristic* that it goes by
words. *Cannot judge without* names what must be known for a judgement: where it is not, the rule is listed in the
report as unknown and is not taken for passed."""


def page(linter: Linter) -> str:
    """The whole page."""
    return as_page("Rules", _parts(linter))


def _parts(linter: Linter) -> Iterator[str]:
    policy = linter.policy
    rules = sorted(policy.rules.values(), key=_place)
    yield INTRODUCTION
    yield READING
    yield _settings(policy)
    yield table(("Rule", "Severity", "Points", "Rests on", "Summary"), map(_row, rules))
    for group, members in groupby(rules, key=lambda rule: rule.group):
        yield f"## {group}: {GROUPS[group]}" if group in GROUPS else f"## {group}"
        for rule in members:
            yield from _rule(rule, linter)


def _place(rule: Rule) -> tuple[int, str]:
    order = list(GROUPS)
    return (order.index(rule.group) if rule.group in order else len(order)), rule.id


def _settings(policy: Policy) -> str:
    caps = ", ".join(f"{group} {most}" for group, most in sorted(policy.caps.items()))
    return (
        f"A score under {policy.block_below} blocks, and so does any error. The most points that a group takes off, "
        f"whatever it finds: {caps}."
    )


def _row(rule: Rule) -> tuple[str, ...]:
    return f"[{rule.id}]({anchor(rule.id)})", rule.severity, str(rule.points), rule.basis, escaped(rule.summary)


def _rule(rule: Rule, linter: Linter) -> Iterator[str]:
    yield f"### {rule.id}"
    yield f"**{escaped(rule.summary)}.** {escaped(' '.join(rule.why.split()))}".rstrip()
    yield "\n".join(_facts_of(rule, linter))
    yield from _check(rule.check)
    for title, examples in (("Found:", rule.examples.bad), ("Left alone:", rule.examples.good)):
        yield from _examples(title, examples, rule, linter)


def _facts_of(rule: Rule, linter: Linter) -> Iterator[str]:
    """The list of what there is to say of a rule in a line each."""
    yield f"- {rule.severity}, {rule.points} points, rests on a {rule.basis}"
    yield f"- Check: {kind_link(rule.check)}, in [{_file(rule)}](../{_file(rule)})"
    yield from _conditions(rule)
    needed = needs.of_rule(linter, rule)
    if needed:
        yield f"- Cannot judge without {'; '.join(needed)}{_stand(linter.policy.stands_for(rule.id))}"
    if rule.decision:
        yield f"- Decision: {code(rule.decision)}"
    if rule.suggest:
        yield f"- Suggests: {escaped(rule.suggest)}"
    if rule.source:
        yield f"- {'Sources' if len(rule.source) > 1 else 'Source'}: {'; '.join(map(_source, rule.source))}"


def _conditions(rule: Rule) -> Iterator[str]:
    if rule.channels:
        yield f"- Speaks only on {', '.join(map(code, sorted(rule.channels)))}"
    if rule.when:
        yield f"- Speaks only when {_joined(rule, 'when', ' and ')}"
    if rule.unless:
        yield f"- Is silent when {_joined(rule, 'unless', ' or ')}"
    if rule.yields:
        yield f"- Gives way to {', '.join(f'[{other}]({anchor(other)})' for other in rule.yields)}"


def _joined(rule: Rule, field: str, word: str) -> str:
    return word.join(code(condition.source) for condition in getattr(rule, field))


def _stand(stand: str) -> str:
    return "" if stand == "pass" else f"; then it {'warns' if stand == 'warn' else 'needs context'}"


def _source(source: str) -> str:
    return source if source.startswith(("http://", "https://")) else escaped(source)


def _file(rule: Rule) -> str:
    return f"rules/{rule.id.replace('.', '/')}.yaml"


def _check(check: Check) -> Iterator[str]:
    """The options that are set, with their values and meanings, then the cues; of several checks, a row each."""
    if isinstance(check, AnyOf):
        rows = ((code(name), kind_link(inner), _in_short(inner)) for name, inner in check.of.items())
        yield table(("Part", "Check", "Options"), rows)
        return
    fields = type(check).model_fields
    rows = ((code(n), value_of(check, n), prose(fields[n].description or "")) for n in _set(check))
    yield table(("Option", "Value", "Meaning"), rows) if _set(check) else ""
    if isinstance(check, Cues) and check.cues:
        yield cue_table(check.weighed)


def _set(check: Check) -> list[str]:
    """The options that have a value and say something; cues are shown by themselves."""
    mute = {"kind"} | ({"cues"} if isinstance(check, Cues) else set())
    mute |= {"threshold"} if isinstance(check, Cues) and check.act else set()
    return [name for name in type(check).model_fields if name not in mute and value_of(check, name)]


def _in_short(check: Check) -> str:
    """The options of a part, those left to their defaults aside; of cues, how many there are."""
    fields = type(check).model_fields
    told = [_assigned(n, value_of(check, n)) for n in _set(check) if getattr(check, n) != fields[n].default]
    if isinstance(check, Cues) and check.cues:
        told.append(f"{len(check.weighed)} cues")
    return "; ".join(told)


def _assigned(name: str, value: str) -> str:
    if value.startswith("`"):
        return code(f"{name}: {value.strip('`')}")
    return f"{code(name)} ({value.removeprefix('phrases: ')})"


def kind_link(check: Check) -> str:
    """A link to what is said of a check's kind."""
    kind = kind_of(type(check))
    return f"[{code(kind)}](checks.md{anchor(kind)})"


def _examples(title: str, examples: Sequence[Example], rule: Rule, linter: Linter) -> Iterator[str]:
    if not examples:
        return
    yield title
    for example in examples[:MOST_EXAMPLES]:
        yield shown(example, rule, linter)
    more = len(examples) - MOST_EXAMPLES
    if more > 0:
        yield f"… and {more} more in [{_file(rule)}](../{_file(rule)})."
