"""The figures of an evaluation: as tables for people, and as plain data."""

from __future__ import annotations

from typing import Any, Final, Iterable, Iterator, Mapping

from couth.engine.evaluation import MIN_SUPPORT, Evaluation, Figures, Score, wilson
from couth.reporters.cells import visible, width
from couth.reporters.styled import Line, Piece, paragraph
from couth.reporters.tally import counted

_HEAD: Final = f"{'due':>5} {'found':>5}  {'precision':<18} {'recall':<18} {'F1':<5}"


def figures_lines(evaluation: Evaluation, on: Iterable[str], misses: int = 0, cells: int = 100) -> Iterator[Line]:
    """The table of rules, that of sources where there are several, the averages, and the rules never heard.

    `on` names the rules that are on; up to `misses` drafts are named for each rule that it got wrong.
    """
    whole = evaluation.whole
    yield from _table("rule", dict(sorted(whole.rules.items())), evaluation, misses)
    if len(evaluation.sources) > 1:
        yield ()
        sources = {name: figures.micro for name, figures in sorted(evaluation.sources.items())}
        yield from _table("source", sources)
    yield ()
    yield from _averages(whole)
    silent = evaluation.silent(on)
    if silent:
        head = (Piece(f"found nothing here ({len(silent)}): "),)
        yield from paragraph(head, ", ".join(silent), cells, "dim", hang=2)


def _table(
    title: str, scores: Mapping[str, Score], evaluation: Evaluation | None = None, misses: int = 0
) -> Iterator[Line]:
    column = max([len(title), *map(width, map(visible, scores))]) + 2
    yield (Piece(f"{title:<{column}}{_HEAD}", "dim"),)
    for name, score in scores.items():
        shown = visible(name)
        yield Piece(shown + " " * (column - width(shown)), "rule"), Piece(_row(score))
        if evaluation and misses:
            yield from _wrong("false alarm", evaluation.alarms[name][:misses])
            yield from _wrong("miss", evaluation.misses[name][:misses])


def _wrong(what: str, ids: Iterable[str]) -> Iterator[Line]:
    return ((Piece(f"    {what}: {visible(name)}", "dim"),) for name in ids)


def _row(score: Score) -> str:
    precision = _share(score.precision, wilson(score.hits, score.found))
    recall = _share(score.recall, wilson(score.hits, score.due))
    return f"{score.due:5} {score.found:5}  {precision:<18} {recall:<18} {score.f1:.2f}"


def _share(share: float, interval: tuple[float, float]) -> str:
    return f"{share:.2f} ({interval[0]:.2f}–{interval[1]:.2f})"


def _averages(figures: Figures) -> Iterator[Line]:
    micro = figures.micro
    yield (
        Piece(f"{counted(figures.drafts, 'draft')}; all rules together: ", "title"),
        Piece(f"precision {micro.precision:.3f}, recall {micro.recall:.3f}, F1 {micro.f1:.3f}", "title"),
    )
    yield (Piece(f"mean F1 of the rules with {MIN_SUPPORT} labels or more: {figures.macro_f1:.3f}"),)
    alarms = f"false alarms on {figures.alarmed} of {counted(figures.clean, 'clean draft')}: {figures.alarm_rate:.3f}"
    yield (Piece(alarms),)


def figures_dict(evaluation: Evaluation, on: Iterable[str]) -> dict[str, Any]:
    """The same as plain data, for `json.dumps`."""
    return {
        **_figures(evaluation.whole),
        "rules": {rule: _rule(rule, score, evaluation) for rule, score in sorted(evaluation.whole.rules.items())},
        "sources": {name: _figures(figures) for name, figures in sorted(evaluation.sources.items())},
        "silent": evaluation.silent(on),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "drafts": figures.drafts,
        "micro": _score(figures.micro),
        "macro_f1": round(figures.macro_f1, 4),
        "clean": figures.clean,
        "alarmed": figures.alarmed,
        "alarm_rate": round(figures.alarm_rate, 4),
    }


def _rule(rule: str, score: Score, evaluation: Evaluation) -> dict[str, Any]:
    return {**_score(score), "false_alarms": evaluation.alarms[rule], "misses": evaluation.misses[rule]}


def _score(score: Score) -> dict[str, Any]:
    return {
        "due": score.due,
        "found": score.found,
        "hits": score.hits,
        "precision": round(score.precision, 4),
        "precision_interval": [round(bound, 4) for bound in wilson(score.hits, score.found)],
        "recall": round(score.recall, 4),
        "recall_interval": [round(bound, 4) for bound in wilson(score.hits, score.due)],
        "f1": round(score.f1, 4),
    }
