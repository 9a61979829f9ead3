"""What a calibration came to: a table for people, and a policy that holds the weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Iterator, Sequence

import yaml

from couth.checks.judged import Cues
from couth.engine.calibration import HAND, Fit
from couth.engine.evaluation import MIN_SUPPORT, Score, wilson
from couth.policy import Rule
from couth.reporters.styled import Line, Piece, paragraph

_HEAD: Final = """\
# Weights that `couth calibrate` fitted to labelled drafts. Read it, change what you know better, and use it as a
# policy, or let yours extend it. The figures are of drafts that were not fitted to; intervals hold 95 %.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule's fit, `HAND` where none is better, with the figures by hand and held out; none with too few labels."""

    rule: Rule
    fit: Fit
    by_hand: Score
    held_out: Score | None

    @property
    def is_better(self) -> bool:
        """Whether there are weights to be written."""
        return self.fit is not HAND


def calibrated_lines(outcomes: Sequence[Outcome], cells: int = 100) -> Iterator[Line]:
    """A row for each rule that had labels enough, and the names of the others."""
    column = max((len(o.rule.id) for o in outcomes), default=0) + 2
    yield (Piece(f"{'rule':<{column}}{'due':>4}  {'by hand':<40} {'fitted, held out':<40}", "dim"),)
    for outcome in outcomes:
        if outcome.held_out is not None:
            yield (
                Piece(f"{outcome.rule.id:<{column}}", "rule"),
                Piece(f"{outcome.by_hand.due:>4}  {_figures(outcome.by_hand):<40} "),
                Piece(f"{_figures(outcome.held_out):<40}", "good" if outcome.is_better else "dim"),
                Piece(" fitted" if outcome.is_better else " kept as it is"),
            )
    few = [outcome.rule.id for outcome in outcomes if outcome.held_out is None]
    if few:
        yield from paragraph((Piece(f"fewer than {MIN_SUPPORT} labels: "),), ", ".join(few), cells, "dim", hang=2)


def _figures(score: Score) -> str:
    precision, recall = wilson(score.hits, score.found), wilson(score.hits, score.due)
    return (
        f"P {score.precision:.2f} ({precision[0]:.2f}–{precision[1]:.2f}) "
        f"R {score.recall:.2f} ({recall[0]:.2f}–{recall[1]:.2f})"
    )


def calibrated_policy(outcomes: Sequence[Outcome], base: str) -> str:
    """The weights as YAML: a policy that extends the one that was begun with."""
    better = [outcome for outcome in outcomes if outcome.is_better]
    kept = [o.rule.id for o in outcomes if o.held_out is not None and not o.is_better]
    lines = [_HEAD + f"extends: {json.dumps(base)}"]
    if kept:
        lines.append(f"# As good by hand: {', '.join(kept)}.")
    lines.append("rules:" if better else "rules: {}")
    for outcome in better:
        lines.extend(_rule(outcome))
    return "\n".join(lines) + "\n"


def reweighed(written: str, outcome: Outcome) -> str:
    """The text of a rule's file with the fitted weights in place of its own; whatever else it says stays.

    Cues that stand in another file are left to that one.
    """
    cues = dict(_cues_in(written, outcome.rule.id))
    edits = [
        _edit(written, cues[name], weight)
        for name, before, weight in _weights(outcome)
        if weight != before and name in cues
    ]
    for start, end, text in sorted(edits, reverse=True):
        written = written[:start] + text + written[end:]
    return written


def _cues_in(written: str, rule_id: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    """The cues of a rule's check, by name, as they stand in its own file or among the rules of a policy."""
    root = yaml.compose(written, Loader=yaml.SafeLoader)
    rule = _part(_part(root, "rules"), rule_id) or root
    cues = _part(_part(rule, "check"), "cues")
    for cue in cues.value if cues else ():
        yield _part(cue, "name").value, cue


def _part(node: yaml.Node | None, key: str) -> Any:
    """The value of a key in a mapping; None where it has none."""
    return next((v for k, v in node.value if k.value == key), None) if isinstance(node, yaml.MappingNode) else None


def _edit(written: str, cue: yaml.MappingNode, weight: float) -> tuple[int, int, str]:
    """Where a cue's weight stands, or is to stand behind its name, and what to write there."""
    own = _part(cue, "weight")
    if own:
        return own.start_mark.index, own.end_mark.index, f"{weight:g}"
    named = _part(cue, "name").end_mark.index
    if cue.flow_style:
        return named, named, f", weight: {weight:g}"
    line = written.index("\n", named) + 1
    return line, line, f"{' ' * cue.start_mark.column}weight: {weight:g}\n"


def _weights(outcome: Outcome) -> Iterator[tuple[str, float, float]]:
    """By cue with one weight: its name, that weight, and what the fit makes of it, in hundredths."""
    check = outcome.rule.check
    for cue in check.weighed if isinstance(check, Cues) else ():
        if not cue.weights and cue.name in outcome.fit.factors:
            yield cue.name, round(cue.weight, 2), round(cue.weight * outcome.fit.factors[cue.name], 2)


def _rule(outcome: Outcome) -> Iterator[str]:
    check = outcome.rule.check
    if not isinstance(check, Cues) or outcome.held_out is None:
        return
    yield f"  # By hand {_figures(outcome.by_hand)}; fitted {_figures(outcome.held_out)}; {outcome.by_hand.due} due."
    yield f"  {outcome.rule.id}:"
    yield "    weigh:"
    for cue in check.weighed:
        if cue.name in outcome.fit.factors and cue.name not in check.learned:
            before = 1.0 if cue.weights else cue.weight
            weight = round(before * outcome.fit.factors[cue.name], 2)
            yield f"      {cue.name}: {weight:g}" + (f" # {before:g} before" if weight != round(before, 2) else "")
    if outcome.fit.learned:
        yield "    learned:"
        for lang, words in outcome.fit.learned.items():
            yield f"      {lang}:"
            yield from (f"        {json.dumps(word, ensure_ascii=False)}: {weight:g}" for word, weight in words.items())
