"""Judging a template: each of its renderings by itself, and what was found put together in its own text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Iterable, Iterator

from couth.engine.compiled import CompiledPolicy, Outcome
from couth.facts import FACTS, Facts
from couth.model import Edit, Fix, Hit, MappedText, MessageTemplate, Report, Span, Thread, Unknown

_NEVER_THERE: Final = ("thread", "customer", "draft.at")
"""A template has no thread, no customer and no moment of sending."""

_COUNTED: Final = ("sentences", "lines")


def not_applicable(unknown: Unknown) -> bool:
    """Whether a rule lacks what no template has, so that it does not apply to templates at all."""
    return any(need.startswith(_NEVER_THERE) for need in unknown.needs)


def of_template(compiled: CompiledPolicy, template: MessageTemplate) -> list[Outcome]:
    """What each rule makes of a template: its hits in all renderings, in the template's own text.

    What measures length looks at the longest rendering alone, everything else at the others; sentences and lines are
    counted there, too, because they are the template's own, however long the values in them.
    """
    found: dict[str, list[Outcome]] = {}
    for rendering in template.renderings:
        for outcome in _outcomes(compiled, template, rendering, of_length=False):
            found.setdefault(outcome.rule.id, []).append(outcome)
    for outcome in _outcomes(compiled, template, template.worst, of_length=True):
        found.setdefault(outcome.rule.id, []).append(outcome)
    return [_merged(found[rule_id]) for rule_id in sorted(found)]


def _outcomes(
    compiled: CompiledPolicy, template: MessageTemplate, rendering: MappedText, of_length: bool
) -> Iterator[Outcome]:
    facts = Facts(replace(template.draft, text=rendering.text), Thread(None), compiled.knowledge, FACTS)
    for outcome in compiled.lengths(facts) if of_length else compiled.outcomes(facts):
        hits = tuple(
            _placed(hit, rendering)
            for hit in outcome.hits
            if _of_length(outcome, hit) is of_length and not rendering.only_values(hit.span)
        )
        if hits:
            yield replace(outcome, hits=hits)
        elif not (outcome.hits or of_length):
            yield outcome


def _of_length(outcome: Outcome, hit: Hit) -> bool:
    return outcome.rule.check.of_length and hit.values.get("measure") not in _COUNTED


def _placed(hit: Hit, rendering: MappedText) -> Hit:
    """A hit in the template's own text; a fix that would touch more than words is none."""
    span = rendering.span(hit.span)
    return replace(hit, span=span, fix=_placed_fix(hit.fix, rendering) if hit.fix else None)


def _placed_fix(fix: Fix, rendering: MappedText) -> Fix | None:
    spans: list[tuple[Span | None, str]] = [(rendering.exact(edit.span), edit.text) for edit in fix.edits]
    edits = tuple(Edit(span, text) for span, text in spans if span)
    return Fix(edits, fix.safe) if len(edits) == len(spans) else None


def _merged(outcomes: list[Outcome]) -> Outcome:
    """What a rule found in some renderings; a place counts once, whatever the values and branches around it."""
    if len(outcomes) == 1 and not outcomes[0].hits:
        return outcomes[0]
    hits: dict[Span, Hit] = {}
    for outcome in outcomes:
        for hit in outcome.hits:
            hits.setdefault(hit.span, hit)
    widest = tuple(hit for span, hit in hits.items() if not any(_within(span, other) for other in hits))
    unknown = None if hits else next((o.unknown for o in outcomes if o.unknown), None)
    fault = next((o.fault for o in outcomes if o.fault), None)
    return Outcome(outcomes[0].rule, widest, unknown, fault)


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def split(outcomes: Iterable[Outcome]) -> tuple[list[Outcome], tuple[Unknown, ...]]:
    """The outcomes that count, and what does not apply because a template has no thread."""
    counting, left = [], []
    for outcome in outcomes:
        if outcome.unknown and not_applicable(outcome.unknown):
            left.append(outcome.unknown)
        else:
            counting.append(outcome)
    return counting, tuple(left)


def completed(report: Report, left: tuple[Unknown, ...]) -> Report:
    """The report with what does not apply listed, too: it was not judged, and so it did not pass."""
    return replace(report, unknown=tuple(sorted((*report.unknown, *left), key=lambda u: u.rule)))
